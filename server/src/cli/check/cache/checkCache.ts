/**
 * What an earlier check found in files, for as long as all of it that findings depend on is the same: the text, what stands
 * around it, the settings, and where other files matter, those too.
 */
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, type Stats } from 'node:fs';
import { writeFileAtomically } from '../../../node/writeFileAtomically.ts';
import { ioReason, UsageError } from '../../usageError.ts';
import type { PlainPlacedFinding } from '../placedFindings.ts';
import type { FoundFinding } from '../reports/report.ts';

/** What is known of a file by its name. */
export interface CachedFile {
  /** As the file stood on the disk; undefined where it may change within the same instant. */
  readonly stamp: string | undefined;
  /** Of its text. */
  readonly hash: string;
  /** Of its context and settings. */
  readonly contextHash: string;
  /** Whether its findings depend on other files. */
  readonly waits: boolean;
  readonly findings: readonly FoundFinding[];
}

/** What an overlay has become wrong. */
export interface CachedOverlay {
  /** Hashes of the files that it was built of, by path; empty for those that were looked for and not there. */
  readonly looked: readonly (readonly [path: string, hash: string])[];
  /** Of the settings. */
  readonly settingsHash: string;
  readonly findings: readonly PlainPlacedFinding[];
}

interface Content {
  /** Of Probewise: another version finds something else. */
  readonly product: string;
  /** Of all files together. */
  readonly world: string;
  readonly files: Readonly<Record<string, CachedFile>>;
  /** By their folders. */
  readonly overlays: Readonly<Record<string, CachedOverlay>>;
}

/** What is kept for the next check. */
export type Kept = Omit<Content, 'product'>;

export function hashOf(...texts: readonly string[]): string {
  const hash = createHash('sha1');
  for (const text of texts) hash.update(text).update('\0');
  return hash.digest('base64url');
}

/** A file that was changed so short a time before it was read may be changed again without looking other. */
const racyMs = 2000;

/** What says that a file is as it was, without its text; undefined where that can't be told yet. */
export function stampOf({ mtimeMs, ctimeMs, size, ino }: Stats, nowMs: number): string | undefined {
  return nowMs - Math.max(mtimeMs, ctimeMs) < racyMs ? undefined : `${mtimeMs} ${ctimeMs} ${size} ${ino}`;
}

export class CheckCache {
  readonly #name: string;
  readonly #path: string;
  readonly #product: string;
  readonly #content: Content;
  #facts: ReadonlyMap<string, string> | undefined;

  /** Whatever is wrong with the file, it is as if there was none. */
  constructor(name: string, path: string, product: string) {
    this.#name = name;
    this.#path = path;
    this.#product = product;
    this.#content = readContent(path, product) ?? { product, world: '', files: {}, overlays: {} };
  }

  /** The hash of all files together, as they were. */
  get world(): string {
    return this.#content.world;
  }

  fileOf(name: string): CachedFile | undefined {
    return Object.hasOwn(this.#content.files, name) ? this.#content.files[name] : undefined;
  }

  overlayIn(folder: string): CachedOverlay | undefined {
    return Object.hasOwn(this.#content.overlays, folder) ? this.#content.overlays[folder] : undefined;
  }

  /** The packed facts of a file whose findings depend on no other; undefined where they are lost. */
  factsOf(name: string): string | undefined {
    this.#facts ??= readFacts(this.#factsPath, this.#content.world);
    return this.#facts.get(name);
  }

  /** Replaces all of it; `facts` are those of the files that don't wait. Throws a `UsageError` where it can't be written. */
  save(kept: Kept, facts: ReadonlyMap<string, string>): void {
    const content: Content = { product: this.#product, ...kept };
    const lines = Array.from(facts, ([name, packed]) => `\n${JSON.stringify(name)}\n${packed}`);
    try {
      // Facts of another state are known by its hash, so that both need not be written at once.
      writeFileAtomically(this.#factsPath, kept.world + lines.join(''));
      writeFileAtomically(this.#path, JSON.stringify(content));
    } catch (error) {
      rmSync(this.#path, { force: true });
      throw new UsageError(ioReason(error), this.#name);
    }
  }

  get #factsPath(): string {
    return `${this.#path}-facts`;
  }
}

function readContent(path: string, product: string): Content | undefined {
  try {
    const content = JSON.parse(readFileSync(path, 'utf8')) as Content;
    const isWhole = [content.files, content.overlays].every((part) => typeof part === 'object' && part !== null);
    return content.product === product && isWhole ? content : undefined;
  } catch {
    return undefined;
  }
}

function readFacts(path: string, world: string): ReadonlyMap<string, string> {
  const facts = new Map<string, string>();
  try {
    const [head, ...lines] = readFileSync(path, 'utf8').split('\n');
    if (head === world)
      for (let i = 0; i + 1 < lines.length; i += 2) facts.set(JSON.parse(lines[i]!) as string, lines[i + 1]!);
  } catch {
    // As if there were none: all files are read again.
  }
  return facts;
}
