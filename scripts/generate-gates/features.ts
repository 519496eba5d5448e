/**
 * Reads feature gates and their defaults out of a release's Go sources.
 * Upstream: `pkg/features/kube_features.go`; from 1.31 to 1.32 also `versioned_kube_features.go`.
 */

export interface GateState {
  readonly stage: 'alpha' | 'beta' | 'stable' | 'deprecated';
  readonly enabled: boolean;
  /** Whether the gate can't be set otherwise. */
  readonly locked: boolean;
}

/** `1.31` → 31 */
function minorOf(release: string): number {
  return Number(release.split('.')[1]);
}

const stages: Readonly<Record<string, GateState['stage']>> = {
  Alpha: 'alpha',
  Beta: 'beta',
  GA: 'stable',
  Deprecated: 'deprecated',
};

/** What a Go literal of a `featuregate.FeatureSpec` says. */
function readSpec(literal: string): GateState {
  const stage = stages[/PreRelease:\s*\w+\.(\w+)/.exec(literal)?.[1] ?? ''];
  const enabled = /Default:\s*(true|false)/.exec(literal)?.[1];
  if (stage === undefined || enabled === undefined) throw new Error(`not the specification of a gate: ${literal}`);
  return { stage, enabled: enabled === 'true', locked: /LockToDefault:\s*true/.test(literal) };
}

/** The gates of a minor release, by name, as its Go sources declare them. */
export function readGates(sources: readonly string[], release: string): Map<string, GateState> {
  const text = sources.join('\n').replace(/\/\/.*$/gm, '');
  // Gates are declared under the name of a constant, which is the gate's own but for a few.
  const names = new Map(
    [...text.matchAll(/^\s*(\w+)\s+featuregate\.Feature\s*=\s*"(\w+)"/gm)].map(([, id, name]) => [id, name]),
  );
  const gates = new Map<string, GateState>();
  const add = (id: string, state: GateState) => gates.set(names.get(id) ?? id.replace(/^\w+\./, ''), state);
  for (const [, id = '', literal = ''] of text.matchAll(
    /^\t([\w.]+):\s*\{(Default:[^\n]*|PreRelease:[^\n]*)\},?\s*$/gm,
  )) {
    add(id, readSpec(literal));
  }
  for (const [, id = '', body = ''] of text.matchAll(/^\t([\w.]+):\s*\{\n((?:\t\t.*\n|\s*\n)+?)\t\}/gm)) {
    const versions = [...body.matchAll(/\{Version:\s*version\.MustParse\("([\d.]+)"\),([^}]*)\}/g)];
    const last = versions.filter(([, since = '']) => minorOf(since) <= minorOf(release)).at(-1);
    if (last) add(id, readSpec(last[2]!));
  }
  return gates;
}

/** Whether one of the functions named asks for a gate. A method is named without its receiver. */
export function asksFor(gate: string, source: string, functions: readonly string[]): boolean {
  return functions.some((name) => {
    const body = new RegExp(`^func (?:\\([^)]*\\) )?${name}\\([\\s\\S]*?^\\}`, 'm').exec(source)?.[0] ?? '';
    return new RegExp(`features\\.${gate}\\b`).test(body);
  });
}
