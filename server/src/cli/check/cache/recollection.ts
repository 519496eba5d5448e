/** Which files an earlier check knows, and what of it still holds. */
import { statSync } from 'node:fs';
import type { ManifestContext } from '../../../manifest/context.ts';
import type { Input } from '../../inputs.ts';
import type { OverlayMemory } from '../overlayCheck.ts';
import type { PackedFacts } from '../packedFacts.ts';
import type { PlainPlacedFinding } from '../placedFindings.ts';
import type { FileFindings } from '../reports/report.ts';
import { type CachedFile, type CachedOverlay, type CheckCache, hashOf, stampOf } from './checkCache.ts';

/** What findings of a file depend on besides its text and other files. */
export interface Surroundings {
  readonly context: ManifestContext;
  readonly settings: object;
  /** Whether its text is not the one on the disk. */
  readonly isEdited: boolean;
}

interface Known {
  readonly input: Input;
  readonly stamp: string | undefined;
  readonly hash: string;
  readonly contextHash: string;
}

export interface Recalled extends Pick<CachedFile, 'findings' | 'waits'> {
  /** Where other files are checked, which may want to know of this one. */
  readonly facts?: string;
}

export class Recollection implements OverlayMemory {
  readonly #cache: CheckCache;
  readonly #known: Known[] = [];
  readonly #hashes = new WeakMap<object, string>();
  readonly #overlays: Record<string, CachedOverlay> = {};
  #hasNewOverlay = false;
  #world = '';

  constructor(cache: CheckCache) {
    this.#cache = cache;
  }

  /** Notes a file; `read` gives its text, where it is not certain that it is as it was. */
  async note(
    input: Input,
    { context, settings, isEdited }: Surroundings,
    read: () => Promise<string | undefined>,
  ): Promise<void> {
    const before = this.#cache.fileOf(input.name);
    const stamp = isEdited ? undefined : stampOfInput(input);
    const isAsBefore = stamp !== undefined && before?.stamp === stamp;
    const text = isAsBefore ? undefined : await read();
    if (!isAsBefore && text === undefined) return;
    const hash = isAsBefore ? before.hash : hashOf(text!);
    const contextHash = hashOf(this.#hashOf(context), this.#hashOf(settings));
    this.#known.push({ input, stamp, hash, contextHash });
  }

  /** What needs not be checked again. Where a file is another one, all are that depend on others. Call when all are noted. */
  recallFiles(): ReadonlyMap<Input, Recalled> {
    const recalled = new Map<Input, Recalled>();
    this.#world = this.#hashOfAll();
    const isSameWorld = this.#world === this.#cache.world;
    for (const { input, hash, contextHash } of this.#known) {
      const before = this.#cache.fileOf(input.name);
      if (before?.hash !== hash || before.contextHash !== contextHash) continue;
      const { findings, waits } = before;
      if (isSameWorld) recalled.set(input, { findings, waits });
      else if (!before.waits) {
        const facts = this.#cache.factsOf(input.name);
        if (facts !== undefined) recalled.set(input, { findings, waits, facts });
      }
    }
    return recalled;
  }

  recall(folder: string, settings: object, textOf: (path: string) => string | undefined) {
    const before = this.#cache.overlayIn(folder);
    if (before?.settingsHash !== this.#hashOf(settings)) return undefined;
    for (const [path, hash] of before.looked) if (hashOfMaybe(textOf(path)) !== hash) return undefined;
    this.#overlays[folder] = before;
    return before.findings;
  }

  keep(
    folder: string,
    settings: object,
    looked: ReadonlyMap<string, string | undefined>,
    findings: readonly PlainPlacedFinding[],
  ): void {
    const hashes = Array.from(looked, ([path, text]) => [path, hashOfMaybe(text)] as const);
    this.#overlays[folder] = { looked: hashes, settingsHash: this.#hashOf(settings), findings };
    this.#hasNewOverlay = true;
  }

  /** Keeps what was found now. */
  save(
    recalled: ReadonlyMap<Input, Recalled>,
    findingsOf: (input: Input) => FileFindings | undefined,
    newFacts: readonly PackedFacts[],
  ): void {
    // Nothing is other than before.
    const isAsBefore = recalled.size === this.#known.length && this.#world === this.#cache.world;
    if (isAsBefore && !this.#hasNewOverlay) return;
    const files: Record<string, CachedFile> = {};
    const facts = new Map(newFacts.map(({ name, documents }) => [name, documents]));
    for (const { input, stamp, hash, contextHash } of this.#known) {
      const found = findingsOf(input);
      // What went wrong may go well the next time.
      if (!found || found.failures.length > 0) continue;
      const { waits } = found;
      files[input.name] = { stamp, hash, contextHash, waits, findings: found.findings };
      const known = recalled.get(input)?.facts;
      if (known !== undefined) facts.set(input.name, known);
      if (waits) facts.delete(input.name);
    }
    this.#cache.save({ world: this.#world, files, overlays: this.#overlays }, facts);
  }

  /** Of all that was noted. */
  #hashOfAll(): string {
    const lines = this.#known.map(({ input, hash, contextHash }) => `${input.name}\0${hash}\0${contextHash}`);
    return hashOf(lines.join('\0'));
  }

  #hashOf(value: object): string {
    const known = this.#hashes.get(value) ?? hashOf(JSON.stringify(value));
    this.#hashes.set(value, known);
    return known;
  }
}

function hashOfMaybe(text: string | undefined): string {
  return text === undefined ? '' : hashOf(text);
}

/** Undefined for what is no regular file. */
function stampOfInput({ path, isStdin }: Input): string | undefined {
  if (path === undefined || isStdin) return undefined;
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() ? stampOf(stats, Date.now()) : undefined;
}
