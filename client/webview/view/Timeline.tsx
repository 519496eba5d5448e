import type { TargetedKeyboardEvent } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import type { Fold, FoldedTime } from '../../../server/src/simulation/lanes/foldedTime.ts';
import type { LaneKind } from '../../../server/src/simulation/lanes/lanes.ts';
import { type Scale, xOf } from '../../../server/src/simulation/lanes/layout.ts';
import { panelMessages as say } from '../messages.ts';
import { beforeLanes, withMissingLanes } from '../model/compared.ts';
import type { History } from '../model/history.ts';
import type { PaletteItem } from '../model/palette.ts';
import type { Action } from '../model/panelState.ts';
import { arrowStepMs, ticks, type Viewport } from '../model/viewport.ts';
import { textOf } from '../text.ts';
import { Axis, Grid } from './Axis.tsx';
import { FoldedColumns } from './Folds.tsx';
import { LaneGroupRows, useGroups } from './LaneGroupRows.tsx';
import { Minimap } from './Minimap.tsx';
import { Movables, type MovablesProps } from './Movables.tsx';
import { isInPlot, Scrubber } from './Scrubber.tsx';
import { type Pointed, Tooltip } from './Tooltip.tsx';
import { keyAction } from './timelineKeys.ts';
import { useDropping } from './useDropping.ts';
import { usePlotWidth } from './usePlotWidth.ts';
import { useScrubbing } from './useScrubbing.ts';
import { useWheel } from './useWheel.ts';
import { WishLanes, type WishLanesProps } from './WishLanes.tsx';

export interface TimelineProps {
  readonly history: History;
  /** The run that is held against it. */
  readonly before: History | undefined;
  /** Fields that the cursor in the manifest stands in; the lanes in which they have a say stand out. */
  readonly governed: readonly string[];
  /** What happens in the scenario and can be moved; absent where nothing can. */
  readonly movables: MovablesProps | undefined;
  /** What is wished of an app; absent where nobody asks. */
  readonly wishes: WishLanesProps | undefined;
  /** Something of the palette is dropped onto a moment; absent where nothing can be. */
  readonly onHappen: ((item: PaletteItem, atMs: number) => void) | undefined;
  /** Looks into the life of a pod that has a lane. */
  readonly onOpenPod: (podIndex: number) => void;
  readonly view: Viewport;
  readonly time: FoldedTime;
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
  const { history, view, time, timeMs, playing, selected, dispatch, onSelect, onStep, onReveal, onOpenPod } = props;
  const { endMs } = history;
  const { before } = props;
  const timeline = useMemo(
    () => (before === undefined ? history.timeline : withMissingLanes(history.timeline, before.timeline)),
    [history, before],
  );
  const lanesBefore = useMemo(() => before && beforeLanes(before.timeline), [before]);
  const box = useRef<HTMLDivElement>(null);
  const element = useRef<HTMLDivElement>(null);
  const slider = useRef<HTMLDivElement>(null);
  const measuredPx = usePlotWidth(element);
  const widthPx = measuredPx ?? 0;
  const scale = useMemo((): Scale => ({ view, widthPx, time }), [view, widthPx, time]);
  const [pointed, setPointed] = useState<Pointed | undefined>(undefined);
  const now = useRef({ history, scale });
  now.current = { history, scale };
  const plot = useMemo(() => ({ element, now }), []);

  const { governed } = props;
  const governs = useMemo(() => history.entriesOf(governed), [history, governed]);
  const chain = useMemo(() => {
    if (selected === undefined) return noEntries;
    return new Set(history.causesOf(selected).flatMap((link) => (link.kind === 'entry' ? [link.seq] : [])));
  }, [history, selected]);

  const unfold = (fold: Fold) => {
    dispatch({ type: 'fold', folding: false });
    dispatch({ type: 'show', view: fold });
  };
  const [range, setRange] = useState<Viewport | undefined>(undefined);
  const scrub = useScrubbing({ plot, slider, dispatch, onSelect, setPointed, setRange });
  useWheel(box, plot, dispatch);
  const drop = useDropping(plot, props.onHappen);

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>) => {
    // Those are the editor's.
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const stepMs = arrowStepMs({ fromMs: time.along(view.fromMs), toMs: time.along(view.toMs) });
    const action = keyAction(event.key, { stepMs, timeMs, endMs, time });
    if (event.key === 'PageDown' || (event.shiftKey && event.key === 'ArrowRight')) onStep(1);
    else if (event.key === 'PageUp' || (event.shiftKey && event.key === 'ArrowLeft')) onStep(-1);
    else if (event.key === ' ') dispatch({ type: 'play', playing: !playing });
    else if (event.key === 'Enter' && selected !== undefined) onReveal(selected, true);
    else if (action) dispatch(action);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const marks = useMemo(
    () => (measuredPx === undefined ? [] : ticks(view, measuredPx, time)),
    [view, measuredPx, time],
  );
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
            laneProps={{ scale, selected, chain, governs, history, onPoint: setPointed, onOpenPod }}
          />
        )),
    [timeline, lanesBefore, scale, measuredPx, selected, chain, governs, history, isOpen, toggle, filter, onOpenPod],
  );

  const whole = useMemo(
    () => (timeline.groups[0]?.lanes ?? []).filter(({ kind }) => seenFromAfar.has(kind)),
    [timeline],
  );

  const scrubberX = xOf(scale, timeMs);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys are those of the slider inside
    <div class={before === undefined ? 'timeline' : 'timeline compared'} ref={box} onKeyDown={onKeyDown}>
      <div class="timeline-body">
        <div class="timeline-scroll" onPointerLeave={() => setPointed(undefined)} {...scrub} {...drop}>
          <Axis
            scale={scale}
            ticks={marks}
            scrubberX={isInPlot(scale, scrubberX) ? scrubberX : undefined}
            plot={element}
            onUnfold={unfold}
          >
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
          </Axis>
          {props.movables && <Movables {...props.movables} scale={scale} />}
          {props.wishes && <WishLanes {...props.wishes} scale={scale} />}
          <div class="lanes">
            <Grid scale={scale} ticks={marks} />
            {rows}
            <FoldedColumns scale={scale} />
          </div>
        </div>
        <Scrubber history={history} timeMs={timeMs} scale={scale} range={range} slider={slider} />
      </div>
      <Minimap
        lanes={whole}
        view={view}
        time={time}
        timeMs={timeMs}
        endMs={endMs}
        widthPx={widthPx}
        dispatch={dispatch}
      />
      {pointed && <Tooltip pointed={pointed} within={box} />}
    </div>
  );
}

/** The lanes that the minimap shows. */
const seenFromAfar: ReadonlySet<LaneKind> = new Set(['pod', 'rollout', 'endpoints', 'requests', 'events']);

const noEntries: ReadonlySet<number> = new Set();
