/** The manifests that a command simulates, each read as `check` reads it: with the settings and the files around it. */
import type { Settings } from '../features/settings.ts';
import type { GateSettings } from '../kubernetes/gates.ts';
import { noContext } from '../manifest/context.ts';
import { type ManifestFile, parseManifest } from '../manifest/file.ts';
import { FileContexts } from '../manifest/fileContexts.ts';
import { readRegularFile } from '../node/readRegularFile.ts';
import { type GivenValues, isChartFolder } from './charts.ts';
import { type GivenTarget, givenTarget, settingsByFile, settingsOfFolder } from './fileSettings.ts';
import { findInputs, type Input, readInput } from './inputs.ts';
import { cliMessages as say } from './messages.ts';
import { isOverlayFolder, slashed } from './overlays.ts';
import { renderedText } from './render/render.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usageError.ts';

/** What a simulation is asked for of the cluster, where the manifest itself does not say it. */
export interface Target {
  readonly kubernetes: string | undefined;
  readonly gates: GateSettings | undefined;
}

export interface SimulationFile {
  /** As reports name it. */
  readonly name: string;
  readonly file: ManifestFile;
  readonly target: Target;
}

/** The one file that a path names; of the folder of a chart or an overlay, what that becomes. */
export async function readSimulationFile(
  path: string,
  given: GivenTarget & GivenValues,
  terminal: Terminal,
): Promise<SimulationFile> {
  if (isChartFolder(path, terminal.cwd) || isOverlayFolder(path, terminal.cwd)) {
    return readFolder(path, given, terminal);
  }
  const inputs = await findInputs([path], terminal.cwd);
  const [input] = inputs;
  if (!input || inputs.length > 1) throw new UsageError(say.severalFiles({ path }));
  return { ...(await readerOf(given, terminal)(input)), name: path };
}

/** All files below a path; one that can't be read is the reason. */
export async function* simulationFiles(
  path: string,
  given: GivenTarget & GivenValues,
  terminal: Terminal,
): AsyncGenerator<SimulationFile | UsageError> {
  if (isChartFolder(path, terminal.cwd) || isOverlayFolder(path, terminal.cwd)) {
    yield readFolder(path, given, terminal);
    return;
  }
  const read = readerOf(given, terminal);
  for (const input of await findInputs([path], terminal.cwd)) {
    try {
      yield await read(input);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      yield error;
    }
  }
}

/** The text alone, for comparisons. */
export async function readManifest(
  path: string,
  given: GivenTarget & GivenValues,
  terminal: Terminal,
): Promise<string> {
  return (await readSimulationFile(path, given, terminal)).file.text;
}

async function readFolder(path: string, given: GivenTarget & GivenValues, terminal: Terminal): Promise<SimulationFile> {
  const settings = await settingsOfFolder(path, given, terminal.cwd);
  const text = renderedText(path, given, settings, terminal);
  const file = parseManifest(text, undefined, { ...noContext, podPaths: settings.podPaths });
  return { name: path, file, target: targetOf(settings) };
}

function readerOf(given: GivenTarget, terminal: Terminal): (input: Input) => Promise<SimulationFile> {
  const settingsOf = settingsByFile(givenTarget(given), true, terminal.cwd);
  const contexts = new FileContexts(async (path) => readRegularFile(path));
  return async (input) => {
    const { name, path } = input;
    const [text, settings] = [await readInput(input, terminal), await settingsOf(path)];
    const context = await contexts.of(path === undefined ? undefined : slashed(path), settings.podPaths);
    return { name, file: parseManifest(text, undefined, context), target: targetOf(settings) };
  };
}

function targetOf({ kubernetesVersion, featureGates }: Settings): Target {
  return {
    kubernetes: kubernetesVersion === '' ? undefined : kubernetesVersion,
    gates: Object.keys(featureGates).length === 0 ? undefined : featureGates,
  };
}
