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
  inlinePatchesOf,
  type Kustomization,
  namesResource,
  patchPathsOf,
  replacedImages,
  resolvePath,
  resourcesOf,
  roleOf,
} from './kustomization.ts';
import { patchedFields as fieldsOf, type PatchedFields } from './patchedFields.ts';

/** All kustomizations that are known of. */
interface Graph {
  /** By what they name as a resource or component. */
  readonly users: ReadonlyMap<string, readonly Kustomization[]>;
  readonly byFolder: ReadonlyMap<string, Kustomization>;
}

/** A kustomization with more files of patches is one of a tool's making. */
const mostPatches = 200;

/** Reads each folder's kustomization once, until it is told that it may have changed. */
export class FileContexts {
  readonly #read: ReadText;
  readonly #nameOf: (file: string) => string;
  readonly #expectations: Expectations;
  readonly #kustomizations = new Map<string, Promise<Kustomization | undefined>>();
  /** Where kustomizations are known to be, or to have been. */
  readonly #folders = new Set<string>();
  /** By the files with patches, the folders of the kustomizations that name them. */
  readonly #patching = new Map<string, Set<string>>();
  readonly #patched = new WeakMap<Kustomization, PatchedFields>();
  #graph: Promise<Graph> | undefined;
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
    const patched = all.length === 0 ? [] : await this.#patchesOf(all);
    const patchedFields = inOrder(patched.flatMap(({ names }) => [...names]));
    const patchedImages = inOrder(patched.flatMap((one) => [...one.images]));
    return this.#same({
      podPaths,
      ...(role === undefined ? {} : { role }),
      ...(images.length === 0 ? {} : { replacedImages: images }),
      ...(patchedFields.length === 0 ? {} : { patchedFields }),
      ...(patchedImages.length === 0 ? {} : { patchedImages }),
      ...(addsLabels(all) ? { addsLabels: true } : {}),
    });
  }

  async #roleOf(file: string, kustomizations: readonly Kustomization[]): Promise<ManifestContext['role']> {
    return (await this.#expectations.include(file)) ? 'data' : roleOf(this.#nameOf(file), kustomizations);
  }

  /**
   * Call when a file is known of, changed, came or went. True if it is a kustomization: contexts of files below it, and of
   * those that it builds upon, may be others now. Also true for a patch, and for a step of a test that named others.
   */
  forget(file: string): boolean {
    const patched = this.#patching.get(file);
    for (const folder of patched ?? []) this.#forgetFolder(folder);
    if (!isKustomization(file)) return this.#expectations.forget(file) || patched !== undefined;
    this.#forgetFolder(file.slice(0, file.lastIndexOf('/')));
    return true;
  }

  #forgetFolder(folder: string): void {
    this.#kustomizations.delete(folder);
    this.#folders.add(folder);
    this.#graph = undefined;
  }

  forgetAll(): void {
    this.#kustomizations.clear();
    this.#graph = undefined;
  }

  /** The kustomizations elsewhere that build upon one that names the file, and those that build upon them. */
  async #overlaysOf(file: string, kustomizations: readonly Kustomization[]): Promise<Kustomization[]> {
    const { users } = await this.#readGraph();
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

  #readGraph(): Promise<Graph> {
    this.#graph ??= this.#findUsers();
    return this.#graph;
  }

  async #findUsers(): Promise<Graph> {
    const users = new Map<string, Kustomization[]>();
    const byFolder = new Map<string, Kustomization>();
    const all = await Promise.all(Array.from(this.#folders, (folder) => this.#kustomizationIn(folder)));
    for (const user of all) {
      if (!user) continue;
      byFolder.set(user.folder, user);
      for (const resource of resourcesOf(user)) {
        const known = users.get(resource);
        if (known) known.push(user);
        else users.set(resource, [user]);
      }
    }
    return { users, byFolder };
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
    if (text === undefined) return undefined;
    const kustomization = { folder: this.#nameOf(folder), text };
    const patches = await Promise.all(
      patchPathsOf(kustomization)
        .slice(0, mostPatches)
        .map((path) => this.#readPatch(resolvePath(folder, path), folder)),
    );
    const given = patches.filter((patch) => patch !== undefined);
    this.#patched.set(kustomization, fieldsOf([...inlinePatchesOf(kustomization), ...given]));
    return kustomization;
  }

  async #readPatch(file: string, folder: string): Promise<string | undefined> {
    this.#patching.set(file, (this.#patching.get(file) ?? new Set()).add(folder));
    return this.#read(file);
  }

  /** What kustomizations write into their resources, and what the components write that they use. */
  async #patchesOf(kustomizations: readonly Kustomization[]): Promise<PatchedFields[]> {
    const { byFolder } = await this.#readGraph();
    const components = kustomizations
      .flatMap((one) => Array.from(resourcesOf(one), (folder) => byFolder.get(folder)))
      .filter((one) => one !== undefined && /^kind: *Component\b/m.test(one.text));
    return [...kustomizations, ...components].flatMap((one) => (one && this.#patched.get(one)) ?? []);
  }

  #same(context: ManifestContext): ManifestContext {
    const key = JSON.stringify(context);
    const known = this.#known.get(key);
    if (known) return known;
    this.#known.set(key, context);
    return context;
  }
}

function inOrder(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
