/** The fields that Kustomize's transformers change unless a kustomization says otherwise (`api/internal/konfig/builtinpluginconsts`). */
import type { FieldSpec } from './fieldSpecs.ts';
import type { Gvk } from './gvk.ts';

/** The fields of other objects that hold the name of one of a kind. */
export interface NameReference extends Partial<Gvk> {
  readonly fieldSpecs: readonly FieldSpec[];
}

/** The sections of a transformer configuration, by their names there. */
export interface TransformerSpecs {
  readonly namePrefix: readonly FieldSpec[];
  readonly nameSuffix: readonly FieldSpec[];
  readonly namespace: readonly FieldSpec[];
  readonly commonLabels: readonly FieldSpec[];
  readonly labels: readonly FieldSpec[];
  readonly templateLabels: readonly FieldSpec[];
  readonly commonAnnotations: readonly FieldSpec[];
  readonly replicas: readonly FieldSpec[];
  readonly images: readonly FieldSpec[];
  readonly nameReference: readonly NameReference[];
  readonly varReference: readonly FieldSpec[];
}

const podSpecs = {
  Pod: 'spec',
  PodTemplate: 'template/spec',
  Deployment: 'spec/template/spec',
  ReplicaSet: 'spec/template/spec',
  DaemonSet: 'spec/template/spec',
  StatefulSet: 'spec/template/spec',
  Job: 'spec/template/spec',
  ReplicationController: 'spec/template/spec',
  CronJob: 'spec/jobTemplate/spec/template/spec',
} as const;
type PodKind = keyof typeof podSpecs;

/** The same paths in the pods of several kinds. */
function inPods(kinds: readonly PodKind[], paths: readonly string[]): FieldSpec[] {
  return kinds.flatMap((kind) => paths.map((path) => ({ kind, path: `${podSpecs[kind]}/${path}` })));
}

const sourceKinds = [
  'Pod',
  'PodTemplate',
  'Deployment',
  'ReplicaSet',
  'DaemonSet',
  'StatefulSet',
  'Job',
  'CronJob',
] as const;
const claimKinds = [
  'Pod',
  'StatefulSet',
  'Deployment',
  'ReplicationController',
  'CronJob',
  'Job',
  'DaemonSet',
] as const;

const podLabels: readonly FieldSpec[] = [
  { path: 'spec/template/metadata/labels', create: true, version: 'v1', kind: 'ReplicationController' },
  { path: 'spec/template/metadata/labels', create: true, kind: 'Deployment' },
  { path: 'spec/template/metadata/labels', create: true, kind: 'ReplicaSet' },
  { path: 'spec/template/metadata/labels', create: true, kind: 'DaemonSet' },
  { path: 'spec/template/metadata/labels', create: true, group: 'apps', kind: 'StatefulSet' },
  { path: 'spec/volumeClaimTemplates[]/metadata/labels', create: true, group: 'apps', kind: 'StatefulSet' },
  { path: 'spec/template/metadata/labels', create: true, group: 'batch', kind: 'Job' },
  { path: 'spec/jobTemplate/metadata/labels', create: true, group: 'batch', kind: 'CronJob' },
  { path: 'spec/jobTemplate/spec/template/metadata/labels', create: true, group: 'batch', kind: 'CronJob' },
];
export const metadataLabels: FieldSpec = { path: 'metadata/labels', create: true };
const templateLabels = [metadataLabels, ...podLabels];

const selectorsInPod = [
  'affinity/podAffinity/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/labelSelector/matchLabels',
  'affinity/podAffinity/requiredDuringSchedulingIgnoredDuringExecution/labelSelector/matchLabels',
  'affinity/podAntiAffinity/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/labelSelector/matchLabels',
  'affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution/labelSelector/matchLabels',
  'topologySpreadConstraints/labelSelector/matchLabels',
];

const commonLabels: readonly FieldSpec[] = [
  { path: 'spec/selector', create: true, version: 'v1', kind: 'Service' },
  { path: 'spec/selector', create: true, version: 'v1', kind: 'ReplicationController' },
  { path: 'spec/selector/matchLabels', create: true, kind: 'Deployment' },
  ...inPods(['Deployment', 'StatefulSet'], selectorsInPod).map((spec) => ({ ...spec, group: 'apps' })),
  { path: 'spec/selector/matchLabels', create: true, kind: 'ReplicaSet' },
  { path: 'spec/selector/matchLabels', create: true, kind: 'DaemonSet' },
  { path: 'spec/selector/matchLabels', create: true, group: 'apps', kind: 'StatefulSet' },
  { path: 'spec/selector/matchLabels', group: 'batch', kind: 'Job' },
  { path: 'spec/jobTemplate/spec/selector/matchLabels', group: 'batch', kind: 'CronJob' },
  { path: 'spec/selector/matchLabels', group: 'policy', kind: 'PodDisruptionBudget' },
  { path: 'spec/podSelector/matchLabels', group: 'networking.k8s.io', kind: 'NetworkPolicy' },
  { path: 'spec/ingress/from/podSelector/matchLabels', group: 'networking.k8s.io', kind: 'NetworkPolicy' },
  { path: 'spec/egress/to/podSelector/matchLabels', group: 'networking.k8s.io', kind: 'NetworkPolicy' },
  ...templateLabels,
];

const podAnnotations: readonly FieldSpec[] = [
  { path: 'spec/template/metadata/annotations', create: true, version: 'v1', kind: 'ReplicationController' },
  ...['Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet'].map((kind) => ({
    path: 'spec/template/metadata/annotations',
    create: true,
    kind,
  })),
  { path: 'spec/template/metadata/annotations', create: true, group: 'batch', kind: 'Job' },
  { path: 'spec/jobTemplate/metadata/annotations', create: true, group: 'batch', kind: 'CronJob' },
  { path: 'spec/jobTemplate/spec/template/metadata/annotations', create: true, group: 'batch', kind: 'CronJob' },
];

const imageSpecs: readonly FieldSpec[] = [
  'spec/containers[]/image',
  'spec/initContainers[]/image',
  'spec/volumes[]/image/reference',
  'spec/template/spec/containers[]/image',
  'spec/template/spec/initContainers[]/image',
  'spec/template/spec/volumes[]/image/reference',
].map((path) => ({ path, create: true }));

const rbac = 'rbac.authorization.k8s.io';
const webhooks = 'admissionregistration.k8s.io';

function scaled(kind: string): NameReference {
  return { kind, fieldSpecs: [{ path: 'spec/scaleTargetRef/name', kind: 'HorizontalPodAutoscaler' }] };
}

const configMapReferences: NameReference = {
  kind: 'ConfigMap',
  version: 'v1',
  fieldSpecs: [
    ...inPods(sourceKinds, [
      'volumes/configMap/name',
      'containers/env/valueFrom/configMapKeyRef/name',
      'initContainers/env/valueFrom/configMapKeyRef/name',
      'containers/envFrom/configMapRef/name',
      'initContainers/envFrom/configMapRef/name',
      'volumes/projected/sources/configMap/name',
    ]),
    { path: 'spec/configSource/configMap', kind: 'Node' },
    { path: 'rules/resourceNames', kind: 'Role' },
    { path: 'rules/resourceNames', kind: 'ClusterRole' },
    { path: 'metadata/annotations/nginx.ingress.kubernetes.io\\/fastcgi-params-configmap', kind: 'Ingress' },
  ],
};

const secretReferences: NameReference = {
  kind: 'Secret',
  version: 'v1',
  fieldSpecs: [
    ...inPods(sourceKinds, [
      'volumes/secret/secretName',
      'containers/env/valueFrom/secretKeyRef/name',
      'initContainers/env/valueFrom/secretKeyRef/name',
      'containers/envFrom/secretRef/name',
      'initContainers/envFrom/secretRef/name',
      'imagePullSecrets/name',
      'volumes/projected/sources/secret/name',
    ]),
    { path: 'spec/tls/secretName', kind: 'Ingress' },
    { path: 'metadata/annotations/ingress.kubernetes.io\\/auth-secret', kind: 'Ingress' },
    { path: 'metadata/annotations/nginx.ingress.kubernetes.io\\/auth-secret', kind: 'Ingress' },
    { path: 'metadata/annotations/nginx.ingress.kubernetes.io\\/auth-tls-secret', kind: 'Ingress' },
    { path: 'imagePullSecrets/name', kind: 'ServiceAccount' },
    ...['secretName', 'adminSecretName', 'userSecretName', 'secretRef'].map((name) => ({
      path: `parameters/${name}`,
      kind: 'StorageClass',
    })),
    { path: 'rules/resourceNames', kind: 'Role' },
    { path: 'rules/resourceNames', kind: 'ClusterRole' },
    {
      path: 'spec/template/spec/containers/env/valueFrom/secretKeyRef/name',
      kind: 'Service',
      group: 'serving.knative.dev',
      version: 'v1',
    },
    { path: 'spec/azureFile/secretName', kind: 'PersistentVolume' },
  ],
};

const serviceReferences: NameReference = {
  kind: 'Service',
  version: 'v1',
  fieldSpecs: [
    { path: 'spec/serviceName', kind: 'StatefulSet', group: 'apps' },
    { path: 'spec/rules/http/paths/backend/serviceName', kind: 'Ingress' },
    { path: 'spec/backend/serviceName', kind: 'Ingress' },
    { path: 'spec/rules/http/paths/backend/service/name', kind: 'Ingress' },
    { path: 'spec/defaultBackend/service/name', kind: 'Ingress' },
    { path: 'spec/service/name', kind: 'APIService', group: 'apiregistration.k8s.io' },
    { path: 'webhooks/clientConfig/service', kind: 'ValidatingWebhookConfiguration', group: webhooks },
    { path: 'webhooks/clientConfig/service', kind: 'MutatingWebhookConfiguration', group: webhooks },
  ],
};

const nameReference: readonly NameReference[] = [
  ...['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'].map(scaled),
  configMapReferences,
  secretReferences,
  serviceReferences,
  { kind: 'Role', group: rbac, fieldSpecs: [{ path: 'roleRef/name', kind: 'RoleBinding', group: rbac }] },
  {
    kind: 'ClusterRole',
    group: rbac,
    fieldSpecs: [
      { path: 'roleRef/name', kind: 'RoleBinding', group: rbac },
      { path: 'roleRef/name', kind: 'ClusterRoleBinding', group: rbac },
    ],
  },
  {
    kind: 'ServiceAccount',
    version: 'v1',
    fieldSpecs: [
      { path: 'subjects', kind: 'RoleBinding', group: rbac },
      { path: 'subjects', kind: 'ClusterRoleBinding', group: rbac },
      ...inPods(claimKinds, ['serviceAccountName']),
    ],
  },
  {
    kind: 'PersistentVolumeClaim',
    version: 'v1',
    fieldSpecs: inPods(claimKinds, ['volumes/persistentVolumeClaim/claimName']),
  },
  {
    kind: 'PersistentVolume',
    version: 'v1',
    fieldSpecs: [
      { path: 'spec/volumeName', kind: 'PersistentVolumeClaim' },
      { path: 'rules/resourceNames', kind: 'ClusterRole' },
    ],
  },
  {
    kind: 'StorageClass',
    version: 'v1',
    group: 'storage.k8s.io',
    fieldSpecs: [
      { path: 'spec/storageClassName', kind: 'PersistentVolume' },
      { path: 'spec/storageClassName', kind: 'PersistentVolumeClaim' },
      { path: 'spec/volumeClaimTemplates/spec/storageClassName', kind: 'StatefulSet' },
    ],
  },
  {
    kind: 'PriorityClass',
    version: 'v1',
    group: 'scheduling.k8s.io',
    fieldSpecs: inPods(claimKinds, ['priorityClassName']),
  },
  {
    kind: 'IngressClass',
    version: 'v1',
    group: 'networking.k8s.io/v1',
    fieldSpecs: [{ path: 'spec/ingressClassName', kind: 'Ingress' }],
  },
  {
    kind: 'ValidatingAdmissionPolicy',
    group: webhooks,
    fieldSpecs: [{ path: 'spec/policyName', kind: 'ValidatingAdmissionPolicyBinding', group: webhooks }],
  },
];

const variablesInPod = ['containers', 'initContainers'].flatMap((list) => [
  `${list}/args`,
  `${list}/command`,
  `${list}/env/value`,
  `${list}/volumeMounts/mountPath`,
]);

const varReference: readonly FieldSpec[] = [
  ...inPods(['CronJob', 'DaemonSet', 'Deployment', 'Job', 'StatefulSet', 'Pod', 'ReplicaSet'], variablesInPod),
  { path: 'spec/rules/host', kind: 'Ingress' },
  { path: 'spec/tls/hosts', kind: 'Ingress' },
  { path: 'spec/tls/secretName', kind: 'Ingress' },
  { path: 'spec/ports/port', kind: 'Service' },
  { path: 'spec/ports/targetPort', kind: 'Service' },
  { path: 'metadata/labels' },
  { path: 'metadata/annotations' },
];

export const defaultSpecs: TransformerSpecs = {
  namePrefix: [{ path: 'metadata/name' }],
  nameSuffix: [{ path: 'metadata/name' }],
  namespace: [
    { path: 'metadata/name', kind: 'Namespace', create: true },
    { path: 'spec/service/namespace', group: 'apiregistration.k8s.io', kind: 'APIService', create: true },
    {
      path: 'spec/conversion/webhook/clientConfig/service/namespace',
      group: 'apiextensions.k8s.io',
      kind: 'CustomResourceDefinition',
    },
  ],
  commonLabels,
  labels: [],
  templateLabels,
  commonAnnotations: [{ path: 'metadata/annotations', create: true }, ...podAnnotations],
  replicas: ['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'].map((kind) => ({
    path: 'spec/replicas',
    create: true,
    kind,
  })),
  images: imageSpecs,
  nameReference,
  varReference,
};
