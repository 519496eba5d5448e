import { useMemo } from 'preact/hooks';
import { duration, verbatim } from '../../../server/src/base/message.ts';
import { placeBands, placeMarks, type Scale } from '../../../server/src/simulation/lanes/layout.ts';
import type { Lane } from '../model/lanes.ts';
import { pinMessages as say } from '../model/pinMessages.ts';
import { textOf } from '../text.ts';
import { beforeHeightPx } from './plot.ts';

const heightPx = beforeHeightPx - 2;

/** What the lane was in the pinned run, in a strip below it: its states, and its failures and restarts as ticks. */
export function BeforeStrip({ lane, scale, y }: { lane: Lane; scale: Scale; y: number }) {
  const bands = useMemo(() => placeBands(lane.bands, scale), [lane, scale]);
  const marks = useMemo(() => placeMarks(lane.marks, scale), [lane, scale]);
  return (
    <g class="before">
      {bands.map(({ x, width, main }) => (
        <rect
          key={main.fromMs}
          class={`tone-${main.tone} ${main.texture}`}
          x={x}
          y={y}
          width={Math.max(width - 1, 1)}
          height={heightPx}
        >
          <title>
            {textOf(
              say.before({
                what: verbatim(main.labels[0] ?? ''),
                from: duration(main.fromMs),
                until: duration(main.toMs),
              }),
            )}
          </title>
        </rect>
      ))}
      {marks.placed
        .filter(({ glyph }) => glyph === 'restart' || glyph === 'failure')
        .map(({ x, glyph, entry }) => (
          <rect key={entry} class={`glyph-${glyph}`} x={x - 1} y={y} width={2} height={heightPx} />
        ))}
    </g>
  );
}
