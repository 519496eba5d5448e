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
