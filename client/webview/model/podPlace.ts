/** Which pod of a rollout is shown, and what lies around it. */
import type { RolloutTrace } from '../../../server/src/lifecycle/trace/rolloutTrace.ts';
import type { PodPlace, RolloutSimulation } from '../protocol.ts';
import type { History } from './history.ts';
import type { Viewport } from './viewport.ts';

/** The rollout around the pod that is shown, and how it was looked at. */
export interface Outer {
  readonly simulation: RolloutSimulation;
  readonly history: History;
  readonly view: Viewport;
  readonly selected: number | undefined;
  /** When the pod was created, on the rollout's clock. */
  readonly createdAtMs: number;
}

export function placeOf({ pods }: RolloutTrace, index: number): PodPlace | undefined {
  const revision = pods[index]?.revision;
  if (revision === undefined) return undefined;
  return { revision, ordinal: pods.slice(0, index).filter((pod) => pod.revision === revision).length };
}

/** Its index among all pods; undefined where the rollout has no such pod any more. */
export function indexOf({ pods }: RolloutTrace, { revision, ordinal }: PodPlace): number | undefined {
  const indices = pods.flatMap((pod, index) => (pod.revision === revision ? [index] : []));
  return indices[ordinal];
}
