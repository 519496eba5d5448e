import type { FieldPath } from '../base/fieldPath.ts';
import { type CustomWorkload, customWorkloads } from './customWorkloads.ts';
import type { RestartPolicy } from './pod.ts';

/** A kind whose objects are pods or make pods. */
export interface WorkloadKind {
  readonly kind: WorkloadKindName;
  /** API group, `''` for the core group. */
  readonly group: string;
  /** Versions that are served today, newest first. */
  readonly versions: readonly string[];
  /** API versions (with their group) of earlier days and the release that dropped them. */
  readonly removed: Readonly<Record<string, string>>;
  /** From the object to the pod or pod template (the object that has `metadata` and `spec`). */
  readonly podPath: FieldPath;
  /** What the API server accepts as `spec.restartPolicy` of the pod template. */
  readonly restartPolicies: readonly RestartPolicy[];
  /** Whether `restartPolicy` must be written, because its default is not among {@link restartPolicies}. */
  readonly restartPolicyRequired: boolean;
  /** Whether pods of this kind are meant to stand behind a Service: they run on, instead of finishing. */
  readonly servedByServices: boolean;
  /** The field that says how many pods run and its default; absent when it is not the manifest that decides. */
  readonly replicas?: { readonly path: FieldPath; readonly default: number };
  /** Set on custom resources, where objects may carry several pods. */
  readonly custom?: CustomWorkload;
}

export type WorkloadKindName =
  | 'Pod'
  | 'PodTemplate'
  | 'ReplicationController'
  | 'Deployment'
  | 'ReplicaSet'
  | 'StatefulSet'
  | 'DaemonSet'
  | 'Job'
  | 'CronJob'
  /** Somebody's own kind, of whatever name: a Job of another group is no Job to Kubernetes. */
  | 'CustomResource';

const anyPolicy: readonly RestartPolicy[] = ['Always', 'OnFailure', 'Never'];
const oldApps = { 'extensions/v1beta1': '1.16', 'apps/v1beta1': '1.16', 'apps/v1beta2': '1.16' } as const;

const longRunning = {
  podPath: ['spec', 'template'],
  // Upstream: ValidatePodTemplateSpecForReplicaSet and its like accept nothing but Always.
  restartPolicies: ['Always'],
  restartPolicyRequired: false,
  servedByServices: true,
} as const satisfies Partial<WorkloadKind>;

const replicas = { path: ['spec', 'replicas'], default: 1 } as const;

// Upstream: ValidateJobTemplateSpec, "Required value: valid values: "OnFailure", "Never"" also when it is left out.
const finishing = {
  restartPolicies: ['OnFailure', 'Never'],
  restartPolicyRequired: true,
  servedByServices: false,
} as const satisfies Partial<WorkloadKind>;

export const workloadKinds: readonly WorkloadKind[] = [
  {
    kind: 'Pod',
    group: '',
    versions: ['v1'],
    removed: {},
    podPath: [],
    restartPolicies: anyPolicy,
    restartPolicyRequired: false,
    servedByServices: true,
  },
  {
    kind: 'PodTemplate',
    group: '',
    versions: ['v1'],
    removed: {},
    podPath: ['template'],
    restartPolicies: anyPolicy,
    restartPolicyRequired: false,
    servedByServices: false,
  },
  { kind: 'ReplicationController', group: '', versions: ['v1'], removed: {}, ...longRunning, replicas },
  { kind: 'Deployment', group: 'apps', versions: ['v1'], removed: oldApps, ...longRunning, replicas },
  {
    kind: 'ReplicaSet',
    group: 'apps',
    versions: ['v1'],
    removed: { 'extensions/v1beta1': '1.16', 'apps/v1beta2': '1.16' },
    ...longRunning,
    replicas,
  },
  {
    kind: 'StatefulSet',
    group: 'apps',
    versions: ['v1'],
    removed: { 'apps/v1beta1': '1.16', 'apps/v1beta2': '1.16' },
    ...longRunning,
    replicas,
  },
  {
    kind: 'DaemonSet',
    group: 'apps',
    versions: ['v1'],
    removed: { 'extensions/v1beta1': '1.16', 'apps/v1beta2': '1.16' },
    ...longRunning,
  },
  {
    kind: 'Job',
    group: 'batch',
    versions: ['v1'],
    removed: {},
    podPath: ['spec', 'template'],
    ...finishing,
    replicas: { path: ['spec', 'parallelism'], default: 1 },
  },
  {
    kind: 'CronJob',
    group: 'batch',
    versions: ['v1'],
    removed: { 'batch/v1beta1': '1.25', 'batch/v2alpha1': '1.21' },
    podPath: ['spec', 'jobTemplate', 'spec', 'template'],
    ...finishing,
    replicas: { path: ['spec', 'jobTemplate', 'spec', 'parallelism'], default: 1 },
  },
];

const byApiVersionAndKind = new Map<string, WorkloadKind>(
  workloadKinds.flatMap((workload) =>
    [
      ...workload.versions.map((version) => (workload.group === '' ? version : `${workload.group}/${version}`)),
      ...Object.keys(workload.removed),
    ].map((apiVersion) => [`${apiVersion} ${workload.kind}`, workload] as const),
  ),
);

/** The workload kind that an object's `apiVersion` and `kind` name, API versions of earlier days included. */
export function findWorkloadKind(apiVersion: string, kind: string): WorkloadKind | undefined {
  return byApiVersionAndKind.get(`${apiVersion} ${kind}`);
}

/**
 * The workload kind of a custom resource: one of {@link customWorkloads}, or one whose paths the user gives as
 * `group/Kind` → paths. The user's paths win.
 */
export function findCustomWorkloadKind(
  apiVersion: string,
  kind: string,
  podPaths: Readonly<Record<string, readonly string[]>> = {},
): WorkloadKind | undefined {
  const slash = apiVersion.indexOf('/');
  const group = slash < 0 ? '' : apiVersion.slice(0, slash);
  const name = `${group}/${kind}`;
  const known = Object.hasOwn(customWorkloads, name) ? customWorkloads[name] : undefined;
  const paths = Object.hasOwn(podPaths, name) ? podPaths[name] : undefined;
  const custom = paths ? { ...known, paths } : known;
  return custom && { ...customResource, group, custom, ...pickTraits(custom) };
}

const customResource = {
  kind: 'CustomResource',
  versions: [],
  removed: {},
  podPath: [],
  restartPolicies: anyPolicy,
  restartPolicyRequired: false,
  servedByServices: false,
} as const satisfies Partial<WorkloadKind>;

function pickTraits({ servedByServices, replicas }: CustomWorkload): Partial<WorkloadKind> {
  return { ...(servedByServices ? { servedByServices } : {}), ...(replicas ? { replicas } : {}) };
}
