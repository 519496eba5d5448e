import type { TargetedDragEvent, TargetedKeyboardEvent, TargetedMouseEvent, TargetedPointerEvent } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { placeMarks, type Scale, timeAt, xOf } from '../../../server/src/simulation/lanes/layout.ts';
import { panelMessages as say } from '../messages.ts';
import { beforeLanes, withMissingLanes } from '../model/compared.ts';
import type { History } from '../model/history.ts';
import { type PaletteItem, paletteItems } from '../model/palette.ts';
import type { Action } from '../model/panelState.ts';
import { arrowStepMs, ticks, type Viewport } from '../model/viewport.ts';
import { textOf, timeText } from '../text.ts';
import { LaneGroupRows, useGroups } from './LaneGroupRows.tsx';
import { Movables, type MovablesProps } from './Movables.tsx';
import { Overview } from './Overview.tsx';
import { draggedType } from './Palette.tsx';
import { plotPaddingPx } from './plot.ts';
import { markUnder, shapeAround } from './pointing.ts';
import { type Pointed, Tooltip } from './Tooltip.tsx';

export interface TimelineProps {
  readonly history: History;
  /** The run that is held against it. */
  readonly before: History | undefined;
  /** Fields that the cursor in the manifest stands in; the lanes in which they have a say stand out. */
  readonly governed: readonly string[];
  /** What happens in the scenario and can be moved; absent where nothing can. */
  readonly movables: MovablesProps | undefined;
  /** Something of the palette is dropped onto a moment. */
  readonly onHappen: (item: PaletteItem, atMs: number) => void;
  readonly view: Viewport;
  readonly timeMs: number;
  readonly playing: boolean;
  readonly selected: number | undefined;
  readonly dispatch: (action: Action) => void;
  readonly onSelect: (entry: number, atMs?: number) => void;
  readonly onStep: (direction: 1 | -1) => void;
  readonly onReveal: (entry: number, focus: boolean) => void;
}

/** Swim lanes over time with a scrubber. */
export function Timeline(props: TimelineProps) {
  const { history, view, timeMs, playing, selected, dispatch, onSelect, onStep, onReveal } = props;
  const { endMs } = history;
  const { before } = props;
  const timeline = useMemo(
    () => (before === undefined ? history.timeline : withMissingLanes(history.timeline, before.timeline)),
    [history, before],
  );
  const lanesBefore = useMemo(() => before && beforeLanes(before.timeline), [before]);
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<HTMLDivElement>(null);
  const slider = useRef<HTMLDivElement>(null);
  const measuredPx = usePlotWidth(plot);
  const widthPx = measuredPx ?? 0;
  const scale = useMemo((): Scale => ({ view, widthPx }), [view, widthPx]);
  const [pointed, setPointed] = useState<Pointed | undefined>(undefined);

  // Handlers live as long as the component; what they need is read when they run.
  const now = useRef({ history, scale, timeMs, selected, endMs });
  now.current = { history, scale, timeMs, selected, endMs };

  const { governed } = props;
  const governs = useMemo(() => history.entriesOf(governed), [history, governed]);
  const chain = useMemo(() => {
    if (selected === undefined) return noEntries;
    return new Set(history.causesOf(selected).flatMap((link) => (link.kind === 'entry' ? [link.seq] : [])));
  }, [history, selected]);

  const [range, setRange] = useState<Viewport | undefined>(undefined);
  const scrub = useScrubbing({ plot, slider, now, dispatch, onSelect, setPointed, setRange });
  useWheel(box, plot, now, dispatch);

  const drop = useDropping(plot, now, props.onHappen);

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>) => {
    const step = arrowStepMs(view);
    const action = keyAction(event.key, step, timeMs, endMs);
    if (event.key === 'PageDown' || (event.shiftKey && event.key === 'ArrowRight')) onStep(1);
    else if (event.key === 'PageUp' || (event.shiftKey && event.key === 'ArrowLeft')) onStep(-1);
    else if (event.key === ' ') dispatch({ type: 'play', playing: !playing });
    else if (event.key === 'Enter' && selected !== undefined) onReveal(selected, true);
    else if (action) dispatch(action);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const marks = useMemo(() => (measuredPx === undefined ? [] : ticks(view, measuredPx)), [view, measuredPx]);
  const { isOpen, toggle, filter, setFilter, isFilterable } = useGroups(timeline);
  const rows = useMemo(
    () =>
      (measuredPx === undefined ? [] : timeline.groups)
        .filter(({ name }) => name === undefined || name.toLowerCase().includes(filter.toLowerCase()))
        .map((group) => (
          <LaneGroupRows
            key={group.name ?? ''}
            group={group}
            isOpen={isOpen(group)}
            onToggle={() => toggle(group)}
            before={lanesBefore}
            laneProps={{ scale, selected, chain, governs, history, onPoint: setPointed }}
          />
        )),
    [timeline, lanesBefore, scale, measuredPx, selected, chain, governs, history, isOpen, toggle, filter],
  );

  const scrubberX = xOf(scale, timeMs);
  const visible = scrubberX >= -1 && scrubberX <= widthPx + 1;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys are those of the slider inside
    <div class={before === undefined ? 'timeline' : 'timeline compared'} ref={box} onKeyDown={onKeyDown}>
      <div class="timeline-scroll" onPointerLeave={() => setPointed(undefined)} {...scrub} {...drop}>
        <div class="axis">
          <div class="axis-label">
            {isFilterable && (
              <input
                class="lane-filter"
                type="search"
                aria-label={textOf(say.filterContainers())}
                placeholder={textOf(say.filter())}
                value={filter}
                onInput={(event) => setFilter(event.currentTarget.value)}
                onPointerDown={(event) => event.stopPropagation()}
                onKeyDown={(event) => event.stopPropagation()}
              />
            )}
          </div>
          <div class="axis-plot" ref={plot}>
            <svg width={widthPx + 2 * plotPaddingPx} height="24" aria-hidden="true">
              {marks
                .map((atMs) => ({ atMs, x: xOf(scale, atMs) }))
                .filter(({ x }) => !visible || Math.abs(x - scrubberX) > flagWidthPx)
                .map(({ atMs, x }) => (
                  <text key={atMs} x={plotPaddingPx + x} y="15" class={x > widthPx - 8 ? 'tick last' : 'tick'}>
                    {timeText(atMs)}
                  </text>
                ))}
            </svg>
          </div>
        </div>
        {props.movables && <Movables {...props.movables} scale={scale} />}
        <div class="lanes">
          <svg class="grid" aria-hidden="true">
            {marks.map((atMs) => {
              const x = plotPaddingPx + Math.round(xOf(scale, atMs)) + 0.5;
              return <line key={atMs} x1={x} x2={x} y1="0" y2="100%" />;
            })}
          </svg>
          {rows}
        </div>
      </div>
      <div class="scrubber-track">
        {range && <ZoomRange range={range} scale={scale} />}
        <div
          class={visible ? 'scrubber' : 'scrubber off'}
          role="slider"
          ref={slider}
          tabIndex={0}
          aria-label={textOf(say.time())}
          aria-valuemin={0}
          aria-valuemax={Math.round(endMs / 10) / 100}
          aria-valuenow={Math.round(timeMs / 10) / 100}
          aria-valuetext={`${timeText(timeMs)}: ${history.standingAt(timeMs)}`}
          aria-keyshortcuts="ArrowLeft ArrowRight PageUp PageDown Home End Plus Minus 0 Space Enter"
          style={{ transform: `translateX(${plotPaddingPx + scrubberX}px)` }}
        >
          <span class={flagClass(scrubberX, widthPx)}>{timeText(timeMs)}</span>
        </div>
      </div>
      <Overview
        lane={timeline.groups[0]?.lanes.find(({ kind }) => kind !== 'node')}
        view={view}
        endMs={endMs}
        dispatch={dispatch}
      />
      {pointed && <Tooltip pointed={pointed} within={box} />}
    </div>
  );
}

/** What a drag with Shift is about to zoom to. */
function ZoomRange({ range, scale }: { range: Viewport; scale: Scale }) {
  const [a, b] = [xOf(scale, range.fromMs), xOf(scale, range.toMs)];
  return (
    <div class="zoom-range" style={{ left: `${plotPaddingPx + Math.min(a, b)}px`, width: `${Math.abs(b - a)}px` }} />
  );
}

/** Closer than this to the scrubber, a tick's label would lie under its flag. */
const flagWidthPx = 60;

const noEntries: ReadonlySet<number> = new Set();

/** The time on the scrubber's flag stays inside the plot. */
function flagClass(x: number, widthPx: number): string {
  if (x < 30) return 'flag right';
  return x > widthPx - 30 ? 'flag left' : 'flag';
}

function keyAction(key: string, stepMs: number, timeMs: number, endMs: number): Action | undefined {
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

/** What is dragged from the palette happens where it is dropped. */
function useDropping(
  plot: { readonly current: HTMLElement | null },
  now: { readonly current: Now },
  onHappen: TimelineProps['onHappen'],
) {
  return {
    onDragOver(event: TargetedDragEvent<HTMLElement>) {
      if (event.dataTransfer?.types.includes(draggedType)) event.preventDefault();
    },
    onDrop(event: TargetedDragEvent<HTMLElement>) {
      const item = event.dataTransfer?.getData(draggedType);
      const known = paletteItems.find((one) => one === item);
      if (known === undefined) return;
      event.preventDefault();
      const x = event.clientX - (plot.current?.getBoundingClientRect().left ?? 0) - plotPaddingPx;
      const { scale, endMs } = now.current;
      onHappen(known, Math.min(Math.max(timeAt(scale, x), 0), endMs));
    },
  };
}

/** The width of the plot without its padding, kept up to date; undefined until it is known. */
function usePlotWidth(plot: { readonly current: HTMLElement | null }): number | undefined {
  const [width, setWidth] = useState<number | undefined>(undefined);
  useLayoutEffect(() => {
    const element = plot.current;
    if (!element) return;
    const measure = () => setWidth(Math.max(50, element.clientWidth - 2 * plotPaddingPx));
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [plot]);
  return width;
}

interface Now {
  readonly history: History;
  readonly scale: Scale;
  readonly timeMs: number;
  readonly selected: number | undefined;
  readonly endMs: number;
}

/** Farther than this the pointer drags, nearer it clicks. */
const clickRadiusPx = 3;

/** Dragging moves the scrubber; a click also selects what it hits. */
function useScrubbing(parts: {
  plot: { readonly current: HTMLElement | null };
  slider: { readonly current: HTMLElement | null };
  now: { readonly current: Now };
  dispatch: (action: Action) => void;
  onSelect: (entry: number, atMs?: number) => void;
  setPointed: (pointed: Pointed | undefined) => void;
  setRange: (range: Viewport | undefined) => void;
}) {
  const { plot, slider, now, dispatch, onSelect, setPointed, setRange } = parts;
  /** `fromMs` is set where the drag chooses what to zoom to. */
  const drag = useRef<{ startX: number; moved: boolean; fromMs?: number } | undefined>(undefined);
  const xUnder = useCallback(
    (clientX: number) => clientX - (plot.current?.getBoundingClientRect().left ?? 0) - plotPaddingPx,
    [plot],
  );
  const timeUnder = useCallback((clientX: number) => timeAt(now.current.scale, xUnder(clientX)), [now, xUnder]);
  /** Not over the lanes' names, not over a scroll bar. */
  const inPlot = ({ clientX }: MouseEvent) => {
    const { left, right } = plot.current?.getBoundingClientRect() ?? { left: 0, right: 0 };
    return clientX >= left && clientX <= right;
  };
  return {
    onPointerDown(event: TargetedPointerEvent<HTMLElement>) {
      if (event.button !== 0 || !inPlot(event)) return;
      drag.current = {
        startX: event.clientX,
        moved: false,
        ...(event.shiftKey ? { fromMs: timeUnder(event.clientX) } : {}),
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
      if (current.fromMs !== undefined) setRange({ fromMs: current.fromMs, toMs: timeUnder(event.clientX) });
      else dispatch({ type: 'seek', timeMs: timeUnder(event.clientX) });
    },
    onPointerUp(event: TargetedPointerEvent<HTMLElement>) {
      const { current } = drag;
      drag.current = undefined;
      setRange(undefined);
      if (current?.moved && current.fromMs !== undefined) {
        dispatch({ type: 'show', view: { fromMs: current.fromMs, toMs: timeUnder(event.clientX) } });
      }
      if (!current || current.moved) return;
      // The pointer is captured, so the event does not say what it hit.
      const under = document.elementFromPoint(event.clientX, event.clientY);
      const atMs = timeUnder(event.clientX);
      const { history, scale } = now.current;
      const { lane: laneId } = under?.closest<HTMLElement>('[data-lane]')?.dataset ?? {};
      const lane = history.timeline.groups.flatMap(({ lanes }) => lanes).find(({ id }) => id === laneId);
      const mark = lane && markUnder(placeMarks(lane.marks, scale), under, xUnder(event.clientX));
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
      if (inPlot(event)) dispatch({ type: 'zoom', factor: 0.4, aroundMs: timeUnder(event.clientX) });
    },
  };
}

/**
 * The wheel zooms around the pointer, sideways (or with Shift) it pans. Where there is something to scroll, the plain
 * wheel scrolls, and Ctrl zooms.
 */
function useWheel(
  boxRef: { readonly current: HTMLElement | null },
  plot: { readonly current: HTMLElement | null },
  now: { readonly current: Now },
  dispatch: (action: Action) => void,
): void {
  useEffect(() => {
    const element = boxRef.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      const { scale } = now.current;
      const x = event.clientX - (plot.current?.getBoundingClientRect().left ?? 0) - plotPaddingPx;
      const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
      if (Math.abs(sideways) > Math.abs(event.deltaY) || event.shiftKey) {
        dispatch({ type: 'pan', byMs: timeAt(scale, sideways) - timeAt(scale, 0) });
      } else if (event.ctrlKey || event.metaKey || (x >= -plotPaddingPx && !canScroll(event.target))) {
        const factor = 1.0015 ** Math.max(-300, Math.min(300, event.deltaY));
        dispatch({ type: 'zoom', factor, aroundMs: timeAt(scale, Math.max(0, Math.min(x, scale.widthPx))) });
      } else {
        return;
      }
      event.preventDefault();
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [boxRef, plot, now, dispatch]);
}

function canScroll(target: EventTarget | null): boolean {
  for (let element = target instanceof Element ? target : null; element; element = element.parentElement) {
    if (element.scrollHeight > element.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(element).overflowY)) {
      return true;
    }
  }
  return document.documentElement.scrollHeight > document.documentElement.clientHeight + 1;
}
