import type { Quantities } from './clusterBehaviour.ts';

/** Which pods a quota is about; one with several, those that are in all. */
export const quotaScopes = ['Terminating', 'NotTerminating', 'BestEffort', 'NotBestEffort'] as const;
export type QuotaScope = (typeof quotaScopes)[number];

/** What of a ResourceQuota changes. */
export interface QuotaState {
  /** What all pods of the namespace may have together, e.g. `pods: 10`, `requests.cpu: 4`, `limits.memory: 8Gi`. */
  readonly hard: Quantities;
  /** What pods of others in the namespace have of it. */
  readonly used?: Quantities;
}

/** A ResourceQuota of the workload's namespace. */
export interface ResourceQuota extends QuotaState {
  readonly name: string;
  readonly scopes?: readonly QuotaScope[];
  /** Whether a LimitRange gives containers what they do not say. */
  readonly hasDefaults?: boolean;
  /** What changes, in order of time; what a change does not mention stays. */
  readonly changes?: readonly QuotaChange[];
}

export interface QuotaChange extends Partial<QuotaState> {
  /** Counted from the update; where nothing is updated, from the creation. */
  readonly atSeconds: number;
}
