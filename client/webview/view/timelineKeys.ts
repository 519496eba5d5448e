import type { Action } from '../model/panelState.ts';

/** What a key of the timeline does, beside those that play, step and reveal. */
export function keyAction(key: string, stepMs: number, timeMs: number, endMs: number): Action | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return { type: 'seek', timeMs: Math.floor(timeMs / stepMs + 1) * stepMs };
    case 'ArrowLeft':
    case 'ArrowDown':
      return { type: 'seek', timeMs: Math.ceil(timeMs / stepMs - 1) * stepMs };
    case 'Home':
      return { type: 'seek', timeMs: 0 };
    case 'End':
      return { type: 'seek', timeMs: endMs };
    case '+':
    case '=':
      return { type: 'zoom', factor: 0.5 };
    case '-':
      return { type: 'zoom', factor: 2 };
    case '0':
      return { type: 'fit' };
    case 'Escape':
      return { type: 'deselect' };
    default:
      return undefined;
  }
}
