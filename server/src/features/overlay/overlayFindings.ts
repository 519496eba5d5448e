/** What is wrong in what an overlay becomes, at the line of the base or the patch that wrote it. */
import { type Span, shift, span } from '../../base/span.ts';
import { kustomizationNames } from '../../kubernetes/kustomizationNames.ts';
import { type ManifestFile, parseManifest } from '../../manifest/file.ts';
import { factsOf } from '../../manifest/index/readFacts.ts';
import { WorkspaceIndex } from '../../manifest/index/workspaceIndex.ts';
import type { OverlayFiles } from '../../overlay/overlayFiles.ts';
import type { Finding } from '../../rules/finding.ts';
import type { RunOptions } from '../../rules/run.ts';
import { isSilenced } from '../../rules/suppress.ts';
import type { FilePlace } from '../../traced/places.ts';
import { diagnose } from '../diagnostics/diagnostics.ts';
import { type PlacedEdit, type PlacedFinding, withoutRepetition } from '../rendered/placedFinding.ts';
import { placeFinding, type WayBack } from '../rendered/placeFinding.ts';
import { overlayMessages } from './messages.ts';
import type { OverlayManifests } from './overlayManifests.ts';

export interface OverlayCheck {
  /** At the places where they can be changed. */
  readonly findings: readonly PlacedFinding[];
  /** The same at places of the built text. */
  readonly inBuilt: readonly Finding[];
  /** What its objects know of each other. */
  readonly index: WorkspaceIndex;
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
  const inBuilt = diagnose(manifest, options, { index, file: folder });
  const sources = new Sources(files);
  const placer = new Placer(overlay, index, sources);
  const placed = inBuilt.flatMap((finding) => placer.placed(finding) ?? []);
  return { findings: withoutRepetition(placed.filter((finding) => !sources.isSilenced(finding))), inBuilt, index };
}

/** Of overlays that share a base, each mistake once. */
export function inAllOverlays(checks: readonly OverlayCheck[]): PlacedFinding[] {
  return withoutRepetition(checks.flatMap(({ findings }) => findings));
}

/** What the file's own check says is not said again in the same line. */
export function besideOwn<T extends { readonly rule: string; readonly span: Span }>(
  own: readonly T[],
  built: readonly T[],
  lineOf: (offset: number) => number,
): readonly T[] {
  if (built.length === 0) return own;
  const identity = ({ rule, span: { start } }: T) => `${rule} ${lineOf(start)}`;
  const said = new Set(own.map(identity));
  const left = built.filter((finding) => !said.has(identity(finding)));
  return [...own, ...left].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** The files that an overlay is made of, as comments in them speak of rules. */
class Sources {
  readonly #files: OverlayFiles;
  readonly #manifests = new Map<string, ManifestFile>();

  constructor(files: OverlayFiles) {
    this.#files = files;
  }

  textOf(file: string): string {
    return this.#files.textOf(file) ?? '';
  }

  isSilenced({ file, rule, span: place }: PlacedFinding): boolean {
    const text = this.textOf(file);
    if (!text.includes('probewise-disable')) return false;
    let manifest = this.#manifests.get(file);
    if (!manifest) {
      manifest = parseManifest(text);
      this.#manifests.set(file, manifest);
    }
    return isSilenced(manifest, rule, place);
  }
}

/** Finds the way back from built text. */
class Placer implements WayBack {
  readonly #overlay: OverlayManifests;
  readonly #index: WorkspaceIndex;
  readonly #sources: Sources;

  constructor(overlay: OverlayManifests, index: WorkspaceIndex, sources: Sources) {
    this.#overlay = overlay;
    this.#index = index;
    this.#sources = sources;
  }

  placed(finding: Finding): PlacedFinding | undefined {
    const placed = placeFinding(finding, this);
    return placed && { ...placed, related: [...placed.related, ...this.#builtBy(placed.file)] };
  }

  elsewhere({ file, document }: Parameters<WayBack['elsewhere']>[0], piece: Span): FilePlace | undefined {
    const offset = this.#index.offsetOf(file, document);
    return offset === undefined ? undefined : this.placeOf(shift(piece, offset));
  }

  placeOf(piece: Span): FilePlace | undefined {
    return this.#overlay.places.originOf(piece).template;
  }

  /** Who looks at a base sees which overlay makes it wrong. */
  #builtBy(file: string) {
    const { folder, built } = this.#overlay;
    const name = kustomizationNames.find((one) => built.looked.get(`${folder}/${one}`) !== undefined);
    const kustomization = `${folder}/${name}`;
    return name === undefined || kustomization === file
      ? []
      : [{ file: kustomization, span: span(0, 0), message: overlayMessages.builtBy() }];
  }

  edit(piece: Span, newText: string): PlacedEdit | undefined {
    const found = piece.start === piece.end ? undefined : this.#overlay.places.literalPlace(piece);
    if (!found || newText.includes('\n')) return undefined;
    return { file: found.file, span: withQuotes(this.#sources.textOf(found.file), found.span), newText };
  }
}

/** Quotation marks that the build left out go with the text between them. */
function withQuotes(text: string, { start, end }: Span): Span {
  const quote = text[start - 1];
  return (quote === '"' || quote === "'") && text[end] === quote ? span(start - 1, end + 1) : span(start, end);
}
