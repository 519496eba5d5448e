import type { YamlDocument } from '../../../yaml/document.ts';
import type { RawFix } from '../../rule.ts';
import { repairIndentation } from './repair.ts';

/** The message that a rule with this fix declares. */
export const reindentMessages = { reindent: 'Repair the lost indentation' } as const;

/** Offers to repair the document's indentation where that mends at least `errors` errors at once. */
export function reindentFix(document: YamlDocument, kubernetes: string, errors: number): RawFix<'reindent'>[] {
  const repair = repairIndentation(document, kubernetes);
  if (repair === undefined || repair.errorsLess < errors) return [];
  return [{ title: 'reindent', safe: false, edits: repair.edits }];
}
