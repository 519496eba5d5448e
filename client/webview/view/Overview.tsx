import type { TargetedPointerEvent } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import type { Lane } from '../model/lanes.ts';
import type { Action } from '../model/panelState.ts';
import { isWhole, type Viewport } from '../model/viewport.ts';

/** The whole history as a ribbon, with the part on the screen as a thumb to drag: the timeline's scroll bar. */
export function Overview(props: {
  lane: Lane | undefined;
  view: Viewport;
  endMs: number;
  dispatch: (action: Action) => void;
}) {
  const { lane, view, endMs, dispatch } = props;
  const drag = useRef<{ lastX: number; width: number } | undefined>(undefined);
  const whole = isWhole(view, endMs);
  const percent = (ms: number) => `${(100 * ms) / Math.max(endMs, 1)}%`;
  const ribbon = useMemo(
    () =>
      lane?.bands.map(({ fromMs, toMs, tone }) => (
        <rect key={fromMs} class={`tone-${tone}`} x={percent(fromMs)} width={percent(toMs - fromMs)} height="6" />
      )),
    [lane, endMs],
  );

  const onPointerDown = (event: TargetedPointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const atMs = ((event.clientX - left) / width) * endMs;
    if (atMs < view.fromMs || atMs > view.toMs) dispatch({ type: 'pan', byMs: atMs - (view.fromMs + view.toMs) / 2 });
    drag.current = { lastX: event.clientX, width };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: TargetedPointerEvent<HTMLElement>) => {
    const { current } = drag;
    if (!current) return;
    dispatch({ type: 'pan', byMs: ((event.clientX - current.lastX) / current.width) * endMs });
    drag.current = { ...current, lastX: event.clientX };
  };
  const stop = () => {
    drag.current = undefined;
  };
  return (
    <div
      class={whole ? 'overview whole' : 'overview'}
      aria-hidden="true"
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={stop}
      onPointerCancel={stop}
    >
      <svg width="100%" height="6" aria-hidden="true">
        {ribbon}
      </svg>
      {!whole && <div class="thumb" style={{ left: percent(view.fromMs), width: percent(view.toMs - view.fromMs) }} />}
    </div>
  );
}
