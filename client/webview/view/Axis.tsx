import type { ComponentChildren } from 'preact';
import { type Scale, xOf } from '../../../server/src/simulation/lanes/layout.ts';
import { timeText } from '../text.ts';
import { plotPaddingPx } from './plot.ts';

interface Props {
  readonly scale: Scale;
  readonly ticks: readonly number[];
  /** Where the scrubber stands, while it is in view: its flag covers what is below. */
  readonly scrubberX: number | undefined;
  readonly plot: { readonly current: HTMLDivElement | null };
  /** What stands left of the axis. */
  readonly children: ComponentChildren;
}

/** The times above the lanes. */
export function Axis({ scale, ticks, scrubberX, plot, children }: Props) {
  const { widthPx } = scale;
  return (
    <div class="axis">
      <div class="axis-label">{children}</div>
      <div class="axis-plot" ref={plot}>
        <svg width={widthPx + 2 * plotPaddingPx} height="24" aria-hidden="true">
          {ticks
            .map((atMs) => ({ atMs, x: xOf(scale, atMs) }))
            .filter(({ x }) => scrubberX === undefined || Math.abs(x - scrubberX) > flagWidthPx)
            .map(({ atMs, x }) => (
              <text key={atMs} x={plotPaddingPx + x} y="15" class={x > widthPx - 8 ? 'tick last' : 'tick'}>
                {timeText(atMs)}
              </text>
            ))}
        </svg>
      </div>
    </div>
  );
}

/** Closer than this to the scrubber, a tick's label would lie under its flag. */
const flagWidthPx = 60;

/** A fine line through all lanes at each tick. */
export function Grid({ scale, ticks }: Pick<Props, 'scale' | 'ticks'>) {
  return (
    <svg class="grid" aria-hidden="true">
      {ticks.map((atMs) => {
        const x = plotPaddingPx + Math.round(xOf(scale, atMs)) + 0.5;
        return <line key={atMs} x1={x} x2={x} y1="0" y2="100%" />;
      })}
    </svg>
  );
}
