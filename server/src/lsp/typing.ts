/**
 * What of a document's findings can wait while somebody types in it: what is half-written is no mistake yet. A new finding
 * on the line that is being typed waits until the line is left or rests. So does a new one elsewhere in the same document
 * that may come of what is still to be typed, such as a missing field; a line that is wrong by itself is told at once.
 */
import { type Span, span } from '../base/span.ts';
import { changeBetween } from '../base/textChange.ts';
import { isWrongByItself } from '../features/diagnostics/otherExtensions.ts';
import type { Finding } from '../rules/finding.ts';

/** How long nobody types until what is on the line counts as meant. */
export const restMs = 1000;

/** More at once is pasted, completed or changed by a fix. */
const typedAtOnce = 2;

interface Typing {
  /** The line that is being typed. */
  readonly line: Span;
  /** The document around it, from marker to marker. */
  readonly document: Span;
  readonly untilMs: number;
}

export interface Visible {
  readonly findings: readonly Finding[];
  /** When the rest may be shown, in milliseconds from now; undefined where nothing waits. */
  readonly waitMs: number | undefined;
}

export class TypingFilter {
  #typing: Typing | undefined;
  /** What was shown last, by rule and field. */
  #shown: ReadonlySet<string> = new Set();

  /** Call with the text before and after each change. */
  edited(before: string, after: string, nowMs: number): void {
    const { inserted, removed, end } = changeBetween(before, after);
    const isTyped = removed <= typedAtOnce && (inserted.length <= typedAtOnce || /^\r?\n[ \t]*(?:- )?$/.test(inserted));
    const line = lineAt(after, end);
    // A comment leaves nothing unfinished.
    const isComment = /^\s*#/.test(after.slice(line.start, line.end));
    this.#typing =
      isTyped && !isComment ? { line, document: documentAt(after, end), untilMs: nowMs + restMs } : undefined;
  }

  /** Which findings of a text are shown now. */
  visible(findings: readonly Finding[], nowMs: number): Visible {
    const typing = this.#typing && nowMs < this.#typing.untilMs ? this.#typing : undefined;
    const shown = typing
      ? findings.filter((finding) => this.#shown.has(identityOf(finding)) || !canWait(finding, typing))
      : findings;
    this.#shown = new Set(shown.map(identityOf));
    const waits = typing !== undefined && shown.length < findings.length;
    return { findings: shown, waitMs: waits ? typing.untilMs - nowMs : undefined };
  }
}

/** A message may change with each letter; rule and field stay. */
function identityOf({ rule, path }: Finding): string {
  return `${rule} ${path}`;
}

function canWait(finding: Finding, { line, document }: Typing): boolean {
  if (meets(finding.span, line)) return true;
  return meets(finding.span, document) && !isWrongByItself(finding);
}

function meets(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

function lineAt(text: string, offset: number): Span {
  const end = text.indexOf('\n', offset);
  return span(text.lastIndexOf('\n', offset - 1) + 1, end < 0 ? text.length : end);
}

function documentAt(text: string, offset: number): Span {
  const end = text.indexOf('\n---', offset);
  return span(text.lastIndexOf('\n---', offset - 1) + 1, end < 0 ? text.length : end);
}
