import { parseImageReference } from '../../kubernetes/imageReference.ts';
import { replaceValue } from '../../manifest/edit.ts';
import { defineRule } from '../rule.ts';

/** A digest names one content for ever, so asking the registry again can't bring anything new. */
export const alwaysPullsDigest = defineRule({
  meta: {
    id: 'always-pulls-digest',
    severity: 'information',
    appliesTo: 'container',
    summary: 'An image named by its digest needs no pull on every start.',
    messages: {
      pointless: {
        text: 'A digest always names the same content, so Always brings nothing new, but each start needs the registry.',
        detail: 'IfNotPresent is enough, unless pulling is how access is checked.',
      },
      ifNotPresent: 'Set imagePullPolicy to IfNotPresent',
    },
    references: ['https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy'],
  },
  *check({ container }) {
    const { value, node, origin } = container.imagePullPolicy;
    const image = container.image.value;
    if (origin !== 'explicit' || value !== 'Always' || !image) return;
    const reference = parseImageReference(image);
    if ('error' in reference || reference.digest === undefined) return;
    yield {
      message: 'pointless',
      at: node,
      fixes: () => [{ title: 'ifNotPresent', safe: false, edits: replaceValue(node, 'IfNotPresent') }],
    };
  },
});
