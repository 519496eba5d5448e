import type { PodSpec } from '../../../server/src/kubernetes/pod.ts';
import { releaseOf, type SimulatedRelease } from '../../../server/src/lifecycle/release.ts';
import { PodNeeds } from '../../../server/src/lifecycle/scheduler/filters.ts';
import { findNodes } from '../../../server/src/lifecycle/scheduler/fitError.ts';
import { Cluster } from '../../../server/src/lifecycle/world/cluster.ts';
import type { ClusterNode } from '../../../server/src/lifecycle/world/clusterBehaviour.ts';

/** A pod and nodes with what the real scheduler says of them; nothing if a node fits. */
export interface RecordedScheduling {
  readonly spec: PodSpec;
  readonly nodes: readonly ClusterNode[];
  readonly message: string;
}

/** What the engine's scheduler says. */
export function messageOf({ spec, nodes }: RecordedScheduling, release: SimulatedRelease = '1.34'): string {
  return findNodes(new PodNeeds(spec, releaseOf(release)), new Cluster(nodes).nodesAt(0)).message;
}

/** Messages of the scheduler, for `npm run conformance`. */
export const schedulings = {
  title: 'messages of the scheduler',
  recognizes: ([first]: readonly Record<string, unknown>[]): boolean =>
    first !== undefined && 'spec' in first && 'nodes' in first && 'message' in first,
  report: (records: readonly Record<string, unknown>[], { verbose }: { readonly verbose: boolean }): boolean => {
    const recorded = records as unknown as readonly RecordedScheduling[];
    const wrong = recorded.filter((one) => messageOf(one) !== one.message);
    for (const one of verbose ? wrong : wrong.slice(0, 3)) {
      console.log(`  - ${one.message || '(a node fits)'}\n  + ${messageOf(one) || '(a node fits)'}`);
    }
    console.log(`${recorded.length - wrong.length} of ${recorded.length} messages are met`);
    return wrong.length === 0;
  },
};
