import type { TargetedKeyboardEvent } from 'preact';
import { duration, type Message, seconds } from '../../../server/src/base/message.ts';
import { type Scale, xOf } from '../../../server/src/simulation/lanes/layout.ts';
import type { TuneWish } from '../../../server/src/simulation/tune.ts';
import { decidingMs, mostWishedSeconds, type WishMark, wished } from '../model/tuning.ts';
import { tuningMessages as say } from '../model/tuningMessages.ts';
import { textOf } from '../text.ts';
import { plotPaddingPx } from './plot.ts';
import { useTimeDrag } from './useTimeDrag.ts';

export interface WishLanesProps {
  readonly marks: readonly WishMark[];
  readonly onWish: (wish: TuneWish, seconds: number | undefined) => void;
}

const names: Readonly<Record<TuneWish, Message>> = {
  startSeconds: say.startShort(),
  restartSeconds: say.restartShort(),
  trafficSeconds: say.trafficShort(),
  outageSeconds: say.outageShort(),
};

/** A lane for each wish below the axis: from what it counts, when it comes about, and the mark that is dragged. */
export function WishLanes({ marks, onWish, scale }: WishLanesProps & { scale: Scale }) {
  return (
    <fieldset class="wishes" aria-label={textOf(say.lanes())}>
      {marks.map((mark) => (
        <WishLane key={mark.wish} mark={mark} scale={scale} onWish={onWish} />
      ))}
    </fieldset>
  );
}

const middlePx = 10;

function WishLane({ mark, scale, onWish }: { mark: WishMark; scale: Scale; onWish: WishLanesProps['onWish'] }) {
  const { wish, originMs, seconds: value, reach, neededSeconds } = mark;
  const shownSeconds = value ?? Math.max(1, Math.round((decidingMs(mark) ?? 10_000) / 1000));
  const atMs = originMs + shownSeconds * 1000;
  const drag = useTimeDrag(scale, atMs, (ms) => onWish(wish, (ms - originMs) / 1000));
  const xAfter = (ms: number) => within(scale, xOf(scale, originMs + ms));
  const [from, to] = [xAfter(0), xAfter(shownSeconds * 1000)];
  const needed = neededSeconds === undefined ? to : xAfter(neededSeconds * 1000);
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>) => {
    const next = steppedBy(event, shownSeconds);
    if (next !== undefined) onWish(wish, wished(next));
    else if (event.key === 'Delete' || event.key === 'Backspace') onWish(wish, undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class={value === undefined ? 'wish' : neededSeconds === undefined ? 'wish set' : 'wish set contradicted'}>
      <div class="lane-name">{textOf(names[wish])}</div>
      <div class="wish-plot">
        <svg width={scale.widthPx + 2 * plotPaddingPx} height={2 * middlePx} aria-hidden="true">
          <g transform={`translate(${plotPaddingPx} 0)`}>
            <path class="wish-line" d={`M${from} ${middlePx - 4}v8M${from} ${middlePx}H${to}`} />
            {neededSeconds !== undefined && <path class="wish-needed" d={`M${to} ${middlePx}H${needed}m0 -4v8`} />}
            {reach !== undefined && neededSeconds === undefined && (
              <rect
                class="wish-reach"
                x={xAfter(reach.bestMs)}
                width={Math.max(2, xAfter(reach.worstMs) - xAfter(reach.bestMs))}
                y={middlePx - 3}
                height={6}
                rx={2}
              />
            )}
          </g>
        </svg>
        <div
          class={to > scale.widthPx - 70 ? 'wish-mark left' : 'wish-mark'}
          role="slider"
          tabIndex={0}
          aria-label={textOf(say[wish]())}
          aria-valuemin={1}
          aria-valuemax={mostWishedSeconds}
          aria-valuenow={shownSeconds}
          aria-valuetext={textOf(spoken(mark))}
          title={`${textOf(spoken(mark))} ${textOf(say.keys())}`}
          style={{ transform: `translateX(${plotPaddingPx + to}px)` }}
          onKeyDown={onKeyDown}
          {...drag}
        >
          {/* Beside what is missing, not on it. */}
          {value !== undefined && <span style={{ marginLeft: `${needed - to}px` }}>{textOf(limit(wish, value))}</span>}
        </div>
      </div>
    </div>
  );
}

/** What lies beyond an edge stands there, where it can still be dragged. */
function within({ widthPx }: Scale, x: number): number {
  return Math.min(Math.max(x, 0), widthPx);
}

function steppedBy({ key, shiftKey }: KeyboardEvent, value: number): number | undefined {
  const step = shiftKey ? 10 : 1;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return value + step;
    case 'ArrowLeft':
    case 'ArrowDown':
      return value - step;
    case 'PageUp':
      return value + 10;
    case 'PageDown':
      return value - 10;
    case 'Home':
      return 1;
    default:
      return undefined;
  }
}

function limit(wish: TuneWish, value: number): Message {
  const time = duration(value * 1000);
  return wish === 'outageSeconds' || wish === 'startSeconds' ? say.atLeast({ time }) : say.atMost({ time });
}

function spoken({ wish, seconds: value, reach }: WishMark): Message {
  const name = say[wish]();
  const [from, to] = [reach?.bestMs, reach?.worstMs].map((ms) => duration(ms ?? 0)) as [
    ReturnType<typeof duration>,
    ReturnType<typeof duration>,
  ];
  if (value !== undefined) {
    const time = seconds(value);
    return reach === undefined ? say.wishedOnly({ wish: name, time }) : say.wishedFor({ wish: name, time, from, to });
  }
  return reach === undefined ? say.noWishNever({ wish: name }) : say.noWish({ wish: name, from, to });
}
