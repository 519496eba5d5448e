import { checkClaim, checkDataSources, claimMessages } from '../claimSpec.ts';
import { defineRule } from '../rule.ts';

/** Upstream: `ValidatePersistentVolumeClaim`. */
export const invalidClaim = defineRule({
  meta: {
    id: 'invalid-claim',
    severity: 'error',
    appliesTo: 'object',
    summary: 'A PersistentVolumeClaim says how much it needs, and how it is mounted.',
    messages: claimMessages,
    references: [
      'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ object }, context) {
    if (object.apiVersion !== 'v1' || object.kind !== 'PersistentVolumeClaim') return;
    const spec = object.root.get('spec');
    yield* checkClaim(spec, context.kubernetes);
    if (spec.isMap) yield* checkDataSources(spec, context);
  },
});
