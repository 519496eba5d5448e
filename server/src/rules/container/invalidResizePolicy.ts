import { compareReleases } from '../../schema/release.ts';
import { objectsIn, textOf } from '../reading.ts';
import { defineRule } from '../rule.ts';

const resizable = ['cpu', 'memory'];

/** Upstream: `validateResizePolicy`, which names the list. The field is dropped unseen before 1.33. */
export const invalidResizePolicy = defineRule({
  meta: {
    id: 'invalid-resize-policy',
    severity: 'error',
    appliesTo: 'container',
    summary: 'A resizePolicy names cpu or memory, each once, and what a change of it does.',
    messages: {
      resource: 'resourceName of a resizePolicy must be cpu or memory, not "{value}".',
      missing: '{field} is required here.',
      duplicate: 'There are two resizePolicy entries for {value}. Keep one of them.',
      never: 'With restartPolicy: Never of the pod, this must be NotRequired: containers are not restarted.',
    },
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/resize-container-resources/',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ container, pod }, { kubernetes }) {
    if (compareReleases(kubernetes, '1.33') < 0 || container.role === 'ephemeral') return;
    const list = container.node.get('resizePolicy');
    const seen = new Set<string>();
    for (const policy of objectsIn(list)) {
      const [resource, restart] = [policy.get('resourceName'), policy.get('restartPolicy')];
      const [value, action] = [textOf(resource), textOf(restart)];
      const { path } = list;
      if (value === '') yield { message: 'missing', at: resource, path, data: { field: 'resourceName' } };
      else if (value !== undefined && !resizable.includes(value))
        yield { message: 'resource', at: resource, path, data: { value } };
      if (value !== undefined) {
        if (seen.has(value)) yield { message: 'duplicate', at: policy, on: 'key', data: { value } };
        seen.add(value);
      }
      if (action === '') yield { message: 'missing', at: restart, path, data: { field: 'restartPolicy' } };
      else if (action === 'RestartContainer' && pod.restartPolicy.value === 'Never')
        yield { message: 'never', at: restart, path };
    }
  },
});
