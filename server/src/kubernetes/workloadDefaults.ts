/**
 * What the API server fills in for fields of workloads that are left out.
 * Upstream: `pkg/apis/apps/v1/defaults.go`, `pkg/apis/batch/v1/defaults.go`.
 */

export const deploymentDefaults = {
  replicas: 1,
  minReadySeconds: 0,
  progressDeadlineSeconds: 600,
  type: 'RollingUpdate',
  maxSurge: '25%',
  maxUnavailable: '25%',
} as const;

export const statefulSetDefaults = {
  replicas: 1,
  minReadySeconds: 0,
  podManagementPolicy: 'OrderedReady',
  partition: 0,
  maxUnavailable: 1,
} as const;

export const daemonSetDefaults = { minReadySeconds: 0, maxSurge: 0, maxUnavailable: 1 } as const;

/** Of a ReplicaSet, and of a ReplicationController. */
export const replicaSetDefaults = { replicas: 1, minReadySeconds: 0 } as const;

/** `backoffLimit` holds where there is no limit for each index. */
export const jobDefaults = { parallelism: 1, completions: 1, backoffLimit: 6 } as const;

export const cronJobDefaults = {
  concurrencyPolicy: 'Allow',
  successfulJobsHistoryLimit: 3,
  failedJobsHistoryLimit: 1,
} as const;
