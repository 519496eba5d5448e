/** Which files a repository leaves out: `.gitignore` in each folder, and `.git/info/exclude`. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { decodeText } from '../node/decodeText.ts';

/** Patterns, and the folder that they are relative to. */
interface Patterns {
  readonly folder: string;
  readonly matcher: Ignore;
}

/** What git would leave out below a folder that somebody named, be the folder itself left out or not. */
export class IgnoreFiles {
  readonly #top: string;
  /** By folder: patterns from the top to there. */
  readonly #known = new Map<string, readonly Patterns[]>();
  readonly #left = new Map<string, boolean>();

  /** Without a repository around it, what stands in the folder and below counts. */
  constructor(folder: string) {
    const repository = repositoryAround(folder);
    this.#top = repository ?? folder;
    if (repository === undefined || repository === folder || !this.isLeftOut(folder, true)) return;
    this.#top = folder;
    this.#known.clear();
    this.#left.clear();
  }

  /** Whether a file or folder below the top, or a folder that it is in, is left out. */
  isLeftOut(path: string, isFolder: boolean): boolean {
    if (path.length <= this.#top.length) return false;
    const known = this.#left.get(path);
    if (known !== undefined) return known;
    const folder = dirname(path);
    const isOut = this.isLeftOut(folder, true) || this.#matches(path, isFolder, folder);
    if (isFolder) this.#left.set(path, isOut);
    return isOut;
  }

  /** The nearest patterns decide, if they say anything. */
  #matches(path: string, isFolder: boolean, folder: string): boolean {
    for (const { folder: base, matcher } of this.#patternsFor(folder)) {
      const name = relative(base, path).split(sep).join('/');
      const { ignored, unignored } = matcher.test(isFolder ? `${name}/` : name);
      if (ignored || unignored) return ignored;
    }
    return false;
  }

  #patternsFor(folder: string): readonly Patterns[] {
    const known = this.#known.get(folder);
    if (known) return known;
    const isTop = folder.length <= this.#top.length;
    const above = isTop ? patternsIn(folder, '.git/info/exclude') : this.#patternsFor(dirname(folder));
    const patterns = [...patternsIn(folder, '.gitignore'), ...above];
    this.#known.set(folder, patterns);
    return patterns;
  }
}

function patternsIn(folder: string, name: string): Patterns[] {
  const path = join(folder, name);
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return [];
    return [{ folder, matcher: ignore().add(decodeText(readFileSync(path)) ?? '') }];
  } catch {
    // Git, too, goes on without a file that it can't read.
    return [];
  }
}

function repositoryAround(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}
