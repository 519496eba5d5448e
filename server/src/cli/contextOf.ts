/** What the folders around a file say about it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ManifestContext } from '../manifest/context.ts';
import { foldersAbove, type Kustomization, kustomizationNames, roleOf } from '../manifest/kustomization.ts';
import { decodeText } from './decodeText.ts';

/** Reads each folder's kustomization once. */
export class Contexts {
  readonly #byFolder = new Map<string, Kustomization | undefined>();
  /** The same surroundings are the same object. */
  readonly #byRole: ReadonlyMap<ManifestContext['role'], ManifestContext>;

  constructor(podPaths: ManifestContext['podPaths'] = {}) {
    const roles = [undefined, 'patch', 'resource', 'data'] as const;
    this.#byRole = new Map(roles.map((role) => [role, { podPaths, ...(role === undefined ? {} : { role }) }]));
  }

  /** The context of a file by its absolute path; nothing stands around the standard input. */
  of(path: string | undefined): ManifestContext {
    if (path === undefined) return this.#byRole.get(undefined)!;
    const file = path.replaceAll('\\', '/');
    const above = foldersAbove(file).flatMap((folder) => this.#kustomizationIn(folder) ?? []);
    return this.#byRole.get(roleOf(file, above))!;
  }

  #kustomizationIn(folder: string): Kustomization | undefined {
    if (!this.#byFolder.has(folder)) this.#byFolder.set(folder, read(folder));
    return this.#byFolder.get(folder);
  }
}

function read(folder: string): Kustomization | undefined {
  for (const name of kustomizationNames) {
    try {
      const text = decodeText(readFileSync(join(folder, name)));
      if (text !== undefined) return { folder, text };
    } catch {
      // Nearly every folder is without one.
    }
  }
  return undefined;
}
