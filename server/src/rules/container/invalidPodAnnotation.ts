import { defineRule } from '../rule.ts';

const appArmor = 'container.apparmor.security.beta.kubernetes.io/';
const mirror = 'kubernetes.io/config.mirror';

/** Upstream: `ValidatePodSpecificAnnotations`, `ValidateAppArmorPodAnnotations`. */
export const invalidPodAnnotation = defineRule({
  meta: {
    id: 'invalid-pod-annotation',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'Annotations that Kubernetes reads itself fit the pod.',
    messages: {
      noContainer: 'This AppArmor annotation is about container "{name}", which this pod does not have.',
      profile: 'An AppArmor profile must be runtime/default, unconfined or localhost/<name>, not "{value}".',
      mirror: 'Only the kubelet creates mirror pods, on its node. Remove this annotation.',
    },
    references: [
      'https://kubernetes.io/docs/tutorials/security/apparmor/',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ workload, pod }) {
    const isPod = pod.template.path.length === 0;
    const annotations = pod.template.get('metadata').get('annotations');
    const path = isPod ? annotations.path : [...pod.template.path, 'annotations'];
    if (workload.kind.custom || annotations.unknown) return;
    const lists = ['initContainers', 'containers', 'ephemeralContainers'].map((name) => pod.spec.get(name));
    const isOpen =
      lists.some((list) => list.unknown || list.partial) ||
      pod.allContainers.some(({ node, name }) => node.unknown || name.node.unknown);
    for (const { key, node } of annotations.fields()) {
      if (node.unknown) continue;
      if (key === mirror && !pod.spec.get('nodeName').string && !pod.spec.get('nodeName').unknown)
        yield { message: 'mirror', at: node, on: 'key', path: [...path, key] };
      if (!key.startsWith(appArmor)) continue;
      const name = key.slice(appArmor.length);
      if (!isOpen && pod.allContainers.every((container) => (container.name.value ?? '') !== name))
        yield { message: 'noContainer', at: node, on: 'key', path: [...path, key], data: { name } };
      const value = node.string;
      if (value && value !== 'runtime/default' && value !== 'unconfined' && !value.startsWith('localhost/'))
        yield { message: 'profile', at: node, path: [...path, key], data: { value } };
    }
  },
});
