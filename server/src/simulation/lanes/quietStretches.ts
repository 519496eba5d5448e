/** Where nothing happens but routine, for so long that it can be folded. */
import type { Fold } from './foldedTime.ts';
import type { Lane, Timeline } from './lanes.ts';

/** A stretch is quiet from so long on. */
const leastQuietMs = 60_000;
/** So much of it is left on each side, to see that it goes on. */
const marginMs = 5_000;
/** How long a folded stretch is along the axis, at least and at most. */
const [leastShownMs, mostShownMs] = [2_000, 15_000];
/** All folds together take about this part of the axis. */
const shareOfFolds = 0.3;

/**
 * Stretches between moments at which a lane changes: a state begins or ends, an attempt fails, an event is reported.
 * Attempts that succeed are routine.
 */
export function quietStretches({ groups, endMs }: Timeline<unknown>): Fold[] {
  const moments = new Set([0, endMs]);
  for (const { lanes } of groups) for (const lane of lanes) for (const atMs of momentsOf(lane)) moments.add(atMs);
  const ordered = [...moments].filter((atMs) => atMs >= 0 && atMs <= endMs).sort((a, b) => a - b);
  const stretches = ordered.flatMap((toMs, index) => {
    const fromMs = ordered[index - 1] ?? 0;
    if (toMs - fromMs < leastQuietMs) return [];
    // What comes to the end of the simulation goes on after it.
    return [{ fromMs: fromMs + marginMs, toMs: toMs === endMs ? endMs : toMs - marginMs }];
  });
  const foldedMs = stretches.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  const busyMs = endMs - foldedMs;
  const wantedMs = (busyMs * shareOfFolds) / (1 - shareOfFolds) / Math.max(stretches.length, 1);
  const shownMs = Math.min(Math.max(wantedMs, leastShownMs), mostShownMs);
  return stretches.map((stretch) => ({ ...stretch, shownMs }));
}

function* momentsOf({ bands, marks, spans }: Lane<unknown>): Generator<number> {
  for (const { fromMs, toMs } of bands) yield* [fromMs, toMs];
  for (const { fromMs, toMs } of spans) yield* [fromMs, toMs];
  for (const { atMs, fromMs, glyph, decisive } of marks) if (glyph !== 'success' || decisive) yield* [fromMs, atMs];
}
