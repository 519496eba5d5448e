/** What Kustomize made of overlays, and the same by our own builder. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseManifest } from '../../../server/src/manifest/file.ts';
import { decodeText } from '../../../server/src/node/decodeText.ts';
import { type BuiltOverlay, buildOverlay } from '../../../server/src/overlay/buildOverlay.ts';
import { OverlayFiles } from '../../../server/src/overlay/overlayFiles.ts';
import { plainValue } from '../../../server/src/yaml/document.ts';

/** A line of a recording. */
export interface Recorded {
  readonly overlay: string;
  readonly built?: string;
  readonly error?: string;
}

export function readRecording(file: string): readonly Recorded[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Recorded);
}

/** Builds the overlay in a folder of this machine. */
export function buildFolder(root: string, overlay: string): BuiltOverlay {
  const files = new OverlayFiles((path) =>
    existsSync(path) && statSync(path).isFile() ? decodeText(readFileSync(path)) : undefined,
  );
  return buildOverlay(join(root, overlay), files);
}

/** The objects of a text, sorted: the order in which they stand means nothing. */
export function objectsOf(text: string): readonly unknown[] {
  const { documents } = parseManifest(text);
  return documents
    .map(({ content: { yaml } }) => plainValue(yaml, yaml.root))
    .filter((value) => value !== null)
    .toSorted((a, b) => (identity(a) < identity(b) ? -1 : 1));
}

function identity(object: unknown): string {
  const { apiVersion, kind, metadata } = object as { apiVersion?: string; kind?: string; metadata?: object };
  return JSON.stringify([apiVersion, kind, metadata]);
}
