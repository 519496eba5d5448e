/** `--all`: every workload below folders, in files, a chart or an overlay, with one line each. */
import { createColors } from 'picocolors';
import type { Message } from '../base/message.ts';
import { checkOptions, diagnose } from '../features/diagnostics/diagnostics.ts';
import { rejectionsIn } from '../features/simulation/rejections.ts';
import { type WorkloadInFile, workloadsIn } from '../features/simulation/workloads.ts';
import type { ManifestFile } from '../manifest/file.ts';
import type { GivenValues } from './charts.ts';
import { type ExitCode, exitCodes } from './exitCodes.ts';
import type { GivenTarget } from './fileSettings.ts';
import { formatter } from './formatter.ts';
import { cliMessages as say } from './messages.ts';
import { harmlessLine } from './plainText.ts';
import { simulationFiles, type Target } from './simulationFiles.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usageError.ts';

export interface Outcome {
  /** `skipped`: there is nothing to simulate, such as in a patch. */
  readonly outcome: 'ok' | 'failed' | 'skipped';
  readonly summary: Message;
}

/**
 * Exit code 1 if any failed, or if the API server rejects it, unless `anyway`; 2 if a file could not be read; the others are
 * simulated all the same.
 */
export async function forEveryWorkload(
  path: string,
  given: GivenTarget & GivenValues & { readonly anyway?: boolean },
  simulate: (file: ManifestFile, workload: WorkloadInFile, target: Target) => Outcome,
  terminal: Terminal,
): Promise<ExitCode> {
  const counts = { ok: 0, failed: 0, skipped: 0 };
  let unreadable = false;
  for await (const read of simulationFiles(path, given, terminal)) {
    if (read instanceof UsageError) {
      terminal.stderr.write(`probewise: ${harmlessLine(read.message)}\n`);
      unreadable = true;
      continue;
    }
    const { name, file, target } = read;
    for (const workload of workloadsIn(file)) {
      const simulated = simulate(file, workload, target);
      const isRejected = simulated.outcome !== 'skipped' && given.anyway !== true;
      const outcome = (isRejected ? rejection(file, workload, target) : undefined) ?? simulated;
      counts[outcome.outcome]++;
      terminal.stdout.write(`${line(name, workload, outcome, terminal)}\n`);
    }
  }
  if (!unreadable && counts.ok + counts.failed + counts.skipped === 0) throw new UsageError(say.noWorkload(), path);
  terminal.stdout.write(`\n${formatter.text(say.allCounted(counts))}\n`);
  if (unreadable) return exitCodes.trouble;
  return counts.failed > 0 ? exitCodes.found : exitCodes.ok;
}

function rejection(file: ManifestFile, workload: WorkloadInFile, { kubernetes, gates }: Target): Outcome | undefined {
  const options = checkOptions({
    kubernetesVersion: kubernetes ?? '',
    ...(gates === undefined ? {} : { featureGates: gates }),
  });
  const [rejected] = rejectionsIn(diagnose(file, options), workload);
  return rejected && { outcome: 'failed', summary: say.allRejected({ reason: rejected.message }) };
}

function line(name: string, { id }: WorkloadInFile, { outcome, summary }: Outcome, { stdout }: Terminal): string {
  const { green, red, dim } = createColors(stdout.color);
  const words = { ok: say.allOk(), failed: say.allFailed(), skipped: say.allSkipped() };
  const paint = { ok: green, failed: red, skipped: dim }[outcome];
  const width = Math.max(...Object.values(words).map((word) => formatter.text(word).length));
  return `${paint(formatter.text(words[outcome]).padEnd(width))}  ${harmlessLine(`${name} ${id}: ${formatter.text(summary)}`)}`;
}
