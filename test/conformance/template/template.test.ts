/** Templates are taken, refused and read as Go does. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type RecordedTemplate, readTemplate } from './report.ts';

const recorded = readFileSync(join(import.meta.dirname, 'templates.json'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as RecordedTemplate);

it.each(['error', 'trees'] as const)('%s', (kind) => {
  const own = recorded.filter((one) => kind in one);
  expect(own.length).toBeGreaterThan(1_000);
  expect(own.map(({ template }) => ({ template, ...readTemplate(template) }))).toEqual(own);
});

it('all that the language has is among them', () => {
  const all = recorded.flatMap(({ trees = {} }) =>
    Object.values(trees).flatMap(({ text, leaves }) => [text, ...leaves]),
  );
  for (const part of [
    '{{range $i, $x :=',
    '{{with $x :=',
    '{{else}}{{if',
    '{{break}}',
    '{{continue}}',
    '{{/*',
    'chain',
  ])
    expect(
      all.some((text) => text.includes(part)),
      part,
    ).toBe(true);
});
