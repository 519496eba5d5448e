/** The one form of lengths of time in all that we say ourselves; what kubectl prints has its own. */

export type Unit = 'milliseconds' | 'seconds' | 'minutes' | 'hours' | 'days';

/** How a number with a unit is written. A language may have others. */
export const lengthTexts: Readonly<Record<`unit/${Unit}`, string>> = {
  'unit/milliseconds': '{count} ms',
  'unit/seconds': '{count} s',
  'unit/minutes': '{count} min',
  'unit/hours': '{count} h',
  'unit/days': '{count} d',
};

type Write = (unit: Unit, count: string) => string;

/** `10 s`, `0.4 s`, `1 min 30 s`, `2 h 5 min`, `1 d 3 h`; two units at most, since a third says nothing beside the first. */
export function formatDuration(ms: number, write: Write): string {
  return joined(split(ms), write);
}

/** `5–8 s`, `1 min 30 s–2 min`, `1–2 min`; `10 s` when both ends read the same. */
export function formatTimeRange(range: { readonly bestMs: number; readonly worstMs: number }, write: Write): string {
  const best = split(range.bestMs);
  const worst = split(range.worstMs);
  const from = joined(best, write);
  const to = joined(worst, write);
  if (from === to) return from;
  const [first, second] = [best[0]!, worst[0]!];
  // The unit is said once where it is the same and the only one.
  const isShared = best.length === 1 && worst.length === 1 && first.unit === second.unit;
  return isShared ? write(first.unit, `${first.count}–${second.count}`) : `${from}–${to}`;
}

interface Part {
  readonly unit: Unit;
  readonly count: string;
}

function joined(parts: readonly Part[], write: Write): string {
  return parts.map(({ unit, count }) => write(unit, count)).join(' ');
}

const sizes: readonly (readonly [Unit, number])[] = [
  ['days', 86_400],
  ['hours', 3_600],
  ['minutes', 60],
  ['seconds', 1],
];

function split(ms: number): Part[] {
  if (ms > 0 && ms < 50) return [{ unit: 'milliseconds', count: String(Math.max(1, Math.round(ms))) }];
  const tenths = Math.round(ms / 100);
  if (tenths < 600) return [{ unit: 'seconds', count: String(tenths / 10) }];
  let left = Math.round(ms / 1000);
  const first = sizes.findIndex(([, size]) => left >= size);
  const parts = sizes.slice(first, first + 2).map(([unit, size]) => {
    const count = Math.floor(left / size);
    left -= count * size;
    return { unit, count };
  });
  return parts.filter(({ count }) => count > 0).map(({ unit, count }) => ({ unit, count: String(count) }));
}
