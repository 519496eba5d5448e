/** The table of gates: what each is from which release on, and which fields it guards; and back to one release. */
import { compareReleases } from '../../server/src/schema/release.ts';
import type { GateState } from './features.ts';

/** An entry of `schemas/gates.json`: fields that the API server only takes where a gate is on. */
export interface GuardEntry {
  readonly gate: string;
  /** Fields of definitions of `schemas/kubernetes.json`. */
  readonly fields: readonly string[];
  /** The list of the pod in which the definition's object stands, where others are not guarded. */
  readonly in?: string;
  /** The only values that are guarded; without them, all. */
  readonly values?: readonly (string | number)[];
  /** What the API server does where the gate is off; it drops the field if nothing is said. */
  readonly effect?: 'rejected';
  /** File and function that ask for the gate. */
  readonly sources: readonly string[];
}

/** What one release's sources say: the state of its gates, and which guards ask for theirs, by their number. */
export interface ReleaseGates {
  /** `1.35.4` */
  readonly version: string;
  readonly gates: ReadonlyMap<string, GateState>;
  readonly guards: readonly number[];
}

export interface GateTable {
  /** By gate: `1.28 alpha off, 1.35 beta on, 1.35.4 beta off, 1.37 stable on locked, 1.38 gone`. */
  readonly gates: Readonly<Record<string, string>>;
  readonly guards: readonly (GuardEntry & { readonly since: string; readonly until?: string })[];
}

export function compareVersions(a: string, b: string): number {
  return compareReleases(a, b) || Number(a.split('.')[2] ?? 0) - Number(b.split('.')[2] ?? 0);
}

/** `1.35.4` → `1.35` */
export function minorOf(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}

export function wordsOf(state: GateState | undefined): string {
  if (!state) return 'gone';
  return `${state.stage} ${state.enabled ? 'on' : 'off'}${state.locked ? ' locked' : ''}`;
}

/** Joins what releases say, in the order of their versions. */
export function makeTable(releases: readonly ReleaseGates[], entries: readonly GuardEntry[]): GateTable {
  const names = [...new Set(releases.flatMap(({ gates }) => [...gates.keys()]))].sort();
  const gates = names.map((name): [string, string] => {
    const turns: string[] = [];
    let before = 'gone';
    for (const { version, gates } of releases) {
      const words = wordsOf(gates.get(name));
      if (words !== before) turns.push(`${version.endsWith('.0') ? minorOf(version) : version} ${words}`);
      before = words;
    }
    return [name, turns.join(', ')];
  });
  const minors = [...new Set(releases.map(({ version }) => minorOf(version)))];
  const guards = entries.map((entry, number) => {
    const asking = releases.filter(({ guards }) => guards.includes(number)).map(({ version }) => minorOf(version));
    const [since] = asking;
    if (since === undefined) throw new Error(`no release asks for ${entry.gate} in ${entry.sources.join(' or ')}`);
    const until = asking.at(-1)!;
    return { ...entry, since, ...(until !== minors.at(-1) && { until }) };
  });
  return { gates: Object.fromEntries(gates), guards };
}

/** What the table says of one version: the words of its gates, and the guards that ask for theirs. */
export function project(table: GateTable, version: string): { gates: [string, string][]; guards: number[] } {
  const gates = Object.entries(table.gates).flatMap(([name, turns]): [string, string][] => {
    const words = turns
      .split(', ')
      .map((turn) => /^(\S+) (.*)$/.exec(turn)!)
      .filter(([, since = '']) => compareVersions(since, version) <= 0)
      .at(-1)?.[2];
    return words === undefined || words === 'gone' ? [] : [[name, words]];
  });
  const guards = table.guards.flatMap(({ since, until }, number) =>
    compareReleases(since, version) <= 0 && (until === undefined || compareReleases(version, until) <= 0)
      ? [number]
      : [],
  );
  return { gates, guards };
}

/** The table as TypeScript. */
export function format({ gates, guards }: GateTable): string {
  const lines = Object.entries(gates).map(([name, turns]) => `  ${name}: '${turns}',`);
  const guardLines = guards.map(({ sources: _, ...guard }) => `  ${literal(guard)},`);
  return `/** Written by scripts/generate-gates.ts from the sources of Kubernetes and schemas/gates.json. */

export interface Guard {
  readonly gate: string;
  /** Fields of the definitions of the schema. */
  readonly fields: readonly string[];
  /** The list of the pod in which the definition's object stands, where it isn't guarded elsewhere. */
  readonly in?: string;
  /** The only values that are guarded; without them, all. */
  readonly values?: readonly (string | number)[];
  /** What the API server does where the gate is off; it drops the field if nothing is said. */
  readonly effect?: 'rejected';
  /** The first and the last release whose API server asks for the gate. */
  readonly since: string;
  readonly until?: string;
}

/** By gate: from which release on it has which stage and default. */
export const gates: Readonly<Record<string, string>> = {
${lines.join('\n')}
};

/** The fields that the API server takes only where a gate is on. */
export const guards: readonly Guard[] = [
${guardLines.join('\n')}
];
`;
}

/** An object in the style of the project's formatter. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{ ${Object.entries(value)
      .map(([key, item]) => `${key}: ${literal(item)}`)
      .join(', ')} }`;
  }
  return typeof value === 'string' ? `'${value}'` : String(value);
}
