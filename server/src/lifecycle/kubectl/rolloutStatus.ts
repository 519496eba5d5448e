import { statefulSetDefaults } from '../../kubernetes/workloadDefaults.ts';
import type { DaemonSetWorkload, RolloutWorkload, StatefulSetSpec } from '../../kubernetes/workloadSpec.ts';
import type {
  DaemonSetStatus,
  DeploymentStatus,
  RolloutEntry,
  RolloutTrace,
  StatefulSetStatus,
  WorkloadCondition,
  WorkloadStatus,
} from '../trace/rolloutTrace.ts';

export interface RolloutStatusLine {
  readonly atMs: number;
  readonly text: string;
  /** Whether `kubectl rollout status` ends with it, and how. */
  readonly ends?: 'done' | 'error';
}

/** What a status says. */
interface Viewed {
  readonly text: string;
  readonly ends?: 'done' | 'error';
}

/**
 * What `kubectl rollout status` prints, asked for at the moment of the update, and again with each later change; a line that
 * repeats the one before it is left out. There is none for Jobs, nor for a ReplicaSet of its own.
 * Upstream: `rollout_status.go` in k8s.io/kubectl's `pkg/polymorphichelpers`.
 */
export function rolloutStatusLines(workload: RolloutWorkload, trace: RolloutTrace): RolloutStatusLine[] {
  const lines: RolloutStatusLine[] = [];
  let status: WorkloadStatus | undefined;
  let progressing: WorkloadCondition | undefined;
  let asked: Extract<RolloutEntry, { readonly kind: 'workload' }> | undefined;
  let hasEnded = false;
  for (const [index, entry] of trace.entries.entries()) {
    if (entry.kind === 'status') status = entry.status;
    else if (entry.kind === 'condition' && entry.condition.type === 'Progressing') progressing = entry.condition;
    else if (entry.kind === 'workload') {
      asked = entry;
      hasEnded = false;
    } else continue;
    if (entry.atMs < 0 || hasEnded || asked === undefined) continue;
    // Whoever watches sees what a moment ends with.
    if (trace.entries[index + 1]?.atMs === entry.atMs && isFollowed(trace, index)) continue;
    const viewed = view(workload, asked.desired, asked.generation, status, progressing);
    if (viewed === undefined) continue;
    hasEnded = viewed.ends !== undefined;
    if (lines.at(-1)?.text !== viewed.text) lines.push({ atMs: entry.atMs, ...viewed });
  }
  return lines;
}

function isFollowed({ entries }: RolloutTrace, index: number): boolean {
  const atMs = entries[index]?.atMs;
  for (let next = index + 1; entries[next]?.atMs === atMs; next++) {
    const { kind } = entries[next]!;
    if (kind === 'status' || kind === 'condition') return true;
  }
  return false;
}

function view(
  workload: RolloutWorkload,
  desired: number,
  generation: number,
  status: WorkloadStatus | undefined,
  progressing: WorkloadCondition | undefined,
): Viewed | undefined {
  switch (workload.kind) {
    case 'Deployment':
      return viewDeployment(workload.name, desired, generation, status as DeploymentStatus | undefined, progressing);
    case 'StatefulSet':
      return viewStatefulSet(workload.spec, desired, generation, status as StatefulSetStatus | undefined);
    case 'DaemonSet':
      return viewDaemonSet(workload, generation, status as DaemonSetStatus | undefined);
    default:
      return undefined;
  }
}

/** Upstream: `DeploymentStatusViewer` in `kubectl/pkg/polymorphichelpers/rollout_status.go`. */
function viewDeployment(
  name: string,
  desired: number,
  generation: number,
  status: DeploymentStatus | undefined,
  progressing: WorkloadCondition | undefined,
): Viewed {
  if (status === undefined || status.observedGeneration < generation) {
    return { text: 'Waiting for deployment spec update to be observed...' };
  }
  if (progressing?.reason === 'ProgressDeadlineExceeded') {
    return { text: `error: deployment "${name}" exceeded its progress deadline`, ends: 'error' };
  }
  const { replicas, updatedReplicas, availableReplicas } = status;
  const waiting = (what: string) => ({ text: `Waiting for deployment "${name}" rollout to finish: ${what}...` });
  if (updatedReplicas < desired) return waiting(`${updatedReplicas} out of ${desired} new replicas have been updated`);
  if (replicas > updatedReplicas) return waiting(`${replicas - updatedReplicas} old replicas are pending termination`);
  if (availableReplicas < updatedReplicas) {
    return waiting(`${availableReplicas} of ${updatedReplicas} updated replicas are available`);
  }
  return { text: `deployment "${name}" successfully rolled out`, ends: 'done' };
}

/** Upstream: `rollout_status.go`, as above. */
const onlyRolling: Viewed = {
  text: 'error: rollout status is only available for RollingUpdate strategy type',
  ends: 'error',
};

/** Upstream: `StatefulSetStatusViewer`, as above. */
function viewStatefulSet(
  { updateStrategy }: StatefulSetSpec,
  desired: number,
  generation: number,
  status: StatefulSetStatus | undefined,
): Viewed {
  if (updateStrategy?.type === 'OnDelete') return onlyRolling;
  if (status === undefined || status.observedGeneration < generation) {
    return { text: 'Waiting for statefulset spec update to be observed...' };
  }
  const { readyReplicas, updatedReplicas, updateRevision, currentRevision, currentReplicas } = status;
  if (readyReplicas < desired) return { text: `Waiting for ${desired - readyReplicas} pods to be ready...` };
  // Only a strategy that names its type and nothing else goes without a partition.
  if (updateStrategy?.type === undefined || updateStrategy.rollingUpdate !== undefined) {
    const wanted = desired - (updateStrategy?.rollingUpdate?.partition ?? statefulSetDefaults.partition);
    if (updatedReplicas < wanted) {
      const text = `Waiting for partitioned roll out to finish: ${updatedReplicas} out of ${wanted} new pods have been updated...`;
      return { text };
    }
    return { text: `partitioned roll out complete: ${updatedReplicas} new pods have been updated...`, ends: 'done' };
  }
  if (updateRevision !== currentRevision) {
    const text = `waiting for statefulset rolling update to complete ${updatedReplicas} pods at revision ${updateRevision}...`;
    return { text };
  }
  const text = `statefulset rolling update complete ${currentReplicas} pods at revision ${currentRevision}...`;
  return { text, ends: 'done' };
}

/** Upstream: `DaemonSetStatusViewer`, as above. */
function viewDaemonSet(
  { name, spec }: DaemonSetWorkload,
  generation: number,
  status: DaemonSetStatus | undefined,
): Viewed {
  if (spec.updateStrategy?.type === 'OnDelete') return onlyRolling;
  if (status === undefined || status.observedGeneration < generation) {
    return { text: 'Waiting for daemon set spec update to be observed...' };
  }
  const { updatedNumberScheduled, desiredNumberScheduled, numberAvailable } = status;
  const waiting = (what: string) => ({ text: `Waiting for daemon set "${name}" rollout to finish: ${what}...` });
  if (updatedNumberScheduled < desiredNumberScheduled) {
    return waiting(`${updatedNumberScheduled} out of ${desiredNumberScheduled} new pods have been updated`);
  }
  if (numberAvailable < desiredNumberScheduled) {
    return waiting(`${numberAvailable} of ${desiredNumberScheduled} updated pods are available`);
  }
  return { text: `daemon set "${name}" successfully rolled out`, ends: 'done' };
}
