import { replaceValue } from '../../manifest/edit.ts';
import { checkedHandlers } from '../handlers.ts';
import { defineRule } from '../rule.ts';

/** Upstream: `pkg/probe/http/request.go`, `formatURL`; Go's `net/url` adds the slash when it writes the URL. */
export const pathWithoutSlash = defineRule({
  meta: {
    id: 'path-without-slash',
    severity: 'hint',
    appliesTo: 'container',
    summary: 'The path of an httpGet begins with a slash.',
    messages: {
      missing: 'A path must begin with a slash; the kubelet asks for "/{path}" here.',
      add: 'Write /{path}',
    },
    references: ['https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/probe/http/request.go'],
  },
  *check({ container }) {
    for (const { type, node: handler } of checkedHandlers(container)) {
      const node = handler.get('path');
      const path = node.string;
      if (type !== 'httpGet' || !path || path.startsWith('/') || !/^[\w.-][\w./-]*(\?\S*)?$/.test(path)) continue;
      yield {
        message: 'missing',
        at: node,
        data: { path },
        fixes: () => [{ title: 'add', safe: true, edits: replaceValue(node, `/${path}`) }],
      };
    }
  },
});
