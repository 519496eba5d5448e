/**
 * Templates that Helm refuses: one finding each, with the words of Helm, at the place that Helm names. `mistakes.yaml` has
 * the templates, `mistakes.json` what Helm says of them.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { checkChart } from '../../../server/src/features/chart/chartFindings.ts';
import { chartRule } from '../../../server/src/features/chart/chartProblems.ts';
import { renderManifests } from '../../../server/src/features/chart/renderedManifests.ts';
import { checkOptions } from '../../../server/src/features/diagnostics/diagnostics.ts';

interface Mistake {
  readonly what: string;
  readonly template: string;
  readonly helper?: string;
  /** Where it begins, as `file:line`, where that helps more than the place that Helm names. */
  readonly at?: string;
}

const read = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8');
const given = parse(read('mistakes.yaml')) as {
  readonly values: unknown;
  readonly parse: readonly Mistake[];
  readonly execution: readonly Mistake[];
};
const recorded = read('mistakes.json')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { readonly what: string; readonly error: string });
const mistakes = [...given.parse, ...given.execution].map((one, index) => ({ ...one, ...recorded[index]! }));

/** The places that Helm names, outermost first. */
function placesIn(error: string): { readonly file: string; readonly line: number; readonly column?: number }[] {
  return Array.from(error.matchAll(/web\/(templates\/[\w.]+):(\d+)(?::(\d+))?/g), ([, file = '', line, column]) => ({
    file,
    line: Number(line),
    ...(column === undefined ? {} : { column: Number(column) }),
  }));
}

test.each(mistakes)('$what', ({ template, helper = '', at, error }) => {
  const files = new Map(
    Object.entries({
      'Chart.yaml': 'apiVersion: v2\nname: web\nversion: 0.1.0\n',
      'values.yaml': stringify(given.values),
      'templates/_helpers.tpl': helper,
      'templates/a.yaml': template,
    }),
  );
  const rendered = renderManifests(files, { kubernetes: '1.34', podPaths: {} })!;
  const found = checkChart(files, rendered, checkOptions({})).findings.filter(({ rule }) => rule === chartRule);
  expect(found).toHaveLength(error === '' ? 0 : 1);
  const [one] = found;
  if (!one) return;
  const failure = rendered.failed[0]?.failure;
  const message = failure && failure.kind !== 'limit' ? failure.message : '';
  const words = (text: string) => text.replace(/^error calling (?:required|fail): /, '').replaceAll(/\s+/g, ' ');
  // Of Go's words for what it can't read, Helm leaves out those before the last colon.
  if (error.startsWith('parse error at')) expect(words(message).endsWith(error.split('): ').at(-1)!)).toBe(true);
  else expect(words(error)).toContain(words(message).replace(/(?<=^error calling mustFromJson: ).*/, ''));
  const text = files.get(one.file)!;
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length;
  if (at !== undefined) {
    expect(`${one.file}:${lineAt(one.span.start)}`).toBe(at);
    return;
  }
  const { file, line, column } = placesIn(error).at(-1)!;
  expect(one.file).toBe(file);
  const lines = { from: lineAt(one.span.start), until: lineAt(one.span.end) };
  expect([lines.from <= line && line <= lines.until, lines], `Helm says line ${line}`).toEqual([true, lines]);
  if (column === undefined) return;
  // Go counts bytes.
  const before = text
    .split('\n')
    .slice(0, line - 1)
    .join('\n');
  const start = before.length + (line > 1 ? 1 : 0);
  const inLine = Buffer.from(text.slice(start)).subarray(0, column).toString().length;
  const place = { start: one.span.start, end: one.span.end };
  expect([place.start <= start + inLine && start + inLine <= place.end, place], `Helm says ${start + inLine}`).toEqual([
    true,
    place,
  ]);
});
