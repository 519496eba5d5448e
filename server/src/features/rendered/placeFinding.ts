/** Takes a finding of text that was rendered or built back to the files in which an author can change it. */
import { type Span, shift } from '../../base/span.ts';
import { inOrder, type TextEdit } from '../../base/textEdit.ts';
import { addField } from '../../manifest/edit.ts';
import type { ManifestDocument, ManifestFile } from '../../manifest/file.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import type { Finding, Fix } from '../../rules/finding.ts';
import type { FilePlace } from '../../traced/places.ts';
import { editsOf, type FieldChange, fieldChanges } from './fieldChanges.ts';
import type { PlacedEdit, PlacedFinding, PlacedFix } from './placedFinding.ts';
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
  /** The mapping in which a null takes a field away that another file wrote. */
  unsetIn?(field: ManifestNode, offset: number): SourceField | undefined;
}

/** Undefined where it stands at nothing that is written in a file. */
export function placeFinding(finding: Finding, way: WayBack): PlacedFinding | undefined {
  const place = way.placeOf(finding.span, finding.block);
  if (!place) return undefined;
  const { rule, severity, message, path } = finding;
  const related = finding.related.flatMap((other) => {
    const at = other.elsewhere ? way.elsewhere(other.elsewhere, other.span) : way.placeOf(other.span);
    return at ? [{ file: at.file, span: at.span, message: other.message }] : [];
  });
  const fixes = () => finding.fixes().flatMap((fix) => placeFix(fix, finding.span.start, way) ?? []);
  return { ...place, rule, severity, message, path, related, fixes };
}

/** Undefined where one of its edits is none of a single text, value or field. */
function placeFix({ title, safe, edits }: Fix, at: number, way: WayBack): PlacedFix | undefined {
  const placed = placeEdits(edits, at, way);
  return placed && { title, safe, edits: placed };
}

/**
 * Edits of one document of the text as edits of the files that it was made of; undefined where that can't be done.
 *
 * @param at an offset in that document
 */
export function placeEdits(edits: readonly TextEdit[], at: number, way: WayBack): readonly PlacedEdit[] | undefined {
  const pieces = edits.map((edit) => way.edit(edit.span, edit.newText));
  return pieces.every((edit) => edit !== undefined) ? pieces : editFields(edits, at, way);
}

function editFields(edits: readonly TextEdit[], at: number, way: WayBack): readonly PlacedEdit[] | undefined {
  const document = documentAt(way.manifest, at);
  if (!document) return undefined;
  const { offset, content } = document;
  const inDocument = edits.map(({ span, newText }) => ({ span: shift(span, -offset), newText }));
  if (inDocument.some(({ span }) => span.start < 0 || span.end > content.text.length)) return undefined;
  const changes = fieldChanges(content.yaml, inDocument);
  const placed = changes?.map((change) => placeChange(change, offset, at, way));
  if (!placed || placed.length === 0 || !placed.every((each) => each !== undefined)) return undefined;
  const all = placed.flat();
  const files = [...new Set(all.map(({ file }) => file))];
  // Two changes of one line would overwrite each other.
  return files.every((file) => inOrder(all.filter((edit) => edit.file === file))) ? all : undefined;
}

function placeChange(change: FieldChange, offset: number, near: number, way: WayBack): PlacedEdit[] | undefined {
  // A single value is edited as the text that it came out as.
  if (change.type === 'replace' && 'text' in change.value) {
    const edit = way.edit(shift(change.field.span, offset), change.value.text);
    return edit && [edit];
  }
  const unset = change.type === 'remove' ? way.unsetIn?.(change.field, offset) : undefined;
  const source =
    unset ?? (change.type === 'add' ? way.mappingOf(change.parent, offset, near) : way.fieldOf(change.field, offset));
  const edits =
    unset && change.type === 'remove'
      ? addField(unset.node, String(change.field.path.at(-1)), 'null')
      : source && editsOf(change, source.node);
  return edits?.map(({ span, newText }) => ({ file: source!.file, span: shift(span, source!.offset), newText }));
}

/** The document of a file that holds an offset. */
export function documentAt({ documents }: ManifestFile, at: number): ManifestDocument | undefined {
  return documents.findLast(({ offset, content }) => offset <= at && at <= offset + content.text.length);
}
