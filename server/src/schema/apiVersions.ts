/**
 * Which API versions serve a kind: the catalog for the releases it covers, and a table of those that were gone before.
 * Upstream: the deprecated API migration guide, https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 */
import { allKinds } from './catalog.ts';
import { isAvailable } from './release.ts';

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

/** Whether the group is Kubernetes' own, today or in earlier days: then custom resources don't live in it. */
export function isBuiltInGroup(group: string): boolean {
  builtInGroups ??= new Set([...allKinds().map((kind) => kind.apiVersion), ...Object.keys(removed)].map(groupOf));
  return builtInGroups.has(group);
}
let builtInGroups: Set<string> | undefined;

/** The release that stopped serving the kind, if that was before the covered ones. */
export function removedIn(apiVersion: string, kind: string): string | undefined {
  if (!Object.hasOwn(removed, apiVersion)) return undefined;
  return Object.entries(removed[apiVersion]!).find(([, kinds]) => kinds.includes(kind))?.[0];
}

/** The API versions that serve a kind in a release, those of `group` first, stable before beta before alpha, newest first. */
export function apiVersionsOf(kind: string, release: string, group: string): string[] {
  return allKinds()
    .filter((entry) => entry.kind === kind && isAvailable(entry, release))
    .map((entry) => entry.apiVersion)
    .sort((a, b) => Number(groupOf(b) === group) - Number(groupOf(a) === group) || compareVersions(a, b));
}

/** Upstream: apimachinery `pkg/version/helpers.go`, CompareKubeAwareVersionStrings. */
function compareVersions(a: string, b: string): number {
  return rank(b) - rank(a) || (a < b ? -1 : 1);
}

function rank(apiVersion: string): number {
  const [, major = '0', stage, minor = '0'] = /v(\d+)(?:(alpha|beta)(\d+))?$/.exec(apiVersion) ?? [];
  const stability = stage === undefined ? 2 : stage === 'beta' ? 1 : 0;
  return stability * 1e6 + Number(major) * 1e3 + Number(minor);
}

export { releaseAfter } from './release.ts';
