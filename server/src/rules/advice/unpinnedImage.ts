import { parseImageReference } from '../../kubernetes/imageReference.ts';
import { defineRule } from '../rule.ts';

export const unpinnedImage = defineRule({
  meta: {
    id: 'unpinned-image',
    severity: 'hint',
    profile: 'strict',
    appliesTo: 'container',
    summary: 'An image is pinned by its digest.',
    messages: {
      unpinned:
        'Whoever can push to the registry can move the tag {tag}, and nodes that pulled it before run something else than nodes that pull it now{policy}. Pin the image: {name}@sha256:….',
    },
    references: ['https://kubernetes.io/docs/concepts/containers/images/#image-names'],
  },
  *check({ container }) {
    const { value, node } = container.image;
    const reference = parseImageReference(value ?? '');
    // No tag and `latest` are `floating-tag`'s business.
    if (!value || 'error' in reference || reference.digest !== undefined) return;
    const { tag } = reference;
    if (tag === undefined || tag === 'latest') return;
    const policy =
      container.imagePullPolicy.value === 'IfNotPresent'
        ? ` (imagePullPolicy is IfNotPresent${container.imagePullPolicy.origin === 'default' ? ' by default' : ''})`
        : '';
    yield { message: 'unpinned', at: node, data: { tag, name: value, policy } };
  },
});
