import { defineRule } from '../rule.ts';
import { problemsOf } from './problems.ts';

/** Upstream: `field.Required`. Fields with a story of their own (probe handlers, selectors …) have rules of their own. */
export const missingField = defineRule({
  meta: {
    id: 'missing-field',
    severity: 'error',
    appliesTo: 'object',
    general: true,
    summary: 'A field without which the API server rejects the object.',
    messages: { missing: '"{name}" is missing here; the API server requires it.' },
    references: ['https://kubernetes.io/docs/reference/kubernetes-api/'],
  },
  *check({ object }, { kubernetes }) {
    for (const { path, name } of problemsOf(object, kubernetes, 'missingRequired')) {
      yield { message: 'missing', at: object.root.at(path), data: { name } };
    }
  },
});
