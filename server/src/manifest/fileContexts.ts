/**
 * What stands around a file: the one place that decides it, for files that are open in an editor, for those that are not,
 * and for the command line.
 */
import type { ManifestContext } from './context.ts';
import {
  addsLabels,
  foldersAbove,
  type Kustomization,
  kustomizationNames,
  replacedImages,
  roleOf,
} from './kustomization.ts';

/** Gives the text of a file; undefined where there is none, or it can't be read. */
export type ReadText = (file: string) => Promise<string | undefined>;

/** Reads each folder's kustomization once, until it is told that it may have changed. */
export class FileContexts {
  readonly #read: ReadText;
  readonly #nameOf: (file: string) => string;
  readonly #kustomizations = new Map<string, Promise<Kustomization | undefined>>();
  /** The same context is the same object, so that what was read in it can be kept. */
  readonly #known = new Map<string, ManifestContext>();

  /** `nameOf` turns what `read` takes, e.g. a URI, into the path that a kustomization writes, with forward slashes. */
  constructor(read: ReadText, nameOf: (file: string) => string = (file) => file) {
    this.#read = read;
    this.#nameOf = nameOf;
  }

  /** The context of a file; without a file, of a text that stands alone. */
  async of(file: string | undefined, podPaths: ManifestContext['podPaths']): Promise<ManifestContext> {
    const kustomizations = file === undefined ? [] : await this.#kustomizationsAbove(file);
    const role = file === undefined ? undefined : roleOf(this.#nameOf(file), kustomizations);
    const images = role === 'resource' ? replacedImages(kustomizations) : [];
    return this.#same({
      podPaths,
      ...(role === undefined ? {} : { role }),
      ...(images.length === 0 ? {} : { replacedImages: images }),
      ...(role === 'resource' && addsLabels(kustomizations) ? { addsLabels: true } : {}),
    });
  }

  /** Call when a file changed, came or went. True if it is a kustomization: contexts of files below may be others now. */
  forget(file: string): boolean {
    const name = kustomizationNames.find((each) => file.endsWith(`/${each}`));
    if (name === undefined) return false;
    this.#kustomizations.delete(file.slice(0, -name.length - 1));
    return true;
  }

  forgetAll(): void {
    this.#kustomizations.clear();
  }

  async #kustomizationsAbove(file: string): Promise<Kustomization[]> {
    // What stands before the path of a URI is no folder.
    const folders = foldersAbove(file).filter((folder) => !folder.endsWith('/'));
    const found = await Promise.all(folders.map((folder) => this.#kustomizationIn(folder)));
    return found.filter((kustomization) => kustomization !== undefined);
  }

  #kustomizationIn(folder: string): Promise<Kustomization | undefined> {
    let kustomization = this.#kustomizations.get(folder);
    if (!kustomization) {
      kustomization = this.#readKustomization(folder);
      this.#kustomizations.set(folder, kustomization);
    }
    return kustomization;
  }

  async #readKustomization(folder: string): Promise<Kustomization | undefined> {
    const texts = await Promise.all(kustomizationNames.map((name) => this.#read(`${folder}/${name}`)));
    const text = texts.find((found) => found !== undefined);
    return text === undefined ? undefined : { folder: this.#nameOf(folder), text };
  }

  #same(context: ManifestContext): ManifestContext {
    const key = JSON.stringify(context);
    const known = this.#known.get(key);
    if (known) return known;
    this.#known.set(key, context);
    return context;
  }
}
