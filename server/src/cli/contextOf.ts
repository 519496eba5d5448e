/** What the folders around a file say about it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ManifestContext, noContext } from '../manifest/context.ts';
import { foldersAbove, type Kustomization, kustomizationNames, roleOf } from '../manifest/kustomization.ts';
import { decodeText } from './decodeText.ts';

const contexts: Readonly<Record<string, ManifestContext>> = {
  patch: { ...noContext, role: 'patch' },
  resource: { ...noContext, role: 'resource' },
  data: { ...noContext, role: 'data' },
};

/** Reads each folder's kustomization once. */
export class Contexts {
  readonly #byFolder = new Map<string, Kustomization | undefined>();

  /** The context of a file by its absolute path; the standard input has none. */
  of(path: string | undefined): ManifestContext {
    if (path === undefined) return noContext;
    const file = path.replaceAll('\\', '/');
    const above = foldersAbove(file).flatMap((folder) => this.#kustomizationIn(folder) ?? []);
    return contexts[roleOf(file, above) ?? ''] ?? noContext;
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
