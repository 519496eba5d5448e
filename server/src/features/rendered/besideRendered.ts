/** The findings of a file of a chart: those of its own text, and those of what the chart becomes. */
import { type Span, within } from '../../base/span.ts';
import type { Severity } from '../../rules/rule.ts';

interface Placed {
  readonly rule: string;
  readonly severity: Severity;
  readonly span: Span;
}

/**
 * Of a template that was rendered, the source is told of only where it is wrong whatever it becomes: not where it has
 * become something that is right, nor where the rendered text says the same in the same line. Ordered by place.
 *
 * @param written what of the file has been rendered, in order; undefined where it was not rendered
 */
export function besideRendered<T extends Placed>(
  own: readonly T[],
  rendered: readonly T[],
  written: readonly Span[] | undefined,
  lineOf: (offset: number) => number,
): readonly T[] {
  if (rendered.length === 0 && !written) return own;
  const identity = ({ rule, span }: Placed) => `${rule} ${lineOf(span.start)}`;
  const said = new Set(rendered.map(identity));
  const isOpen = ({ severity, span: { start } }: T) => severity === 'error' && !within(written!, start);
  const left = own.filter((finding) => (!written || isOpen(finding)) && !said.has(identity(finding)));
  return [...left, ...rendered].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
