/** `probewise diff`: two versions of a manifest, or two releases, in behaviour. */

import type { Message } from '../../base/message.ts';
import { compareManifests } from '../../features/compare/compareManifests.ts';
import { compareReleases } from '../../features/compare/compareReleases.ts';
import { hasDifferences } from '../../features/compare/comparison.ts';
import type { GateSettings } from '../../kubernetes/gates.ts';
import type { Scenario } from '../../lifecycle/world/scenario.ts';
import { parseManifest } from '../../manifest/file.ts';
import { releaseToSimulate } from '../../simulation/release.ts';
import { type GivenValues, isChartFolder } from '../charts.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { formatter } from '../formatter.ts';
import { findInputs, readInput } from '../inputs.ts';
import { isOverlayFolder } from '../overlays.ts';
import { harmlessLine } from '../plainText.ts';
import { readScenarioArgument } from '../simulationArguments.ts';
import { readManifest } from '../simulationFiles.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';
import { diffMessages as say } from './messages.ts';
import { type ComparedFile, type DiffFormat, printComparisons } from './print.ts';

export interface DiffArguments extends GivenValues {
  readonly format: DiffFormat;
  readonly from?: string;
  readonly to?: string;
  readonly scenario?: readonly string[];
  readonly kubernetes?: string;
  readonly featureGates?: GateSettings;
}

export async function diff(paths: readonly string[], args: DiffArguments, terminal: Terminal): Promise<ExitCode> {
  const { from, to, scenario, format } = args;
  if ((from === undefined) !== (to === undefined)) throw new UsageError(say.bothReleases());
  const names = scenario === undefined ? undefined : await scenariosNamed(scenario, terminal);
  const isOfReleases = from !== undefined && to !== undefined;
  const files = isOfReleases
    ? await ofReleases(paths, { from, to }, args, names, terminal)
    : [await ofVersions(paths, args, names, terminal)];
  if (files.every(({ comparison: { workloads, differences } }) => workloads.length + differences.length === 0))
    throw new UsageError(say.nothing(), paths.join(' '));
  terminal.stdout.write(printComparisons(files, titleOf(args), format, terminal.stdout));
  return files.some(({ comparison }) => hasDifferences(comparison)) ? exitCodes.found : exitCodes.ok;
}

function titleOf({ from, to }: DiffArguments): Message {
  return from === undefined || to === undefined ? say.title() : say.titleReleases({ from, to });
}

async function scenariosNamed(names: readonly string[], terminal: Terminal): Promise<(string | Scenario)[]> {
  const scenarios: (string | Scenario)[] = [];
  for (const name of names) scenarios.push(await readScenarioArgument(name, terminal));
  return scenarios;
}

type Scenarios = readonly (string | Scenario)[] | undefined;

async function ofVersions(
  paths: readonly string[],
  args: DiffArguments,
  scenarios: Scenarios,
  terminal: Terminal,
): Promise<ComparedFile> {
  const [before, after, ...more] = paths;
  if (before === undefined || after === undefined || more.length > 0) throw new UsageError(say.twoVersions());
  const [old, now] = [await readManifest(before, args, terminal), await readManifest(after, args, terminal)];
  const { kubernetes, featureGates: gates } = args;
  const comparison = compareManifests(parseManifest(old), parseManifest(now), {
    kubernetes,
    gates,
    ...(scenarios === undefined ? {} : { scenarios }),
  });
  return { file: undefined, comparison };
}

async function ofReleases(
  paths: readonly string[],
  releases: { readonly from: string; readonly to: string },
  args: DiffArguments,
  scenarios: Scenarios,
  terminal: Terminal,
): Promise<ComparedFile[]> {
  for (const release of [releases.from, releases.to]) {
    const { simulated, target } = releaseToSimulate(release);
    if (simulated !== target)
      terminal.stderr.write(`${harmlessLine(formatter.text(say.simulated({ target, simulated })))}\n`);
  }
  const options = { ...releases, gates: args.featureGates, ...(scenarios === undefined ? {} : { scenarios }) };
  const files: ComparedFile[] = [];
  for (const path of paths) {
    for (const { file, texts } of await readForBoth(path, releases, args, terminal))
      files.push({ file, comparison: compareReleases(texts, options) });
  }
  return files;
}

/** A chart may ask which release it is rendered for; a file says the same in both. */
async function readForBoth(
  path: string,
  { from, to }: { readonly from: string; readonly to: string },
  args: DiffArguments,
  terminal: Terminal,
): Promise<{ readonly file: string; readonly texts: { readonly from: string; readonly to: string } }[]> {
  if (isChartFolder(path, terminal.cwd) || isOverlayFolder(path, terminal.cwd)) {
    const texts = {
      from: await readManifest(path, { ...args, kubernetes: from }, terminal),
      to: await readManifest(path, { ...args, kubernetes: to }, terminal),
    };
    return [{ file: path, texts }];
  }
  const read = [];
  for (const input of await findInputs([path], terminal.cwd)) {
    const text = await readInput(input, terminal);
    read.push({ file: input.name, texts: { from: text, to: text } });
  }
  return read;
}
