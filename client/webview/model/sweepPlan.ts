/** What a sweep varies: a number of the scenario and one of the pod or its workload, and over which values. */
import type { Input } from './inputPath.ts';
import type { Knob } from './knob.ts';
import { knobsOf } from './knobs.ts';

/** More columns or rows nobody tells apart. */
const most = 20;

export interface SweepChoices {
  readonly parameters: readonly Knob[];
  readonly settings: readonly Knob[];
}

/** Undefined where there is nothing to vary. */
export function sweepChoices(input: Input): SweepChoices | undefined {
  const knobs = knobsOf(input);
  const parameters = knobs.filter(({ path }) => path[0] === 'scenario');
  const settings = knobs.filter(({ path }) => path[0] !== 'scenario');
  return parameters.length === 0 || settings.length === 0 ? undefined : { parameters, settings };
}

/** What is looked at first: how long a start may take, against the threshold that ends it, or how many pods start at once. */
export function firstChoice({ parameters, settings }: SweepChoices): {
  readonly parameter: Knob;
  readonly setting: Knob;
} {
  const named = (knobs: readonly Knob[], name: string, within = '') =>
    knobs.find(({ path }) => path.at(-1) === name && JSON.stringify(path).includes(within));
  const setting =
    named(settings, 'maxSurge') ??
    named(settings, 'failureThreshold', 'startupProbe') ??
    named(settings, 'failureThreshold', 'livenessProbe') ??
    settings[0]!;
  return { parameter: named(parameters, 'startupSeconds') ?? parameters[0]!, setting };
}

/** Round values over the knob's range, in order, the current one among them. */
export function valuesOf({ path, min, max, value, step }: Knob): number[] {
  // Of a threshold each value counts.
  if (String(path.at(-1)).endsWith('Threshold')) return thresholds(min, value);
  const reach = Math.max(max, value);
  const gap = roundUp((reach - min) / (most - 2), step);
  const values = new Set([value]);
  for (let at = min; at <= reach && values.size < most; at = at === min ? nextAfter(min, gap) : at + gap)
    values.add(at);
  return [...values].sort((a, b) => a - b);
}

function thresholds(min: number, value: number): number[] {
  const list = Array.from({ length: most }, (_, index) => min + index);
  return value > list.at(-1)! ? [...list.slice(0, -1), value] : list;
}

/** After the smallest value come round ones: 1, 5, 10 rather than 1, 6, 11. */
function nextAfter(min: number, gap: number): number {
  return (Math.floor(min / gap) + 1) * gap;
}

function roundUp(gap: number, step: number): number {
  const sizes = [1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 1800, 3600];
  return sizes.find((size) => size >= gap && size >= step) ?? Math.ceil(gap / 3600) * 3600;
}
