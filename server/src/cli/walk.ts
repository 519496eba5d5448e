/** The manifests below a folder. */
import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Message } from '../base/message.ts';
import { ioReason } from './usageError.ts';

export interface Found {
  /** Relative to the folder. */
  readonly path: string;
  /** Why nothing can be read there; of a folder, why nobody knows what is in it. */
  readonly problem?: Message;
}

/**
 * The YAML and JSON files below a folder, ordered by path, without `node_modules`, what begins with a dot, and what is left
 * out by `isLeftOut`, which takes absolute paths. Links to files count as files, links to folders are not followed: there may be no end to them.
 */
export function manifestsBelow(
  folder: string,
  isLeftOut: (path: string, isFolder: boolean) => boolean = () => false,
  names = /\.(?:ya?ml|json)$/,
): Found[] {
  const found: Found[] = [];
  const folders = [''];
  for (let within = folders.pop(); within !== undefined; within = folders.pop()) {
    let entries: Dirent[];
    try {
      entries = readdirSync(join(folder, within), { withFileTypes: true });
    } catch (error) {
      found.push({ path: within, problem: ioReason(error) });
      continue;
    }
    for (const entry of entries) {
      const path = within === '' ? entry.name : join(within, entry.name);
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      if (entry.isDirectory()) {
        if (!isLeftOut(join(folder, path), true)) folders.push(path);
      } else if (
        names.test(entry.name) &&
        (entry.isFile() || (entry.isSymbolicLink() && isReadAsFile(join(folder, path)))) &&
        !isLeftOut(join(folder, path), false)
      )
        found.push({ path });
    }
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Neither a link to a folder nor a pipe, a socket or a device, on which one might wait for ever. */
export function isReadAsFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    // What a broken link lacks is told when it is read.
    return true;
  }
}
