/** What is wrong in what an overlay becomes, at the line of the base or the patch that wrote it. */
import { type ManifestFile, parseManifest } from '../../manifest/file.ts';
import { factsOf } from '../../manifest/index/readFacts.ts';
import { WorkspaceIndex } from '../../manifest/index/workspaceIndex.ts';
import type { OverlayFiles } from '../../overlay/overlayFiles.ts';
import type { Finding } from '../../rules/finding.ts';
import type { RunOptions } from '../../rules/run.ts';
import { isSilenced } from '../../rules/suppress.ts';
import { diagnose } from '../diagnostics/diagnostics.ts';
import { type PlacedFinding, withoutRepetition } from '../rendered/placedFinding.ts';
import { SourceFiles } from '../rendered/sourceFiles.ts';
import type { OverlayManifests } from './overlayManifests.ts';
import { OverlayWayBack, placeInOverlay } from './overlayWayBack.ts';

export interface OverlayCheck {
  /** At the places where they can be changed. */
  readonly findings: readonly PlacedFinding[];
  /** The same at places of the built text. */
  readonly inBuilt: readonly Finding[];
  /** What its objects know of each other. */
  readonly index: WorkspaceIndex;
  readonly sources: SourceFiles;
  /** The way back from the built text. */
  readonly way: OverlayWayBack;
}

/** What `previous` has found out of objects that are as they were is taken from there. */
export function checkOverlay(
  overlay: OverlayManifests,
  files: OverlayFiles,
  options: RunOptions,
  previous?: OverlayCheck,
): OverlayCheck {
  const { manifest, folder } = overlay;
  const index = previous?.index ?? new WorkspaceIndex();
  index.setFile(
    folder,
    manifest.documents.map(({ offset, content }) => ({ offset, facts: factsOf(content) })),
  );
  // What belongs together is often applied by several kustomizations: what is missing in one proves nothing.
  index.complete = false;
  const check = (built: ManifestFile) => diagnose(built, options, { index, file: folder });
  const inBuilt = check(manifest);
  const sources = new SourceFiles((file) => files.textOf(file), previous?.sources);
  const comments = new Comments(files);
  const way = new OverlayWayBack(overlay, files, sources, index, check);
  const placed = inBuilt.flatMap((finding) => placeInOverlay(finding, way) ?? []);
  const findings = withoutRepetition(placed.filter((finding) => !comments.isSilenced(finding)));
  return { findings, inBuilt, index, sources, way };
}

/** Of overlays that share a base, each mistake once. */
export function inAllOverlays(checks: readonly Pick<OverlayCheck, 'findings'>[]): PlacedFinding[] {
  return withoutRepetition(checks.flatMap(({ findings }) => findings));
}

/** What comments in the files that an overlay is made of say of rules. */
class Comments {
  readonly #files: OverlayFiles;
  readonly #manifests = new Map<string, ManifestFile>();

  constructor(files: OverlayFiles) {
    this.#files = files;
  }

  isSilenced({ file, rule, span: place }: PlacedFinding): boolean {
    const text = this.#files.textOf(file) ?? '';
    if (!text.includes('probewise-disable')) return false;
    let manifest = this.#manifests.get(file);
    if (!manifest) {
      manifest = parseManifest(text);
      this.#manifests.set(file, manifest);
    }
    return isSilenced(manifest, rule, place);
  }
}
