/** Paths of marks that are drawn as one. */

import type { Glyph } from './lanes.ts';
import type { Detail, PlacedMark } from './layout.ts';

type Shaped = Exclude<Glyph, 'restart'>;

/** Half the length of a stroke. */
export function strokeHalfPx({ glyph, decisive }: Pick<PlacedMark, 'glyph' | 'decisive'>): number {
  return decisive ? 10 : { success: 3, normal: 3, unknown: 5, warning: 7, failure: 6, restart: 12 }[glyph];
}

/** What marks of one look, none of them drawn in full, are drawn with: the class and the path of each element. */
export function mergedPaths(
  marks: readonly PlacedMark[],
  detail: Exclude<Detail, 'full'>,
  y: number,
): { readonly name: 'stroke' | 'shape' | 'duration'; readonly d: string }[] {
  if (detail === 'stroke') {
    return [{ name: 'stroke', d: marks.map((mark) => stroke(mark, y)).join('') }];
  }
  const durations = marks.filter(takesRoom).map(({ x, fromX }) => `M${fromX} ${y}H${x}`);
  return [
    ...(durations.length === 0 ? [] : [{ name: 'duration' as const, d: durations.join('') }]),
    { name: 'shape', d: marks.map(({ x, glyph }) => outline(glyph as Shaped, x, y)).join('') },
  ];
}

/** Whether it took so long that this can be seen. */
export function takesRoom({ x, fromX }: Pick<PlacedMark, 'x' | 'fromX'>): boolean {
  return x - fromX > 4;
}

function stroke(mark: PlacedMark, y: number): string {
  const half = strokeHalfPx(mark);
  return `M${mark.x} ${y - half}v${2 * half}`;
}

/** A small shape: the same that `MarkShape` draws in full. */
function outline(glyph: Shaped, x: number, y: number): string {
  return markShape(glyph, x, y, false, false);
}

/** The outline of a mark around (x, y), small or in full, there with or without room for a figure in it. */
export function markShape(glyph: Shaped, x: number, y: number, full: boolean, figured: boolean): string {
  switch (glyph) {
    case 'success':
      return circle(x, y, full ? (figured ? 6.5 : 4.5) : 2.5);
    case 'normal':
      return circle(x, y, full ? 3 : 2);
    case 'failure': {
      const half = full ? 6.5 : 3.5;
      return `M${x - half} ${y - half}h${2 * half}v${2 * half}h${-2 * half}Z`;
    }
    case 'unknown': {
      const half = full ? 6 : 4;
      return `M${x} ${y - half}l${half} ${half}l${-half} ${half}l${-half}${-half}Z`;
    }
    case 'warning': {
      const half = full ? 5 : 3.5;
      return `M${x} ${y - half}l${half} ${1.8 * half}h${-2 * half}Z`;
    }
  }
}

/** A pole at x with a pennant. */
export function restartFlag(x: number, y: number): string {
  return `M${x} ${y - 12}h2l7 3.5l-6.5 3.5v17h-2.5Z`;
}

function circle(x: number, y: number, r: number): string {
  return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
}
