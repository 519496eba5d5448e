import { expect, test } from 'vitest';
import fc from '../../../../test/support/fastCheck.ts';
import { type Fold, FoldedTime, unfolded } from './foldedTime.ts';
import type { Timeline } from './lanes.ts';
import { alongOf, type Scale, timeAt, xOf } from './layout.ts';
import { quietStretches } from './quietStretches.ts';

const folded = new FoldedTime([
  { fromMs: 10_000, toMs: 100_000, shownMs: 5_000 },
  { fromMs: 200_000, toMs: 260_000, shownMs: 5_000 },
]);

test('a fold takes its own length, and what comes after it comes so much earlier', () => {
  expect([0, 10_000, 55_000, 100_000, 150_000, 260_000].map((atMs) => folded.along(atMs))).toEqual([
    0, 10_000, 12_500, 15_000, 65_000, 120_000,
  ]);
  expect(unfolded.along(1_234)).toBe(1_234);
});

/** Folds in order, without overlaps. */
const folds = fc
  .array(fc.record({ gapMs: fc.integer({ min: 0, max: 99_999 }), longMs: fc.integer({ min: 1, max: 9_999_999 }) }), {
    maxLength: 8,
  })
  .map((parts) => {
    const made: Fold[] = [];
    for (const { gapMs, longMs } of parts) {
      const fromMs = (made.at(-1)?.toMs ?? 0) + gapMs;
      made.push({ fromMs, toMs: fromMs + longMs, shownMs: Math.max(1, longMs / 10) });
    }
    return new FoldedTime(made);
  });

test('there and back again is the same moment, and later stays later', () => {
  fc.assert(
    fc.property(
      folds,
      fc.double({ min: 0, max: 9e6, noNaN: true }),
      fc.double({ min: 1, max: 1e6, noNaN: true }),
      (time, atMs, moreMs) => {
        expect(time.at(time.along(atMs))).toBeCloseTo(atMs, 3);
        expect(time.along(atMs + moreMs)).toBeGreaterThan(time.along(atMs));
      },
    ),
  );
});

test('pixels follow: all of the view is as wide as the plot', () => {
  const scale: Scale = { view: { fromMs: 0, toMs: 260_000 }, widthPx: 1_200, time: folded };
  expect(xOf(scale, 260_000)).toBe(1_200);
  expect(xOf(scale, 100_000)).toBe(150);
  expect(timeAt(scale, 150)).toBe(100_000);
  expect(alongOf(scale, 10)).toBe(1_000);
});

test('attempts that succeed are routine; states, failures and spans are not', () => {
  const mark = { label: '', decisive: false, entry: 0 };
  const empty = { description: '', label: '', marks: [], streaks: [], spans: [], bands: [] };
  const success = (atMs: number) => ({ ...mark, atMs, fromMs: atMs, glyph: 'success' as const });
  const probe = {
    ...empty,
    id: 'liveness',
    kind: 'liveness' as const,
    marks: [success(30_000), success(300_000), { ...success(500_000), glyph: 'failure' as const }, success(530_000)],
  };
  const timeline: Timeline<string> = { endMs: 3_600_000, groups: [{ lanes: [probe] }] };
  expect(quietStretches(timeline).map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([
    [5_000, 495_000],
    [505_000, 3_600_000],
  ]);
  const band = { fromMs: 200_000, toMs: 240_000, labels: [], tone: 'good', texture: 'solid', entry: 0 } as const;
  const withBand = { ...timeline, groups: [{ lanes: [probe, { ...probe, id: 'b', marks: [], bands: [band] }] }] };
  expect(quietStretches(withBand)).toHaveLength(3);
  expect(quietStretches({ ...timeline, endMs: 30_000 })).toEqual([]);
});
