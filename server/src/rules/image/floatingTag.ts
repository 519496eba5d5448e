import { parseImageReference } from '../../kubernetes/imageReference.ts';
import { defineRule } from '../rule.ts';

export const floatingTag = defineRule({
  meta: {
    id: 'floating-tag',
    severity: 'hint',
    appliesTo: 'container',
    summary: 'An image is named by a version, not by latest.',
    messages: {
      floating:
        '{image} means whatever is newest when a pod starts{policy}, so pods of one workload may run different versions, and there is nothing to roll back to. Name a version or a digest.',
    },
    references: [
      'https://kubernetes.io/docs/concepts/containers/images/#image-names',
      'https://kubernetes.io/docs/concepts/containers/images/#imagepullpolicy-defaulting',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/v1/defaults.go',
    ],
  },
  *check({ workload, container }) {
    const { value, node } = container.image;
    const reference = parseImageReference(value ?? '');
    if (!value || 'error' in reference || reference.digest !== undefined) return;
    if (reference.tag !== undefined && reference.tag !== 'latest') return;
    // A kustomization that uses the file names the version, most likely: `images` with a `newTag`.
    if (reference.tag === undefined && workload.object.context.role !== undefined) return;
    const policy = container.imagePullPolicy;
    // pull-policy-contradicts-tag says more.
    if (policy.origin === 'explicit' && policy.value !== 'Always') return;
    yield {
      message: 'floating',
      at: node,
      data: {
        image: reference.tag === undefined ? `${value} without a tag` : value,
        policy: policy.origin === 'default' ? ' (imagePullPolicy is not set, which here means Always)' : '',
      },
    };
  },
});
