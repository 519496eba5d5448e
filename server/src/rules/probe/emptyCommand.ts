import { checkedHandlers } from '../handlers.ts';
import { defineRule } from '../rule.ts';

/** Upstream: `validateExecAction`. */
export const emptyCommand = defineRule({
  meta: {
    id: 'empty-command',
    severity: 'error',
    appliesTo: 'container',
    summary: 'An exec handler has a command.',
    messages: {
      empty: 'exec of the {owner} needs a command: a list with the program and its arguments.',
    },
    references: ['https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go'],
  },
  *check({ container }) {
    for (const { type, node: handler, owner } of checkedHandlers(container)) {
      if (type !== 'exec' || !handler.isMap) continue;
      const node = handler.get('command');
      if (node.isSet && (!node.isList || node.items().length > 0 || node.partial)) continue;
      yield { message: 'empty', at: node, data: { owner } };
    }
  },
});
