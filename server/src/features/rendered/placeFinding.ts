/** Takes a finding of text that was rendered or built back to the files in which an author can change it. */
import type { Span } from '../../base/span.ts';
import type { Finding, Fix } from '../../rules/finding.ts';
import type { FilePlace } from '../../traced/places.ts';
import type { PlacedEdit, PlacedFinding, PlacedFix } from './placedFinding.ts';

/** How places of such a text are found again; undefined where no file wrote the piece, or several did. */
export interface WayBack {
  placeOf(piece: Span): FilePlace | undefined;
  /** The same for a place in another document. */
  elsewhere(document: NonNullable<Finding['related'][number]['elsewhere']>, piece: Span): FilePlace | undefined;
  edit(piece: Span, newText: string): PlacedEdit | undefined;
}

/** Undefined where it stands at nothing that is written in a file. */
export function placeFinding(finding: Finding, way: WayBack): PlacedFinding | undefined {
  const place = way.placeOf(finding.span);
  if (!place) return undefined;
  const { rule, severity, message, path } = finding;
  const related = finding.related.flatMap((other) => {
    const at = other.elsewhere ? way.elsewhere(other.elsewhere, other.span) : way.placeOf(other.span);
    return at ? [{ file: at.file, span: at.span, message: other.message }] : [];
  });
  const fixes = () => finding.fixes().flatMap((fix) => placeFix(fix, way) ?? []);
  return { ...place, rule, severity, message, path, related, fixes };
}

/** Undefined where one of its edits is none of a single text or value. */
function placeFix({ title, safe, edits }: Fix, way: WayBack): PlacedFix | undefined {
  const placed = edits.map((edit) => way.edit(edit.span, edit.newText));
  return placed.every((edit) => edit !== undefined) ? { title, safe, edits: placed } : undefined;
}
