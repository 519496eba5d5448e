import { parseImageReference } from '../../kubernetes/imageReference.ts';
import { replaceValue } from '../../manifest/edit.ts';
import { defineRule } from '../rule.ts';

/** Upstream: `imagePullPrecheck`, `ErrImageNeverPull`. */
export const neverPulled = defineRule({
  meta: {
    id: 'never-pulled',
    severity: 'information',
    appliesTo: 'container',
    summary: 'An image is pulled where a node doesn’t have it.',
    messages: {
      never:
        'With imagePullPolicy: Never a node that does not have {image} already can’t run the pod: ErrImageNeverPull. IfNotPresent uses the copy where there is one, and pulls elsewhere.',
      ifNotPresent: 'Set imagePullPolicy to IfNotPresent',
    },
    references: ['https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy'],
  },
  *check({ container }) {
    const { value, node } = container.imagePullPolicy;
    const image = container.image.value;
    if (value !== 'Never' || !image) return;
    const reference = parseImageReference(image);
    // pull-policy-contradicts-tag says more about a tag that moves.
    if ('error' in reference || (reference.digest === undefined && (reference.tag ?? 'latest') === 'latest')) return;
    yield {
      message: 'never',
      at: node,
      data: { image },
      fixes: () => [{ title: 'ifNotPresent', safe: false, edits: replaceValue(node, 'IfNotPresent') }],
    };
  },
});
