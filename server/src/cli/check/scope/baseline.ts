/** Findings that are known already: they are left out of reports until they are fixed. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { writeFileAtomically } from '../../../node/writeFileAtomically.ts';
import { slashed } from '../../overlays.ts';
import { ioReason, UsageError } from '../../usageError.ts';
import { type Inspected, type InspectedFile, linesOf } from '../inspection.ts';
import { checkMessages as say } from '../messages.ts';
import { fingerprintsOf } from '../reports/fingerprint.ts';

/** A public format: fields are added, never changed. */
interface BaselineFile {
  readonly version: 1;
  readonly findings: readonly Entry[];
}

interface Entry {
  /** From the folder of the baseline, with forward slashes. */
  readonly file: string;
  readonly rule: string;
  readonly fingerprint: string;
}

export class Baseline {
  readonly #name: string;
  readonly #path: string;
  readonly #folder: string;
  readonly #entries: readonly Entry[];
  readonly #known: ReadonlySet<string>;

  private constructor(name: string, path: string, entries: readonly Entry[]) {
    this.#name = name;
    this.#path = path;
    this.#folder = dirname(path);
    this.#entries = entries;
    this.#known = new Set(entries.map(({ fingerprint }) => fingerprint));
  }

  /** Throws a `UsageError` where it can't be read; one that is to be written may be missing. */
  static read(name: string, cwd: string, mayBeMissing: boolean): Baseline {
    const path = resolve(cwd, name);
    if (mayBeMissing && !existsSync(path)) return new Baseline(name, path, []);
    let entries: readonly Entry[] | undefined;
    try {
      entries = entriesOf(JSON.parse(readFileSync(path, 'utf8')));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw new UsageError(ioReason(error), name);
    }
    if (!entries) throw new UsageError(say.noBaseline(), name);
    return new Baseline(name, path, entries);
  }

  /** The rest of what was found. */
  without(inspected: Inspected): Inspected {
    return {
      ...inspected,
      files: inspected.files.map((file) => {
        const fingerprints = this.#fingerprints(file, inspected);
        return { ...file, findings: file.findings.filter((_, i) => !this.#known.has(fingerprints[i]!)) };
      }),
    };
  }

  /** How many of its findings are not found any more, in files that were checked. */
  countGone({ files, texts }: Inspected): number {
    const found = new Set(files.flatMap((file) => this.#fingerprints(file, { texts })));
    const checked = new Set(files.map((file) => this.#nameOf(file)));
    return this.#entries.filter(({ file, fingerprint }) => checked.has(file) && !found.has(fingerprint)).length;
  }

  /** Writes it with what was found; what it knows of other files that are still there stays. Throws a `UsageError`. */
  update({ files, texts }: Inspected): Baseline {
    const checked = new Set(files.map((file) => this.#nameOf(file)));
    const others = this.#entries.filter(({ file }) => !checked.has(file) && existsSync(join(this.#folder, file)));
    const found = files.flatMap((file) => {
      const fingerprints = this.#fingerprints(file, { texts });
      const name = this.#nameOf(file);
      return file.findings.map(({ rule }, i): Entry => ({ file: name, rule, fingerprint: fingerprints[i]! }));
    });
    const entries = [...others, ...found].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
    const lines = entries.map((entry) => `\n${JSON.stringify(entry)}`);
    try {
      writeFileAtomically(this.#path, `{"version":1,"findings":[${lines.join(',')}\n]}\n`);
    } catch (error) {
      throw new UsageError(ioReason(error), this.#name);
    }
    return new Baseline(this.#name, this.#path, entries);
  }

  /** Wherever the user is: by the file's place beside the baseline. */
  #fingerprints(file: InspectedFile, { texts }: Pick<Inspected, 'texts'>): string[] {
    const lines = linesOf(texts);
    const { findings } = file;
    return findings.length === 0
      ? []
      : fingerprintsOf({ name: this.#nameOf(file), findings, linesOf: () => lines(file.name) });
  }

  #nameOf({ name, path }: InspectedFile): string {
    return path === undefined ? name : slashed(relative(this.#folder, path));
  }
}

/** Undefined where this is no baseline. */
function entriesOf(json: unknown): readonly Entry[] | undefined {
  const { version, findings } = (typeof json === 'object' && json !== null ? json : {}) as Partial<BaselineFile>;
  if (version !== 1 || !Array.isArray(findings)) return undefined;
  return findings.every(isEntry) ? findings : undefined;
}

function isEntry(entry: unknown): entry is Entry {
  const { file, rule, fingerprint } = (typeof entry === 'object' && entry !== null ? entry : {}) as Partial<Entry>;
  return [file, rule, fingerprint].every((text) => typeof text === 'string');
}
