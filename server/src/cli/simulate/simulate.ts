/** `probewise simulate`: the life of a manifest's pod as kubectl would show it. */
import { duration } from '../../base/message.ts';
import { type Simulation, simulateWorkload } from '../../features/simulation/simulation.ts';
import type { GateSettings } from '../../kubernetes/gates.ts';
import { describePod } from '../../lifecycle/kubectl/describePod.ts';
import { describeEvents } from '../../lifecycle/kubectl/events.ts';
import { changes, rowAt } from '../../lifecycle/kubectl/row.ts';
import { formatTable, noResources } from '../../lifecycle/kubectl/table.ts';
import { parseManifest } from '../../manifest/file.ts';
import type { GivenValues } from '../charts.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { onOneLine } from '../oneLine.ts';
import { harmless, harmlessLine, withoutCommands } from '../plainText.ts';
import { chooseWorkload, readManifest, readScenarioArgument, refuseUnknownContainers } from '../simulationArguments.ts';
import { reportNotes } from '../simulationNotes.ts';
import type { Terminal } from '../terminal.ts';
import { reportTruncation } from '../truncation.ts';
import { UsageError } from '../usageError.ts';
import { printVerdicts, verdictsAsJson } from '../verdicts.ts';
import { simulateMessages as say } from './messages.ts';

export const formats = ['table', 'events', 'describe', 'json'] as const;

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
}

export async function simulate(
  path: string,
  { format, workload, scenario, kubernetes, featureGates, anyway, until, at, ...given }: SimulateArguments,
  terminal: Terminal,
): Promise<ExitCode> {
  if (format === 'json' && at !== undefined) {
    throw new UsageError(say.atWithJson());
  }
  const file = parseManifest(
    await readManifest(path, { ...given, ...(kubernetes === undefined ? {} : { kubernetes }) }, terminal),
  );
  const chosen = chooseWorkload(file, workload, path);
  const untilMs = at === undefined ? until : Math.max(at, until ?? 0);
  const simulation = simulateWorkload(file, {
    workload: chosen.id,
    ...(scenario === undefined ? {} : { scenario: await readScenarioArgument(scenario, terminal) }),
    ...(untilMs === undefined ? {} : { untilMs }),
    kubernetes,
    gates: featureGates,
  });
  if ('error' in simulation) throw new UsageError(simulation.error, path);
  const isRejected = reportNotes(file, path, simulation, terminal);
  refuseUnknownContainers(simulation.input.scenario, simulation.trace);
  const { trace, verdicts } = simulation;
  if (at !== undefined && at > trace.endMs) {
    throw new UsageError(say.endsBeforeAt({ asked: duration(at), length: duration(trace.endMs) }), path);
  }
  if (format === 'json') {
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
  format: Exclude<SimulateArguments['format'], 'json'>,
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
