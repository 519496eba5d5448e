/** Finds the way back from the built text of an overlay to the bases and patches in which an author can change it. */
import { type Span, shift, span } from '../../base/span.ts';
import { kustomizationNames } from '../../kubernetes/kustomizationNames.ts';
import type { ManifestFile } from '../../manifest/file.ts';
import type { WorkspaceIndex } from '../../manifest/index/workspaceIndex.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import type { OverlayFiles } from '../../overlay/overlayFiles.ts';
import type { Finding } from '../../rules/finding.ts';
import type { FilePlace } from '../../traced/places.ts';
import { editedTexts, type PlacedEdit, type PlacedFinding } from '../rendered/placedFinding.ts';
import { placeFinding } from '../rendered/placeFinding.ts';
import type { SourceField, SourceFiles } from '../rendered/sourceFiles.ts';
import type { WayBack } from '../rendered/wayBack.ts';
import { overlayMessages } from './messages.ts';
import { type OverlayManifests, overlayManifests } from './overlayManifests.ts';

export class OverlayWayBack implements WayBack {
  readonly overlay: OverlayManifests;
  readonly check: WayBack['check'];
  readonly #files: OverlayFiles;
  readonly #sources: SourceFiles;
  readonly #index: WorkspaceIndex;

  /** @param check gives what is wrong in a text that the overlay becomes */
  constructor(
    overlay: OverlayManifests,
    files: OverlayFiles,
    sources: SourceFiles,
    index: WorkspaceIndex,
    check: WayBack['check'],
  ) {
    this.overlay = overlay;
    this.check = check;
    this.#files = files;
    this.#sources = sources;
    this.#index = index;
  }

  get manifest(): ManifestFile {
    return this.overlay.manifest;
  }

  placeOf(piece: Span): FilePlace | undefined {
    return this.overlay.places.originOf(piece).template;
  }

  elsewhere({ file, document }: Parameters<WayBack['elsewhere']>[0], piece: Span): FilePlace | undefined {
    const offset = this.#index.offsetOf(file, document);
    return offset === undefined ? undefined : this.placeOf(shift(piece, offset));
  }

  edit(piece: Span, newText: string): PlacedEdit | undefined {
    const found = piece.start === piece.end ? undefined : this.overlay.places.literalPlace(piece);
    if (!found || newText.includes('\n')) return undefined;
    return { file: found.file, span: withQuotes(this.#sources.textOf(found.file) ?? '', found.span), newText };
  }

  fieldOf(field: ManifestNode, offset: number): SourceField | undefined {
    const place = this.overlay.places.literalPlace(shift(field.keySpan, offset));
    const found = place && this.#sources.within(place.file, place.span.start);
    return found?.node.path.at(-1) === field.path.at(-1) ? found : undefined;
  }

  /** In a patch where one has a part in it: a base may be used by others. */
  mappingOf(mapping: ManifestNode, offset: number): SourceField | undefined {
    const fields = mapping.fields().flatMap(({ node }) => this.fieldOf(node, offset) ?? []);
    const found = fields.find(({ file }) => this.#isPatch(file)) ?? fields[0];
    return found?.node.parent && { ...found, node: found.node.parent };
  }

  /** A field of a base is taken away by the patch that has a part in the same mapping. */
  unsetIn(field: ManifestNode, offset: number): SourceField | undefined {
    const own = this.fieldOf(field, offset);
    const mapping = field.parent && this.mappingOf(field.parent, offset);
    return own && mapping && own.file !== mapping.file && this.#isPatch(mapping.file) ? mapping : undefined;
  }

  after(edits: readonly PlacedEdit[]): ManifestFile | undefined {
    const { folder, manifest } = this.overlay;
    const after = overlayManifests(
      folder,
      this.#files.with(editedTexts(edits, this.#files.textOf)),
      manifest.context.podPaths,
    );
    return after.built.failure ? undefined : after.manifest;
  }

  #isPatch(file: string): boolean {
    return this.overlay.built.patches.has(file);
  }
}

/** A finding at its place in a file of the overlay; who looks at a base sees which overlay makes it wrong. */
export function placeInOverlay(finding: Finding, way: OverlayWayBack): PlacedFinding | undefined {
  const placed = placeFinding(finding, way);
  return placed && { ...placed, related: [...placed.related, ...builtBy(way.overlay, placed.file)] };
}

function builtBy({ folder, built }: OverlayManifests, file: string): PlacedFinding['related'] {
  const name = kustomizationNames.find((one) => built.looked.get(`${folder}/${one}`) !== undefined);
  const kustomization = `${folder}/${name}`;
  return name === undefined || kustomization === file
    ? []
    : [{ file: kustomization, span: span(0, 0), message: overlayMessages.builtBy() }];
}

/** Quotation marks that the build left out go with the text between them. */
function withQuotes(text: string, { start, end }: Span): Span {
  const quote = text[start - 1];
  return (quote === '"' || quote === "'") && text[end] === quote ? span(start - 1, end + 1) : span(start, end);
}
