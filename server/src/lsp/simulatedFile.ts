/** What simulations of a document play: the document itself, or for a template of a chart what it becomes. */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Span, shift, span } from '../base/span.ts';
import type { TextEdit } from '../base/textEdit.ts';
import type { RenderedManifest } from '../features/chart/renderedManifests.ts';
import type { PlacedEdit } from '../features/rendered/placedFinding.ts';
import { placeEdits } from '../features/rendered/placeFix.ts';
import type { ManifestFile } from '../manifest/file.ts';
import type { Finding, FixEdit } from '../rules/finding.ts';
import type { PlaceMap } from '../traced/places.ts';
import type { ChartOfFile } from './charts.ts';
import type { PlayedOverlay } from './overlays.ts';

export interface SimulatedFile {
  readonly file: ManifestFile;
  /** What is wrong in it, at places of `file`. */
  readonly findings: readonly Finding[];
  /** The place in `file` that an offset of the document means. */
  toFile(offset: number): number;
  /** The place in the document that a span of `file` comes from. */
  toDocument(place: Span): Span;
  /** Where a span of `file` is written: in the document, or in the file of a URI. */
  toSource(place: Span): { readonly span: Span; readonly inFile?: string };
  /** Edits of one document of `file`, at an offset of it, as edits of what wrote it; undefined where that can't be done. */
  toSourceEdits(edits: readonly TextEdit[], at: number): readonly FixEdit[] | undefined;
  /** Where in the document a workload's lens stands; undefined where the document has no part in it. */
  lensPlace(extent: Span): Span | undefined;
}

export function itself(file: ManifestFile, findings: () => readonly Finding[]): SimulatedFile {
  return {
    file,
    get findings() {
      return findings();
    },
    toFile: (offset) => offset,
    toDocument: (place) => place,
    toSource: (place) => ({ span: place }),
    toSourceEdits: (edits) => edits,
    lensPlace: (extent) => span(extent.start, extent.start),
  };
}

/** Text that another file wrote, such as a helper, stands at the action that brought it in. */
export function becomes(
  { renderedFindings, check, uriOf }: ChartOfFile,
  rendered: RenderedManifest,
  document: TextDocument,
): SimulatedFile {
  const { template, manifest, places } = rendered;
  const toDocument = placesIn(places, template.file, document);
  return {
    file: manifest,
    findings: renderedFindings,
    toFile: (offset) => places.renderedOffset(template.file, offset),
    toDocument,
    toSource: (place) => ({ span: toDocument(place) }),
    toSourceEdits: (edits, at) =>
      check && inFiles(placeEdits(edits, at, check.wayBack(rendered)), template.file, uriOf),
    lensPlace: ({ start }) => toDocument(span(start, start)),
  };
}

/** A patch or a kustomization plays what the overlay becomes. `own` is the document as it is written. */
export function isBuilt(
  { file, manifest, places, builtFindings, way, uriOf }: PlayedOverlay,
  own: ManifestFile,
  document: TextDocument,
): SimulatedFile {
  const toDocument = placesIn(places, file, document);
  return {
    file: manifest,
    findings: builtFindings,
    toFile: (offset) => places.renderedOffset(file, offset),
    toDocument,
    toSource(place) {
      const { template: origin } = places.originOf(place);
      if (!origin || origin.file === file) return { span: toDocument(place) };
      return { span: origin.span, inFile: uriOf(origin.file) };
    },
    toSourceEdits: (edits, at) => inFiles(placeEdits(edits, at, way), file, uriOf),
    lensPlace(extent) {
      const first = places.firstIn(file, extent);
      if (!first) return undefined;
      // Of a patch that is an object, above the object.
      const objects = own.documents.flatMap(({ offset, content }) =>
        content.objects.map(({ root }) => shift(root.extent, offset)),
      );
      const { start } = objects.find((one) => one.start <= first.start && first.start < one.end) ?? first;
      return span(start, start);
    },
  };
}

/** Edits with the URIs of files other than the document's own, `file`. */
function inFiles(
  edits: readonly PlacedEdit[] | undefined,
  file: string,
  uriOf: (file: string) => string,
): readonly FixEdit[] | undefined {
  return edits?.map((edit) => ({
    span: edit.span,
    newText: edit.newText,
    ...(edit.file === file ? {} : { inFile: uriOf(edit.file) }),
  }));
}

/** Places of one file; what another one wrote stands behind the nearest text before it. */
function placesIn(places: PlaceMap, file: string, document: TextDocument): (place: Span) => Span {
  const end = document.getText().length;
  return (place) => {
    const { template: origin } = places.originOf(place);
    const found = origin?.file === file ? origin.span : places.nearestIn(file, place.start);
    return span(Math.min(found.start, end), Math.min(found.end, end));
  };
}
