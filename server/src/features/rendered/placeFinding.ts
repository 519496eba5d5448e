/** Takes a finding of text that was rendered or built back to the files in which an author can change it. */
import type { Finding } from '../../rules/finding.ts';
import type { PlacedFinding } from './placedFinding.ts';
import { placeFix } from './placeFix.ts';
import type { WayBack } from './wayBack.ts';

/** Undefined where it stands at nothing that is written in a file. */
export function placeFinding(finding: Finding, way: WayBack): PlacedFinding | undefined {
  const place = way.placeOf(finding.span, finding.block);
  if (!place) return undefined;
  const { rule, severity, message, path } = finding;
  const related = finding.related.flatMap((other) => {
    const at = other.elsewhere ? way.elsewhere(other.elsewhere, other.span) : way.placeOf(other.span);
    return at ? [{ file: at.file, span: at.span, message: other.message }] : [];
  });
  const fixes = () => finding.fixes().flatMap((fix) => placeFix(fix, finding, way) ?? []);
  return { ...place, rule, severity, message, path, related, fixes };
}
