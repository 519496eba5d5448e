/** What is changed in a simulation to see what would be, and what the simulation is with it. */
import type { Probe } from '../../../server/src/kubernetes/pod.ts';
import type { FieldEdit } from '../protocol.ts';
import { fieldOf, type Input, type InputPath, valueAt, withValue } from './inputPath.ts';
import type { Knob } from './knob.ts';
import { knobsOf } from './knobs.ts';

/** The values that are changed, by their path as JSON, in the order of the changes. */
export type Changes = ReadonlyMap<string, unknown>;

export const noChanges: Changes = new Map();

/** A knob with what it was turned from. */
export interface TurnedKnob extends Knob {
  readonly isTurned: boolean;
}

function pathOf(id: string): InputPath {
  return JSON.parse(id) as InputPath;
}

/** The input with the changes; the original stays as it is. */
export function changed<I extends Input>(input: I, changes: Changes): I {
  return [...changes].reduce((result, [id, value]) => withValue(result, pathOf(id), value), input);
}

/** One change more. What was changed inside of the value before is part of the new value or lost. */
export function withChange(input: Input, changes: Changes, path: InputPath, value: unknown): Changes {
  const id = JSON.stringify(path);
  const next = new Map([...changes].filter(([other]) => other !== id && !isInside(other, id)));
  // What is as it was needs no change, unless another change lies around it.
  const before = valueAt(changed(input, next), path);
  if (value !== before && JSON.stringify(value) !== JSON.stringify(before)) next.set(id, value);
  return next;
}

/** The knobs of the input as it is changed. */
export function turnedKnobs(input: Input, changes: Changes): TurnedKnob[] {
  const before = new Map(knobsOf(input).map(({ path, value }) => [JSON.stringify(path), value]));
  return knobsOf(changed(input, changes)).map((knob) => ({
    ...knob,
    isTurned: before.get(JSON.stringify(knob.path)) !== knob.value,
  }));
}

/** The changed fields of the manifest, to be written there: numbers, and probes that were not there. */
export function editsOf(changes: Changes): FieldEdit[] {
  const added = [...changes].flatMap(([id, value]) => (isProbe(value) ? [id] : []));
  return [...changes].flatMap(([id, value]): FieldEdit[] => {
    const path = pathOf(id);
    const [of] = path;
    if (of === 'scenario' || added.some((probe) => isInside(id, probe))) return [];
    const field = fieldOf(path);
    if (typeof value === 'number') return [{ of, field, value }];
    return added.includes(id) ? [{ of, field, value: probeWith(changes, id) }] : [];
  });
}

function isProbe(value: unknown): value is Probe {
  return typeof value === 'object' && value !== null && 'periodSeconds' in value;
}

/** What is changed inside of a probe that is added belongs to it. */
function probeWith(changes: Changes, probe: string): Probe {
  const inside = [...changes].filter(([id]) => isInside(id, probe));
  return Object.assign(
    {},
    changes.get(probe),
    Object.fromEntries(inside.map(([id, value]) => [pathOf(id).at(-1), value])),
  );
}

function isInside(id: string, outer: string): boolean {
  return id.startsWith(`${outer.slice(0, -1)},`);
}

/** Whether something of the scenario is changed, which can be saved. */
export function changesScenario(changes: Changes): boolean {
  return [...changes.keys()].some((id) => pathOf(id)[0] === 'scenario');
}
