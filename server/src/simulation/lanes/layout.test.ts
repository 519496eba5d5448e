import { describe, expect, test } from 'vitest';
import fc from '../../../../test/support/fastCheck.ts';
import type { Glyph, Mark, Band as TimeBand } from './lanes.ts';
import { fittingLabel, markAt, placeBands, placeMarks, type Scale, timeAt, xOf } from './layout.ts';

/** 100 pixels for 100 seconds. */
const scale: Scale = { view: { fromMs: 0, toMs: 100_000 }, widthPx: 100 };

type Band = TimeBand<string>;

function mark(seconds: number, glyph: Glyph = 'success', parts: Partial<Mark> = {}): Mark {
  const atMs = seconds * 1000;
  return { atMs, fromMs: atMs, glyph, label: '', decisive: false, entry: seconds, ...parts };
}

function band(from: number, to: number, label: string): Band {
  return { fromMs: from * 1000, toMs: to * 1000, labels: [label], tone: 'good', texture: 'solid', entry: 0 };
}

test('time and pixels are inverse', () => {
  const zoomed = { view: { fromMs: 30_000, toMs: 40_000 }, widthPx: 500 };
  expect(xOf(zoomed, 31_000)).toBe(50);
  expect(timeAt(zoomed, 50)).toBe(31_000);
});

describe('marks', () => {
  test.each([
    ['far apart', [0, 20, 40, 60], 'full', 4],
    ['closer', [0, 10, 20, 30], 'small', 4],
    ['dense', [0, 4, 8, 12], 'stroke', 4],
    ['denser than can be told apart', [0, 1, 2, 3, 4, 5], 'stroke', 3],
    ['mostly far apart, some together', [0, 1, 30, 60, 90], 'full', 4],
    ['all in one moment', [5, 5, 5], 'full', 1],
  ] as const)('%s', (_, seconds, detail, count) => {
    const result = placeMarks(
      seconds.map((at) => mark(at)),
      scale,
    );
    expect([result.detail, result.placed.length]).toEqual([detail, count]);
  });

  test('marks taken together show the one that matters most, and keep them all', () => {
    const group = [
      mark(50),
      mark(50.5, 'failure', { decisive: true, label: '3' }),
      mark(51, 'failure', { label: '1' }),
    ];
    const { placed } = placeMarks([mark(0), ...group, mark(99)], scale);
    expect(placed.map(({ glyph, label, decisive, marks }) => [glyph, label, decisive, marks.length])).toEqual([
      ['success', '', false, 1],
      ['failure', '3', true, 3],
      ['success', '', false, 1],
    ]);
  });

  test.each([
    ['the nearest one', [0, 20, 40], 24, 20],
    ['none where nothing is in reach', [0, 40, 80], 20, undefined],
    ['the nearer of two small ones', [0, 10, 20], 13, 10],
    ['none beside a stroke', [0, 5, 10, 15], 2.5, undefined],
    ['a stroke', [0, 5, 10, 15], 9, 10],
  ] as const)('a pointer means %s', (_, seconds, x, expected) => {
    const marks = placeMarks(
      seconds.map((at) => mark(at)),
      scale,
    );
    expect(markAt(marks, x)?.entry).toBe(expected);
  });

  test('what is not on the screen is not drawn', () => {
    const view = { fromMs: 40_000, toMs: 60_000 };
    const { placed } = placeMarks(
      [0, 10, 45, 55, 99].map((at) => mark(at)),
      { view, widthPx: 600 },
    );
    expect(placed.map(({ marks }) => marks[0]?.entry)).toEqual([45, 55]);
  });

  test('five thousand marks become no more than fit side by side, and none is lost', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 5000 }), (times) => {
        const marks = times.sort((a, b) => a - b).map((at) => mark(at));
        const { placed } = placeMarks(marks, scale);
        expect(placed.length).toBeLessThanOrEqual(scale.widthPx / 2 + 1);
        expect(placed.flatMap((one) => one.marks)).toEqual(marks);
      }),
      { numRuns: 30 },
    );
  });
});

describe('bands', () => {
  test('are cut at the edges of the screen', () => {
    const view = { fromMs: 10_000, toMs: 20_000 };
    const placed = placeBands([band(0, 12, 'a'), band(12, 50, 'b'), band(50, 60, 'c')], { view, widthPx: 100 });
    expect(placed.map(({ x, width, main }) => [main.labels[0], x, width])).toEqual([
      ['a', 0, 20],
      ['b', 20, 80],
    ]);
  });

  test('too narrow ones are taken together; the longest gives the look', () => {
    const narrow = [band(0, 50, 'a'), band(50, 51, 'b'), band(51, 52.9, 'c'), band(52.9, 53, 'd'), band(53, 100, 'e')];
    const placed = placeBands(narrow, scale);
    expect(placed.map(({ main, bands }) => [main.labels[0], bands.length])).toEqual([
      ['a', 1],
      ['c', 3],
      ['e', 1],
    ]);
  });
});

test.each([
  [100, 'CrashLoopBackOff'],
  [10, 'back-off'],
  [3, undefined],
])('a label that fits into %i', (width, expected) => {
  expect(fittingLabel(['CrashLoopBackOff', 'back-off'], width, (text) => text.length)).toBe(expected);
});
