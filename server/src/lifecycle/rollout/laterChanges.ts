/** What somebody does to a workload while its rollout is under way: the changes of a scenario, applied. */
import type {
  DeploymentSpec,
  ReplicaSetSpec,
  RolloutWorkload,
  StatefulSetSpec,
} from '../../kubernetes/workloadSpec.ts';
import type { SpecChange } from '../workload/workload.ts';
import type { WorkloadPod } from '../workload/workloadPods.ts';
import type { LaterChange } from '../world/scenario.ts';

/** The fields of the workload's spec that a change sets; none of those that its kind does not have. */
export function specChange({ kind, spec }: RolloutWorkload, change: LaterChange): SpecChange {
  const { replicas, paused, progressDeadlineSeconds, partition, suspend, parallelism } = change;
  const { backoffLimit, activeDeadlineSeconds } = change;
  switch (kind) {
    case 'Deployment':
      return given<DeploymentSpec>({ replicas, paused, progressDeadlineSeconds });
    case 'StatefulSet': {
      const { updateStrategy } = spec as StatefulSetSpec;
      const rollingUpdate = { ...updateStrategy?.rollingUpdate, ...given({ partition }) };
      const moved = partition === undefined ? {} : { updateStrategy: { ...updateStrategy, rollingUpdate } };
      return { ...given<StatefulSetSpec>({ replicas }), ...moved };
    }
    case 'DaemonSet':
      return {};
    case 'ReplicaSet':
    case 'ReplicationController':
      return given<ReplicaSetSpec>({ replicas });
    case 'Job':
      return given({ suspend, parallelism, backoffLimit, activeDeadlineSeconds });
  }
}

/** The workload as it is when all changes have been made. */
export function changedWorkload(workload: RolloutWorkload, changes: readonly LaterChange[] = []): RolloutWorkload {
  let changed = workload;
  for (const change of changes) {
    changed = { ...changed, spec: { ...changed.spec, ...specChange(changed, change) } } as RolloutWorkload;
  }
  return changed;
}

/** Whether a pod is one of those that somebody deletes. */
export function isDeletedBy(which: string, { name, revision, view }: WorkloadPod): boolean {
  switch (which) {
    case 'all':
      return true;
    case 'notReady':
      return !view.isReady;
    case 'old':
    case 'new':
      return revision === which;
    default:
      return name === which;
  }
}

/** Paths of the fields, as the manifest has them. */
export function changedFields(change: SpecChange): string[] {
  return Object.keys(change).map((field) =>
    field === 'updateStrategy' ? 'spec.updateStrategy.rollingUpdate.partition' : `spec.${field}`,
  );
}

function given<T>(fields: { readonly [K in keyof T]?: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
