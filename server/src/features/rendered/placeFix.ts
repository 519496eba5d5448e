/**
 * Takes edits of text that was rendered or built back to the files that it was made of. What is more than a word in place of
 * a word is tried first: it counts where the files then become what the edits make of the text.
 */
import { shift } from '../../base/span.ts';
import { applyEdits, inOrder, type TextEdit } from '../../base/textEdit.ts';
import { addField } from '../../manifest/edit.ts';
import { type ManifestDocument, type ManifestFile, parseManifest } from '../../manifest/file.ts';
import type { Finding, Fix } from '../../rules/finding.ts';
import { comparisonOf } from './comparison.ts';
import { editsOf, type FieldChange, fieldChanges } from './fieldChanges.ts';
import type { PlacedEdit, PlacedFix } from './placedFinding.ts';
import { inFile, type SourceField } from './sourceFiles.ts';
import type { WayBack } from './wayBack.ts';

/** Undefined where no edit of the files does what the fix does to the text. */
export function placeFix({ title, safe, edits }: Fix, finding: Finding, way: WayBack): PlacedFix | undefined {
  const isBetter = (after: ManifestFile) => mends(finding, way.check(way.manifest), way.check(after));
  const placed = placeEdits(edits, finding.span.start, way, isBetter);
  return placed && { title, safe, edits: placed };
}

/**
 * Edits of the text as edits of the files that it was made of; undefined where that can't be done.
 *
 * @param at an offset in the document that is edited
 * @param isFine asked where something else of the text changes, too, since it is written by the same place
 */
export function placeEdits(
  edits: readonly TextEdit[],
  at: number,
  way: WayBack,
  isFine: (after: ManifestFile) => boolean = () => true,
): readonly PlacedEdit[] | undefined {
  const { manifest } = way;
  const pieces = edits.map((edit) => way.edit(edit.span, edit.newText));
  const whole = pieces.every((edit) => edit !== undefined) ? pieces : undefined;
  if (whole && edits.every((edit) => isWordForWord(edit, manifest.text))) return whole;
  const wished = parseManifest(applyEdits(manifest.text, edits), manifest, manifest.context);
  const comesOut = (placed: readonly PlacedEdit[]): boolean => {
    const after = way.after(placed);
    const compared = after && comparisonOf(manifest, wished, after);
    return compared === 'as wished' || (compared === 'more changed' && isFine(after!));
  };
  if (whole && comesOut(whole)) return whole;
  const changes = changesIn(edits, at, way);
  for (const remove of [way.fieldOf, way.wholeValueOf]) {
    const fields = changes && remove && editFields(changes, at, way, remove.bind(way));
    if (fields && comesOut(fields)) return fields;
  }
  return undefined;
}

/** Without quotation marks, which functions may add or take. */
function isWordForWord({ span: { start, end }, newText }: TextEdit, text: string): boolean {
  return [text.slice(start, end), newText].every((word) => /^[\w./:-]+$/.test(word));
}

function mends({ rule, path, message }: Finding, before: readonly Finding[], after: readonly Finding[]): boolean {
  const known = new Set(before.map((one) => `${one.rule} ${one.path}`));
  const isSame = (one: Finding) => one.rule === rule && one.path === path && one.message.id === message.id;
  return !after.some(isSame) && after.every((one) => known.has(`${one.rule} ${one.path}`));
}

interface Changes {
  readonly changes: readonly FieldChange[];
  /** Where their document begins. */
  readonly offset: number;
}

function changesIn(edits: readonly TextEdit[], at: number, way: WayBack): Changes | undefined {
  const document = documentAt(way.manifest, at);
  if (!document) return undefined;
  const { offset, content } = document;
  const inDocument = edits.map(({ span, newText }) => ({ span: shift(span, -offset), newText }));
  if (inDocument.some(({ span }) => span.start < 0 || span.end > content.text.length)) return undefined;
  const changes = fieldChanges(content.yaml, inDocument);
  return changes && changes.length > 0 ? { changes, offset } : undefined;
}

function editFields(
  { changes, offset }: Changes,
  near: number,
  way: WayBack,
  removed: WayBack['fieldOf'],
): readonly PlacedEdit[] | undefined {
  const placed = changes.map((change) => placeChange(change, offset, near, way, removed));
  if (!placed.every((each) => each !== undefined)) return undefined;
  const all = placed.flat();
  const files = [...new Set(all.map(({ file }) => file))];
  // Two changes of one line would overwrite each other.
  return files.every((file) => inOrder(all.filter((edit) => edit.file === file))) ? all : undefined;
}

/** @param removed gives what is taken out where a field goes */
function placeChange(
  change: FieldChange,
  offset: number,
  near: number,
  way: WayBack,
  removed: WayBack['fieldOf'],
): PlacedEdit[] | undefined {
  if (change.type === 'replace' && 'text' in change.value) {
    // A single value is edited as the text that it came out as.
    const edit = way.edit(shift(change.field.span, offset), change.value.text);
    return edit && [edit];
  }
  if (change.type === 'remove') {
    const unset = way.unsetIn?.(change.field, offset);
    const source = unset ?? removed(change.field, offset);
    const edits = unset
      ? addField(unset.node, String(change.field.path.at(-1)), 'null')
      : source && editsOf(change, source.node);
    return source && edits && inFile(source, edits);
  }
  const source = sourceOf(change, offset, near, way);
  const edits = source && editsOf(change, source.node);
  return edits && inFile(source, edits);
}

function sourceOf(
  change: Exclude<FieldChange, { type: 'remove' }>,
  offset: number,
  near: number,
  way: WayBack,
): SourceField | undefined {
  if (change.type === 'add') return way.mappingOf(change.parent, offset, near);
  return change.type === 'removeItem' ? way.mappingOf(change.item, offset, near) : way.fieldOf(change.field, offset);
}

/** The document of a file that holds an offset. */
function documentAt({ documents }: ManifestFile, at: number): ManifestDocument | undefined {
  return documents.findLast(({ offset, content }) => offset <= at && at <= offset + content.text.length);
}
