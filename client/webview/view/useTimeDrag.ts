import type { TargetedPointerEvent } from 'preact';
import { useRef } from 'preact/hooks';
import { type Scale, timeAt, xOf } from '../../../server/src/simulation/lanes/layout.ts';

/** Handlers of what is dragged along the axis; it keeps its distance from the pointer. */
export function useTimeDrag(scale: Scale, atMs: number, onDrag: (atMs: number) => void) {
  const drag = useRef<{ readonly startX: number; readonly x: number } | undefined>(undefined);
  return {
    onPointerDown(event: TargetedPointerEvent<HTMLElement>) {
      // The timeline around it takes pointers for its scrubber.
      event.stopPropagation();
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { startX: event.clientX, x: xOf(scale, atMs) };
    },
    onPointerMove(event: TargetedPointerEvent<HTMLElement>) {
      const { current } = drag;
      if (current !== undefined) onDrag(timeAt(scale, current.x + event.clientX - current.startX));
    },
    onPointerUp(event: TargetedPointerEvent<HTMLElement>) {
      event.stopPropagation();
      drag.current = undefined;
    },
    onPointerCancel() {
      drag.current = undefined;
    },
  };
}
