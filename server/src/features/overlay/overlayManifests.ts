/** An overlay as manifests: what Kustomize builds of it, parsed, with the way back from each piece to its file. */
import type { ManifestContext } from '../../manifest/context.ts';
import { type ManifestFile, parseManifest } from '../../manifest/file.ts';
import { type BuiltOverlay, buildOverlay } from '../../overlay/buildOverlay.ts';
import type { OverlayFiles } from '../../overlay/overlayFiles.ts';
import { writeObjects } from '../../overlay/writeOverlay.ts';
import { PlaceMap } from '../../traced/places.ts';

export interface OverlayManifests {
  /** The folder of the kustomization. */
  readonly folder: string;
  readonly built: BuiltOverlay;
  /** The built objects as a file of their own. */
  readonly manifest: ManifestFile;
  readonly places: PlaceMap;
}

/** The same as `previous` as long as no file that it is made of has another text. */
export function overlayManifests(
  folder: string,
  files: OverlayFiles,
  podPaths: ManifestContext['podPaths'],
  previous?: OverlayManifests,
): OverlayManifests {
  if (previous?.manifest.context.podPaths === podPaths && isUpToDate(previous.built, files)) return previous;
  const built = buildOverlay(folder, files);
  const text = writeObjects(built.objects);
  const known = previous?.manifest.context;
  const context: ManifestContext = known?.podPaths === podPaths ? known : { podPaths, role: 'resource' };
  const manifest = parseManifest(text.text, previous?.manifest, context);
  return { folder, built, manifest, places: new PlaceMap(text) };
}

function isUpToDate({ looked }: BuiltOverlay, files: OverlayFiles): boolean {
  for (const [path, text] of looked) if (files.textOf(path) !== text) return false;
  return true;
}
