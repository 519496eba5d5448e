import { defineRule } from '../rule.ts';
import { guardedFieldsOf } from './guardedFields.ts';

/** Upstream: the options with which the strategies of the kinds call their validation. */
export const valueBehindGate = defineRule({
  meta: {
    id: 'value-behind-gate',
    severity: 'error',
    appliesTo: 'object',
    summary: 'A value whose feature gate is off is not used.',
    messages: {
      rejected: '"{value}" needs the feature gate {gate}, which is off in Kubernetes {release}.',
    },
    references: ['https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/'],
  },
  *check({ object }, context) {
    for (const { path, guard } of guardedFieldsOf(object, context)) {
      if (guard.effect !== 'rejected') continue;
      const node = object.root.at(path);
      // Of a strategy the API server names the whole.
      const named = path.at(-2) === 'updateStrategy' ? path.slice(0, -1) : path;
      const data = { value: String(node.value), gate: guard.gate, release: context.kubernetes };
      yield { message: 'rejected', at: node, path: named, data };
    }
  },
});
