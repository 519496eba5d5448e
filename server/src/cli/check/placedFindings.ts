/** What charts and overlays become wrong, gathered by the names that reports have for files. */
import type { PlacedFinding } from '../../features/rendered/placedFinding.ts';
import type { FoundFinding } from './reports/report.ts';

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
    const found: FoundFinding = {
      rule,
      severity,
      message,
      path,
      span,
      related: related.map((other) => ({ ...other, file: nameOf(other.file) })),
      fixes: fixes().map(({ edits, ...fix }) => ({
        ...fix,
        edits: edits.map((edit) => ({ span: edit.span, newText: edit.newText, file: nameOf(edit.file) })),
      })),
    };
    for (const each of [file, ...related.map((other) => other.file)]) this.texts.set(nameOf(each), textOf(each) ?? '');
    const name = nameOf(file);
    this.findings.set(name, [...(this.findings.get(name) ?? []), found]);
  }
}
