import type { NodeState } from '../world/cluster.ts';
import type { PodNeeds } from './filters.ts';
import { amounts } from './podRequests.ts';
import { untolerated } from './tolerations.ts';

/** What a container counts for that asks for nothing. Upstream: `pkg/scheduler/util/pod_resources.go`. */
const assumed: Readonly<Record<string, number>> = { cpu: 100, memory: 200 * 2 ** 20 };

/**
 * The feasible node that the pod comes to: one without taints that it does not like, with most of its CPU and memory
 * free. A part of what upstream weighs: `LeastAllocated` and `TaintToleration`.
 */
export function best(needs: PodNeeds, feasible: readonly NodeState[]): NodeState | undefined {
  let winner: NodeState | undefined;
  let highest = Number.NEGATIVE_INFINITY;
  for (const node of feasible) {
    const score = scoreOf(needs, node);
    if (score > highest) [winner, highest] = [node, score];
  }
  return winner;
}

function scoreOf(needs: PodNeeds, node: NodeState): number {
  const isDisliked = untolerated(needs.spec, node.taints, ['PreferNoSchedule']) !== undefined;
  const allocatable = amounts(node.allocatable);
  const requested = amounts(node.requested);
  const shares = Object.entries(assumed).flatMap(([resource, least]) => {
    const capacity = allocatable[resource] ?? 0;
    if (capacity <= 0) return [];
    return [Math.max(0, 1 - ((requested[resource] ?? 0) + (needs.requests[resource] || least)) / capacity)];
  });
  const free = shares.length === 0 ? 1 : shares.reduce((a, b) => a + b) / shares.length;
  // The taint weighs three times as much as the room.
  return free - (isDisliked ? 3 : 0);
}
