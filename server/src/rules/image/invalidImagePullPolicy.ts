import { replaceValue } from '../../manifest/edit.ts';
import { suggest } from '../../schema/suggest.ts';
import { defineRule } from '../rule.ts';

const policies = ['Always', 'IfNotPresent', 'Never'];

/** Upstream: `validatePullPolicy`. */
export const invalidImagePullPolicy = defineRule({
  meta: {
    id: 'invalid-image-pull-policy',
    severity: 'error',
    appliesTo: 'container',
    summary: 'imagePullPolicy is Always, IfNotPresent or Never.',
    messages: {
      notSupported: 'imagePullPolicy must be Always, IfNotPresent or Never, not "{value}".',
      use: 'Use {policy}',
    },
    references: [
      'https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ container }) {
    const { value, node } = container.imagePullPolicy;
    if (value === undefined || policies.includes(value)) return;
    yield {
      message: 'notSupported',
      at: node,
      data: { value },
      fixes: () => {
        const meant = suggest(value, policies);
        const sameWord = meant?.toLowerCase() === value.replace(/[^a-z]/gi, '').toLowerCase();
        return (meant ? [meant] : policies).map((policy) => ({
          title: 'use',
          data: { policy },
          safe: sameWord,
          edits: replaceValue(node, policy),
        }));
      },
    };
  },
});
