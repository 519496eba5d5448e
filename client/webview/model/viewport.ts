import { type FoldedTime, unfolded } from '../../../server/src/simulation/lanes/foldedTime.ts';
import type { Viewport } from '../../../server/src/simulation/lanes/layout.ts';

export type { Viewport };

/** The closest view: a tenth of a second across the panel would show nothing but rounding. */
const shortestMs = 500;

/** Lengths along the axis and back are not exact. */
const roundingMs = 0.001;

/** All of it. */
export function wholeOf(endMs: number): Viewport {
  return { fromMs: 0, toMs: Math.max(endMs, shortestMs) };
}

/**
 * What to look at first: everything, unless the moment that matters most lies so early that it would vanish in it; then
 * the beginning, with the moment in its first part.
 */
export function firstViewOf(endMs: number, momentMs: number): Viewport {
  const wantedMs = Math.max(60_000, momentMs * 6);
  return wantedMs < endMs * 0.6 ? { fromMs: 0, toMs: wantedMs } : wholeOf(endMs);
}

/** Zooms by `factor` (below 1: closer), keeping `aroundMs` where it is on the screen. */
export function zoom(view: Viewport, factor: number, aroundMs: number, endMs: number): Viewport {
  const length = view.toMs - view.fromMs;
  const wanted = Math.min(Math.max(length * factor, Math.min(shortestMs, endMs)), wholeOf(endMs).toMs);
  const share = length === 0 ? 0 : (aroundMs - view.fromMs) / length;
  const fromMs = aroundMs - share * wanted;
  return clampView({ fromMs, toMs: fromMs + wanted }, endMs);
}

/** From one moment to the other, at least as long as the closest view. */
export function zoomTo({ fromMs, toMs }: Viewport, endMs: number): Viewport {
  const [first, last] = fromMs <= toMs ? [fromMs, toMs] : [toMs, fromMs];
  return clampView({ fromMs: first, toMs: Math.max(last, first + shortestMs) }, endMs);
}

/** Moves the view in time, as far as there is something to see. */
export function pan(view: Viewport, byMs: number, endMs: number): Viewport {
  return clampView({ fromMs: view.fromMs + byMs, toMs: view.toMs + byMs }, endMs);
}

/** The view moved just so far that `atMs` is on the screen, with some room beside it. */
export function bringIntoView(view: Viewport, atMs: number, endMs: number): Viewport {
  if (atMs >= view.fromMs && atMs <= view.toMs) return view;
  const margin = (view.toMs - view.fromMs) * 0.1;
  return atMs < view.fromMs
    ? pan(view, atMs - margin - view.fromMs, endMs)
    : pan(view, atMs + margin - view.toMs, endMs);
}

/** Keeps the view within the history; a longer or shorter history after an edit keeps a whole view whole. */
export function fitTo(view: Viewport, oldEndMs: number, endMs: number): Viewport {
  return isWhole(view, oldEndMs) ? wholeOf(endMs) : clampView(view, endMs);
}

export function isWhole(view: Viewport, endMs: number): boolean {
  return view.fromMs <= roundingMs && view.toMs >= wholeOf(endMs).toMs - roundingMs;
}

/** The view within the history. */
export function clampView(view: Viewport, endMs: number): Viewport {
  const whole = wholeOf(endMs);
  const length = Math.min(view.toMs - view.fromMs, whole.toMs);
  const fromMs = Math.min(Math.max(view.fromMs, 0), whole.toMs - length);
  return { fromMs, toMs: fromMs + length };
}

const [second, minute, hour] = [1_000, 60_000, 3_600_000];

/** How far apart round times are, as people read clocks. */
const tickStepsMs = [
  ...[10, 20, 50, 100, 200, 500],
  ...[1, 5, 15, 30].map((count) => count * second),
  ...[1, 5, 15, 30].map((count) => count * minute),
  ...[1, 3, 6, 12, 24].map((count) => count * hour),
];

/** Round times for the axis, about one per `spacingPx`; none inside of what is folded. */
export function ticks(view: Viewport, widthPx: number, time: FoldedTime = unfolded, spacingPx = 100): number[] {
  const wantedMs = (time.along(view.toMs) - time.along(view.fromMs)) / Math.max(2, Math.floor(widthPx / spacingPx));
  const ratio = (stepMs: number) => Math.max(stepMs / wantedMs, wantedMs / stepMs);
  const stepMs = tickStepsMs.reduce((best, step) => (ratio(step) < ratio(best) ? step : best));
  return drawnAsTheyAre(view, time).flatMap(({ fromMs, toMs }) => {
    const first = Math.ceil(fromMs / stepMs);
    const count = Math.max(0, Math.floor(toMs / stepMs) - first + 1);
    return Array.from({ length: count }, (_, index) => (first + index) * stepMs);
  });
}

/** What lies between the folds. */
function drawnAsTheyAre({ fromMs, toMs }: Viewport, { folds }: FoldedTime): Viewport[] {
  const edges = [fromMs, ...folds.flatMap((fold) => [fold.fromMs, fold.toMs]), toMs];
  return edges.flatMap((edge, index) => {
    if (index % 2 === 1) return [];
    const stretch = { fromMs: Math.max(edge, fromMs), toMs: Math.min(edges[index + 1]!, toMs) };
    return stretch.toMs > stretch.fromMs ? [stretch] : [];
  });
}

/** How far one press of an arrow key goes: a round step of a few pixels. */
export function arrowStepMs(view: Viewport): number {
  const length = view.toMs - view.fromMs;
  for (const step of [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000]) if (length / step <= 200) return step;
  return 30_000;
}
