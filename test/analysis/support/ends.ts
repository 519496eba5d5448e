/** Directs the phases of the node's clocks so that something happens as early or as late as the closed forms say it can. */
import type { TimeWindow } from '../../../server/src/analysis/window.ts';
import type { Environment } from '../../../server/src/lifecycle/environment.ts';
import { expectIn } from './sweep.ts';

/** What is looked for: when something happens, with the moment that it is measured from a bit later or earlier. */
export interface Search {
  readonly what: string;
  readonly window: TimeWindow;
  /** How much the moment is put off at first; any value will do. */
  readonly fromSeconds: number;
  /** How long it takes until all ticks stand to each other as at the beginning. */
  readonly scanSeconds: number;
  /** How near to an end it must come. */
  readonly nearMs: number;
  /** When the moment is, for a shift. */
  readonly momentSeconds: (shiftSeconds: number) => number;
  readonly observe: (shiftSeconds: number, clocks: Partial<Environment>) => number | undefined;
}

export type End = 'best' | 'worst';

const closeMs = 4;

/**
 * The distance to an end of the window that could not be overcome, in milliseconds; 0 where it is attained. Whatever is
 * seen on the way lies in the window too.
 */
export function distanceTo(end: End, search: Search): number {
  const { window, fromSeconds, scanSeconds } = search;
  let nearest = Number.POSITIVE_INFINITY;
  // The kubelet looks at its containers right after the moment, or has just done so.
  const looks = end === 'best' ? [0.001, -0.001] : [-0.001, 0.001];
  for (const look of looks) {
    let shift = fromSeconds;
    for (let step = 0; step < 3 && nearest > 0; step++) {
      const { ms, missing } = tryOut(end, search, shift, look);
      nearest = Math.min(nearest, missing);
      // Probes keep to their own ticks: what comes later is nearer to the next one.
      const tooLateMs = ms - (end === 'best' ? window.bestMs + closeMs : window.worstMs - closeMs);
      shift += (tooLateMs >= 0 ? tooLateMs : tooLateMs + window.worstMs - window.bestMs) / 1_000;
    }
  }
  // All times of a pod are whole seconds, so ends are found where the moment just misses one, or just does not.
  for (let second = 1; second <= scanSeconds && nearest > 0; second++) {
    for (const side of end === 'best' ? [-closeMs, closeMs] : [closeMs, -closeMs]) {
      const shift = second + side / 1_000 + Math.ceil(search.momentSeconds(0)) - search.momentSeconds(0);
      for (const look of looks) {
        if (nearest > 0) nearest = Math.min(nearest, tryOut(end, search, shift, look).missing);
      }
    }
  }
  return nearest;
}

/** When it happens under such clocks, and what is missing to the end. */
function tryOut(end: End, { what, window, momentSeconds, nearMs, observe }: Search, shift: number, look: number) {
  const moment = momentSeconds(shift);
  const ms = observe(shift, { plegPhase: fraction(-(moment + look)), wallPhase: fraction(-(moment - 0.001)) });
  expectIn(what, window, ms);
  const missing = end === 'best' ? ms! - window.bestMs : window.worstMs - ms!;
  return { ms: ms!, missing: missing <= nearMs ? 0 : missing };
}

function fraction(seconds: number): number {
  return seconds - Math.floor(seconds);
}
