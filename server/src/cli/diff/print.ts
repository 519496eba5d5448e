/** Comparisons as text for a terminal, as Markdown for a pull request, or as JSON. */
import { createColors } from 'picocolors';
import { listed, type Message } from '../../base/message.ts';
import type { Comparison, Section } from '../../features/compare/comparison.ts';
import type { Difference } from '../../simulation/compare.ts';
import { formatter } from '../formatter.ts';
import { harmless, harmlessLine } from '../plainText.ts';
import type { Output } from '../terminal.ts';
import { diffMessages as say } from './messages.ts';

export const formats = ['text', 'markdown', 'json'] as const;
export type DiffFormat = (typeof formats)[number];

export interface ComparedFile {
  /** Its name, where several files are compared. */
  readonly file: string | undefined;
  readonly comparison: Comparison;
}

export function printComparisons(
  files: readonly ComparedFile[],
  title: Message,
  format: DiffFormat,
  { color }: Pick<Output, 'color'>,
): string {
  if (format === 'json') return `${harmless(JSON.stringify({ version: 1, files: files.map(asJson) }))}\n`;
  const lines = format === 'text' ? textLines(files, color) : markdownLines(files, title);
  return `${[...lines].join('\n')}\n`;
}

/** One line of ours: what a manifest says must not begin another one. */
function line(message: Message): string {
  return harmlessLine(formatter.text(message));
}

function* textLines(files: readonly ComparedFile[], color: boolean): Generator<string> {
  const { bold, red, green } = createColors(color);
  const shown = (difference: Difference) => {
    const text = line(say[difference.effect]({ message: difference.message }));
    return difference.effect === 'worse' ? red(text) : difference.effect === 'better' ? green(text) : text;
  };
  for (const { file, comparison } of files) {
    if (file !== undefined) yield bold(harmlessLine(file));
    for (const difference of comparison.differences) yield `  ${shown(difference)}`;
    for (const { workload, sections } of comparison.workloads) {
      yield bold(harmlessLine(workload));
      for (const { title, differences, problem } of sections) {
        if (problem === undefined && differences.length === 0) continue;
        yield `  ${line(title)}`;
        if (problem !== undefined) yield `    ${line(problem)}`;
        for (const difference of differences) yield `    ${shown(difference)}`;
      }
      for (const same of sameMessage(sections)) yield `  ${line(same)}`;
    }
  }
}

/** The sections of which there is nothing to tell. */
function sameMessage(sections: readonly Section[]): Message[] {
  const same = sections.filter(({ differences, problem }) => differences.length === 0 && problem === undefined);
  if (same.length === 0) return [];
  return [
    same.length === sections.length ? say.allSame() : say.same({ sections: listed(same.map(({ title }) => title)) }),
  ];
}

const marks = { better: say.betterMark, worse: say.worseMark, other: say.otherMark } as const;

function* markdownLines(files: readonly ComparedFile[], title: Message): Generator<string> {
  yield `## ${line(title)}`;
  const item = ({ message, effect }: Difference) => `- ${escaped(line(marks[effect]({ message })))}`;
  for (const { file, comparison } of files) {
    if (file !== undefined) yield* ['', `### ${escaped(harmlessLine(file))}`];
    if (comparison.differences.length > 0) yield* ['', ...comparison.differences.map(item)];
    for (const { workload, sections } of comparison.workloads) {
      yield* ['', `#### ${escaped(harmlessLine(workload))}`, ''];
      for (const { title: heading, differences, problem } of sections) {
        if (problem === undefined && differences.length === 0) continue;
        yield* [`**${escaped(line(heading))}**`, ''];
        if (problem !== undefined) yield escaped(line(problem));
        yield* differences.map(item);
        yield '';
      }
      yield* sameMessage(sections).map((same) => escaped(line(same)));
    }
  }
}

/** Names from a manifest are no Markdown and no HTML, and mention nobody. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>|#]/g, '\\$&').replaceAll('@', '@\u200b');
}

function asJson({ file, comparison: { workloads, differences } }: ComparedFile): object {
  const asJson = ({ message, effect }: Difference) => ({ effect, id: message.id, sentence: formatter.text(message) });
  return {
    ...(file === undefined ? {} : { file }),
    differences: differences.map(asJson),
    workloads: workloads.map(({ workload, sections }) => ({
      workload,
      sections: sections.map(({ title, problem, differences: some }) => ({
        title: formatter.text(title),
        ...(problem === undefined ? {} : { problem: formatter.text(problem) }),
        differences: some.map(asJson),
      })),
    })),
  };
}
