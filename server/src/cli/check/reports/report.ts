import type { LineIndex, Position } from '../../../base/lineIndex.ts';
import type { Message } from '../../../base/message.ts';
import type { Span } from '../../../base/span.ts';
import type { TextEdit } from '../../../base/textEdit.ts';
import type { Severity } from '../../../rules/rule.ts';

/** A finding as plain data, so that it can be sent from thread to thread; spans are relative to their file. */
export interface FoundFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: Message;
  readonly path: string;
  readonly span: Span;
  /** Other places that the finding is about, maybe in other files. */
  readonly related: readonly { readonly file: string; readonly span: Span; readonly message: Message }[];
  /** The best first. */
  readonly fixes: readonly FoundFix[];
}

export interface FoundFix {
  readonly title: Message;
  readonly safe: boolean;
  /** Ordered by place within each file. */
  readonly edits: readonly FoundEdit[];
}

export interface FoundEdit extends TextEdit {
  readonly file: string;
}

/** What was found in a file. */
export interface FileFindings {
  /** The file's place among all files. */
  readonly number: number;
  readonly findings: readonly FoundFinding[];
  /** Whether they may be others where other files are. */
  readonly waits: boolean;
  /** What went wrong in Probewise itself. */
  readonly failures: readonly Message[];
}

export interface CheckedFile {
  readonly name: string;
  readonly findings: readonly FoundFinding[];
  /** The lines of a file, of this one or another. */
  linesOf(file: string): LineIndex;
}

export interface Place {
  readonly file: string;
  readonly range: { readonly start: Position; readonly end: Position };
}

/** A span of a file in lines and characters. */
export function placeOf(file: string, span: Span, linesOf: CheckedFile['linesOf']): Place {
  const lines = linesOf(file);
  return { file, range: { start: lines.positionAt(span.start), end: lines.positionAt(span.end) } };
}

/** Tells about files one by one, and at the end what belongs there. */
export interface Report {
  add(file: CheckedFile): void;
  end(): void;
}
