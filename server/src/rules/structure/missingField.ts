import { formatFieldPath } from '../../base/fieldPath.ts';
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
    messages: {
      missing: '"{name}" is required here.',
    },
    references: ['https://kubernetes.io/docs/reference/kubernetes-api/'],
  },
  *check({ object }, { kubernetes }) {
    for (const { path, name } of problemsOf(object, kubernetes, 'missingRequired')) {
      // Only the first handler's port is looked at: invalid-port knows which that is.
      // What a claim's sources need is told by invalid-claim.
      if (/\.(httpGet|tcpSocket|grpc)\.port$|^spec\.dataSource(Ref)?\./.test(formatFieldPath(path))) continue;
      yield { message: 'missing', at: object.root.at(path), data: { name } };
    }
  },
});
