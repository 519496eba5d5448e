import type { ComponentChildren } from 'preact';
import type { Fold } from '../../../server/src/simulation/lanes/foldedTime.ts';
import { type Scale, xOf } from '../../../server/src/simulation/lanes/layout.ts';
import { momentText } from '../text.ts';
import { FoldButtons, placedFolds } from './Folds.tsx';
import { plotPaddingPx } from './plot.ts';

interface Props {
  readonly scale: Scale;
  readonly ticks: readonly number[];
  /** Where the scrubber stands, while it is in view: its flag covers what is below. */
  readonly scrubberX: number | undefined;
  readonly plot: { readonly current: HTMLDivElement | null };
  /** Shows a folded stretch as it is. */
  readonly onUnfold: (fold: Fold) => void;
  /** What stands left of the axis. */
  readonly children: ComponentChildren;
}

/** The times above the lanes. */
export function Axis({ scale, ticks, scrubberX, plot, onUnfold, children }: Props) {
  const { widthPx } = scale;
  const isFree = freeOf(scale, scrubberX);
  return (
    <div class="axis">
      <div class="axis-label">{children}</div>
      <div class="axis-plot" ref={plot}>
        <svg width={widthPx + 2 * plotPaddingPx} height="24" aria-hidden="true">
          {ticks
            .map((atMs) => ({ atMs, x: xOf(scale, atMs) }))
            .filter(({ x }) => isFree(x))
            .map(({ atMs, x }) => (
              <text key={atMs} x={plotPaddingPx + x} y="15" class={x > widthPx - 8 ? 'tick last' : 'tick'}>
                {momentText(atMs)}
              </text>
            ))}
        </svg>
        <FoldButtons scale={scale} onUnfold={onUnfold} />
      </div>
    </div>
  );
}

/** Closer than this to the scrubber, a tick's label would lie under its flag. */
const flagWidthPx = 60;

/** Half a label. */
const labelPx = 26;

/** Whether a label has room there: beside the scrubber's flag and what is folded, and after the label before it. */
function freeOf(scale: Scale, scrubberX: number | undefined): (x: number) => boolean {
  const folds = placedFolds(scale);
  let lastX = Number.NEGATIVE_INFINITY;
  return (x) => {
    if (scrubberX !== undefined && Math.abs(x - scrubberX) <= flagWidthPx) return false;
    if (folds.length === 0) return true;
    if (x - lastX < 2 * labelPx || folds.some(({ x0, x1 }) => x > x0 - labelPx && x < x1 + labelPx)) return false;
    lastX = x;
    return true;
  };
}

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
