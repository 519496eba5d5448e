/** `probewise simulate`: the life of a manifest's pod as kubectl would show it. */
import { duration } from '../../base/message.ts';
import { scenarioTitle } from '../../features/simulation/scenarioTitle.ts';
import { type Simulation, simulateWorkload } from '../../features/simulation/simulation.ts';
import { humanDuration } from '../../kubernetes/duration.ts';
import type { GateSettings } from '../../kubernetes/gates.ts';
import { describePod } from '../../lifecycle/kubectl/describePod.ts';
import { describeEvents } from '../../lifecycle/kubectl/events.ts';
import { changes, rowAt } from '../../lifecycle/kubectl/row.ts';
import { formatColumns, formatTable, noResources } from '../../lifecycle/kubectl/table.ts';
import { podReport } from '../../simulation/export/report.ts';
import { momentWindows } from '../../simulation/momentWindows.ts';
import type { GivenValues } from '../charts.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { exported, exportFormats, isExportFormat } from '../exports.ts';
import { formatter } from '../formatter.ts';
import { cliMessages as cli } from '../messages.ts';
import { onOneLine } from '../oneLine.ts';
import { harmless, harmlessLine, withoutCommands } from '../plainText.ts';
import { replay, type TimedLine } from '../replay.ts';
import { chooseWorkload, readScenarioArgument, refuseUnknownNames } from '../simulationArguments.ts';
import { readSimulationFile } from '../simulationFiles.ts';
import { reportNotes } from '../simulationNotes.ts';
import type { Terminal } from '../terminal.ts';
import { reportTruncation } from '../truncation.ts';
import { UsageError } from '../usageError.ts';
import { printVerdicts, verdictsAsJson } from '../verdicts.ts';
import { speedOf } from '../watchOption.ts';
import { simulateMessages as say } from './messages.ts';

export const formats = ['table', 'events', 'describe', 'json', ...exportFormats] as const;

export interface SimulateArguments extends GivenValues {
  readonly format: (typeof formats)[number];
  readonly workload?: string;
  readonly scenario?: string;
  readonly kubernetes?: string;
  /** Feature gates that the cluster has otherwise than its release. */
  readonly featureGates?: GateSettings;
  /** A workload that the API server rejects is simulated without further ado. */
  readonly anyway?: boolean;
  /** Milliseconds, like `at`. */
  readonly until?: number;
  readonly at?: number;
  /** Every workload, one line each. */
  readonly all?: boolean;
  /** How many simulated seconds pass in one; `true` is one. */
  readonly watch?: number | true;
}

export async function simulate(path: string, args: SimulateArguments, terminal: Terminal): Promise<ExitCode> {
  const { format, workload, scenario, anyway, until, at, watch } = args;
  refuseTogether(args);
  if (format === 'json' && at !== undefined) {
    throw new UsageError(say.atWithJson());
  }
  const { file, target } = await readSimulationFile(path, args, terminal);
  const chosen = chooseWorkload(file, workload, path);
  const untilMs = at === undefined ? until : Math.max(at, until ?? 0);
  const simulation = simulateWorkload(file, {
    workload: chosen.id,
    ...(scenario === undefined ? {} : { scenario: await readScenarioArgument(scenario, terminal) }),
    ...(untilMs === undefined ? {} : { untilMs }),
    ...target,
  });
  if ('error' in simulation) throw new UsageError(simulation.error, path);
  const isRejected = reportNotes(file, path, simulation, terminal);
  refuseUnknownNames(simulation.input.scenario, simulation.input.pod);
  const { trace, verdicts } = simulation;
  if (at !== undefined && at > trace.endMs) {
    throw new UsageError(say.endsBeforeAt({ asked: duration(at), length: duration(trace.endMs) }), path);
  }
  const speed = speedOf(watch);
  if (speed !== undefined) {
    await replay(watched(simulation, format), speed, terminal);
    printVerdicts(verdicts, terminal);
  } else if (isExportFormat(format)) {
    terminal.stdout.write(exported(reportOf(simulation), format));
  } else if (format === 'json') {
    terminal.stdout.write(
      `${JSON.stringify(verdicts.length === 0 ? trace : { ...trace, verdicts: verdictsAsJson(verdicts) })}\n`,
    );
  } else {
    print(simulation, format, at, terminal);
    printVerdicts(verdicts, terminal);
    reportTruncation(trace, terminal);
  }
  if (isRejected && anyway !== true) return exitCodes.found;
  return verdicts.every(({ holds }) => holds) ? exitCodes.ok : exitCodes.found;
}

function print(
  simulation: Simulation,
  format: 'table' | 'events' | 'describe',
  at: number | undefined,
  terminal: Terminal,
): void {
  const { stdout, stderr } = terminal;
  const { pod, trace } = onOneLine({ pod: simulation.input.pod, trace: simulation.trace });
  if (format === 'events') {
    stdout.write(`${harmless(describeEvents(trace, at ?? trace.endMs))}\n`);
    return;
  }
  const row = at === undefined ? undefined : rowAt(trace, at);
  const description = format === 'describe' ? describePod(pod, trace, at ?? trace.endMs) : undefined;
  const isGone = format === 'describe' ? description === undefined : at !== undefined && !row;
  if (isGone) stderr.write(`${harmlessLine(noResources(trace.namespace))}\n`);
  else if (description !== undefined) stdout.write(`${withoutCommands(harmless(description))}\n`);
  else stdout.write(`${harmless(formatTable(row ? [row] : changes(trace).map((change) => change.row)))}\n`);
}

/** Throws a `UsageError` for options that exclude each other. */
export function refuseTogether({ format, at, all, watch, workload }: SimulateArguments): void {
  if (watch !== undefined && format !== 'table' && format !== 'events')
    throw new UsageError(cli.watchFormat({ format }));
  const options = { '--at': at, '--watch': watch, '--workload': workload };
  const [alone] = Object.entries(options).find(([, value]) => value !== undefined) ?? [];
  if (all === true && alone !== undefined) throw new UsageError(cli.allWithOne({ option: alone }));
  if (watch !== undefined && at !== undefined) throw new UsageError(say.atWithWatch());
}

/** The lines of `kubectl get pod --watch` or `kubectl get events --watch` with their times. */
function watched({ trace: whole }: Simulation, format: SimulateArguments['format']): TimedLine[] {
  const trace = onOneLine(whole);
  if (format === 'table') {
    const rows = changes(trace);
    const [header = '', ...lines] = formatTable(rows.map(({ row }) => row)).split('\n');
    return [{ atMs: 0, text: header }, ...lines.map((text, index) => ({ atMs: rows[index]!.atMs, text }))];
  }
  const events = trace.entries
    .filter((entry) => entry.kind === 'event')
    .filter(({ event }) => event.dropped === undefined);
  const cells = events.map(({ atMs, event }) => [
    humanDuration(atMs),
    event.type,
    event.reason,
    `pod/${trace.pod}`,
    event.message,
  ]);
  const lines = formatColumns([['LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE'], ...cells]).split('\n');
  return lines.map((text, index) => ({ atMs: events[index - 1]?.atMs ?? 0, text }));
}

function reportOf({ workload, input: { scenario, pod }, trace }: Simulation) {
  const { title = scenario.name } = scenarioTitle(scenario, formatter);
  return podReport(
    { name: workload.label, scenario: title, trace, windows: momentWindows(trace, pod, scenario) },
    formatter,
  );
}
