import type { PlacedFix } from '../../features/rendered/placedFinding.ts';
import type { FoundFix } from './reports/report.ts';

/** The fixes of what a chart or an overlay becomes, with the names that reports have for files. */
export function inReport(fixes: readonly PlacedFix[], nameOf: (file: string) => string): FoundFix[] {
  return fixes.map(({ title, safe, edits }) => ({
    title,
    safe,
    edits: edits.map(({ file, span, newText }) => ({ file: nameOf(file), span, newText })),
  }));
}
