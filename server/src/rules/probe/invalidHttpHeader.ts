import { checkHttpHeaderName } from '../../kubernetes/names.ts';
import { replaceValue } from '../../manifest/edit.ts';
import { checkedHandlers } from '../handlers.ts';
import { defineRule } from '../rule.ts';

/** Upstream: `validateHTTPGetAction`; it names the list, not the header in it. */
export const invalidHttpHeader = defineRule({
  meta: {
    id: 'invalid-http-header',
    severity: 'error',
    appliesTo: 'container',
    summary: 'Names of HTTP headers consist of letters, digits and hyphens.',
    messages: {
      invalid: '"{name}" is not a valid name of an HTTP header: use only letters, digits and -.',
      missing: 'This HTTP header needs a name of letters, digits and -.',
      use: 'Use {name}',
    },
    references: ['https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go'],
  },
  *check({ container }) {
    for (const { type, node: handler } of checkedHandlers(container)) {
      if (type !== 'httpGet') continue;
      const list = handler.get('httpHeaders');
      for (const header of list.items()) {
        const node = header.get('name');
        if (header.unknown || node.unknown || (node.isSet && node.string === undefined)) continue;
        const name = node.string ?? '';
        if (checkHttpHeaderName(name).length === 0) continue;
        const repaired = name
          .trim()
          .replace(/[_\s]+/g, '-')
          .replace(/:$/, '');
        yield {
          message: name === '' ? 'missing' : 'invalid',
          at: node,
          path: list.path,
          data: { name },
          fixes: () =>
            checkHttpHeaderName(repaired).length === 0
              ? [{ title: 'use', data: { name: repaired }, safe: false, edits: replaceValue(node, repaired) }]
              : [],
        };
      }
    }
  },
});
