import { replaceValue } from '../../manifest/edit.ts';
import { suggest } from '../../schema/suggest.ts';
import { checkedHandlers } from '../handlers.ts';
import { defineRule } from '../rule.ts';

/** Upstream: `validateHTTPGetAction`. The empty text counts as left out. */
export const invalidScheme = defineRule({
  meta: {
    id: 'invalid-scheme',
    severity: 'error',
    appliesTo: 'container',
    summary: 'The scheme of an httpGet is HTTP or HTTPS, in capitals.',
    messages: {
      notSupported: 'scheme must be HTTP or HTTPS, in capitals, not "{value}". Without scheme it is HTTP.',
      use: 'Use {scheme}',
    },
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#http-probes',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ container }) {
    for (const { type, node: handler } of checkedHandlers(container)) {
      const node = handler.get('scheme');
      const value = node.string;
      if (type !== 'httpGet' || value === undefined || ['', 'HTTP', 'HTTPS'].includes(value)) continue;
      yield {
        message: 'notSupported',
        at: node,
        data: { value },
        fixes: () => {
          const meant = suggest(value.trim(), ['HTTP', 'HTTPS']);
          const sameWord = value.trim().toUpperCase() === meant;
          return (meant ? [meant] : ['HTTP', 'HTTPS']).map((scheme) => ({
            title: 'use',
            data: { scheme },
            safe: sameWord,
            edits: replaceValue(node, scheme),
          }));
        },
      };
    }
  },
});
