/** Values in what is simulated, by their path: read, and replaced without changing the original. */
import { formatFieldPath } from '../../../server/src/base/fieldPath.ts';
import type { PodInput } from '../../../server/src/simulation/simulatePod.ts';
import type { RolloutInput } from '../../../server/src/simulation/simulateRollout.ts';

export type Input = PodInput | RolloutInput;

/** From the input on, e.g. `['scenario', 'node', 'lostAtSeconds']`. */
export type InputPath = readonly [root: 'pod' | 'workload' | 'scenario', ...rest: (string | number)[]];

/** Undefined where nothing is there. */
export function valueAt(input: Input, path: InputPath): unknown {
  let value: unknown = input;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

/** What is missing on the way is made. @param value undefined takes it out */
export function withValue<I extends Input>(input: I, path: InputPath, value: unknown): I {
  return replaced(input, path, value) as I;
}

function replaced(at: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(at) || typeof step === 'number') {
    const list = Array.isArray(at) ? [...at] : [];
    if (rest.length === 0 && value === undefined) list.splice(Number(step), 1);
    else list[Number(step)] = replaced(list[Number(step)], rest, value);
    return list;
  }
  const { [step]: before, ...others } = (at ?? {}) as Record<string, unknown>;
  const after = replaced(before, rest, value);
  if (after === undefined) return others;
  // A key keeps its place among the others.
  return { ...(at as object), [step]: after };
}

/** The field of the pod, or of the workload, as in a trace. */
export function fieldOf([, ...path]: InputPath): string {
  return formatFieldPath(path);
}
