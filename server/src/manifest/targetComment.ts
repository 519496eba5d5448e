/**
 * The comments by which a file says which cluster it is written for: `# probewise: kubernetes=1.30` names the release,
 * `# probewise: gates=EnvFiles,-ImageVolume` the feature gates that are on or off there. One comment may say both.
 */
import { type Span, span } from '../base/span.ts';

export interface TargetComment {
  /** As it is written, be it a release (or a list of gates) or not. */
  readonly value: string;
  readonly span: Span;
  /** The name with its value and the blanks before it. */
  readonly setting: Span;
  /** The whole line with its end. */
  readonly line: Span;
  /** Whether the line says nothing else. */
  readonly isAlone: boolean;
}

const line = /^[ \t]*#[ \t]*probewise:([^\r\n]*)(?:\r?\n|$)/gm;
const settings = {
  kubernetes: /((?<![ \t,;])[ \t,;]*\bkubernetes[ \t]*=[ \t]*)([^\s,;]*)/,
  gates: /((?<![ \t,;])[ \t,;]*\bgates[ \t]*=[ \t]*)([^\s,;]*(?:,[ \t]*[-+]?\w+(?:=(?:true|false))?(?![\w=])|,)*)/,
} as const;

/** The first comment `# probewise: kubernetes=1.30` (or `gates=…`) of a text. */
export function targetComment(text: string, name: keyof typeof settings = 'kubernetes'): TargetComment | undefined {
  // Most files have none: the search for the word is faster than the one for the pattern.
  if (!text.includes('probewise:')) return undefined;
  for (const comment of text.matchAll(line)) {
    const [whole, said = ''] = comment;
    const match = settings[name].exec(said);
    if (!match) continue;
    const [setting, before = '', value = ''] = match;
    const at = comment.index + whole.indexOf('probewise:') + 'probewise:'.length + match.index;
    const start = at + before.length;
    const rest = said.slice(0, match.index) + said.slice(match.index + setting.length);
    return {
      value,
      span: span(start, start + value.length),
      setting: span(at, start + value.length),
      line: span(comment.index, comment.index + whole.length),
      isAlone: !Object.values(settings).some((other) => other.test(rest)),
    };
  }
  return undefined;
}

/** The lines of a text that say which cluster it is written for. */
export function targetLines(text: string): string {
  const lines = [targetComment(text), targetComment(text, 'gates')].flatMap((comment) => comment?.line ?? []);
  const starts = [...new Set(lines.map(({ start }) => start))].sort((a, b) => a - b);
  return starts.map((start) => withEnd(text.slice(start, lines.find((one) => one.start === start)?.end))).join('');
}

function withEnd(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
