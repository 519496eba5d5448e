/** `probewise rollout`: an update of a workload's pods, or a Job's course. */
import { type RolloutRequest, type RolloutSimulation, simulateRollout } from '../../features/simulation/rollout.ts';
import { rolloutText } from '../../features/simulation/rolloutText.ts';
import { scenarioTitle } from '../../features/simulation/scenarioTitle.ts';
import { humanDuration } from '../../kubernetes/duration.ts';
import type { GateSettings } from '../../kubernetes/gates.ts';
import type { RolloutSummary } from '../../lifecycle/explain/rolloutSummary.ts';
import { rolloutStatusLines } from '../../lifecycle/kubectl/rolloutStatus.ts';
import { formatColumns } from '../../lifecycle/kubectl/table.ts';
import { formatWorkloadTable, workloadRows } from '../../lifecycle/kubectl/workloadRow.ts';
import { type Report, rolloutReport } from '../../simulation/export/report.ts';
import { podLives } from '../../simulation/podLives.ts';
import type { GivenValues } from '../charts.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { exported, exportFormats, isExportFormat } from '../exports.ts';
import { formatter } from '../formatter.ts';
import { cliMessages as cli } from '../messages.ts';
import { onOneLine } from '../oneLine.ts';
import { harmless } from '../plainText.ts';
import { replay, type TimedLine } from '../replay.ts';
import { chooseWorkload, readScenarioArgument, refuseUnknownNames } from '../simulationArguments.ts';
import { readSimulationFile } from '../simulationFiles.ts';
import { reportNotes } from '../simulationNotes.ts';
import type { Terminal } from '../terminal.ts';
import { reportTruncation } from '../truncation.ts';
import { UsageError } from '../usageError.ts';
import { printVerdicts, verdictsAsJson } from '../verdicts.ts';
import { speedOf } from '../watchOption.ts';
import { rolloutMessages as say } from './messages.ts';

export const formats = ['status', 'table', 'events', 'json', ...exportFormats] as const;

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
  /** Every workload, one line each. */
  readonly all?: boolean;
  /** How many simulated seconds pass in one; `true` is one. */
  readonly watch?: number | true;
}

export async function rollout(path: string, args: RolloutArguments, terminal: Terminal): Promise<ExitCode> {
  const { format, workload, anyway, watch, start } = args;
  if (start !== undefined) throw new UsageError(say.startNeedsSchedule());
  refuseTogether(args);
  const { file, target } = await readSimulationFile(path, args, terminal);
  const chosen = chooseWorkload(file, workload, path);
  const request = await requestOf(args, terminal);
  const simulation = simulateRollout(file, { ...request, ...target, workload: chosen.id });
  if ('error' in simulation) throw new UsageError(simulation.error, path);
  const isRejected = reportNotes(file, path, simulation, terminal);
  refuseUnknownNames(simulation.input.scenario, simulation.input.pod);
  const { verdicts } = simulation;
  const speed = speedOf(watch);
  if (speed !== undefined) await replay(watched(simulation, format), speed, terminal);
  else terminal.stdout.write(print(simulation, format));
  if (format !== 'json' && !isExportFormat(format)) {
    printVerdicts(verdicts, terminal);
    reportTruncation(simulation.trace, terminal);
  }
  if (isRejected && anyway !== true) return exitCodes.found;
  return isFine(simulation) ? exitCodes.ok : exitCodes.found;
}

/** With expectations these decide: a scenario may want a rollout to fail. */
export function isFine({ verdicts, summary }: Pick<RolloutSimulation, 'verdicts' | 'summary'>): boolean {
  return verdicts.length === 0 ? summary.outcome === 'finished' : verdicts.every(({ holds }) => holds);
}

/** What is simulated, but for the workload and the cluster. */
export async function requestOf(
  { scenario, oldScenario, create, until }: RolloutArguments,
  terminal: Terminal,
): Promise<RolloutRequest> {
  return {
    ...(scenario === undefined ? {} : { scenario: await readScenarioArgument(scenario, terminal) }),
    ...(oldScenario === undefined ? {} : { oldScenario: await readScenarioArgument(oldScenario, terminal) }),
    ...(create === undefined ? {} : { create }),
    ...(until === undefined ? {} : { untilMs: until }),
  };
}

/** Throws a `UsageError` for options that exclude each other. */
export function refuseTogether({ format, all, watch, workload }: RolloutArguments): void {
  if (watch !== undefined && (format === 'json' || isExportFormat(format)))
    throw new UsageError(cli.watchFormat({ format }));
  const [alone] =
    Object.entries({ '--watch': watch, '--workload': workload }).find(([, value]) => value !== undefined) ?? [];
  if (all === true && alone !== undefined) throw new UsageError(cli.allWithOne({ option: alone }));
}

function print(simulation: RolloutSimulation, format: RolloutArguments['format']): string {
  const { input, trace, summary, verdicts } = simulation;
  if (format === 'json') {
    const expected = verdicts.length === 0 ? {} : { verdicts: verdictsAsJson(verdicts) };
    return `${JSON.stringify({ ...trace, summary: summaryAsJson(summary), ...expected })}\n`;
  }
  if (isExportFormat(format)) return exported(reportOf(simulation), format);
  const plain = { ...simulation, ...onOneLine({ input, trace, summary, verdicts }) };
  if (format === 'status') return harmless(rolloutText(plain, formatter));
  return `${harmless(
    watched(plain, format)
      .map(({ text }) => text)
      .join('\n'),
  )}\n`;
}

/** Lines with the times at which kubectl would print them. */
function watched(simulation: RolloutSimulation, format: RolloutArguments['format']): TimedLine[] {
  const {
    trace,
    input: { workload },
  } = onOneLine({ trace: simulation.trace, input: simulation.input });
  if (format === 'status') return rolloutStatusLines(workload, trace);
  if (format === 'table') {
    const rows = workloadRows(workload, trace);
    const lines = formatWorkloadTable(
      trace.kind,
      rows.map(({ cells }) => cells),
    ).split('\n');
    return lines.map((text, index) => ({ atMs: rows[index - 1]?.atMs ?? 0, text }));
  }
  const events = trace.entries
    .filter((entry) => entry.kind === 'event')
    .filter(({ atMs, event }) => atMs >= 0 && event.dropped === undefined);
  const cells = events.map(({ atMs, object, event }) => [
    humanDuration(atMs),
    event.type,
    event.reason,
    object,
    event.message,
  ]);
  const lines = formatColumns([['LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE'], ...cells]).split('\n');
  return lines.map((text, index) => ({ atMs: events[index - 1]?.atMs ?? 0, text }));
}

function reportOf({ input, trace, pods, summary }: RolloutSimulation): Report {
  const { scenario, workload } = input;
  const { title = scenario.name } = scenarioTitle(scenario, formatter);
  const statusLines = rolloutStatusLines(workload, trace);
  return rolloutReport(
    { scenario: title, trace, summary, statusLines, ...podLives({ trace, pods }, input) },
    formatter,
  );
}

/** The figures, and the same for people in English. */
function summaryAsJson({ message, reasons, ...facts }: RolloutSummary): object {
  return {
    ...facts,
    sentence: formatter.text(message),
    reasons: reasons.map(({ message: reason, fields }) => ({ sentence: formatter.text(reason), fields })),
  };
}
