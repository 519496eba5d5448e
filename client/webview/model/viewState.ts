import { type FoldedTime, unfolded } from '../../../server/src/simulation/lanes/foldedTime.ts';
import type { PodPlace, Simulation } from '../protocol.ts';
import type { History } from './history.ts';
import type { Outer } from './podPlace.ts';
import { type Viewport, wholeOf } from './viewport.ts';

/** What the panel is doing, beside what it shows. */
export interface ViewState {
  readonly simulation: Simulation | undefined;
  /** What happened in it. */
  readonly history: History | undefined;
  readonly busy: boolean;
  /** Why the last attempt to simulate gave nothing; the result shown is older. */
  readonly problem: string | undefined;
  /** Where the scrubber stands. */
  readonly timeMs: number;
  readonly view: Viewport;
  /** Where on the axis moments stand. */
  readonly time: FoldedTime;
  /** Whether quiet stretches are folded, where the user said so. */
  readonly folding: boolean | undefined;
  /** The selected entry of the trace. */
  readonly selected: number | undefined;
  readonly playing: boolean;
  /** Simulated seconds per second of playback. */
  readonly speed: number;
  /** The pod of a rollout whose life is shown, or asked for. */
  readonly place: PodPlace | undefined;
  /** The rollout around it, while the pod is shown. */
  readonly outer: Outer | undefined;
}

export const initialState: ViewState = {
  simulation: undefined,
  history: undefined,
  busy: true,
  problem: undefined,
  timeMs: 0,
  view: wholeOf(0),
  time: unfolded,
  folding: undefined,
  selected: undefined,
  playing: false,
  speed: 5,
  place: undefined,
  outer: undefined,
};
