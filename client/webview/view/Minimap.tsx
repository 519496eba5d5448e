import type { TargetedPointerEvent } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import type { FoldedTime } from '../../../server/src/simulation/lanes/foldedTime.ts';
import type { Tone } from '../../../server/src/simulation/lanes/lanes.ts';
import {
  type PlacedBand,
  type PlacedMark,
  placeBands,
  placeMarks,
  type Scale,
} from '../../../server/src/simulation/lanes/layout.ts';
import type { Lane } from '../model/lanes.ts';
import type { Action } from '../model/panelState.ts';
import { type Viewport, wholeOf } from '../model/viewport.ts';

interface Props {
  /** What matters most of the whole, a row each. */
  readonly lanes: readonly Lane[];
  readonly view: Viewport;
  readonly time: FoldedTime;
  /** Where the scrubber stands. */
  readonly timeMs: number;
  readonly endMs: number;
  readonly widthPx: number;
  readonly dispatch: (action: Action) => void;
}

/** What a drag changes, and where it began along the axis. */
interface Drag {
  readonly part: 'window' | 'from' | 'to' | 'new';
  readonly startMs: number;
  readonly lastMs: number;
}

/**
 * The whole history at a glance, with a window on what is shown: it is dragged, its edges are drawn, and a drag beside it
 * makes another one. Keys of the timeline do the same.
 */
export function Minimap({ lanes, view, time, timeMs, endMs, widthPx, dispatch }: Props) {
  const drag = useRef<Drag | undefined>(undefined);
  // It stays as it is while the window moves.
  const whole = useMemo(
    () => <Whole lanes={lanes} time={time} endMs={endMs} widthPx={widthPx} />,
    [lanes, time, endMs, widthPx],
  );
  const wholeMs = time.along(wholeOf(endMs).toMs);
  const [fromMs, toMs] = [time.along(view.fromMs), time.along(view.toMs)];
  const percent = (alongMs: number) => `${(100 * alongMs) / wholeMs}%`;
  const alongUnder = ({ clientX, currentTarget }: TargetedPointerEvent<HTMLElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    return ((clientX - left) / width) * wholeMs;
  };
  const show = (a: number, b: number) =>
    dispatch({ type: 'show', view: { fromMs: time.at(Math.min(a, b)), toMs: time.at(Math.max(a, b)) } });

  const onPointerDown = (event: TargetedPointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    const { part = 'new' } = (event.target as HTMLElement).dataset;
    const startMs = alongUnder(event);
    drag.current = { part: part as Drag['part'], startMs, lastMs: startMs };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: TargetedPointerEvent<HTMLElement>) => {
    const { current } = drag;
    if (current === undefined) return;
    const atMs = Math.min(Math.max(alongUnder(event), 0), wholeMs);
    if (current.part === 'window') dispatch({ type: 'pan', byMs: atMs - current.lastMs });
    else if (current.part === 'from') show(Math.min(atMs, toMs), toMs);
    else if (current.part === 'to') show(fromMs, Math.max(atMs, fromMs));
    else show(current.startMs, atMs);
    drag.current = { ...current, lastMs: atMs };
  };
  const onPointerUp = () => {
    const { current } = drag;
    drag.current = undefined;
    const isClick = current?.part === 'new' && current.startMs === current.lastMs;
    if (isClick) dispatch({ type: 'pan', byMs: current.startMs - (fromMs + toMs) / 2 });
  };
  return (
    <div
      class="minimap"
      aria-hidden="true"
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => {
        drag.current = undefined;
      }}
      onDblClick={() => dispatch({ type: 'fit' })}
    >
      {whole}
      <div class="minimap-now" style={{ left: percent(time.along(timeMs)) }} />
      <div class="minimap-beside" style={{ left: 0, width: percent(fromMs) }} />
      <div class="minimap-beside" style={{ left: percent(toMs), right: 0 }} />
      <div class="minimap-window" data-part="window" style={{ left: percent(fromMs), width: percent(toMs - fromMs) }}>
        <div class="minimap-edge from" data-part="from" />
        <div class="minimap-edge to" data-part="to" />
      </div>
    </div>
  );
}

const rowPx = 7;

function Whole({ lanes, time, endMs, widthPx }: Pick<Props, 'lanes' | 'time' | 'endMs' | 'widthPx'>) {
  const scale: Scale = { view: wholeOf(endMs), widthPx, time };
  return (
    <svg
      width="100%"
      height={lanes.length * rowPx}
      viewBox={`0 0 ${Math.max(widthPx, 1)} ${lanes.length * rowPx}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {lanes.map(({ id, bands, marks }, row) => (
        <g key={id}>
          {[...pathsOf(placeBands(bands, scale), row)].map(([tone, d]) => (
            <path key={tone} class={`tone-${tone}`} d={d} />
          ))}
          <path class="minimap-trouble" d={ticksOf(placeMarks(marks, scale).placed, row)} />
        </g>
      ))}
    </svg>
  );
}

/** Bands of one tone as one element: a long run has hundreds. */
function pathsOf(bands: readonly PlacedBand[], row: number): ReadonlyMap<Tone, string> {
  const paths = new Map<Tone, string>();
  for (const { x, width, main } of bands) {
    const { tone, texture, level = 1 } = main;
    if (texture === 'faint') continue;
    const height = (rowPx - 1) * level;
    const bottom = row * rowPx + rowPx - 1;
    const d = `M${x} ${bottom}h${Math.max(width, 1)}v${-height}H${x}Z`;
    paths.set(tone, `${paths.get(tone) ?? ''}${d}`);
  }
  return paths;
}

function ticksOf(marks: readonly PlacedMark[], row: number): string {
  const troubles = marks.filter(({ glyph }) => glyph === 'warning' || glyph === 'failure' || glyph === 'restart');
  return troubles.map(({ x }) => `M${x} ${row * rowPx}h1.5v${rowPx - 1}h-1.5Z`).join('');
}
