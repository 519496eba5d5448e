import type { FoldedTime } from '../../../server/src/simulation/lanes/foldedTime.ts';
import type { Action } from '../model/panelState.ts';

interface Standing {
  readonly stepMs: number;
  readonly timeMs: number;
  readonly endMs: number;
  readonly time: FoldedTime;
}

/** What a key of the timeline does, beside those that play, step and reveal. */
export function keyAction(key: string, { stepMs, timeMs, endMs, time }: Standing): Action | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return { type: 'seek', timeMs: stepped(time, timeMs, Math.floor(timeMs / stepMs + 1) * stepMs, stepMs) };
    case 'ArrowLeft':
    case 'ArrowDown':
      return { type: 'seek', timeMs: stepped(time, timeMs, Math.ceil(timeMs / stepMs - 1) * stepMs, -stepMs) };
    case 'Home':
      return { type: 'seek', timeMs: 0 };
    case 'End':
      return { type: 'seek', timeMs: endMs };
    case 'w':
    case '+':
    case '=':
      return { type: 'zoom', factor: 0.5 };
    case 's':
    case '-':
      return { type: 'zoom', factor: 2 };
    case 'a':
      return { type: 'pan', byMs: -10 * stepMs };
    case 'd':
      return { type: 'pan', byMs: 10 * stepMs };
    case '0':
      return { type: 'fit' };
    case 'Escape':
      return { type: 'deselect' };
    default:
      return undefined;
  }
}

/** To a round time, unless a fold would swallow the step: then as far along the axis. */
function stepped(time: FoldedTime, fromMs: number, roundMs: number, stepMs: number): number {
  const wentMs = time.along(roundMs) - time.along(fromMs);
  const isSwallowed = Math.abs(wentMs) < Math.abs(roundMs - fromMs) / 2;
  return isSwallowed ? time.at(time.along(fromMs) + stepMs) : roundMs;
}
