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
  switch (glyph) {
    case 'success':
      return circle(x, y, 2.5);
    case 'normal':
      return circle(x, y, 2);
    case 'failure':
      return `M${x - 3.5} ${y - 3.5}h7v7h-7Z`;
    case 'unknown':
      return `M${x} ${y - 4}l4 4l-4 4l-4-4Z`;
    case 'warning':
      return `M${x} ${y - 3.5}l3.5 6.3h-7Z`;
  }
}

function circle(x: number, y: number, r: number): string {
  return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
}
