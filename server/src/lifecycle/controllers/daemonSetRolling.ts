/** Which pods of a DaemonSet an update replaces next. Upstream: `pkg/controller/daemon/update.go`. */
import { type Fenceposts, resolveDaemonFenceposts } from '../../kubernetes/rollingUpdate.ts';
import { daemonSetDefaults } from '../../kubernetes/workloadDefaults.ts';
import type { DaemonSetSpec } from '../../kubernetes/workloadSpec.ts';
import type { WorkloadPod } from '../workload/workloadPods.ts';

/** The pods of a node that are not being deleted, those that have the node first, then the oldest. */
export interface PodsOnNode {
  readonly node: number;
  readonly pods: readonly WorkloadPod[];
  readonly isNew: (pod: WorkloadPod) => boolean;
  readonly isAvailable: (pod: WorkloadPod) => boolean;
}

/** The bounds of an update on so many nodes; one that allows nothing has one pod unavailable. */
export function daemonSetFenceposts({ updateStrategy }: DaemonSetSpec, nodes: number): Fenceposts {
  if (updateStrategy?.type === 'OnDelete') return { maxSurge: 0, maxUnavailable: 0 };
  const { maxSurge, maxUnavailable } = updateStrategy?.rollingUpdate ?? {};
  return resolveDaemonFenceposts(
    maxSurge ?? daemonSetDefaults.maxSurge,
    maxUnavailable ?? daemonSetDefaults.maxUnavailable,
    nodes,
  );
}

/** The one new and the one old pod of a node; undefined where there are several of a kind. */
function newAndOld({ pods, isNew }: PodsOnNode): { newPod?: WorkloadPod; oldPod?: WorkloadPod } | undefined {
  const [newPod, ...newer] = pods.filter(isNew);
  const [oldPod, ...older] = pods.filter((pod) => !isNew(pod));
  if (newer.length + older.length > 0) return undefined;
  return { ...(newPod === undefined ? {} : { newPod }), ...(oldPod === undefined ? {} : { oldPod }) };
}

/** Old pods to delete: those that are not available at once, of the others as many as may be unavailable. */
export function podsToReplace(nodes: readonly PodsOnNode[], maxUnavailable: number): WorkloadPod[] {
  let unavailable = 0;
  const allowed: WorkloadPod[] = [];
  const candidates: WorkloadPod[] = [];
  for (const node of nodes) {
    const { newPod, oldPod } = newAndOld(node) ?? {};
    if ((newPod === undefined) === (oldPod === undefined)) unavailable++;
    else if (newPod !== undefined) unavailable += node.isAvailable(newPod) ? 0 : 1;
    else if (oldPod !== undefined && node.isAvailable(oldPod)) candidates.push(oldPod);
    else if (oldPod !== undefined) {
      allowed.push(oldPod);
      unavailable++;
    }
  }
  return [...allowed, ...candidates.slice(0, Math.max(0, maxUnavailable - unavailable))];
}

/** With `maxSurge`: nodes that get a new pod beside the old one, and old pods that are replaced. */
export function podsToSurge(
  nodes: readonly PodsOnNode[],
  { maxSurge, desired }: { readonly maxSurge: number; readonly desired: readonly number[] },
): { readonly create: readonly number[]; readonly remove: readonly WorkloadPod[] } {
  let surging = 0;
  let available = 0;
  const remove: WorkloadPod[] = [];
  const misplaced: WorkloadPod[] = [];
  const allowed: number[] = [];
  const candidates: number[] = [];
  for (const own of nodes) {
    const found = newAndOld(own);
    if (found === undefined) {
      surging++;
      continue;
    }
    const { newPod, oldPod } = found;
    const counted = oldPod ?? newPod;
    if (counted !== undefined && own.isAvailable(counted)) available++;
    if (oldPod === undefined) continue;
    if (newPod !== undefined) {
      if (own.isAvailable(newPod)) remove.push(oldPod);
      else surging++;
    } else if (desired.includes(own.node)) (own.isAvailable(oldPod) ? candidates : allowed).push(own.node);
    else (own.isAvailable(oldPod) ? misplaced : remove).push(oldPod);
  }
  const spare = Math.max(0, available - desired.length);
  return {
    create: [...allowed, ...candidates.slice(0, Math.max(0, maxSurge - surging))],
    remove: [...remove, ...misplaced.slice(0, spare)],
  };
}

/**
 * Pods that are one too many on their node: without surge all but the oldest one; with it, an old one may stay beside the
 * new one while it is ready and the new one is not available.
 * Upstream: `podsShouldBeOnNode` in `pkg/controller/daemon/daemon_controller.go`.
 */
export function surplusPods({ pods, isNew, isAvailable }: PodsOnNode, allowsSurge: boolean): WorkloadPod[] {
  if (pods.length <= 1) return [];
  if (!allowsSurge) return pods.slice(1);
  const newPod = pods.find(isNew);
  const oldPod = pods.find((pod) => !isNew(pod));
  const surplus = pods.filter((pod) => pod !== newPod && pod !== oldPod);
  if (newPod === undefined || oldPod === undefined) return surplus;
  return !oldPod.view.isReady || isAvailable(newPod) ? [...surplus, oldPod] : surplus;
}
