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
      resource: 'resourceName of a resizePolicy is cpu or memory; "{value}" would be rejected.',
      missing: '{field} is missing here; the API server requires it.',
      duplicate: 'There is another resizePolicy for {value}. Keep one of them.',
      never: 'The containers of a pod with restartPolicy: Never are not restarted, so this can only be NotRequired.',
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
