/** What the folders around a file say about it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ManifestContext } from '../../manifest/context.ts';
import { foldersAbove, type Kustomization, kustomizationNames, roleOf } from '../../manifest/kustomization.ts';
import { decodeText } from '../decodeText.ts';

/** Reads each folder's kustomization once. */
export class Roles {
  readonly #byFolder = new Map<string, Kustomization | undefined>();

  /** What a file is used for, by its absolute path; nothing stands around the standard input. */
  of(path: string | undefined): ManifestContext['role'] {
    if (path === undefined) return undefined;
    const file = path.replaceAll('\\', '/');
    const above = foldersAbove(file).flatMap((folder) => this.#kustomizationIn(folder) ?? []);
    return roleOf(file, above);
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
