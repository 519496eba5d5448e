/** Which kustomizations use which files and folders, without building anything. */
import { BuildError } from './buildError.ts';
import type { KustomizationFile } from './kustomizationFile.ts';
import type { OverlayFiles } from './overlayFiles.ts';
import { isRemote, resolvePath } from './paths.ts';
import { field, itemsOf, type Tree, textAt } from './tree.ts';

/** The paths that a kustomization names, files and folders alike. */
export function namedPaths(folder: string, file: KustomizationFile): string[] {
  const paths: string[] = [];
  const name = (tree: Tree | undefined) => {
    const path = textAt(tree);
    if (path !== '' && !path.includes('\n') && !isRemote(path)) paths.push(resolvePath(folder, path));
  };
  for (const list of ['resources', 'bases', 'components', 'patchesStrategicMerge', 'configurations'] as const)
    file.list(list).forEach(name);
  for (const list of ['patches', 'patchesJson6902', 'replacements'] as const)
    for (const entry of file.list(list)) name(field(entry, 'path'));
  for (const list of ['configMapGenerator', 'secretGenerator'] as const)
    for (const entry of file.list(list)) {
      itemsOf(field(entry, 'envs')).forEach(name);
      name(field(entry, 'env'));
      for (const source of itemsOf(field(entry, 'files'))) {
        const path = textAt(source).replace(/^[^=]*=/, '');
        paths.push(resolvePath(folder, path));
      }
    }
  return paths;
}

interface GraphNode {
  readonly folder: string;
  readonly isComponent: boolean;
  readonly uses: ReadonlySet<string>;
}

export class OverlayGraph {
  readonly #nodes = new Map<string, GraphNode>();
  readonly #usedBy = new Map<string, string[]>();

  /** Of all kustomizations in view, by their paths. What Kustomize would not read is left out. */
  constructor(paths: Iterable<string>, files: OverlayFiles) {
    for (const path of paths) {
      const folder = path.slice(0, path.lastIndexOf('/'));
      const text = files.textOf(path);
      if (text === undefined) continue;
      try {
        const file = files.kustomization(path, text);
        const uses = new Set([path, ...namedPaths(folder, file)]);
        this.#nodes.set(folder, { folder, isComponent: file.isComponent, uses });
        for (const used of uses) this.#usedBy.set(used, [...(this.#usedBy.get(used) ?? []), folder]);
      } catch (error) {
        if (!(error instanceof BuildError)) throw error;
      }
    }
  }

  /** Kustomizations that no other one in view uses: what is applied, most likely. */
  roots(): string[] {
    return [...this.#nodes.keys()].filter((folder) => this.#isRoot(folder));
  }

  #isRoot(folder: string): boolean {
    const isUsed = (this.#usedBy.get(folder) ?? []).some((user) => user !== folder);
    return !isUsed && this.#nodes.get(folder)?.isComponent === false;
  }

  /** The folders of kustomizations that a file is a part of, directly or through others, the nearest first. */
  users(file: string): string[] {
    const found: string[] = [];
    let next = this.#usedBy.get(file) ?? [];
    while (next.length > 0) {
      const added = [...new Set(next)].filter((folder) => !found.includes(folder));
      found.push(...added);
      next = added.flatMap((folder) => this.#usedBy.get(folder) ?? []);
    }
    return found;
  }

  /** The kustomizations that are applied and that a file is a part of. */
  rootsUsing(file: string): string[] {
    return this.users(file).filter((folder) => this.#isRoot(folder));
  }

  /** The nearest kustomization that can be built alone and that a file is a part of. */
  nearestUsing(file: string): string | undefined {
    return this.users(file).find((folder) => this.#nodes.get(folder)?.isComponent === false);
  }
}
