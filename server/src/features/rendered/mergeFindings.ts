/** The findings of a file that is a part of a chart or an overlay: those of its own text, and those of what it becomes. */
import { type Span, within } from '../../base/span.ts';
import type { Severity } from '../../rules/rule.ts';

interface Placed {
  readonly rule: string;
  readonly severity: Severity;
  readonly span: Span;
}

/**
 * What the file's own text is still told of beside what a template has become: only where it is wrong whatever becomes of
 * it, not where it has become something that is right.
 *
 * @param written what of the file has been rendered, in order; undefined where it was not rendered
 */
export function openInTemplate<T extends Placed>(
  own: readonly T[],
  written: readonly Span[] | undefined,
): readonly T[] {
  return written ? own.filter(({ severity, span }) => severity === 'error' && !within(written, span.start)) : own;
}

/** Both, ordered by place; of two that say the same of the same line, that of `first`. */
export function mergeFindings<T extends Placed>(
  first: readonly T[],
  others: readonly T[],
  lineOf: (offset: number) => number,
): readonly T[] {
  if (others.length === 0) return first;
  const identity = ({ rule, span }: Placed) => `${rule} ${lineOf(span.start)}`;
  const said = new Set(first.map(identity));
  const left = others.filter((finding) => !said.has(identity(finding)));
  return [...first, ...left].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
