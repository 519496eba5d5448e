/** What holds for a file: the options of the command line over those of the nearest config file. */
import { readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { LineIndex } from '../base/lineIndex.ts';
import { type Config, type ConfigValues, configFileName, readConfig } from '../features/config/configFile.ts';
import { ConfigFiles, type FoundConfig } from '../features/config/configFiles.ts';
import { mergeConfig } from '../features/config/mergeConfig.ts';
import { readSettings, type Settings } from '../features/settings.ts';
import type { GateSettings } from '../kubernetes/gates.ts';
import { decodeText } from '../node/decodeText.ts';
import { cliMessages } from './messages.ts';
import { slashed } from './overlays.ts';
import { ioReason, UsageError } from './usageError.ts';

/**
 * The settings of a file by its path; undefined for a text without one. Equal settings are the same object. Rejects with a
 * `UsageError` where the config file can't be used.
 */
export type SettingsOf = (path: string | undefined) => Promise<Settings>;

/** Which config file counts: the nearest one (`true`), none (`false`), or the one that was named. */
export type ConfigChoice = boolean | string;

export function settingsByFile(given: ConfigValues, choice: ConfigChoice, cwd: string): SettingsOf {
  const known = new Map<Config | undefined, Settings>();
  const settingsWith = (config: FoundConfig | undefined): Settings => {
    let settings = known.get(config);
    if (!settings) {
      if (config) refuseBroken(config, cwd);
      settings = readSettings(config ? mergeConfig(config.values, given) : given);
      known.set(config, settings);
    }
    return settings;
  };
  if (typeof choice === 'string') {
    const settings = settingsWith(namedConfig(choice, cwd));
    return async () => settings;
  }
  if (!choice) return async () => settingsWith(undefined);
  const files = new ConfigFiles(async (file) => readText(file, nameOf(file, cwd)));
  return async (path) => settingsWith(await files.of(slashed(path ?? join(cwd, configFileName))));
}

/** What the command line says of the cluster; over the nearest config file. */
export interface GivenTarget {
  readonly kubernetes?: string;
  readonly featureGates?: GateSettings;
}

/** The same, by the names of settings. */
export function givenTarget({ kubernetes, featureGates }: GivenTarget): ConfigValues {
  return {
    ...(kubernetes === undefined ? {} : { kubernetesVersion: kubernetes }),
    ...(featureGates === undefined ? {} : { featureGates }),
  };
}

/** The settings that hold for the files in a folder. */
export function settingsOfFolder(path: string, given: GivenTarget, cwd: string): Promise<Settings> {
  return settingsByFile(givenTarget(given), true, cwd)(join(resolve(cwd, path), 'any.yaml'));
}

function namedConfig(name: string, cwd: string): FoundConfig {
  const file = resolve(cwd, name);
  const text = readText(file, name);
  if (text === undefined) throw new UsageError(cliMessages.noSuchFile(), name);
  return { file, text, ...readConfig(text) };
}

/** Undefined where there is no such file. */
function readText(file: string, name: string): string | undefined {
  let text: string | undefined;
  try {
    const stats = statSync(file, { throwIfNoEntry: false });
    if (!stats) return undefined;
    if (stats.isDirectory()) throw new UsageError(cliMessages.isDirectory(), name);
    text = stats.isFile() ? decodeText(readFileSync(file)) : undefined;
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(ioReason(error), name);
  }
  if (text === undefined) throw new UsageError(cliMessages.notText(), name);
  return text;
}

/** The first problem stands for all: what follows it may be a consequence. */
function refuseBroken({ file, text, problems: [problem] }: FoundConfig, cwd: string): void {
  if (!problem) return;
  const { line } = new LineIndex(text).positionAt(problem.span.start);
  throw new UsageError(problem.message, `${nameOf(file, cwd)}:${line + 1}`);
}

function nameOf(file: string, cwd: string): string {
  return slashed(relative(cwd, file));
}
