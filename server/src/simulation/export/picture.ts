/** A simulation's lanes as a picture: plain shapes, which become an SVG here and are painted on a canvas in the panel. */

import type { Lane } from '../lanes/lanes.ts';
import { placeBands, placeMarks, placeSpans, placeStreaks, type Scale, xOf } from '../lanes/layout.ts';
import { markShape, restartFlag, strokeHalfPx, takesRoom } from '../lanes/markPaths.ts';
import { mix, type Palette, type PaletteName, palettes, toneOfGlyph } from './palette.ts';
import type { Report } from './report.ts';
import { approximateWidth, shortenedTo, wrapped } from './textRoom.ts';

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly description: string;
  /** In the order in which they lie on each other. */
  readonly shapes: readonly Shape[];
}

export type Shape =
  | {
      readonly kind: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly radius?: number;
      readonly fill: Fill;
      readonly stroke?: string;
      readonly dashed?: true;
    }
  | {
      readonly kind: 'path';
      /** As in an SVG. */
      readonly d: string;
      readonly fill?: string;
      readonly stroke?: string;
      readonly strokeWidth?: number;
    }
  | {
      readonly kind: 'text';
      readonly x: number;
      /** Of the baseline. */
      readonly y: number;
      readonly text: string;
      readonly fill: string;
      readonly sizePx: number;
      readonly bold?: true;
      readonly anchor?: 'middle' | 'end';
    };

export type Fill = string | { readonly ground: string; readonly hatch: string };

export const fontFamily = 'system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif';

export interface PictureOptions {
  readonly widthPx?: number;
  readonly palette?: PaletteName;
}

const marginPx = 16;
const namePx = 96;
const laneHeightPx = 26;
const groupHeightPx = 24;
/** Of the sentence above. */
const mostLines = 4;

/** All of the time, at a width in which it can be read. */
export function pictureOf(report: Report, { widthPx = 1200, palette = 'light' }: PictureOptions = {}): Picture {
  const colors = palettes[palette];
  const { timeline, title, sentence, origin } = report;
  const plotX = marginPx + namePx;
  const scale: Scale = {
    view: { fromMs: 0, toMs: Math.max(timeline.endMs, 500) },
    widthPx: Math.max(200, widthPx - plotX - marginPx),
  };
  const head: Shape[] = [];
  const text = (y: number, content: string, fill: string, sizePx: number, bold?: true): Shape => ({
    kind: 'text',
    x: marginPx,
    y,
    text: content,
    fill,
    sizePx,
    ...(bold ? { bold } : {}),
  });
  const roomPx = widthPx - 2 * marginPx;
  let y = marginPx + 14;
  head.push(text(y, shortenedTo(title, roomPx, 16), colors.text, 16, true));
  for (const line of wrapped(sentence, roomPx, 13).slice(0, mostLines)) {
    y += 20;
    head.push(text(y, line, colors.text, 13));
  }
  y += 30;
  const axisY = y;
  const rows: Shape[] = [];
  y += 8;
  for (const { name, note, lanes } of timeline.groups) {
    if (name !== undefined) {
      const label = note === undefined ? name : `${name}  (${note})`;
      rows.push(text(y + 17, shortenedTo(label, roomPx, 12), colors.text, 12, true));
      y += groupHeightPx;
    }
    for (const lane of lanes) {
      rows.push(text(y + 17, shortenedTo(lane.label, namePx - 8, 12), colors.quiet, 12));
      rows.push(...laneShapes(lane, scale, plotX, y, colors));
      y += laneHeightPx;
    }
  }
  const bottom = y + 4;
  const footY = bottom + 20;
  const height = footY + marginPx;
  return {
    width: widthPx,
    height,
    title,
    description: sentence,
    shapes: [
      { kind: 'rect', x: 0, y: 0, width: widthPx, height, fill: colors.ground },
      ...head,
      ...axis(scale, plotX, axisY, bottom, colors, report),
      ...rows,
      text(footY, origin, colors.quiet, 11),
    ],
  };
}

const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400];

function axis(
  scale: Scale,
  plotX: number,
  y: number,
  bottom: number,
  { line, quiet }: Palette,
  { timeText }: Report,
): Shape[] {
  const { toMs } = scale.view;
  const most = Math.max(2, Math.floor(scale.widthPx / 90));
  const stepMs =
    (steps.find((step) => toMs / (step * 1000) <= most) ?? Math.ceil(toMs / 86_400_000 / most) * 86_400) * 1000;
  const shapes: Shape[] = [];
  for (let atMs = 0; atMs <= toMs; atMs += stepMs) {
    const x = plotX + xOf(scale, atMs);
    const anchor =
      atMs === 0 ? {} : { anchor: x > plotX + scale.widthPx - 20 ? ('end' as const) : ('middle' as const) };
    shapes.push({ kind: 'path', d: `M${round(x)} ${y + 4}V${bottom}`, stroke: line });
    shapes.push({ kind: 'text', x, y, text: timeText(atMs), fill: quiet, sizePx: 11, ...anchor });
  }
  return shapes;
}

function laneShapes(lane: Lane<string>, scale: Scale, plotX: number, y: number, colors: Palette): Shape[] {
  const middle = y + laneHeightPx / 2;
  const shapes: Shape[] = [];
  if (lane.bands.length === 0) {
    shapes.push({ kind: 'path', d: `M${plotX} ${middle}h${round(scale.widthPx)}`, stroke: colors.line });
  }
  for (const band of placeBands(lane.bands, scale)) shapes.push(...bandShapes(band, plotX, y, colors));
  for (const { x0, x1, reached } of placeStreaks(lane.streaks, scale)) {
    const stroke = mix(colors.tones.bad, reached ? 1 : 0.5, colors.ground);
    shapes.push({ kind: 'path', d: `M${round(plotX + x0)} ${middle}H${round(plotX + x1)}`, stroke, strokeWidth: 2 });
  }
  for (const { x0, x1 } of placeSpans(lane.spans, scale)) {
    const d = `M${round(plotX + x0)} ${y + laneHeightPx - 6}v5H${round(plotX + x1)}v-5`;
    shapes.push({ kind: 'path', d, stroke: colors.text });
  }
  shapes.push(...markShapes(lane, scale, plotX, middle, colors));
  return shapes;
}

function bandShapes(
  { x, width, main }: ReturnType<typeof placeBands>[number],
  plotX: number,
  y: number,
  { tones, ground, text, quiet }: Palette,
): Shape[] {
  const tone = tones[main.tone];
  const fills: Readonly<Record<typeof main.texture, Fill>> = {
    solid: mix(tone, 0.26, ground),
    dense: mix(tone, main.tone === 'done' ? 0.32 : 0.52, ground),
    faint: ground,
    hatched: { ground: mix(tone, 0.14, ground), hatch: mix(tone, 0.34, ground) },
  };
  const left = plotX + x;
  const shapes: Shape[] = [
    {
      kind: 'rect',
      x: left,
      y: y + 3,
      width: Math.max(1, width - (width > 4 ? 1 : 0)),
      height: 20,
      radius: Math.min(3, width / 3),
      fill: fills[main.texture],
      ...(main.texture === 'faint' ? { stroke: mix(quiet, 0.35, ground), dashed: true as const } : {}),
    },
  ];
  if (width >= 4 && main.texture !== 'faint')
    shapes.push({ kind: 'rect', x: left, y: y + 3, width: 2, height: 20, fill: tone });
  const label = main.labels.find((candidate) => approximateWidth(candidate, 11) <= width - 12);
  if (label === undefined) return shapes;
  if (main.texture === 'hatched') {
    const fill = mix(tone, 0.1, ground);
    const labelPx = approximateWidth(label, 11) + 4;
    shapes.push({ kind: 'rect', x: left + 5, y: y + 6, width: labelPx, height: 14, radius: 2, fill });
  }
  const fill = main.texture === 'faint' ? quiet : text;
  shapes.push({ kind: 'text', x: left + 7, y: y + 17, text: label, fill, sizePx: 11 });
  return shapes;
}

function markShapes(lane: Lane<string>, scale: Scale, plotX: number, middle: number, colors: Palette): Shape[] {
  const { detail, placed } = placeMarks(lane.marks, scale);
  return placed.flatMap((mark): Shape[] => {
    const x = plotX + mark.x;
    const tone = colors.tones[toneOfGlyph[mark.glyph]];
    if (mark.glyph === 'restart') return [{ kind: 'path', d: restartFlag(round(x), middle), fill: tone }];
    if (detail === 'stroke') {
      const half = strokeHalfPx(mark);
      return [{ kind: 'path', d: `M${round(x)} ${middle - half}v${2 * half}`, stroke: tone, strokeWidth: 1.5 }];
    }
    const figured = detail === 'full' && mark.label !== '';
    const fill = mark.decisive || !figured ? tone : mix(tone, 0.2, colors.ground);
    const duration = takesRoom(mark)
      ? [
          {
            kind: 'path' as const,
            d: `M${round(plotX + mark.fromX)} ${middle}H${round(x)}`,
            stroke: tone,
            strokeWidth: 2,
          },
        ]
      : [];
    const shape: Shape = {
      kind: 'path',
      d: markShape(mark.glyph, round(x), middle, detail === 'full', figured),
      fill,
      stroke: tone,
    };
    if (!figured) return [...duration, shape];
    const ink = mark.decisive ? colors.ground : colors.text;
    return [
      ...duration,
      shape,
      { kind: 'text', x, y: middle + 3.5, text: mark.label, fill: ink, sizePx: 10, anchor: 'middle' },
    ];
  });
}

/** A tenth of a pixel is exact enough, and keeps files small. */
function round(px: number): number {
  return Math.round(px * 10) / 10;
}
