import { applyEdits, type TextEdit } from '../../../base/textEdit.ts';
import { type DocumentContent, parseManifest } from '../../../manifest/file.ts';
import { validateObject } from '../../../schema/validate.ts';
import { reindent } from './reindent.ts';

/**
 * Gives lost indentation back to a document, e.g. where it was copied across a page break. Undefined unless the result
 * is YAML and has fewer errors than before: then somebody else's guess would be as good.
 */
export function repairIndentation(document: DocumentContent, kubernetes: string): TextEdit[] | undefined {
  // Each syntax error of a document offers the same repair.
  const before = known.get(document);
  if (before?.kubernetes === kubernetes) return before.edits;
  const edits = findRepair(document, kubernetes);
  known.set(document, { kubernetes, edits });
  return edits;
}

const known = new WeakMap<DocumentContent, { kubernetes: string; edits: TextEdit[] | undefined }>();

function findRepair(document: DocumentContent, kubernetes: string): TextEdit[] | undefined {
  // What a line of nothing but templates puts out, and which lines are there at all, nobody can tell.
  if (/^\s*\{\{/m.test(document.text)) return undefined;
  const edits = reindent(document.text);
  if (edits.length === 0) return undefined;
  const repaired = parseManifest(applyEdits(document.text, edits)).documents.map(({ content }) => content);
  if (repaired.some(({ yaml }) => yaml.problems.length > 0)) return undefined;
  return errorsOf(repaired, kubernetes) < errorsOf([document], kubernetes) ? edits : undefined;
}

function errorsOf(documents: readonly DocumentContent[], kubernetes: string): number {
  let errors = 0;
  for (const { yaml, objects } of documents) {
    errors += yaml.problems.length;
    for (const { root } of objects) errors += validateObject(root.value, { kubernetes }).length;
  }
  return errors;
}
