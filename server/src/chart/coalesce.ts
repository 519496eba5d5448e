/**
 * Which values a chart works with: those given for it over those of its `values.yaml`, and what is `global` in all charts
 * (`pkg/chartutil/coalesce.go`). With `keepsNil` a null stays; else it takes the chart's own value away.
 */
import type { Chart } from './chart.ts';
import { deepCopy } from './functions/dicts.ts';
import { type MapValue, map, type Value } from './value.ts';

export function copyOf<T extends Value>(value: T): T {
  return deepCopy(value, () => {}) as T;
}

/** The values of a chart and of all charts in it; `given` counts more. Throws an `Error` where they don't fit. */
export function coalesceValues(chart: Chart, given: MapValue, keepsNil = false): MapValue {
  return coalesce(chart, copyOf(given), keepsNil);
}

function coalesce(chart: Chart, target: MapValue, keepsNil: boolean): MapValue {
  addDefaults(chart, target, keepsNil);
  for (const dependency of chart.dependencies) {
    const before = target.entries.get(dependency.name);
    if (before !== undefined && before.type !== 'map')
      throw new Error(`type mismatch on ${dependency.name}: ${before.type}`);
    const inner = before ?? map();
    target.entries.set(dependency.name, inner);
    addGlobals(inner, target);
    coalesce(dependency, inner, keepsNil);
  }
  return target;
}

function addDefaults(chart: Chart, target: MapValue, keepsNil: boolean): void {
  for (const [key, value] of copyOf(chart.values).entries) {
    const before = target.entries.get(key);
    if (before === undefined) target.entries.set(key, value);
    else if (before.type === 'nil' && !keepsNil) target.entries.delete(key);
    else if (before.type === 'map' && value.type === 'map') {
      const isOfDependency = chart.dependencies.some(({ name }) => name === key);
      coalesceTables(before, value, keepsNil || isOfDependency);
    }
  }
}

/** Adds to `target` what only `source` has. */
export function coalesceTables(target: MapValue, source: MapValue, keepsNil: boolean): MapValue {
  const isSet = new Set([...source.entries].filter(([, value]) => value.type !== 'nil').map(([key]) => key));
  for (const [key, value] of target.entries) if (value.type === 'nil') source.entries.set(key, value);
  for (const [key, value] of source.entries) {
    const before = target.entries.get(key);
    if (before === undefined) target.entries.set(key, value);
    else if (!keepsNil && before.type === 'nil' && isSet.has(key)) target.entries.delete(key);
    else if (value.type === 'map' && before.type === 'map') coalesceTables(before, value, keepsNil);
  }
  return target;
}

/** What the outer chart has as `global` counts in the inner one, too. */
function addGlobals(inner: MapValue, outer: MapValue): void {
  const own = inner.entries.get('global') ?? map();
  const given = outer.entries.get('global') ?? map();
  if (own.type !== 'map' || given.type !== 'map') return;
  for (const [key, value] of given.entries) {
    const before = own.entries.get(key);
    if (value.type !== 'map') {
      if (before?.type !== 'map') own.entries.set(key, value);
    } else {
      const copied = map(value.entries, value.origins);
      if (before === undefined) own.entries.set(key, copied);
      else if (before.type === 'map') {
        coalesceTables(copied, before, true);
        own.entries.set(key, copied);
      }
    }
  }
  inner.entries.set('global', own);
}
