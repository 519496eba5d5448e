import { defineRule } from '../rule.ts';

/** Upstream: `validateContainers`. Only a ReplicationController can be without a template. */
export const missingContainers = defineRule({
  meta: {
    id: 'missing-containers',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'A pod has at least one container.',
    messages: {
      missing: 'A pod needs at least one container with name and image.',
    },
    references: ['https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go'],
  },
  *check({ workload, pod }) {
    const node = pod.spec.get('containers');
    const isEmpty = !node.isSet || (node.isList && node.items().length === 0);
    if (!isEmpty || node.partial || workload.object.isPatch) return;
    const isWithout = workload.kind.kind === 'ReplicationController' && !pod.template.isSet;
    yield { message: 'missing', at: isWithout ? pod.template : node };
  },
});
