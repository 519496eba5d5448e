import { duration } from '../../../server/src/base/message.ts';
import type { Fold, FoldedTime } from '../../../server/src/simulation/lanes/foldedTime.ts';
import { type Scale, xOf } from '../../../server/src/simulation/lanes/layout.ts';
import { foldMessages as say } from '../model/foldMessages.ts';
import { textOf, timeText } from '../text.ts';
import { plotPaddingPx } from './plot.ts';
import { textWidth } from './textWidth.ts';

/** The folds that are in view, and where. */
export function placedFolds(scale: Scale): { readonly fold: Fold; readonly x0: number; readonly x1: number }[] {
  const { time, view, widthPx } = scale;
  return (time?.folds ?? [])
    .filter(({ fromMs, toMs }) => toMs > view.fromMs && fromMs < view.toMs)
    .map((fold) => ({
      fold,
      x0: Math.max(0, xOf(scale, fold.fromMs)),
      x1: Math.min(widthPx, xOf(scale, fold.toMs)),
    }))
    .filter(({ x0, x1 }) => x1 - x0 >= 2);
}

/** A break of the axis at each fold, with its length where there is room; pressed, it is shown as it is. */
export function FoldButtons({ scale, onUnfold }: { scale: Scale; onUnfold: (fold: Fold) => void }) {
  return (
    <>
      {placedFolds(scale).map(({ fold, x0, x1 }) => {
        const length = fold.toMs - fold.fromMs;
        const name = textOf(say.one({ length: duration(length), from: duration(fold.fromMs) }));
        const label = timeText(length);
        return (
          <button
            key={fold.fromMs}
            type="button"
            class="fold-break"
            // The switch above the timeline is for keys: there may be dozens of these.
            tabIndex={-1}
            aria-label={name}
            title={name}
            style={{ left: `${plotPaddingPx + x0}px`, width: `${x1 - x0}px` }}
            onPointerDown={(event) => event.stopPropagation()}
            onDblClick={(event) => event.stopPropagation()}
            onClick={() => onUnfold(fold)}
          >
            {[label, '⋯'].find((text) => textWidth(text) + 8 <= x1 - x0)}
          </button>
        );
      })}
    </>
  );
}

/** The same through all lanes. */
export function FoldedColumns({ scale }: { scale: Scale }) {
  const folds = placedFolds(scale);
  if (folds.length === 0) return null;
  return (
    <svg class="folds" aria-hidden="true">
      {folds.map(({ fold, x0, x1 }) => (
        <g key={fold.fromMs}>
          <rect x={plotPaddingPx + x0} width={x1 - x0} y="0" height="100%" />
          <line x1={plotPaddingPx + x0} x2={plotPaddingPx + x0} y1="0" y2="100%" />
          <line x1={plotPaddingPx + x1} x2={plotPaddingPx + x1} y1="0" y2="100%" />
        </g>
      ))}
    </svg>
  );
}

/** That the axis is broken, and how much it leaves out. */
export function FoldedNote({ time: { folds } }: { time: FoldedTime }) {
  if (folds.length === 0) return null;
  const ms = folds.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  return <p class="quiet folded">{textOf(say.sum({ count: folds.length, length: duration(ms) }))}</p>;
}
