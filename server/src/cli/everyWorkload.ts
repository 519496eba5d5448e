/** `--all`: every workload below folders, in files, a chart or an overlay, with one line each. */
import { createColors } from 'picocolors';
import type { Message } from '../base/message.ts';
import { type WorkloadInFile, workloadsIn } from '../features/simulation/workloads.ts';
import { type ManifestFile, parseManifest } from '../manifest/file.ts';
import { type GivenValues, isChartFolder } from './charts.ts';
import { type ExitCode, exitCodes } from './exitCodes.ts';
import { formatter } from './formatter.ts';
import { findInputs, readInput } from './inputs.ts';
import { cliMessages as say } from './messages.ts';
import { isOverlayFolder } from './overlays.ts';
import { harmlessLine } from './plainText.ts';
import { readManifest } from './simulationArguments.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usageError.ts';

export interface Outcome {
  /** `skipped`: there is nothing to simulate, such as in a patch. */
  readonly outcome: 'ok' | 'failed' | 'skipped';
  readonly summary: Message;
}

/** Exit code 1 if any failed, 2 if a file could not be read; the others are simulated all the same. */
export async function forEveryWorkload(
  path: string,
  given: GivenValues & { readonly kubernetes?: string },
  simulate: (file: ManifestFile, workload: WorkloadInFile) => Outcome,
  terminal: Terminal,
): Promise<ExitCode> {
  const counts = { ok: 0, failed: 0, skipped: 0 };
  let unreadable = false;
  for await (const { name, text } of textsOf(path, given, terminal)) {
    if (text instanceof UsageError) {
      terminal.stderr.write(`probewise: ${harmlessLine(text.message)}\n`);
      unreadable = true;
      continue;
    }
    const file = parseManifest(text);
    for (const workload of workloadsIn(file)) {
      const outcome = simulate(file, workload);
      counts[outcome.outcome]++;
      terminal.stdout.write(`${line(name, workload, outcome, terminal)}\n`);
    }
  }
  if (!unreadable && counts.ok + counts.failed + counts.skipped === 0) throw new UsageError(say.noWorkload(), path);
  terminal.stdout.write(`\n${formatter.text(say.allCounted(counts))}\n`);
  if (unreadable) return exitCodes.trouble;
  return counts.failed > 0 ? exitCodes.found : exitCodes.ok;
}

interface NamedText {
  readonly name: string;
  readonly text: string | UsageError;
}

async function* textsOf(
  path: string,
  given: GivenValues & { readonly kubernetes?: string },
  terminal: Terminal,
): AsyncGenerator<NamedText> {
  if (isChartFolder(path, terminal.cwd) || isOverlayFolder(path, terminal.cwd)) {
    yield { name: path, text: await readManifest(path, given, terminal) };
    return;
  }
  for (const input of await findInputs([path], terminal.cwd)) {
    try {
      yield { name: input.name, text: await readInput(input, terminal) };
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      yield { name: input.name, text: error };
    }
  }
}

function line(name: string, { id }: WorkloadInFile, { outcome, summary }: Outcome, { stdout }: Terminal): string {
  const { green, red, dim } = createColors(stdout.color);
  const words = { ok: say.allOk(), failed: say.allFailed(), skipped: say.allSkipped() };
  const paint = { ok: green, failed: red, skipped: dim }[outcome];
  const width = Math.max(...Object.values(words).map((word) => formatter.text(word).length));
  return `${paint(formatter.text(words[outcome]).padEnd(width))}  ${harmlessLine(`${name} ${id}: ${formatter.text(summary)}`)}`;
}
