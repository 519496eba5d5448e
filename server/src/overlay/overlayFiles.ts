/** The files that overlays are built of, each read once for as long as its text stays the same. */
import { KustomizationFile } from './kustomizationFile.ts';
import { readTrees } from './readTree.ts';
import { wholeFile } from './sourceText.ts';
import type { Tree } from './tree.ts';

/** The text of a file; undefined where there is none in view. Paths have forward slashes. */
export type ReadText = (path: string) => string | undefined;

interface Known<T> {
  readonly text: string;
  readonly read: T;
}

export class OverlayFiles {
  readonly textOf: ReadText;
  /** The files over which these stand; what is the same there is read there. */
  readonly #under: OverlayFiles | undefined;
  readonly #trees = new Map<string, Known<readonly Tree[]>>();
  readonly #kustomizations = new Map<string, Known<KustomizationFile>>();

  constructor(textOf: ReadText, under?: OverlayFiles) {
    this.textOf = textOf;
    this.#under = under;
  }

  /** The same files, some with other texts. */
  with(texts: ReadonlyMap<string, string>): OverlayFiles {
    return new OverlayFiles((path) => texts.get(path) ?? this.textOf(path), this);
  }

  /** The documents of a file; they are shared, so who changes them copies them. Throws a `BuildError`. */
  trees(path: string, text: string): readonly Tree[] {
    if (this.#under?.textOf(path) === text) return this.#under.trees(path, text);
    return remembered(this.#trees, path, text, () => readTrees(wholeFile(path, text)));
  }

  /** Throws a `BuildError`. */
  kustomization(path: string, text: string): KustomizationFile {
    return remembered(this.#kustomizations, path, text, () => new KustomizationFile(path, text));
  }
}

function remembered<T>(all: Map<string, Known<T>>, path: string, text: string, read: () => T): T {
  const known = all.get(path);
  if (known?.text === text) return known.read;
  const found = read();
  all.set(path, { text, read: found });
  return found;
}
