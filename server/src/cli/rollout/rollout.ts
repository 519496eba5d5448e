/** `probewise rollout`: an update of a workload's pods, or a Job's course. */
import { type RolloutSimulation, simulateRollout } from '../../features/simulation/rollout.ts';
import { rolloutText } from '../../features/simulation/rolloutText.ts';
import type { GateSettings } from '../../kubernetes/gates.ts';
import type { RolloutSummary } from '../../lifecycle/explain/rolloutSummary.ts';
import { formatWorkloadTable, workloadRows } from '../../lifecycle/kubectl/workloadRow.ts';
import { parseManifest } from '../../manifest/file.ts';
import type { GivenValues } from '../charts.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { formatter } from '../formatter.ts';
import { onOneLine } from '../oneLine.ts';
import { harmless } from '../plainText.ts';
import { chooseWorkload, readManifest, readScenarioArgument, refuseUnknownContainers } from '../simulationArguments.ts';
import { reportNotes } from '../simulationNotes.ts';
import type { Terminal } from '../terminal.ts';
import { reportTruncation } from '../truncation.ts';
import { UsageError } from '../usageError.ts';
import { printVerdicts, verdictsAsJson } from '../verdicts.ts';
import { rolloutMessages as say } from './messages.ts';

export const formats = ['status', 'table', 'json'] as const;

export interface RolloutArguments extends GivenValues {
  readonly format: (typeof formats)[number];
  readonly workload?: string;
  readonly scenario?: string;
  readonly oldScenario?: string;
  readonly create?: boolean;
  /** Follows the schedule of a CronJob. */
  readonly schedule?: boolean;
  /** When that is created, in milliseconds since 1970. */
  readonly start?: number;
  readonly kubernetes?: string;
  /** Feature gates that the cluster has otherwise than its release. */
  readonly featureGates?: GateSettings;
  /** A workload that the API server rejects is simulated without further ado. */
  readonly anyway?: boolean;
  /** Milliseconds. */
  readonly until?: number;
}

export async function rollout(
  path: string,
  {
    format,
    workload,
    scenario,
    oldScenario,
    create,
    kubernetes,
    featureGates,
    anyway,
    until,
    schedule: _,
    start,
    ...given
  }: RolloutArguments,
  terminal: Terminal,
): Promise<ExitCode> {
  if (start !== undefined) throw new UsageError(say.startNeedsSchedule());
  const file = parseManifest(
    await readManifest(path, { ...given, ...(kubernetes === undefined ? {} : { kubernetes }) }, terminal),
  );
  const chosen = chooseWorkload(file, workload, path);
  const simulation = simulateRollout(file, {
    workload: chosen.id,
    ...(scenario === undefined ? {} : { scenario: await readScenarioArgument(scenario, terminal) }),
    ...(oldScenario === undefined ? {} : { oldScenario: await readScenarioArgument(oldScenario, terminal) }),
    ...(create === undefined ? {} : { create }),
    kubernetes,
    gates: featureGates,
    ...(until === undefined ? {} : { untilMs: until }),
  });
  if ('error' in simulation) throw new UsageError(simulation.error, path);
  const isRejected = reportNotes(file, path, simulation, terminal);
  const [name = ''] = simulation.pods.names;
  const pod = simulation.pods.get(name);
  if (pod !== undefined) refuseUnknownContainers(simulation.input.scenario, pod);
  const { summary, verdicts } = simulation;
  terminal.stdout.write(print(simulation, format));
  if (format !== 'json') {
    printVerdicts(verdicts, terminal);
    reportTruncation(simulation.trace, terminal);
  }
  if (isRejected && anyway !== true) return exitCodes.found;
  // With expectations these decide: a scenario may want a rollout to fail.
  const isFine = verdicts.length === 0 ? summary.outcome === 'finished' : verdicts.every(({ holds }) => holds);
  return isFine ? exitCodes.ok : exitCodes.found;
}

function print(simulation: RolloutSimulation, format: RolloutArguments['format']): string {
  const { input, trace, summary, verdicts } = simulation;
  if (format === 'json') {
    const expected = verdicts.length === 0 ? {} : { verdicts: verdictsAsJson(verdicts) };
    return `${JSON.stringify({ ...trace, summary: summaryAsJson(summary), ...expected })}\n`;
  }
  const plain = onOneLine({ input, trace, summary, verdicts });
  if (format === 'status') return harmless(rolloutText({ ...simulation, ...plain }, formatter));
  const rows = workloadRows(plain.input.workload, plain.trace).map(({ cells }) => cells);
  return `${harmless(formatWorkloadTable(plain.trace.kind, rows))}\n`;
}

/** The figures, and the same for people in English. */
function summaryAsJson({ message, reasons, ...facts }: RolloutSummary): object {
  return {
    ...facts,
    sentence: formatter.text(message),
    reasons: reasons.map(({ message: reason, fields }) => ({ sentence: formatter.text(reason), fields })),
  };
}
