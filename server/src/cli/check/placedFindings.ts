/** What charts and overlays become wrong, gathered by the names that reports have for files. */
import type { PlacedFinding, PlacedFix } from '../../features/rendered/placedFinding.ts';
import type { FoundFinding } from './reports/report.ts';

/** A finding as plain data, with its fixes. */
export interface PlainPlacedFinding extends Omit<PlacedFinding, 'fixes'> {
  readonly fixes: readonly PlacedFix[];
}

export function asPlain(finding: PlacedFinding): PlainPlacedFinding {
  return { ...finding, fixes: finding.fixes() };
}

export class PlacedFindings {
  /** By the names that reports have for the files. */
  readonly findings = new Map<string, FoundFinding[]>();
  /** Texts of the files that findings are in, or point to. */
  readonly texts = new Map<string, string>();

  /** @param nameOf gives the name that reports have for a file, @param textOf its text */
  add(
    { file, span, rule, severity, message, path, related, fixes }: PlacedFinding,
    nameOf: (file: string) => string,
    textOf: (file: string) => string | undefined,
  ): void {
    const placed = fixes();
    const found: FoundFinding = {
      rule,
      severity,
      message,
      path,
      span,
      related: related.map((other) => ({ ...other, file: nameOf(other.file) })),
      fixes: placed.map(({ edits, ...fix }) => ({
        ...fix,
        edits: edits.map((edit) => ({ span: edit.span, newText: edit.newText, file: nameOf(edit.file) })),
      })),
    };
    for (const each of filesOf(file, related, placed)) this.texts.set(nameOf(each), textOf(each) ?? '');
    const name = nameOf(file);
    this.findings.set(name, [...(this.findings.get(name) ?? []), found]);
  }
}

/** The files that a finding is in, points to, or would change. */
function filesOf(file: string, related: PlacedFinding['related'], fixes: readonly PlacedFix[]): ReadonlySet<string> {
  const edits = fixes.flatMap((fix) => fix.edits);
  return new Set([file, ...related.map((other) => other.file), ...edits.map((edit) => edit.file)]);
}
