/** What is wrong in a file, as the editor and the command line show it. */
import type { GateSettings } from '../../kubernetes/gates.ts';
import type { ManifestFile } from '../../manifest/file.ts';
import type { Finding } from '../../rules/finding.ts';
import { allRules } from '../../rules/registry.ts';
import type { RunOptions } from '../../rules/run.ts';
import { checkDocument, checkManifest } from '../../rules/runner.ts';
import { levelsOf, mildLevelsOf, type SeveritySettings } from '../../rules/severity.ts';
import type { WorkspaceContext } from '../../rules/workspaceFindings.ts';
import { type Target, targetOf } from '../target.ts';

export interface CheckSettings extends SeveritySettings {
  /** The release that files without a comment of their own are checked against; the newest if absent or none. */
  readonly kubernetesVersion?: string;
  /** Feature gates that clusters have otherwise than their release. */
  readonly featureGates?: GateSettings;
}

/** Made once for as long as the settings stay the same, so that findings of unchanged documents are remembered. */
export function checkOptions(
  settings: CheckSettings = {},
  onRuleFailure?: RunOptions['onRuleFailure'],
  budget?: RunOptions['budget'],
): RunOptions {
  const { kubernetes, gates } = targetOf('', settings.kubernetesVersion, settings.featureGates);
  const levels = levelsOf(allRules, settings);
  const mildLevels = mildLevelsOf(allRules, settings);
  return {
    rules: allRules,
    levels,
    mildLevels,
    kubernetes,
    ...(gates ? { gates } : {}),
    ...(onRuleFailure ? { onRuleFailure } : {}),
    ...(budget ? { budget } : {}),
  };
}

/**
 * The findings of a file, ordered by place; spans are relative to the file. A comment in it may name its own target.
 * Without workspace, nothing beside the file is in view.
 */
export function diagnose(file: ManifestFile, options: RunOptions, workspace?: WorkspaceContext): Finding[] {
  return checkManifest(file, optionsOf(file, options), workspace);
}

/** Does the work of {@link diagnose} document by document, so that a host can do something else in between. */
export function* diagnoseInSteps(
  file: ManifestFile,
  options: RunOptions,
  workspace: WorkspaceContext,
): Generator<void> {
  const ownOptions = optionsOf(file, options);
  for (const { content } of file.documents) {
    checkDocument(content, ownOptions, workspace);
    yield;
  }
}

function optionsOf(file: ManifestFile, options: RunOptions): RunOptions {
  const target = targetOf(file.text, options.kubernetes, options.gates);
  const isUsual = target.kubernetes === options.kubernetes && target.gates === options.gates;
  return isUsual ? options : optionsFor(target, options);
}

const variants = new WeakMap<RunOptions, Map<string, RunOptions>>();

/** The same options for another cluster; the same object each time, since findings are remembered by it. */
function optionsFor({ kubernetes, gates }: Target, options: RunOptions): RunOptions {
  let known = variants.get(options);
  if (!known) {
    known = new Map();
    variants.set(options, known);
  }
  const key = `${kubernetes} ${JSON.stringify(gates)}`;
  let variant = known.get(key);
  if (!variant) {
    variant = { ...options, kubernetes, ...(gates ? { gates } : {}) };
    known.set(key, variant);
  }
  return variant;
}
