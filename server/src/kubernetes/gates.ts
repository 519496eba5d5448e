/**
 * Feature gates: switches of a cluster's components that decide whether a release does something.
 * The defaults come from `pkg/features/kube_features.go` of each release (see gates.generated.ts).
 */
import { type Guard, gates, guards } from './gates.generated.ts';

export type { Guard } from './gates.generated.ts';

/** Gates that a cluster has set otherwise than its release does: the name and whether it is on. */
export type GateSettings = Readonly<Record<string, boolean>>;

export const defaultGates: GateSettings = {};

export interface Gate {
  readonly stage: 'alpha' | 'beta' | 'stable' | 'deprecated';
  /** The release's default. */
  readonly enabled: boolean;
  /** Whether the gate can't be set otherwise. */
  readonly locked: boolean;
}

interface Turn {
  readonly since: string;
  /** Undefined from the release on that has the gate no more. */
  readonly gate: Gate | undefined;
}

const parsed = new Map<string, readonly Turn[]>();

function turnsOf(name: string): readonly Turn[] {
  let turns = parsed.get(name);
  if (!turns) {
    turns = (Object.hasOwn(gates, name) ? gates[name]!.split(', ') : []).map((text) => {
      const [since = '', stage, state, locked] = text.split(' ');
      const isGone = stage === 'gone';
      return {
        since,
        gate: isGone
          ? undefined
          : { stage: stage as Gate['stage'], enabled: state === 'on', locked: locked !== undefined },
      };
    });
    parsed.set(name, turns);
  }
  return turns;
}

/** Whether a version isn't newer than a release; `1.35` stands for its newest patch. */
function isAtMost(version: string, kubernetes: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  const [ofMajor = 0, ofMinor = 0, ofPatch = Number.POSITIVE_INFINITY] = kubernetes.split('.').map(Number);
  if (major !== ofMajor) return major < ofMajor;
  return minor === ofMinor ? patch <= ofPatch : minor < ofMinor;
}

/**
 * A gate in a release, e.g. `1.35` (its newest patch that is known) or `1.35.3`. Undefined if that release has no such
 * gate: it isn't there yet, or what it was for needs no gate any more.
 */
export function gateIn(name: string, kubernetes: string): Gate | undefined {
  return turnsOf(name).findLast(({ since }) => isAtMost(since, kubernetes))?.gate;
}

/** Whether any covered release has a gate of this name. */
export function isGate(name: string): boolean {
  return name === 'AllAlpha' || name === 'AllBeta' || Object.hasOwn(gates, name);
}

/** The names of all gates, in alphabetical order. */
export function allGates(): readonly string[] {
  return Object.keys(gates);
}

/**
 * Whether a gate is on in a cluster of the release. A gate that has been removed is on if it ended as stable, and off if
 * it was given up; one that isn't there yet is off.
 * Upstream: `k8s.io/component-base/featuregate`, featureGate.Enabled.
 */
export function isGateOn(name: string, kubernetes: string, settings: GateSettings = defaultGates): boolean {
  const gate = gateIn(name, kubernetes);
  if (!gate) return endedAs(name, kubernetes)?.enabled ?? false;
  if (gate.locked) return gate.enabled;
  if (Object.hasOwn(settings, name)) return settings[name]!;
  const all = gate.stage === 'alpha' ? 'AllAlpha' : gate.stage === 'beta' ? 'AllBeta' : '';
  return Object.hasOwn(settings, all) ? settings[all]! : gate.enabled;
}

function endedAs(name: string, kubernetes: string): Gate | undefined {
  return turnsOf(name)
    .filter(({ since }) => isAtMost(since, kubernetes))
    .findLast(({ gate }) => gate !== undefined)?.gate;
}

/** The gates named in a text such as `Name,-Other`, or as components take them, `Name=true,Other=false`. */
export function parseGates(text: string): GateSettings {
  const settings: Record<string, boolean> = {};
  for (const item of text.split(',')) {
    const [, sign, name, value = 'true'] =
      /^(?:([-+])\s*)?([A-Za-z]\w*)\s*(?:=\s*(true|false))?$/.exec(item.trim()) ?? [];
    if (name !== undefined) settings[name] = (value === 'true') !== (sign === '-');
  }
  return settings;
}

let guardedNames: ReadonlySet<string> | undefined;

/** Whether a field of this name has guards in any definition. Hardly any has. */
export function isEverGuarded(name: string): boolean {
  guardedNames ??= new Set(
    guards.flatMap(({ fields }) => fields.map((field) => field.slice(field.lastIndexOf('.') + 1))),
  );
  return guardedNames.has(name);
}

let byField: Map<string, Guard[]> | undefined;

/** The guards of a field of a definition, e.g. `core.v1.HTTPGetAction.protocol`. */
export function guardsOf(field: string): readonly Guard[] {
  if (!byField) {
    byField = new Map();
    for (const guard of guards) {
      for (const name of guard.fields) byField.set(name, [...(byField.get(name) ?? []), guard]);
    }
  }
  return byField.get(field) ?? [];
}
