import { useMemo } from 'preact/hooks';
import { type Scale, xOf } from '../../../server/src/simulation/lanes/layout.ts';
import { panelMessages as say } from '../messages.ts';
import type { History } from '../model/history.ts';
import type { Viewport } from '../model/viewport.ts';
import { momentText, textOf, timeText } from '../text.ts';
import { plotPaddingPx } from './plot.ts';

interface Props {
  readonly history: History;
  readonly timeMs: number;
  readonly scale: Scale;
  /** What a drag with Shift is about to zoom to. */
  readonly range: Viewport | undefined;
  readonly slider: { readonly current: HTMLDivElement | null };
}

/** The moment that is looked at, as a line through all lanes; it takes the timeline's keys. */
export function Scrubber({ history, timeMs, scale, range, slider }: Props) {
  const x = xOf(scale, timeMs);
  // It reads the whole history, and the view changes more often than the time.
  const standing = useMemo(() => history.standingAt(timeMs), [history, timeMs]);
  return (
    <div class="scrubber-track">
      {range && <ZoomRange range={range} scale={scale} />}
      <div
        class={isInPlot(scale, x) ? 'scrubber' : 'scrubber off'}
        role="slider"
        ref={slider}
        tabIndex={0}
        aria-label={textOf(say.time())}
        aria-valuemin={0}
        aria-valuemax={Math.round(history.endMs / 10) / 100}
        aria-valuenow={Math.round(timeMs / 10) / 100}
        aria-valuetext={`${timeText(timeMs)}: ${standing}`}
        aria-keyshortcuts="ArrowLeft ArrowRight PageUp PageDown Home End Plus Minus 0 Space Enter"
        style={{ transform: `translateX(${plotPaddingPx + x}px)` }}
      >
        <span class={flagClass(x, scale.widthPx)}>{momentText(timeMs)}</span>
      </div>
    </div>
  );
}

export function isInPlot({ widthPx }: Scale, x: number): boolean {
  return x >= -1 && x <= widthPx + 1;
}

function ZoomRange({ range, scale }: { range: Viewport; scale: Scale }) {
  const [a, b] = [xOf(scale, range.fromMs), xOf(scale, range.toMs)];
  return (
    <div class="zoom-range" style={{ left: `${plotPaddingPx + Math.min(a, b)}px`, width: `${Math.abs(b - a)}px` }} />
  );
}

/** The time on the scrubber's flag stays inside the plot. */
function flagClass(x: number, widthPx: number): string {
  if (x < 30) return 'flag right';
  return x > widthPx - 30 ? 'flag left' : 'flag';
}
