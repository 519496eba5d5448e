import { defineRule } from '../rule.ts';

/** Upstream: `validateContainerCommon`. */
export const missingImage = defineRule({
  meta: {
    id: 'missing-image',
    severity: 'error',
    appliesTo: 'container',
    summary: 'A container has an image.',
    messages: {
      missing: 'A container needs an image, e.g. registry/name:version.',
    },
    references: ['https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go'],
  },
  *check({ container, workload }) {
    const { node, origin, value } = container.image;
    if (container.node.unknown || !(origin === 'unset' || value === '')) return;
    if (!node.present && (node.partial || workload.object.isPatch)) return;
    yield { message: 'missing', at: node };
  },
});
