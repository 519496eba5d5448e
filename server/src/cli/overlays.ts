/** Overlays on this machine: folders with a kustomization, and the files that they are built of. */
import { readFileSync, statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { kustomizationNames } from '../kubernetes/kustomizationNames.ts';
import { decodeText } from '../node/decodeText.ts';
import { OverlayFiles } from '../overlay/overlayFiles.ts';
import { type EditedTexts, nothingEdited } from './editedTexts.ts';

/** Larger files are no manifests that a cluster would take. */
const mostBytes = 16 * 1024 * 1024;

/** Whether a path on the command line is a folder with a kustomization. */
export function isOverlayFolder(path: string, cwd: string): boolean {
  return (
    path !== '-' && kustomizationNames.some((name) => textOf(`${slashed(resolve(cwd, path))}/${name}`) !== undefined)
  );
}

export function slashed(path: string): string {
  return path.split(sep).join('/');
}

/** Each file is read once. @param edited stands over what is on the disk */
export function overlayFiles(edited: EditedTexts = nothingEdited): OverlayFiles {
  const texts = new Map<string, string | undefined>();
  return new OverlayFiles((path) => {
    if (!texts.has(path)) texts.set(path, edited.get(resolve(path)) ?? textOf(path));
    return texts.get(path);
  });
}

/** Neither a pipe nor a device, which may have no end. */
function textOf(path: string): string | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats?.isFile() === true && stats.size <= mostBytes ? decodeText(readFileSync(path)) : undefined;
  } catch {
    return undefined;
  }
}
