import { expect, test } from 'vitest';
import { windowMessages as say } from '../messages.ts';
import { sum } from '../window.ts';
import { describeFormula, describeWindow } from './describe.ts';

test.each([
  [5_000, 8_000, '5–8 s'],
  [10_000, 10_000, '10 s'],
  [0, 0, '0 s'],
  [0, 1_000, '0–1 s'],
  [0, 90_000, '0 s–1 min 30 s'],
  [60_000, 120_000, '1–2 min'],
  [90_000, 120_000, '1 min 30 s–2 min'],
  [50_000, 80_000, '50 s–1 min 20 s'],
  [90_000, 95_000, '1 min 30 s–1 min 35 s'],
  [300_000, 315_000, '5 min–5 min 15 s'],
])('%i to %i ms reads %s', (bestMs, worstMs, text) => {
  expect(describeWindow({ bestMs, worstMs })).toBe(text);
});

test('a formula names its terms and what each takes', () => {
  const window = sum(
    { label: say.initialDelay(), bestMs: 5_000, worstMs: 5_000, fields: [] },
    { label: say.preStop(), bestMs: 0, worstMs: 0, fields: [] },
    { label: say.nextAttempt(), bestMs: 0, worstMs: 3_000, fields: [] },
  );
  expect(describeFormula(window)).toBe('initialDelaySeconds (5 s), until the next attempt (0–3 s)');
});
