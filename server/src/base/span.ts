import { partitionPoint } from './partitionPoint.ts';

/** A half-open range of UTF-16 code units, `[start, end)`, relative to whatever text its owner names. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function span(start: number, end: number): Span {
  return { start, end };
}

/** The span moved by `delta` code units, e.g. from a document to the file that holds it. */
export function shift(s: Span, delta: number): Span {
  return delta === 0 ? s : { start: s.start + delta, end: s.end + delta };
}

/** Whether `offset` lies in the span or touches either end, as a cursor does. */
export function touches(s: Span, offset: number): boolean {
  return s.start <= offset && offset <= s.end;
}

export function encloses(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Whether one of these spans, which are in order and do not overlap, holds the offset. */
export function within(spans: readonly Span[], offset: number): boolean {
  const first = spans[firstEndingBehind(spans, offset)];
  return first !== undefined && first.start <= offset;
}

/** The index of the first of these spans, which are in order, that ends behind the offset; their number where none does. */
export function firstEndingBehind(spans: readonly Span[], offset: number): number {
  return partitionPoint(spans, ({ end }) => end <= offset);
}
