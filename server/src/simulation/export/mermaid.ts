/** Lanes as a Gantt diagram of Mermaid, which code hosts draw where it stands in a comment. */
import type { Band, Lane, Timeline, Tone } from '../lanes/lanes.ts';

/** More bars than these are unreadable in a comment. */
const mostBars = 60;

/** Mermaid has three looks besides the usual one. */
const tags: Readonly<Record<Tone, string>> = {
  good: 'active, ',
  bad: 'crit, ',
  waiting: '',
  pending: '',
  done: 'done, ',
  ending: 'done, ',
  none: '',
};

/**
 * The states that last; what is never there has no bar. Times are seconds of the axis, in the format that no time zone of
 * the reader changes.
 */
export function mermaidGantt(title: string, { groups, endMs }: Timeline<string>): string {
  const lines = ['gantt', `  title ${words(title)}`, '  dateFormat x', '  axisFormat %s s', '  todayMarker off'];
  let left = mostBars;
  for (const { name, lanes } of groups) {
    for (const lane of lanes) {
      const bars = barsOf(lane, endMs).slice(0, left);
      if (bars.length === 0) continue;
      left -= bars.length;
      lines.push(`  section ${words(name === undefined ? lane.label : `${name} ${lane.label}`)}`, ...bars);
    }
  }
  return lines.join('\n');
}

function barsOf({ bands }: Lane<string>, endMs: number): string[] {
  return bands
    .filter(({ texture }) => texture !== 'faint')
    .map(({ labels, tone, fromMs, toMs }: Band<string>) => {
      const to = Math.max(Math.round(fromMs) + 1, Math.round(Math.min(toMs, endMs)));
      return `  ${taskName(labels[0] ?? '')} :${tags[tone]}${Math.round(fromMs)}, ${to}`;
    });
}

/**
 * What begins a statement of Mermaid's own in a Gantt diagram, in any case and without a boundary behind it. Upstream: mermaid
 * `packages/mermaid/src/diagrams/gantt/parser/gantt.jison`.
 */
export const mermaidStatements = [
  ...['gantt', 'title', 'section', 'click', 'call', 'href', 'dateformat', 'axisformat', 'tickinterval', 'todaymarker'],
  ...['excludes', 'includes', 'weekday', 'weekend', 'inclusiveenddates', 'topaxis', 'acctitle', 'accdescr', 'vert'],
];

/** The name of a bar begins its line: where it would be a statement, an invisible word joiner stands before it. */
function taskName(text: string): string {
  const name = words(text);
  const lower = name.toLowerCase();
  return mermaidStatements.some((statement) => lower.startsWith(statement)) ? `\u2060${name}` : name;
}

/** A name without the characters that end it in Mermaid's grammar. */
function words(text: string): string {
  const plain = text
    .replace(/[#;%`<>"{}[\]\\]/g, '')
    .replace(/[\s:]+/g, ' ')
    .trim()
    .slice(0, 80);
  return plain === '' ? '-' : plain;
}
