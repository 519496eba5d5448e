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
      unpinned: {
        text: 'The tag {tag} can be moved to another image. Pin it: {name}@sha256:….',
        detail: 'Nodes that pulled the image before then run another one than nodes that pull it now.',
      },
      cached: {
        text: 'The tag {tag} can be moved to another image. Pin it: {name}@sha256:….',
        detail:
          'With imagePullPolicy: IfNotPresent, nodes that pulled the image before then run another one than nodes that pull it now.',
      },
      cachedByDefault: {
        text: 'The tag {tag} can be moved to another image. Pin it: {name}@sha256:….',
        detail:
          'With imagePullPolicy: IfNotPresent, which is the default here, nodes that pulled the image before then run another one than nodes that pull it now.',
      },
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
    const policy = container.imagePullPolicy;
    const cached = policy.origin === 'default' ? 'cachedByDefault' : 'cached';
    yield { message: policy.value === 'IfNotPresent' ? cached : 'unpinned', at: node, data: { tag, name: value } };
  },
});
