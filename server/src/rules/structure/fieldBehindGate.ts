import { removeField } from '../../manifest/edit.ts';
import { defineRule } from '../rule.ts';
import { guardedFieldsOf } from './guardedFields.ts';

const messages = {
  dropped: 'Kubernetes {release} drops "{name}": its feature gate {gate} is off. The field has no effect.',
  http: 'Kubernetes {release} drops "{name}": its feature gate {gate} is off. The kubelet will ask with HTTP/1.1.',
  grpc: 'Kubernetes {release} drops "{name}": its feature gate {gate} is off. The kubelet will probe without TLS.',
  stopSignal:
    'Kubernetes {release} drops "{name}": its feature gate {gate} is off. The container gets the signal that its image names, or SIGTERM.',
  userNamespace:
    'Kubernetes {release} drops "{name}": its feature gate {gate} is off. The pod runs without a user namespace of its own.',
  sidecar:
    'Kubernetes {release} drops "{name}": its feature gate {gate} is off. The pod waits until this init container ends.',
  restartPolicy: 'Kubernetes {release} drops "{name}": its feature gate {gate} is off. The pod’s restartPolicy counts.',
  oneByOne: 'Kubernetes {release} drops "{name}": its feature gate {gate} is off. Pods are updated one by one.',
  podResources:
    'Kubernetes {release} drops "{name}": its feature gate {gate} is off. Only requests and limits of the containers count.',
  devices: 'Kubernetes {release} drops "{name}": its feature gate {gate} is off. The pod starts without the devices.',
  imageVolume:
    'Kubernetes {release} drops this volume and its mounts: its feature gate {gate} is off. The files of the image are missing.',
  failures:
    'Kubernetes {release} drops "{name}": its feature gate {gate} is off. Each failed pod counts against backoffLimit.',
  managedBy:
    'Kubernetes {release} drops "{name}": its feature gate {gate} is off. The built-in controller runs the Job.',
  remove: 'Remove {name}, which has no effect',
} as const;

/** What follows where a gate is off; of others, only that the field has no effect. */
const consequences: Readonly<Record<string, keyof typeof messages>> = {
  H2CContainerProbe: 'http',
  GRPCContainerProbeTLS: 'grpc',
  ContainerStopSignals: 'stopSignal',
  UserNamespacesSupport: 'userNamespace',
  SidecarContainers: 'sidecar',
  ContainerRestartRules: 'restartPolicy',
  MaxUnavailableStatefulSet: 'oneByOne',
  PodLevelResources: 'podResources',
  DynamicResourceAllocation: 'devices',
  ImageVolume: 'imageVolume',
  JobPodFailurePolicy: 'failures',
  JobBackoffLimitPerIndex: 'failures',
  JobManagedBy: 'managedBy',
};

/** Values that mean what the field's absence means. */
const same: Readonly<Record<string, unknown>> = {
  protocol: 'HTTP1',
  mode: 'Plaintext',
  hostUsers: true,
  recursiveReadOnly: 'Disabled',
  supplementalGroupsPolicy: 'Merge',
  nodeAffinityPolicy: 'Honor',
  nodeTaintsPolicy: 'Ignore',
  unhealthyPodEvictionPolicy: 'IfHealthyBudget',
  podReplacementPolicy: 'TerminatingOrFailed',
};

/** Upstream: the functions that drop disabled fields, `pkg/api/pod/util.go` and the strategies of the kinds. */
export const fieldBehindGate = defineRule({
  meta: {
    id: 'field-behind-gate',
    severity: 'warning',
    appliesTo: 'object',
    summary: 'A field that the API server takes is not dropped because its feature gate is off.',
    yieldsTo: ['container-restart-policy'],
    messages,
    references: [
      'https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/',
      'https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/api/pod/util.go',
    ],
  },
  *check({ object }, context) {
    for (const { path, guard } of guardedFieldsOf(object, context)) {
      const node = object.root.at(path);
      const name = String(path.at(-1));
      const isEmpty = (node.isList && node.items().length === 0) || node.value === same[name];
      if (guard.effect === 'rejected' || isEmpty) continue;
      const data = { name, gate: guard.gate, release: context.kubernetes };
      yield {
        message: consequences[guard.gate] ?? 'dropped',
        at: node,
        on: 'key',
        data,
        // A handler or a source of a volume needs what is left out here: that is another rule's affair.
        fixes: () => [{ title: 'remove', data, safe: false, edits: removeField(node) }],
      };
    }
  },
});
