import { expect, test } from 'vitest';
import fc from '../../../test/support/fastCheck.ts';
import { podOf } from '../testing/traces.ts';
import { firstChoice, sweepChoices, valuesOf } from './sweepPlan.ts';

const input = { pod: podOf(), scenario: { name: 'healthy' }, endpoints: true, publishNotReadyAddresses: false };

test('what happens is varied against settings; first a start against what ends it', () => {
  const choices = sweepChoices(input)!;
  expect(choices.parameters.every(({ path }) => path[0] === 'scenario')).toBe(true);
  expect(choices.settings.every(({ path }) => path[0] === 'pod')).toBe(true);
  const { parameter, setting } = firstChoice(choices);
  expect(parameter.path).toEqual(['scenario', 'containers', 'app', 'startupSeconds']);
  expect(setting.path.slice(-2)).toEqual(['livenessProbe', 'failureThreshold']);
  expect(valuesOf(parameter)).toEqual([
    0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120, 130, 140, 150, 160, 170, 180,
  ]);
  expect(valuesOf(setting)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
});

test('values are in order, within the range, at most 20, and the current one is among them', () => {
  const { parameter, setting } = firstChoice(sweepChoices(input)!);
  const knobs = fc.record({
    knob: fc.constantFrom(parameter, setting),
    min: fc.integer({ min: 0, max: 5 }),
    length: fc.integer({ min: 1, max: 100_000 }),
    at: fc.double({ min: 0, max: 2, noNaN: true }),
  });
  fc.assert(
    fc.property(knobs, ({ knob, min, length, at }) => {
      const value = min + Math.round(at * length);
      const values = valuesOf({ ...knob, min, max: min + length, value });
      expect(values).toContain(value);
      expect(values.length).toBeLessThanOrEqual(20);
      expect(values).toEqual([...new Set(values)].sort((a, b) => a - b));
      expect(values[0]).toBeGreaterThanOrEqual(min);
    }),
  );
});
