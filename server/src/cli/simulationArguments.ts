/** What the commands that simulate are asked for: a manifest, one of its workloads, a scenario. */
import { basename } from 'node:path';
import { listed } from '../base/message.ts';
import { readScenario } from '../features/simulation/scenarioFile.ts';
import { workloadsIn, workloadsNamed } from '../features/simulation/workloads.ts';
import type { Pod } from '../kubernetes/pod.ts';
import { presets } from '../lifecycle/world/presets.ts';
import type { Scenario } from '../lifecycle/world/scenario.ts';
import type { ManifestFile } from '../manifest/file.ts';
import { suggest } from '../schema/suggest.ts';
import { findInputs, isFile, readInput } from './inputs.ts';
import { cliMessages as say } from './messages.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usageError.ts';

/** The workload that `--workload` means; without it the file must have only one. */
export function chooseWorkload(file: ManifestFile, wanted: string | undefined, path: string) {
  const all = workloadsIn(file);
  const [first, second] = wanted === undefined ? all : workloadsNamed(all, wanted);
  if (first && !second) return first;
  const workloads = listed(all.map(({ id }) => id));
  if (all.length === 0) throw new UsageError(say.noWorkload(), path);
  if (wanted === undefined) throw new UsageError(say.severalWorkloads({ workloads }), path);
  if (first) throw new UsageError(say.ambiguousWorkload({ name: wanted, workloads }), path);
  throw new UsageError(say.unknownWorkload({ name: wanted, workloads }), path);
}

/** A preset's name, or the scenario in a file. */
export async function readScenarioArgument(argument: string, terminal: Terminal): Promise<string | Scenario> {
  const names: readonly string[] = presets.map(({ name }) => name);
  if (names.includes(argument)) return argument;
  if (!isFile(argument, terminal.cwd)) {
    const meant = suggest(argument, names);
    const asked = { name: argument, presets: listed(names) };
    throw new UsageError(meant === undefined ? say.noScenario(asked) : say.noScenarioMeant({ ...asked, meant }));
  }
  const text = await readInput((await findInputs([argument], terminal.cwd))[0]!, terminal);
  const scenario = readScenario(text, basename(argument).replace(/\.(ya?ml|json)$/, ''));
  if ('error' in scenario) throw new UsageError(scenario.error, argument);
  return scenario;
}

/** A scenario for a container or a volume that isn't there would say nothing, and nobody would know why. */
export function refuseUnknownNames({ containers = {}, volumes = {}, changes = [] }: Scenario, { spec }: Pod): void {
  const names = [...(spec.initContainers ?? []), ...spec.containers].map(({ name }) => name);
  const asked = [...Object.keys(containers), ...changes.flatMap(({ images = {} }) => Object.keys(images))];
  const container = asked.find((name) => !names.includes(name));
  if (container !== undefined)
    throw new UsageError(say.unknownContainer({ name: container, containers: listed(names) }));
  const has = (spec.volumes ?? []).map(({ name }) => name);
  const volume = Object.keys(volumes).find((name) => !has.includes(name));
  if (volume === undefined) return;
  throw new UsageError(
    has.length === 0 ? say.noVolumes({ name: volume }) : say.unknownVolume({ name: volume, volumes: listed(has) }),
  );
}
