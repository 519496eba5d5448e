import { expect, test } from 'vitest';
import { traceOf } from '../testing/traces.ts';
import { ageAt, rowsOf } from './tables.ts';

const trace = traceOf('probe-always-fails', 16_000);

test('events as kubectl describe words them', () => {
  const rows = rowsOf(trace, 'events').map(({ kind, what, text, count }) => `${kind} ${what} ${count}: ${text()}`);
  expect(rows).toContain('Normal Killing 1: Container app failed liveness probe, will be restarted');
  expect(rows).toHaveLength(trace.entries.filter(({ kind }) => kind === 'event').length);
});

test('everything has a row for each entry', () => {
  const rows = rowsOf(trace, 'everything');
  expect(rows.map(({ entry }) => entry)).toEqual(trace.entries.map(({ seq }) => seq));
  expect(rows.every(({ what, text }) => what !== '' && text() !== '')).toBe(true);
});

test.each([
  [10_000, 10_000, '0s'],
  [10_000, 17_900, '7s'],
  [10_000, 310_000, '5m'],
  [10_000, 9_900, 'in 1s'],
  [70_000, 10_000, 'in 60s'],
])('an event at %i, seen from %i', (atMs, timeMs, expected) => {
  expect(ageAt(atMs, timeMs)).toBe(expected);
});
