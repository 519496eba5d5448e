/** `probewise simulate`: the life of a manifest's pod as kubectl would show it. */
import { basename } from 'node:path';
import { readScenario } from '../../features/scenarioFile.ts';
import { scenarioChoices, simulateWorkload, workloadsIn, workloadsNamed } from '../../features/simulation.ts';
import { describeEvents } from '../../lifecycle/kubectl/events.ts';
import { changes, rowAt } from '../../lifecycle/kubectl/row.ts';
import { formatTable } from '../../lifecycle/kubectl/table.ts';
import type { Trace } from '../../lifecycle/trace.ts';
import type { Scenario } from '../../lifecycle/world/scenario.ts';
import { type ManifestFile, parseManifest } from '../../manifest/file.ts';
import { suggest } from '../../schema/suggest.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { findInputs, isFile, readInput } from '../inputs.ts';
import { harmless } from '../plainText.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';

export const formats = ['table', 'events', 'json'] as const;

export interface SimulateArguments {
  readonly format: (typeof formats)[number];
  readonly workload?: string;
  readonly scenario?: string;
  /** Milliseconds, like `at`. */
  readonly until?: number;
  readonly at?: number;
}

export async function simulate(
  path: string,
  { format, workload, scenario, until, at }: SimulateArguments,
  terminal: Terminal,
): Promise<ExitCode> {
  if (format === 'json' && at !== undefined) {
    throw new UsageError('--at shows one moment; with --format json use --until');
  }
  const file = parseManifest(await readManifest(path, terminal));
  const chosen = chooseWorkload(file, workload, path);
  const untilMs = at === undefined ? until : Math.max(at, until ?? 0);
  const simulation = simulateWorkload(file, {
    workload: chosen.id,
    ...(scenario === undefined ? {} : { scenario: await readScenarioArgument(scenario, terminal) }),
    ...(untilMs === undefined ? {} : { untilMs }),
  });
  if ('error' in simulation) throw new UsageError(`${path}: ${simulation.error}`);
  refuseUnknownContainers(simulation.scenario, simulation.trace);
  print(simulation.trace, format, at, terminal);
  return exitCodes.ok;
}

function print(trace: Trace, format: SimulateArguments['format'], at: number | undefined, terminal: Terminal): void {
  const { stdout, stderr } = terminal;
  if (format === 'json') {
    stdout.write(`${JSON.stringify(trace)}\n`);
    return;
  }
  if (format === 'events') {
    stdout.write(`${harmless(describeEvents(trace, at ?? trace.endMs))}\n`);
    return;
  }
  const row = at === undefined ? undefined : rowAt(trace, at);
  if (at !== undefined && !row) stderr.write(`No resources found in ${trace.namespace} namespace.\n`);
  else stdout.write(`${harmless(formatTable(row ? [row] : changes(trace).map((change) => change.row)))}\n`);
}

async function readManifest(path: string, terminal: Terminal): Promise<string> {
  const inputs = await findInputs([path], terminal.cwd);
  const [input] = inputs;
  if (!input || inputs.length > 1) throw new UsageError(`${path} is more than one file; choose one`);
  return readInput(input, terminal);
}

function chooseWorkload(file: ManifestFile, wanted: string | undefined, path: string) {
  const all = workloadsIn(file);
  const [first, second] = wanted === undefined ? all : workloadsNamed(all, wanted);
  if (first && !second) return first;
  const list = all.map(({ id }) => id).join(', ');
  if (all.length === 0)
    throw new UsageError(`${path}: no workload in it: nothing that makes pods, such as a Deployment`);
  if (wanted === undefined) throw new UsageError(`${path}: several workloads; choose one with --workload: ${list}`);
  if (first) throw new UsageError(`${path}: several workloads are called ${wanted}; choose one of: ${list}`);
  throw new UsageError(`${path}: no workload ${wanted}; there are: ${list}`);
}

/** A preset's name, or the scenario in a file. */
async function readScenarioArgument(argument: string, terminal: Terminal): Promise<string | Scenario> {
  const names = scenarioChoices.map(({ name }) => name);
  if (names.includes(argument)) return argument;
  if (!isFile(argument, terminal.cwd)) {
    const meant = suggest(argument, names);
    throw new UsageError(
      `no scenario or file ${argument}${meant === undefined ? '' : ` (did you mean ${meant}?)`}; presets: ${names.join(', ')}`,
    );
  }
  const text = await readInput((await findInputs([argument], terminal.cwd))[0]!, terminal);
  const scenario = readScenario(text, basename(argument).replace(/\.(ya?ml|json)$/, ''));
  if ('error' in scenario) throw new UsageError(`${argument}: ${scenario.error}`);
  return scenario;
}

/** A scenario for a container that isn't there would say nothing, and nobody would know why. */
function refuseUnknownContainers({ containers = {} }: Scenario, trace: Trace): void {
  const names = trace.containers.map(({ name }) => name);
  const unknown = Object.keys(containers).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  throw new UsageError(`the scenario is about a container ${unknown}; the pod has: ${names.join(', ')}`);
}
