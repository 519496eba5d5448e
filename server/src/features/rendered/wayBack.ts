/** The way from a text that was rendered or built back to the files that it was made of. */
import type { Span } from '../../base/span.ts';
import type { ManifestFile } from '../../manifest/file.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import type { Finding } from '../../rules/finding.ts';
import type { FilePlace } from '../../traced/places.ts';
import type { PlacedEdit } from './placedFinding.ts';
import type { SourceField } from './sourceFiles.ts';

/** How places of such a text are found again; undefined where no file wrote the piece, or several did. */
export interface WayBack {
  /** The rendered or built text. */
  readonly manifest: ManifestFile;
  /** `block` is the mapping of which the piece is the name. */
  placeOf(piece: Span, block?: Span): FilePlace | undefined;
  /** The same for a place in another document. */
  elsewhere(document: NonNullable<Finding['related'][number]['elsewhere']>, piece: Span): FilePlace | undefined;
  edit(piece: Span, newText: string): PlacedEdit | undefined;
  /** The field of a file that wrote a field of the text, whose document begins at `offset`. */
  fieldOf(field: ManifestNode, offset: number): SourceField | undefined;
  /**
   * The mapping of a file that wrote a mapping of the text, so that a field added there is added here. `near` is an offset
   * of the text: where several files have a part in it, the one that wrote what stands there.
   */
  mappingOf(mapping: ManifestNode, offset: number, near: number): SourceField | undefined;
  /** The value that is, as a whole, the mapping of a field. */
  wholeValueOf?(field: ManifestNode, offset: number): SourceField | undefined;
  /** The mapping in which a null takes a field away that another file wrote. */
  unsetIn?(field: ManifestNode, offset: number): SourceField | undefined;
  /** The text that comes out once the files are edited; undefined where none does. */
  after(edits: readonly PlacedEdit[]): ManifestFile | undefined;
  /** What is wrong in such a text. */
  check(manifest: ManifestFile): readonly Finding[];
}
