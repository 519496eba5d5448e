/** The comment by which a file says for which release of Kubernetes it is written: `# probewise: kubernetes=1.30`. */
import { type Span, span } from '../base/span.ts';

export interface TargetComment {
  /** As it is written, be it a release or not. */
  readonly release: string;
  readonly span: Span;
  /** The whole line with its end. */
  readonly line: Span;
}

const comment = /^([ \t]*#[ \t]*probewise:[ \t]*kubernetes[ \t]*=[ \t]*)([^\s,;]*).*(?:\r?\n|$)/m;

/** The first comment `# probewise: kubernetes=1.30` of a text. */
export function targetComment(text: string): TargetComment | undefined {
  // Most files have none: the search for the word is faster than the one for the pattern.
  if (!text.includes('probewise:')) return undefined;
  const match = comment.exec(text);
  if (!match) return undefined;
  const [line, before = '', release = ''] = match;
  const start = match.index + before.length;
  return { release, span: span(start, start + release.length), line: span(match.index, match.index + line.length) };
}
