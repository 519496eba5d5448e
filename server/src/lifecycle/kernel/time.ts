/**
 * Time inside the engine: whole microseconds since the pod's creation, so that sums of latencies stay exact and a trace
 * is the same everywhere. Only the trace speaks milliseconds.
 */
export type Instant = number;
/** A length of time in whole microseconds. */
export type Span = number;

export const millisecond: Span = 1_000;
export const second: Span = 1_000_000;
export const minute: Span = 60 * second;

export function seconds(count: number): Span {
  return Math.round(count * second);
}

export function toMs(time: Instant | Span): number {
  return time / millisecond;
}

export function fromMs(ms: number): Instant {
  return Math.round(ms * millisecond);
}
