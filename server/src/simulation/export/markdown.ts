/** A simulation as Markdown for a pull request: the figures, against those of another run, the states and a diagram. */
import type { MessageFormatter } from '../../base/formatMessage.ts';
import { mermaidGantt } from './mermaid.ts';
import { exportMessages as say } from './messages.ts';
import type { Fact, Report } from './report.ts';

/** More rows than these are left out, and counted. */
const mostRows = 15;

/** `before` is the run that this one is compared with. */
export function markdown(report: Report, formatter: MessageFormatter, before?: Report): string {
  const { title, sentence, origin, facts, table, timeline } = report;
  const rows = table.rows.slice(0, mostRows);
  const left = table.rows.length - rows.length;
  return [
    `### ${inline(title)}`,
    '',
    inline(sentence),
    '',
    ...tableOf(...factTable(facts, formatter, before)),
    '',
    ...tableOf(table.columns, rows),
    ...(left === 0 ? [] : ['', inline(formatter.text(say.more({ count: left })))]),
    '',
    '```mermaid',
    mermaidGantt(title, timeline),
    '```',
    '',
    `<sub>${inline(origin)}</sub>`,
    '',
  ].join('\n');
}

function factTable(
  facts: readonly Fact[],
  formatter: MessageFormatter,
  before: Report | undefined,
): [columns: readonly string[], rows: readonly (readonly string[])[]] {
  if (before === undefined) return [facts.map(({ name }) => name), [facts.map(({ value }) => value)]];
  const names = [...new Set([...before.facts, ...facts].map(({ name }) => name))];
  const valueIn = (list: readonly Fact[], wanted: string) => list.find(({ name }) => name === wanted)?.value ?? '–';
  const rows = names.map((name) => [name, valueIn(before.facts, name), valueIn(facts, name)]);
  return [['', formatter.text(say.before()), formatter.text(say.after())], rows];
}

function tableOf(columns: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map(inline).join(' | ')} |`;
  return [line(columns), `|${' --- |'.repeat(columns.length)}`, ...rows.map(line)];
}

/**
 * Text that Markdown takes for nothing but text, on one line: names and messages come from manifests. What a backslash
 * does not help against, such as a mention of a user, is broken by an invisible word joiner.
 */
function inline(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<>#|~$&]/g, '\\$&')
    .replace(/@/g, '@\u2060')
    .trim();
}
