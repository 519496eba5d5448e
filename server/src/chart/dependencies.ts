/** Which charts of a chart take part, under which names, and what they export (`pkg/chartutil/dependencies.go`). */
import type { Chart, Dependency } from './chart.ts';
import { coalesceTables, coalesceValues, copyOf } from './coalesce.ts';
import { parseConstraint, parseVersion, satisfies } from './semver.ts';
import { type MapValue, map, sortedEntries, type Value } from './value.ts';

/** The chart with the dependencies that take part for these values, and with the values that they export. */
export function withDependencies(chart: Chart, given: MapValue): Chart {
  return importValues(enabled(chart, given, ''));
}

/** `path` is what leads to the chart's values from the outermost ones, with a point at its end. */
function enabled(chart: Chart, given: MapValue, path: string): Chart {
  if (chart.declared.length === 0) return chart;
  const undeclared = chart.dependencies.filter(
    ({ name, version }) => !chart.declared.some((one) => one.name === name && fits(version, one.version)),
  );
  const declared = chart.declared.map((dependency) => ({
    dependency,
    name: dependency.alias ?? dependency.name,
    chart: chartOf(chart, dependency),
  }));
  const aliased: Chart = {
    ...chart,
    dependencies: [...undeclared, ...declared.flatMap((one) => one.chart ?? [])],
  };
  const values = coalesceValues(aliased, given);
  const disabled = new Set(
    declared.filter(({ dependency }) => !isEnabled(dependency, values, path)).map(({ name }) => name),
  );
  return {
    ...aliased,
    declared: declared
      .filter(({ name }) => !disabled.has(name))
      .map(({ dependency, name }) => ({ ...dependency, name })),
    dependencies: aliased.dependencies
      .filter(({ name }) => !disabled.has(name))
      .map((dependency) => enabled(dependency, values, `${path}${dependency.name}.`)),
  };
}

function chartOf(chart: Chart, { name, version, alias }: Dependency): Chart | undefined {
  const found = chart.dependencies.find((one) => one.name === name && fits(one.version, version));
  return found && { ...found, name: alias ?? name };
}

/** `IsCompatibleRange`: what can't be read fits nothing. */
function fits(version: string, wanted: string): boolean {
  const parsed = parseVersion(version);
  const constraint = parseConstraint(wanted);
  return parsed !== undefined && constraint !== undefined && satisfies(parsed, constraint);
}

/** The first condition that is a boolean decides; without one the tags do. */
function isEnabled({ condition, tags }: Dependency, values: MapValue, path: string): boolean {
  for (const one of condition.trim().split(',')) {
    const value = one === '' ? undefined : valueAt(values, `${path}${one}`);
    if (value?.type === 'bool') return value.value;
  }
  const table = values.entries.get('tags');
  if (table?.type !== 'map') return true;
  const found = tags.flatMap((tag) => {
    const value = table.entries.get(tag);
    return value?.type === 'bool' ? [value.value] : [];
  });
  return found.length === 0 || found.includes(true);
}

function valueAt(values: MapValue, path: string): Value | undefined {
  let current: Value | undefined = values;
  for (const step of path.split('.')) current = current?.type === 'map' ? current.entries.get(step) : undefined;
  return current;
}

function importValues(chart: Chart): Chart {
  const dependencies = chart.dependencies.map(importValues);
  const inner = { ...chart, dependencies };
  if (chart.declared.length === 0) return inner;
  const values = coalesceValues(inner, map());
  const imported = map();
  for (const { name, importValues: imports } of chart.declared) {
    for (const one of imports) {
      const [child, parent] =
        one.type === 'map'
          ? [plain(one, 'child'), plain(one, 'parent')]
          : one.type === 'string'
            ? [`exports.${one.text.text}`, '.']
            : [undefined, '.'];
      const table = child === undefined ? undefined : valueAt(values, `${name}.${child}`);
      if (table?.type === 'map') coalesceTables(imported, nested(parent ?? '.', copyOf(table)), false);
    }
  }
  return { ...inner, values: coalesceTables(withoutNil(values), imported, false) };
}

function plain({ entries }: MapValue, key: string): string {
  const value = entries.get(key);
  return value?.type === 'string' ? value.text.text : '';
}

function nested(path: string, table: MapValue): MapValue {
  if (path === '.') return table;
  return path.split('.').reduceRight<MapValue>((inner, step) => map([[step, inner]]), table);
}

function withoutNil(value: MapValue): MapValue {
  return map(
    sortedEntries(value).flatMap(([key, entry]): [string, Value][] => {
      if (entry.type === 'nil') return [];
      return [[key, entry.type === 'map' ? withoutNil(entry) : entry]];
    }),
    value.origins,
  );
}
