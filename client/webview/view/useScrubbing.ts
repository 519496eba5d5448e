import type { TargetedMouseEvent, TargetedPointerEvent } from 'preact';
import { useRef } from 'preact/hooks';
import { placeMarks } from '../../../server/src/simulation/lanes/layout.ts';
import type { Action } from '../model/panelState.ts';
import type { Viewport } from '../model/viewport.ts';
import { type Plot, timeUnder, xUnder } from './plotTime.ts';
import { markUnder, shapeAround } from './pointing.ts';
import type { Pointed } from './Tooltip.tsx';

/** Farther than this the pointer drags, nearer it clicks. */
const clickRadiusPx = 3;

/** Dragging moves the scrubber; a click also selects what it hits. */
export function useScrubbing(parts: {
  plot: Plot;
  slider: { readonly current: HTMLElement | null };
  dispatch: (action: Action) => void;
  onSelect: (entry: number, atMs?: number) => void;
  setPointed: (pointed: Pointed | undefined) => void;
  setRange: (range: Viewport | undefined) => void;
}) {
  const { plot, slider, dispatch, onSelect, setPointed, setRange } = parts;
  /** `fromMs` is set where the drag chooses what to zoom to. */
  const drag = useRef<{ startX: number; moved: boolean; fromMs?: number } | undefined>(undefined);
  /** Not over the lanes' names, not over a scroll bar. */
  const inPlot = ({ clientX }: MouseEvent) => {
    const { left, right } = plot.element.current?.getBoundingClientRect() ?? { left: 0, right: 0 };
    return clientX >= left && clientX <= right;
  };
  return {
    onPointerDown(event: TargetedPointerEvent<HTMLElement>) {
      if (event.button !== 0 || !inPlot(event)) return;
      drag.current = {
        startX: event.clientX,
        moved: false,
        ...(event.shiftKey ? { fromMs: timeUnder(plot, event.clientX) } : {}),
      };
      event.currentTarget.setPointerCapture(event.pointerId);
      slider.current?.focus({ preventScroll: true });
    },
    onPointerMove(event: TargetedPointerEvent<HTMLElement>) {
      const { current } = drag;
      if (!current) return;
      if (Math.abs(event.clientX - current.startX) > clickRadiusPx) current.moved = true;
      if (!current.moved) return;
      setPointed(undefined);
      if (current.fromMs !== undefined) setRange({ fromMs: current.fromMs, toMs: timeUnder(plot, event.clientX) });
      else dispatch({ type: 'seek', timeMs: timeUnder(plot, event.clientX) });
    },
    onPointerUp(event: TargetedPointerEvent<HTMLElement>) {
      const { current } = drag;
      drag.current = undefined;
      setRange(undefined);
      if (current?.moved && current.fromMs !== undefined) {
        dispatch({ type: 'show', view: { fromMs: current.fromMs, toMs: timeUnder(plot, event.clientX) } });
      }
      if (!current || current.moved) return;
      // The pointer is captured, so the event does not say what it hit.
      const under = document.elementFromPoint(event.clientX, event.clientY);
      const atMs = timeUnder(plot, event.clientX);
      const { history, scale } = plot.now.current;
      const { lane: laneId } = under?.closest<HTMLElement>('[data-lane]')?.dataset ?? {};
      const lane = history.timeline.groups.flatMap(({ lanes }) => lanes).find(({ id }) => id === laneId);
      const mark = lane && markUnder(placeMarks(lane.marks, scale), under, xUnder(plot, event.clientX));
      const shape = shapeAround(under);
      if (mark) onSelect(mark.entry);
      else if (shape === undefined) dispatch({ type: 'seek', timeMs: atMs });
      else if (shape.dataset.band === undefined) onSelect(Number(shape.dataset.entry));
      else onSelect(Number(shape.dataset.entry), atMs);
    },
    onPointerCancel() {
      drag.current = undefined;
      setRange(undefined);
    },
    onDblClick(event: TargetedMouseEvent<HTMLElement>) {
      if (inPlot(event)) dispatch({ type: 'zoom', factor: 0.4, aroundMs: timeUnder(plot, event.clientX) });
    },
  };
}
