/** Where lanes, in words, stand on a screen or in a picture: what is too narrow to be told apart is taken together. */
import { type FoldedTime, unfolded } from './foldedTime.ts';
import type { Glyph, Mark, Streak, Band as TimeBand, Span as TimeSpan } from './lanes.ts';

type Band = TimeBand<string>;
type Span = TimeSpan<string>;

/** The part of time that is on the screen. */
export interface Viewport {
  readonly fromMs: number;
  readonly toMs: number;
}

/** From time to pixels. */
export interface Scale {
  readonly view: Viewport;
  readonly widthPx: number;
  /** Where quiet stretches are shorter than they are. */
  readonly time?: FoldedTime;
}

export function xOf({ view, widthPx, time = unfolded }: Scale, atMs: number): number {
  const fromMs = time.along(view.fromMs);
  return ((time.along(atMs) - fromMs) / (time.along(view.toMs) - fromMs)) * widthPx;
}

export function timeAt({ view, widthPx, time = unfolded }: Scale, x: number): number {
  const fromMs = time.along(view.fromMs);
  return time.at(fromMs + (x / widthPx) * (time.along(view.toMs) - fromMs));
}

/** So many pixels as a length along the axis. */
export function alongOf({ view, widthPx, time = unfolded }: Scale, px: number): number {
  return (px / widthPx) * (time.along(view.toMs) - time.along(view.fromMs));
}

/** A band on the screen; `bands` holds more than one where they were too narrow to be told apart. */
export interface PlacedBand {
  readonly x: number;
  readonly width: number;
  readonly bands: readonly Band[];
  /** The one that gives the look: the one that lasts longest. */
  readonly main: Band;
}

/** Below this width a band cannot be pointed at. */
const narrowestBandPx = 3;

/** The bands that are on the screen, with too narrow neighbours taken together. */
export function placeBands(bands: readonly Band[], scale: Scale): PlacedBand[] {
  const placed: PlacedBand[] = [];
  for (const band of bands) {
    if (band.toMs < scale.view.fromMs || band.fromMs > scale.view.toMs) continue;
    const x0 = Math.max(xOf(scale, band.fromMs), 0);
    const x1 = Math.min(xOf(scale, band.toMs), scale.widthPx);
    const last = placed.at(-1);
    if (last && x1 - x0 < narrowestBandPx && last.width < narrowestBandPx && x0 <= last.x + last.width + 0.5) {
      const main = lengthMs(band) > lengthMs(last.main) ? band : last.main;
      placed[placed.length - 1] = { x: last.x, width: x1 - last.x, bands: [...last.bands, band], main };
    } else {
      placed.push({ x: x0, width: x1 - x0, bands: [band], main: band });
    }
  }
  return placed;
}

/** A number of lost requests, above the bands that it counts. */
export interface PlacedCount {
  /** The middle of the number. */
  readonly x: number;
  readonly text: string;
  readonly band: Band;
}

/** Numbers that would run into each other become one, their sum. */
export function placeCounts(bands: readonly Band[], scale: Scale, measure: (text: string) => number): PlacedCount[] {
  const groups: { x0: number; x1: number; lost: number; band: Band }[] = [];
  const textOf = (lost: number) => `${Math.max(1, Math.round(lost))}`;
  const halfOf = (lost: number) => measure(textOf(lost)) / 2 + 2;
  const middleOf = ({ x0, x1 }: { x0: number; x1: number }) => (x0 + x1) / 2;
  for (const band of bands) {
    const { lost, fromMs, toMs } = band;
    if (lost === undefined || toMs < scale.view.fromMs || fromMs > scale.view.toMs) continue;
    const x0 = Math.max(xOf(scale, fromMs), 0);
    const x1 = Math.min(xOf(scale, toMs), scale.widthPx);
    const next = { x0, x1, lost, band };
    const last = groups.at(-1);
    const collides = last !== undefined && middleOf(last) + halfOf(last.lost) > middleOf(next) - halfOf(next.lost);
    if (!collides) groups.push(next);
    else groups[groups.length - 1] = { ...last, x1, lost: last.lost + lost };
  }
  return groups.map(({ lost, band, ...place }) => {
    const half = halfOf(lost);
    const x = Math.min(Math.max(middleOf(place), half), scale.widthPx - half);
    return { x, text: textOf(lost), band };
  });
}

function lengthMs(band: Band): number {
  return band.toMs - band.fromMs;
}

/** How much of a mark there is room for: shape with figure, small shape, or a stroke. */
export type Detail = 'full' | 'small' | 'stroke';

export interface PlacedMark {
  readonly x: number;
  /** Where its duration begins on the screen; equal to `x` when too short to see. */
  readonly fromX: number;
  readonly glyph: Glyph;
  readonly label: string;
  readonly decisive: boolean;
  /** The entry of the mark that gives the look. */
  readonly entry: number;
  /** The marks it stands for, in order of time. */
  readonly marks: readonly Mark[];
}

/** The marks of a lane. */
export interface PlacedMarks {
  readonly detail: Detail;
  readonly placed: readonly PlacedMark[];
}

/** Room a mark needs at each level of detail, in pixels. */
export const room: Readonly<Record<Detail, number>> = { full: 15, small: 8, stroke: 3 };

/** How far from its middle a mark can be pointed at, in pixels; up and down it is the whole lane. */
const reachPx: Readonly<Record<Detail, number>> = { full: 10, small: room.small / 2, stroke: room.stroke / 2 };

/** What a group shows when its marks differ: the one that matters most. */
export const weight: Readonly<Record<Glyph, number>> = {
  success: 0,
  normal: 0,
  unknown: 1,
  restart: 2,
  warning: 2,
  failure: 3,
};

/**
 * The marks on the screen. The level of detail follows from how densely they usually stand; those that still collide
 * are taken together. There are never more than fit side by side, however many marks there are.
 */
export function placeMarks(marks: readonly Mark[], scale: Scale): PlacedMarks {
  const first = timeAt(scale, -room.full);
  const last = timeAt(scale, scale.widthPx + room.full);
  const visible = marks.filter(({ atMs, fromMs }) => atMs >= first && fromMs <= last);
  const detail = detailFor(visible, scale);
  const placed: PlacedMark[] = [];
  let group: Mark[] = [];
  let groupX = Number.NEGATIVE_INFINITY;
  for (const mark of visible) {
    const x = xOf(scale, mark.atMs);
    if (group.length > 0 && x - groupX < room[detail] - 1) {
      group.push(mark);
      continue;
    }
    if (group.length > 0) placed.push(place(group, scale));
    group = [mark];
    groupX = x;
  }
  if (group.length > 0) placed.push(place(group, scale));
  return { detail, placed };
}

function detailFor(visible: readonly Mark[], scale: Scale): Detail {
  if (visible.length < 2) return 'full';
  const gaps: number[] = [];
  for (let index = 1; index < visible.length; index++) {
    const gap = xOf(scale, visible[index]!.atMs) - xOf(scale, visible[index - 1]!.atMs);
    // What happens in one moment is taken together at any level.
    if (gap >= 1) gaps.push(gap);
  }
  gaps.sort((a, b) => a - b);
  const usual = gaps[Math.floor(gaps.length / 2)] ?? room.full;
  if (usual >= room.full) return 'full';
  return usual >= room.small ? 'small' : 'stroke';
}

function place(group: readonly Mark[], scale: Scale): PlacedMark {
  const [first] = group;
  const main =
    group.length === 1 ? first! : group.reduce((best, mark) => (importance(mark) >= importance(best) ? mark : best));
  const { glyph, label, decisive } = main;
  const { entry } = group.find((mark) => mark.glyph === glyph && mark.decisive === decisive) ?? main;
  const x = xOf(scale, main.atMs);
  // What took no time, or stands for several, begins where it is.
  const fromX = group.length > 1 || main.fromMs === main.atMs ? x : xOf(scale, main.fromMs);
  return { x, fromX, glyph, label, decisive, entry, marks: group };
}

/** The mark that a pointer at `x` means: the nearest one in reach. */
export function markAt({ detail, placed }: PlacedMarks, x: number): PlacedMark | undefined {
  let nearest: PlacedMark | undefined;
  let distance = reachPx[detail];
  for (const mark of placed) {
    if (Math.abs(mark.x - x) > distance) continue;
    nearest = mark;
    distance = Math.abs(mark.x - x);
  }
  return nearest;
}

function importance(mark: Mark): number {
  return weight[mark.glyph] * 2 + (mark.decisive ? 1 : 0);
}

/** Streaks on the screen, as lines from x to x. */
export function placeStreaks(streaks: readonly Streak[], scale: Scale): { x0: number; x1: number; reached: boolean }[] {
  return streaks
    .filter(({ fromMs, toMs }) => toMs >= scale.view.fromMs && fromMs <= scale.view.toMs)
    .map(({ fromMs, toMs, reached }) => ({ x0: xOf(scale, fromMs), x1: xOf(scale, toMs), reached }))
    .filter(({ x0, x1 }) => x1 - x0 >= 2);
}

/** Spans on the screen that are wide enough to be seen as such. */
export function placeSpans(spans: readonly Span[], scale: Scale): { x0: number; x1: number; span: Span }[] {
  return spans
    .filter(({ fromMs, toMs }) => toMs >= scale.view.fromMs && fromMs <= scale.view.toMs)
    .map((span) => ({ x0: xOf(scale, span.fromMs), x1: xOf(scale, span.toMs), span }))
    .filter(({ x0, x1 }) => x1 - x0 >= 4);
}

/** The first label that fits in `width`, as `measure` sees it. */
export function fittingLabel(
  labels: readonly string[],
  width: number,
  measure: (text: string) => number,
): string | undefined {
  return labels.find((label) => measure(label) <= width);
}
