import { checkQualifiedName } from '../../kubernetes/names.ts';
import { plainComplaint } from '../complaint.ts';
import { textOf } from '../reading.ts';
import { defineRule } from '../rule.ts';
import { isValidated } from '../validatedKinds.ts';

const standard = ['kubernetes', 'orphan', 'foregroundDeletion'];

/** Upstream: `ValidateFinalizers`, `validateKubeFinalizerName`. The one names the list, the other the item. */
export const invalidFinalizer = defineRule({
  meta: {
    id: 'invalid-finalizer',
    severity: 'error',
    appliesTo: 'object',
    summary: 'Finalizers are qualified names.',
    messages: {
      name: '"{value}" is not a valid finalizer: {complaint}.',
      unqualified: 'Finalizer "{value}" needs a domain before it, such as example.com/{value}.',
      contradiction: 'An object must not have both finalizers orphan and foregroundDeletion. Keep one of them.',
    },
    references: [
      'https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go',
    ],
  },
  *check({ object }) {
    const list = object.root.get('metadata').get('finalizers');
    if (!list.isList || !isValidated(object)) return;
    const values = list.items().map((item) => ({ item, value: textOf(item) }));
    for (const { item, value } of values) {
      if (value === undefined) continue;
      const [complaint] = checkQualifiedName(value);
      if (complaint !== undefined)
        yield { message: 'name', at: item, path: list.path, data: { value, complaint: plainComplaint(complaint) } };
      // Upstream: `core/validation.ValidateObjectMeta`, which the strategy of budgets does not call.
      if (object.kind !== 'PodDisruptionBudget' && !value.includes('/') && !standard.includes(value))
        yield { message: 'unqualified', at: item, data: { value } };
    }
    const has = (name: string) => values.some(({ value }) => value === name);
    if (has('orphan') && has('foregroundDeletion')) yield { message: 'contradiction', at: list, on: 'key' };
  },
});
