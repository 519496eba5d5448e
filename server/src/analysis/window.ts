import { allOf, type Message, timeRange, type Value } from '../base/message.ts';
import { windowMessages as say } from './messages.ts';

/**
 * When something happens: between `bestMs` and `worstMs` after the event that the window is measured from.
 *
 * These two are the schedule's own bounds, over every phase that the probe's ticker may have: the ticker runs from the
 * pod's arrival at the kubelet on, so the container starts anywhere between two ticks. The kubelet's granularity comes
 * on top: nothing happens before `bestMs - earlierMs` or after `worstMs + laterMs`.
 *
 * What is promised, and under which conditions, stands in `docs/timing.md`.
 */
export interface TimeWindow {
  readonly bestMs: number;
  readonly worstMs: number;
  readonly earlierMs: number;
  readonly laterMs: number;
  /** What the window is the sum of, in the order in which it happens. */
  readonly terms: readonly Term[];
}

/** One part of a window: a time that passes, and the fields of the pod that decide it. */
export interface Term {
  /** What happens in it, e.g. "until the next attempt". */
  readonly label: Message;
  readonly bestMs: number;
  readonly worstMs: number;
  readonly earlierMs?: number;
  readonly laterMs?: number;
  /** Paths from the pod, e.g. `spec.containers[0].livenessProbe.periodSeconds`. */
  readonly fields: readonly string[];
}

/** The terms one after the other. Terms that take no time are left out. */
export function sum(...terms: readonly Term[]): TimeWindow {
  const lasting = terms.filter((term) => term.worstMs > 0 || (term.earlierMs ?? 0) > 0 || (term.laterMs ?? 0) > 0);
  return {
    bestMs: total(lasting, (term) => term.bestMs),
    worstMs: total(lasting, (term) => term.worstMs),
    earlierMs: total(lasting, (term) => term.earlierMs ?? 0),
    laterMs: total(lasting, (term) => term.laterMs ?? 0),
    terms: lasting,
  };
}

/** The window, and after it the terms. */
export function extend(window: TimeWindow, ...terms: readonly Term[]): TimeWindow {
  return sum(...window.terms, ...terms);
}

/** Both must have come: the later of the two. */
export function later(a: TimeWindow, b: TimeWindow): TimeWindow {
  if (earliest(a) >= latest(b)) return a;
  if (earliest(b) >= latest(a)) return b;
  const bestMs = Math.max(a.bestMs, b.bestMs);
  const worstMs = Math.max(a.worstMs, b.worstMs);
  return sum({
    label: say.later({ first: labelsOf(a), second: labelsOf(b) }),
    bestMs,
    worstMs,
    earlierMs: bestMs - Math.max(earliest(a), earliest(b)),
    laterMs: Math.max(latest(a), latest(b)) - worstMs,
    fields: [...new Set([...fieldsOf(a), ...fieldsOf(b)])],
  });
}

/** The earliest moment that is possible, the kubelet's granularity included. */
export function earliest(window: TimeWindow): number {
  return Math.max(0, window.bestMs - window.earlierMs);
}

/** The latest moment that is possible, the kubelet's granularity included. */
export function latest(window: TimeWindow): number {
  return window.worstMs + window.laterMs;
}

/** What the window is the sum of, each part with how long it takes; what takes no time is left out. */
export function formulaOf(window: TimeWindow): Message[] {
  return window.terms
    .filter(({ worstMs }) => worstMs > 0)
    .map((term) => say.term({ term: term.label, length: timeRange(term) }));
}

/** The fields of the pod that decide the window. */
export function fieldsOf(window: TimeWindow): readonly string[] {
  return [...new Set(window.terms.flatMap((term) => term.fields))];
}

function labelsOf(window: TimeWindow): Value {
  return allOf(window.terms.map((term) => term.label));
}

function total(terms: readonly Term[], part: (term: Term) => number): number {
  return terms.reduce((sum, term) => sum + part(term), 0);
}
