/** What simulations of a document play: the document itself, or for a template of a chart what it becomes. */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Span, span } from '../base/span.ts';
import type { RenderedManifest } from '../features/chart/renderedManifests.ts';
import type { ManifestFile } from '../manifest/file.ts';
import type { Finding } from '../rules/finding.ts';

export interface SimulatedFile {
  readonly file: ManifestFile;
  /** What is wrong in it, at places of `file`. */
  readonly findings: readonly Finding[];
  /** The place in `file` that an offset of the document means. */
  toFile(offset: number): number;
  /** The place in the document that a span of `file` comes from. */
  toDocument(place: Span): Span;
}

export function itself(file: ManifestFile, findings: () => readonly Finding[]): SimulatedFile {
  return {
    file,
    get findings() {
      return findings();
    },
    toFile: (offset) => offset,
    toDocument: (place) => place,
  };
}

/** Text that another file wrote, such as a helper, stands at the action that brought it in. */
export function becomes(
  { template, manifest, places }: RenderedManifest,
  document: TextDocument,
  findings: () => readonly Finding[],
): SimulatedFile {
  const end = document.getText().length;
  return {
    file: manifest,
    get findings() {
      return findings();
    },
    toFile: (offset) => places.renderedOffset(template.file, offset),
    toDocument(place) {
      const { template: origin } = places.originOf(place);
      const found = origin?.file === template.file ? origin.span : places.nearestIn(template.file, place.start);
      return span(Math.min(found.start, end), Math.min(found.end, end));
    },
  };
}
