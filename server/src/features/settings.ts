/** The settings of Probewise, read from whatever an editor sends: what is missing or makes no sense is as if not set. */

import type { GateSettings } from '../kubernetes/gates.ts';
import type { Profile } from '../rules/rule.ts';
import { type Level, levels, profiles } from '../rules/severity.ts';

export type SchemaValidation = 'auto' | 'on' | 'off';

/** How much another YAML extension checks in a file: nothing, only that it is YAML, or also its schema. */
export type OtherChecks = 'none' | 'syntax' | 'schema';

/** What is completed: all, nothing, or what another YAML extension does not complete. */
export type Completion = 'auto' | 'on' | 'off';

/** Which files are diagnosed: those that are open, or all of the workspace. */
export type DiagnosticMode = 'openFiles' | 'workspace';

export interface Settings {
  readonly diagnosticMode: DiagnosticMode;
  /** Whether lenses stand above workloads. */
  readonly codeLens: boolean;
  readonly completion: Completion;
  /** The release that manifests are checked against unless they name one; empty for the newest. */
  readonly kubernetesVersion: string;
  /** Feature gates that clusters have otherwise than their release. */
  readonly featureGates: GateSettings;
  readonly schemaValidation: SchemaValidation;
  /** How much is reported. */
  readonly profile: Profile;
  /** How loud single rules are, by their identifiers; wins over the profile. */
  readonly rules: Readonly<Record<string, Level>>;
  /** `group/Kind` of a custom resource → where its objects carry pods, e.g. `spec.nodes[*].template`. */
  readonly podPaths: Readonly<Record<string, readonly string[]>>;
  readonly helm: HelmSettings;
  /** What the client says of the YAML extension beside it; no setting of the user's. */
  readonly otherChecks: OtherChecks;
  /** Whether that extension completes the fields of the schema; no setting of the user's. */
  readonly otherCompletes: boolean;
}

export interface HelmSettings {
  /** Files of values over a chart's own, by their paths from its folder, the later over the earlier. */
  readonly valueFiles: readonly string[];
}

export const defaultSettings: Settings = {
  kubernetesVersion: '',
  featureGates: {},
  completion: 'auto',
  codeLens: true,
  diagnosticMode: 'openFiles',
  schemaValidation: 'auto',
  profile: 'recommended',
  rules: {},
  podPaths: {},
  helm: { valueFiles: [] },
  otherChecks: 'none',
  otherCompletes: false,
};

export function readSettings(raw: unknown): Settings {
  if (!isRecord(raw)) return defaultSettings;
  return {
    kubernetesVersion: typeof raw.kubernetesVersion === 'string' ? raw.kubernetesVersion : '',
    featureGates: readGates(raw.featureGates),
    codeLens: raw.codeLens !== false,
    diagnosticMode: oneOf(raw.diagnosticMode, ['openFiles', 'workspace'] as const),
    completion: oneOf(raw.completion, ['auto', 'on', 'off'] as const),
    schemaValidation: oneOf(raw.schemaValidation, ['auto', 'on', 'off'] as const),
    profile: profiles.find((profile) => profile === raw.profile) ?? defaultSettings.profile,
    rules: readRules(raw.rules),
    podPaths: readPodPaths(raw.podPaths),
    helm: readHelm(raw.helm),
    otherChecks: oneOf(raw.otherChecks, ['none', 'syntax', 'schema'] as const),
    otherCompletes: raw.otherCompletes === true,
  };
}

/** The value if it is one of these, else the first. */
function oneOf<T extends string>(value: unknown, values: readonly [T, ...T[]]): T {
  return values.find((known) => known === value) ?? values[0];
}

function readGates(raw: unknown): GateSettings {
  const entries = Object.entries(isRecord(raw) ? raw : {});
  return Object.fromEntries(entries.filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean'));
}

function readRules(raw: unknown): Settings['rules'] {
  const isLevel = (value: unknown): value is Level => levels.some((level) => level === value);
  return Object.fromEntries(
    Object.entries(isRecord(raw) ? raw : {}).filter((entry): entry is [string, Level] => isLevel(entry[1])),
  );
}

function readHelm(raw: unknown): HelmSettings {
  const files = isRecord(raw) && Array.isArray(raw.valueFiles) ? raw.valueFiles : [];
  return { valueFiles: files.filter((file): file is string => typeof file === 'string') };
}

function readPodPaths(raw: unknown): Settings['podPaths'] {
  if (!isRecord(raw)) return {};
  return Object.fromEntries(
    Object.entries(raw).map(([kind, paths]) => [
      kind,
      (Array.isArray(paths) ? paths : [paths]).filter((path): path is string => typeof path === 'string'),
    ]),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
