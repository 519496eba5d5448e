import type { RowChange } from '../../../server/src/lifecycle/kubectl/row.ts';
import type { Trace } from '../../../server/src/lifecycle/trace/trace.ts';
import type * as lanes from '../../../server/src/simulation/lanes/lanes.ts';
import { worded } from '../../../server/src/simulation/lanes/lanes.ts';
import { rolloutLanes } from '../../../server/src/simulation/lanes/rolloutLanes.ts';
import type { Replica, RolloutResult } from '../../../server/src/simulation/lanes/rolloutPods.ts';
import { podTimeline } from '../../../server/src/simulation/lanes/timeline.ts';
import type { MomentWindow } from '../protocol.ts';
import { textOf } from '../text.ts';

export type { Glyph, Texture, Tone } from '../../../server/src/simulation/lanes/lanes.ts';
export type Span = lanes.Span<string>;
export type Lane = lanes.Lane<string>;
export type LaneGroup = lanes.LaneGroup<string>;
export type Timeline = lanes.Timeline<string>;

/** The swim lanes of a pod in words. `changes` are the rows that `kubectl get pod` would print one after the other. */
export function timelineOf(
  trace: Trace,
  changes: readonly RowChange[],
  windows: readonly MomentWindow[] = [],
): Timeline {
  return worded(podTimeline(trace, changes, windows), textOf);
}

/** The swim lanes of a rollout in words. */
export function rolloutTimeline(result: RolloutResult, replicas: readonly Replica[]): Timeline {
  return worded(rolloutLanes(result, replicas), textOf);
}
