/** Findings of what a chart or an overlay becomes, at the places where an author can change it. */
import type { Message } from '../../base/message.ts';
import type { Span } from '../../base/span.ts';
import { applyEdits } from '../../base/textEdit.ts';
import type { Severity } from '../../rules/rule.ts';
import type { FilePlace } from '../../traced/places.ts';

export interface PlacedFinding {
  readonly file: string;
  readonly span: Span;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: Message;
  /** As the API server names the field; empty for what is wrong with a template itself. */
  readonly path: string;
  readonly related: readonly { readonly file: string; readonly span: Span; readonly message: Message }[];
  readonly fixes: () => readonly PlacedFix[];
}

export interface PlacedFix {
  readonly title: Message;
  readonly safe: boolean;
  readonly edits: readonly PlacedEdit[];
}

export interface PlacedEdit extends FilePlace {
  readonly newText: string;
}

/** The texts that files have after edits. */
export function editedTexts(
  edits: readonly PlacedEdit[],
  textOf: (file: string) => string | undefined,
): Map<string, string> {
  const files = new Set(edits.map(({ file }) => file));
  const editsOf = (file: string) => edits.filter((edit) => edit.file === file);
  return new Map(Array.from(files, (file) => [file, applyEdits(textOf(file) ?? '', editsOf(file))]));
}

/** One line may write many objects; it is one mistake. */
export function withoutRepetition(findings: readonly PlacedFinding[]): PlacedFinding[] {
  const seen = new Set<string>();
  return findings.filter(({ file, span: { start, end }, rule, message }) => {
    const identity = `${file} ${start} ${end} ${rule} ${message.id}`;
    return !seen.has(identity) && seen.add(identity);
  });
}
