/** What a pointer in a lane means. Many marks are drawn as one element, so most are found by where it is. */
import { markAt, type PlacedMark, type PlacedMarks } from '../../../server/src/simulation/lanes/layout.ts';

/** A restart's pennant lies over a state that can be pointed at, too: it is hit where it is drawn. */
export function isHitByShape({ glyph }: PlacedMark): boolean {
  return glyph === 'restart';
}

/** The shape with an entry of its own that an element belongs to. */
export function shapeAround(element: EventTarget | null): SVGElement | undefined {
  return (element instanceof Element && element.closest<SVGElement>('[data-entry]')) || undefined;
}

/** The mark under the pointer, if there is one; `x` counts from the beginning of the plot, as the marks do. */
export function markUnder({ detail, placed }: PlacedMarks, element: EventTarget | null, x: number) {
  const shape = shapeAround(element);
  if (shape?.classList.contains('mark')) return placed.find(({ entry }) => entry === Number(shape.dataset.entry));
  return markAt({ detail, placed: placed.filter((mark) => !isHitByShape(mark)) }, x);
}
