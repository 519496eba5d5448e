import type { Term, TimeWindow } from './window.ts';

type Range = Pick<TimeWindow, 'bestMs' | 'worstMs'>;

/** A duration for readers: `10 s`, `0.4 s`, `1 min 30 s`, `2 h 5 min`. */
export function describeDuration(ms: number): string {
  const { text, unit } = split(ms);
  return `${text}${unit}`;
}

/** A window for readers: `5–8 s`, `10 s` when both ends are the same, `1 min 30 s–2 min`, `1–2 min`. */
export function describeWindow({ bestMs, worstMs }: Range): string {
  const best = split(bestMs);
  const worst = split(worstMs);
  const from = `${best.text}${best.unit}`;
  const to = `${worst.text}${worst.unit}`;
  if (from === to) return from;
  // "5–8 s" and "1–2 min", but "1 min 30 s–2 min": the unit is said once where it is the same and the only one.
  const shared = best.unit === worst.unit && !best.text.includes(' ') && !worst.text.includes(' ');
  return shared ? `${best.text}–${to}` : `${from}–${to}`;
}

/** What the window is made of, in words: `initialDelaySeconds (5 s) + wait for the next attempt (0–3 s)`. */
export function describeFormula(window: TimeWindow): string {
  return window.terms.map((term: Term) => `${term.label} (${describeWindow(term)})`).join(' + ');
}

/** The last unit apart from the rest, so that a range can share it. */
function split(ms: number): { readonly text: string; readonly unit: string } {
  if (ms < 60_000) return { text: String(Math.round(ms / 100) / 10), unit: ' s' };
  const seconds = Math.round(ms / 1_000);
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor((seconds % 3_600) / 60);
  const parts: [number, string][] = [
    [hours, ' h'],
    [minutes, ' min'],
    // Seconds say nothing beside hours.
    [hours > 0 ? 0 : seconds % 60, ' s'],
  ];
  const lasting = parts.filter(([count]) => count > 0);
  const [count, unit] = lasting.at(-1) ?? [0, ' s'];
  const before = lasting.slice(0, -1).map(([part, name]) => `${part}${name} `);
  return { text: before.join('') + count, unit };
}
