/** Windows and what they are made of, in English. */
import { formatTimeRange, lengthTexts, type Unit } from '../base/lengthOfTime.ts';
import type { Term, TimeWindow } from './window.ts';

/** A window for readers: `5–8 s`, `10 s` when both ends are the same, `1 min 30 s–2 min`, `1–2 min`. */
export function describeWindow(window: Pick<TimeWindow, 'bestMs' | 'worstMs'>): string {
  return formatTimeRange(window, writeUnit);
}

/** What the window is made of, in words: `initialDelaySeconds (5 s) + wait for the next attempt (0–3 s)`. */
export function describeFormula(window: TimeWindow): string {
  return window.terms.map((term: Term) => `${term.label} (${describeWindow(term)})`).join(' + ');
}

function writeUnit(unit: Unit, count: string): string {
  return lengthTexts[`unit/${unit}`].replace('{count}', count);
}
