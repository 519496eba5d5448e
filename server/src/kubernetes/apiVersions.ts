/**
 * The API versions under which Kubernetes serves its own kinds, in earlier days too, and which one a wrong one was meant to be.
 * Upstream: the deprecated API migration guide, https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 */
import { workloadKinds } from './workloads.ts';

/** apiVersion → release that stopped serving it → kinds. */
const removed: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'extensions/v1beta1': {
    '1.16': ['DaemonSet', 'Deployment', 'NetworkPolicy', 'PodSecurityPolicy', 'ReplicaSet'],
    '1.22': ['Ingress'],
  },
  'apps/v1beta1': { '1.16': ['ControllerRevision', 'Deployment', 'StatefulSet'] },
  'apps/v1beta2': { '1.16': ['ControllerRevision', 'DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'] },
  'admissionregistration.k8s.io/v1beta1': {
    '1.22': ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
  },
  'apiextensions.k8s.io/v1beta1': { '1.22': ['CustomResourceDefinition'] },
  'apiregistration.k8s.io/v1beta1': { '1.22': ['APIService'] },
  'authentication.k8s.io/v1beta1': { '1.22': ['TokenReview'] },
  'authorization.k8s.io/v1beta1': {
    '1.22': ['LocalSubjectAccessReview', 'SelfSubjectAccessReview', 'SelfSubjectRulesReview', 'SubjectAccessReview'],
  },
  'autoscaling/v2beta1': { '1.25': ['HorizontalPodAutoscaler'] },
  'autoscaling/v2beta2': { '1.26': ['HorizontalPodAutoscaler'] },
  'batch/v1beta1': { '1.25': ['CronJob'] },
  'batch/v2alpha1': { '1.21': ['CronJob'] },
  'certificates.k8s.io/v1beta1': { '1.22': ['CertificateSigningRequest'] },
  'coordination.k8s.io/v1beta1': { '1.22': ['Lease'] },
  'discovery.k8s.io/v1beta1': { '1.25': ['EndpointSlice'] },
  'events.k8s.io/v1beta1': { '1.25': ['Event'] },
  'flowcontrol.apiserver.k8s.io/v1beta1': { '1.26': ['FlowSchema', 'PriorityLevelConfiguration'] },
  'networking.k8s.io/v1beta1': { '1.22': ['Ingress', 'IngressClass'] },
  'node.k8s.io/v1beta1': { '1.25': ['RuntimeClass'] },
  'policy/v1beta1': { '1.25': ['PodDisruptionBudget', 'PodSecurityPolicy'] },
  'rbac.authorization.k8s.io/v1beta1': { '1.22': ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'] },
  'scheduling.k8s.io/v1beta1': { '1.22': ['PriorityClass'] },
  'storage.k8s.io/v1beta1': {
    '1.22': ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment'],
    '1.27': ['CSIStorageCapacity'],
  },
};

/** The API group of an `apiVersion`: `apps` of `apps/v1`, `''` of `v1`. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash === -1 ? '' : apiVersion.slice(0, slash);
}

/** Kubernetes' own API groups, today and in earlier days: no custom resource lives in them. The catalog's test compares them. */
const builtInGroups: ReadonlySet<string> = new Set([
  '',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'apps',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'autoscaling',
  'batch',
  'certificates.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'extensions',
  'flowcontrol.apiserver.k8s.io',
  'internal.apiserver.k8s.io',
  'lifecycle.k8s.io',
  'networking.k8s.io',
  'node.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'resource.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
  'storagemigration.k8s.io',
]);

/** Whether the group is Kubernetes' own, today or in earlier days: then custom resources don't live in it. */
export function isBuiltInGroup(group: string): boolean {
  return builtInGroups.has(group);
}

/** The release that stopped serving the kind, if that was before the covered ones. */
export function removedIn(apiVersion: string, kind: string): string | undefined {
  if (!Object.hasOwn(removed, apiVersion)) return undefined;
  return Object.entries(removed[apiVersion]!).find(([, kinds]) => kinds.includes(kind))?.[0];
}

/** Where the kinds that the manifest model reads are served today. */
const served: ReadonlyMap<string, string> = new Map([
  ...workloadKinds.map(
    ({ kind, group, versions }) => [kind, group === '' ? versions[0]! : `${group}/${versions[0]}`] as const,
  ),
  ...['Service', 'ConfigMap', 'Secret', 'ServiceAccount', 'PersistentVolumeClaim'].map((kind) => [kind, 'v1'] as const),
  ['Ingress', 'networking.k8s.io/v1'],
  ['NetworkPolicy', 'networking.k8s.io/v1'],
  ['PodDisruptionBudget', 'policy/v1'],
]);

/**
 * The API version that is meant: another one than the written one where a built-in kind stands under a group in which
 * Kubernetes never served it, and where no custom resource can be (`v1` of a Deployment, `apps/v1` of a Pod).
 */
export function meantApiVersion(apiVersion: string, kind: string): string {
  const meant = served.get(kind);
  if (meant === undefined || meant === apiVersion || removedIn(apiVersion, kind) !== undefined) return apiVersion;
  const group = groupOf(apiVersion);
  // The group of a custom resource has a dot.
  return isBuiltInGroup(group) || !group.includes('.') ? meant : apiVersion;
}
