/** Whether quiet stretches are drawn shorter than they are. */
import { FoldedTime, unfolded } from '../../../server/src/simulation/lanes/foldedTime.ts';
import { quietStretches } from '../../../server/src/simulation/lanes/quietStretches.ts';
import type { History } from './history.ts';
import type { Viewport } from './viewport.ts';

/** Longer ones are folded if nobody says otherwise: below this, all can be seen as it is. */
const readableMs = 15 * 60_000;

/** @param wanted the user's choice; undefined leaves it to the length of the history */
export function foldedTimeOf({ endMs, timeline }: History, wanted: boolean | undefined): FoldedTime {
  return (wanted ?? endMs > readableMs) ? new FoldedTime(quietStretches(timeline)) : unfolded;
}

/** A change of the view in lengths as they are on the axis. */
export function alongAxis(time: FoldedTime, view: Viewport, change: (along: Viewport) => Viewport): Viewport {
  const { fromMs, toMs } = change({ fromMs: time.along(view.fromMs), toMs: time.along(view.toMs) });
  return { fromMs: time.at(fromMs), toMs: time.at(toMs) };
}
