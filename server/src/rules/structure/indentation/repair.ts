import { applyEdits, type TextEdit } from '../../../base/textEdit.ts';
import { parseManifest } from '../../../manifest/file.ts';
import { type ManifestObject, objectsOf } from '../../../manifest/object.ts';
import { validateObject } from '../../../schema/validate.ts';
import type { YamlDocument } from '../../../yaml/document.ts';
import { reindent } from './reindent.ts';

export interface Repair {
  readonly edits: readonly TextEdit[];
  /** How many errors of syntax and structure are gone afterwards. */
  readonly errorsLess: number;
}

const known = new WeakMap<YamlDocument, { readonly kubernetes: string; readonly repair: Repair | undefined }>();

/**
 * Gives lost indentation back to a document, e.g. where it was copied across a page break. Undefined unless the result
 * is YAML and has fewer errors than before: then somebody else's guess would be as good.
 */
export function repairIndentation(document: YamlDocument, kubernetes: string): Repair | undefined {
  // Each error of a document offers the same repair.
  const before = known.get(document);
  if (before?.kubernetes === kubernetes) return before.repair;
  const repair = findRepair(document, kubernetes);
  known.set(document, { kubernetes, repair });
  return repair;
}

function findRepair(document: YamlDocument, kubernetes: string): Repair | undefined {
  // What a line of nothing but templates puts out, and which lines are there at all, nobody can tell.
  if (/^[ \t]*\{\{/m.test(document.text)) return undefined;
  const edits = reindent(document.text);
  if (edits.length === 0) return undefined;
  const repaired = parseManifest(applyEdits(document.text, edits)).documents.map(({ content }) => content);
  if (repaired.some(({ yaml }) => yaml.problems.length > 0)) return undefined;
  const before = document.problems.length + structuralErrors(objectsOf(document), kubernetes);
  const after = repaired.reduce((sum, { objects }) => sum + structuralErrors(objects, kubernetes), 0);
  return after < before ? { edits, errorsLess: before - after } : undefined;
}

function structuralErrors(objects: readonly ManifestObject[], kubernetes: string): number {
  return objects.reduce((sum, { root }) => sum + validateObject(root.value, { kubernetes }).length, 0);
}
