import { useEffect } from 'preact/hooks';
import type { Action } from '../model/panelState.ts';

/** Moves the scrubber on with real time while playing. */
export function usePlayback(playing: boolean, speed: number, dispatch: (action: Action) => void): void {
  useEffect(() => {
    if (!playing) return;
    let last: number | undefined;
    let frame = 0;
    const onFrame = (now: number) => {
      if (last !== undefined) dispatch({ type: 'advance', byMs: (now - last) * speed });
      last = now;
      frame = requestAnimationFrame(onFrame);
    };
    frame = requestAnimationFrame(onFrame);
    return () => cancelAnimationFrame(frame);
  }, [playing, speed, dispatch]);
}
