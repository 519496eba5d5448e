import { defineRule } from '../rule.ts';

const forbidden = ['ports', 'livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle', 'resources'];

/** Upstream: `ValidatePodCreate`, `ValidatePodTemplateSpec`, `validateEphemeralContainers`. */
export const ephemeralContainerOnCreate = defineRule({
  meta: {
    id: 'ephemeral-container-on-create',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'Ephemeral containers are added to a running pod, not written in a manifest.',
    messages: {
      onCreate: 'A manifest must not have ephemeral containers. Add them to a running pod (kubectl debug).',
      field: 'An ephemeral container must not have {field}.',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ pod }) {
    if (pod.ephemeralContainers.length === 0) return;
    yield { message: 'onCreate', at: pod.spec.get('ephemeralContainers'), on: 'key' };
    for (const { node } of pod.ephemeralContainers) {
      for (const field of forbidden) {
        const value = node.get(field);
        const isEmpty = !value.isSet || (value.isMap && value.fields().length === 0 && field === 'resources');
        if (!isEmpty) yield { message: 'field', at: value, on: 'key', data: { field } };
      }
    }
  },
});
