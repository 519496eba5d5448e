/**
 * What stands around a file: the one place that decides it, for files that are open in an editor, for those that are not,
 * and for the command line.
 */
import { isKustomization, kustomizationNames } from '../kubernetes/kustomizationNames.ts';
import type { ManifestContext, ReadText } from './context.ts';
import { Expectations } from './expectations.ts';
import {
  addsLabels,
  foldersAbove,
  type Kustomization,
  namesResource,
  replacedImages,
  resourcesOf,
  roleOf,
} from './kustomization.ts';

/** Reads each folder's kustomization once, until it is told that it may have changed. */
export class FileContexts {
  readonly #read: ReadText;
  readonly #nameOf: (file: string) => string;
  readonly #expectations: Expectations;
  readonly #kustomizations = new Map<string, Promise<Kustomization | undefined>>();
  /** Where kustomizations are known to be, or to have been. */
  readonly #folders = new Set<string>();
  #users: Promise<ReadonlyMap<string, readonly Kustomization[]>> | undefined;
  /** The same context is the same object, so that what was read in it can be kept. */
  readonly #known = new Map<string, ManifestContext>();

  /** `nameOf` turns what `read` takes, e.g. a URI, into the path that a kustomization writes, with forward slashes. */
  constructor(read: ReadText, nameOf: (file: string) => string = (file) => file) {
    this.#read = read;
    this.#nameOf = nameOf;
    this.#expectations = new Expectations(read, nameOf);
  }

  /** The context of a file; without a file, of a text that stands alone. */
  async of(file: string | undefined, podPaths: ManifestContext['podPaths']): Promise<ManifestContext> {
    const kustomizations = file === undefined ? [] : await this.#kustomizationsAbove(file);
    const role = file === undefined ? undefined : await this.#roleOf(file, kustomizations);
    const all = role === 'resource' ? [...kustomizations, ...(await this.#overlaysOf(file!, kustomizations))] : [];
    const images = replacedImages(all);
    return this.#same({
      podPaths,
      ...(role === undefined ? {} : { role }),
      ...(images.length === 0 ? {} : { replacedImages: images }),
      ...(addsLabels(all) ? { addsLabels: true } : {}),
    });
  }

  async #roleOf(file: string, kustomizations: readonly Kustomization[]): Promise<ManifestContext['role']> {
    return (await this.#expectations.include(file)) ? 'data' : roleOf(this.#nameOf(file), kustomizations);
  }

  /**
   * Call when a file is known of, changed, came or went. True if it is a kustomization: contexts of files below it, and of
   * those that it builds upon, may be others now. Also true for a step of a test that named others.
   */
  forget(file: string): boolean {
    if (!isKustomization(file)) return this.#expectations.forget(file);
    const folder = file.slice(0, file.lastIndexOf('/'));
    this.#kustomizations.delete(folder);
    this.#folders.add(folder);
    this.#users = undefined;
    return true;
  }

  forgetAll(): void {
    this.#kustomizations.clear();
    this.#users = undefined;
  }

  /** The kustomizations elsewhere that build upon one that names the file, and those that build upon them. */
  async #overlaysOf(file: string, kustomizations: readonly Kustomization[]): Promise<Kustomization[]> {
    this.#users ??= this.#findUsers();
    const users = await this.#users;
    const found = new Set<Kustomization>();
    const pending = kustomizations.filter((one) => namesResource(one, this.#nameOf(file)));
    for (let next = pending.pop(); next; next = pending.pop()) {
      for (const user of users.get(next.folder) ?? []) {
        if (!found.has(user)) pending.push(user);
        found.add(user);
      }
    }
    return [...found].filter((one) => !kustomizations.includes(one));
  }

  /** By what they name as a resource or component, of all kustomizations that are known of. */
  async #findUsers(): Promise<ReadonlyMap<string, readonly Kustomization[]>> {
    const users = new Map<string, Kustomization[]>();
    const all = await Promise.all(Array.from(this.#folders, (folder) => this.#kustomizationIn(folder)));
    for (const user of all)
      for (const resource of user ? resourcesOf(user) : []) {
        const known = users.get(resource);
        if (known) known.push(user!);
        else users.set(resource, [user!]);
      }
    return users;
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
