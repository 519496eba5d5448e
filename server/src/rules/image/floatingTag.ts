import { parseImageReference } from '../../kubernetes/imageReference.ts';
import { defineRule } from '../rule.ts';

export const floatingTag = defineRule({
  meta: {
    id: 'floating-tag',
    severity: 'hint',
    appliesTo: 'container',
    summary: 'An image is named by a version, not by latest.',
    messages: {
      floating: {
        text: '{image} means the newest image when a pod starts, so pods of one workload may run different versions.',
        detail: 'There is nothing to roll back to. Name a version or a digest.',
      },
      floatingAlways: {
        text: '{image} means the newest image when a pod starts, so pods of one workload may run different versions.',
        detail:
          'imagePullPolicy is not set, which means Always here. There is nothing to roll back to. Name a version or a digest.',
      },
      untagged: {
        text: '{image} has no tag, so it means the newest image when a pod starts: pods may run different versions.',
        detail: 'There is nothing to roll back to. Name a version or a digest.',
      },
      untaggedAlways: {
        text: '{image} has no tag, so it means the newest image when a pod starts: pods may run different versions.',
        detail:
          'imagePullPolicy is not set, which means Always here. There is nothing to roll back to. Name a version or a digest.',
      },
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
    const isDefault = policy.origin === 'default';
    yield {
      message:
        reference.tag === undefined
          ? isDefault
            ? 'untaggedAlways'
            : 'untagged'
          : isDefault
            ? 'floatingAlways'
            : 'floating',
      at: node,
      data: { image: value },
    };
  },
});
