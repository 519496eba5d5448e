/** What the commands that simulate are asked for: a manifest, one of its workloads, a scenario. */
import { basename } from 'node:path';
import { readScenario } from '../features/simulation/scenarioFile.ts';
import { workloadsIn, workloadsNamed } from '../features/simulation/workloads.ts';
import type { Trace } from '../lifecycle/trace/trace.ts';
import type { Scenario } from '../lifecycle/world/scenario.ts';
import type { ManifestFile } from '../manifest/file.ts';
import { suggest } from '../schema/suggest.ts';
import { presetChoices } from '../simulation/scenarios.ts';
import { type GivenValues, isChartFolder } from './charts.ts';
import { findInputs, isFile, readInput } from './inputs.ts';
import { renderedText } from './render/render.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usageError.ts';

/** The text of the one file that a path names; of a chart's folder, what the chart becomes. */
export async function readManifest(
  path: string,
  given: GivenValues & { readonly kubernetes?: string },
  terminal: Terminal,
): Promise<string> {
  if (isChartFolder(path, terminal.cwd)) return renderedText(path, given, terminal);
  const inputs = await findInputs([path], terminal.cwd);
  const [input] = inputs;
  if (!input || inputs.length > 1) throw new UsageError(`${path} is more than one file; choose one`);
  return readInput(input, terminal);
}

/** The workload that `--workload` means; without it the file must have only one. */
export function chooseWorkload(file: ManifestFile, wanted: string | undefined, path: string) {
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
export async function readScenarioArgument(argument: string, terminal: Terminal): Promise<string | Scenario> {
  const names = presetChoices.map(({ name }) => name);
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
export function refuseUnknownContainers({ containers = {} }: Scenario, trace: Trace): void {
  const names = trace.containers.map(({ name }) => name);
  const unknown = Object.keys(containers).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  throw new UsageError(`the scenario is about a container ${unknown}; the pod has: ${names.join(', ')}`);
}
