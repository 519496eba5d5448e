/** `probewise explain`: what a state means, or what the pods that kubectl prints are doing. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { explainPod, type PodExplanation } from '../../features/explain/explainPod.ts';
import { explanationLines } from '../../features/explain/explanationText.ts';
import { readPods } from '../../features/explain/readPods.ts';
import { scenarioText } from '../../features/simulation/scenarioText.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { formatter } from '../formatter.ts';
import { findInputs, isFile, readInput } from '../inputs.ts';
import { harmless, harmlessLine } from '../plainText.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';
import { explainCommandMessages as say } from './messages.ts';
import { explainState } from './state.ts';

export const formats = ['text', 'json', 'scenario'] as const;

export interface ExplainArguments {
  readonly format: (typeof formats)[number];
  /** When the pods were printed, in milliseconds since 1970. */
  readonly now?: number;
}

export async function explain(subject: string, args: ExplainArguments, terminal: Terminal): Promise<ExitCode> {
  // A word of Kubernetes has neither a path nor an extension.
  const isWord = /^[\w:]+$/.test(subject) && !isFile(subject, terminal.cwd);
  if (isWord) {
    terminal.stdout.write(explainState(subject, terminal.stdout));
    return exitCodes.ok;
  }
  const [input] = await findInputs([subject], terminal.cwd);
  const source = await readInput(input!, terminal);
  const { pods, withoutStatus } = readPods(source, args.now ?? printedAtMs(subject, terminal));
  for (const pod of withoutStatus) terminal.stderr.write(`${harmlessLine(formatter.text(say.noStatus({ pod })))}\n`);
  if (pods.length === 0) {
    if (withoutStatus.length > 0) return exitCodes.found;
    throw new UsageError(say.noPod(), input!.name);
  }
  terminal.stdout.write(printed(pods.map(explainPod), args.format));
  return exitCodes.ok;
}

/** What is read from a file was printed when that was written. */
function printedAtMs(subject: string, { cwd, nowMs }: Terminal): number {
  const stats = subject === '-' ? undefined : statSync(resolve(cwd, subject), { throwIfNoEntry: false });
  return stats?.isFile() === true ? stats.mtimeMs : nowMs();
}

function printed(pods: readonly PodExplanation[], format: ExplainArguments['format']): string {
  if (format === 'json') return `${harmless(JSON.stringify({ version: 1, pods: pods.map(asJson) }))}\n`;
  if (format === 'text') return `${pods.map(asText).join('\n\n')}\n`;
  const fits = pods.flatMap(({ fit }) => fit ?? []);
  if (fits.length === 0) throw new UsageError(say.noFit());
  return harmless(fits.map(({ scenario }) => scenarioText(scenario, formatter)).join('---\n'));
}

function asText(explanation: PodExplanation): string {
  return explanationLines(explanation, formatter).map(harmlessLine).join('\n');
}

/** What happens is told in English; `kind` and fields are for programs. */
function asJson({ name, namespace, row, causes, fit }: PodExplanation): object {
  return {
    name,
    namespace,
    row,
    causes: causes.map(({ message, next, changes, ...cause }) => ({
      ...cause,
      sentence: formatter.text(message),
      next: next.map((step) => formatter.text(step)),
      changes: changes.map(({ field, message: what }) => ({ field, sentence: formatter.text(what) })),
    })),
    ...(fit === undefined ? {} : { scenario: { sentence: formatter.text(fit.message), ...fit.scenario } }),
  };
}
