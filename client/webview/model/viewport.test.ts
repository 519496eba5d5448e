import { describe, expect, test } from 'vitest';
import fc from '../../../test/support/fastCheck.ts';
import {
  arrowStepMs,
  bringIntoView,
  firstViewOf,
  fitTo,
  isWhole,
  pan,
  ticks,
  type Viewport,
  wholeOf,
  zoom,
} from './viewport.ts';

const endMs = 600_000;
const whole = wholeOf(endMs);

function seconds({ fromMs, toMs }: Viewport): [number, number] {
  return [fromMs / 1000, toMs / 1000];
}

describe('zoom', () => {
  test('keeps the time under the pointer where it is', () => {
    const view = zoom(whole, 0.5, 150_000, endMs);
    expect(seconds(view)).toEqual([75, 375]);
    expect((150_000 - view.fromMs) / (view.toMs - view.fromMs)).toBeCloseTo(150_000 / 600_000);
  });

  test('never leaves the history, never gets closer than half a second', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ factor: fc.double({ min: 0.01, max: 50, noNaN: true }), at: fc.integer({ min: 0, max: endMs }) }),
        ),
        (steps) => {
          let view = whole;
          for (const { factor, at } of steps) view = zoom(view, factor, at, endMs);
          expect(view.fromMs).toBeGreaterThanOrEqual(0);
          expect(view.toMs).toBeLessThanOrEqual(endMs + 1e-6);
          expect(view.toMs - view.fromMs).toBeGreaterThanOrEqual(500 - 1e-6);
        },
      ),
    );
  });
});

test('panning stops at both ends', () => {
  const view = { fromMs: 100_000, toMs: 200_000 };
  expect(seconds(pan(view, 50_000, endMs))).toEqual([150, 250]);
  expect(seconds(pan(view, -500_000, endMs))).toEqual([0, 100]);
  expect(seconds(pan(view, 900_000, endMs))).toEqual([500, 600]);
});

test('what is to be seen is brought into view, with room beside it', () => {
  const view = { fromMs: 100_000, toMs: 200_000 };
  expect(bringIntoView(view, 150_000, endMs)).toBe(view);
  expect(seconds(bringIntoView(view, 250_000, endMs))).toEqual([160, 260]);
  expect(seconds(bringIntoView(view, 50_000, endMs))).toEqual([40, 140]);
});

test('after an edit a whole view stays whole, a part stays where it is', () => {
  expect(isWhole(fitTo(whole, endMs, 90_000), 90_000)).toBe(true);
  expect(seconds(fitTo({ fromMs: 10_000, toMs: 20_000 }, endMs, 90_000))).toEqual([10, 20]);
  expect(seconds(fitTo({ fromMs: 100_000, toMs: 120_000 }, endMs, 90_000))).toEqual([70, 90]);
});

test.each([
  ['a short history is shown whole', 120_000, 15_000, 120],
  ['of a long one, the beginning with the moment that matters', 600_000, 15_000, 90],
  ['a late moment needs all of it', 600_000, 78_000, 600],
])('%s', (_, end, moment, expected) => {
  expect(firstViewOf(end, moment).toMs / 1000).toBe(expected);
});

test.each([
  [300_000, 500, [0, 60, 120, 180, 240, 300]],
  [60_000, 250, [0, 30, 60]],
  [3_600_000, 500, [0, 900, 1800, 2700, 3600]],
])('%i ms on %i px have round ticks', (end, width, expected) => {
  expect(ticks({ fromMs: 0, toMs: end }, width).map((ms) => ms / 1000)).toEqual(expected);
});

test('an arrow key goes a round step that suits the zoom', () => {
  expect([1000, 60_000, 600_000, 7_200_000].map((toMs) => arrowStepMs({ fromMs: 0, toMs }))).toEqual([
    10, 500, 5000, 30_000,
  ]);
});
