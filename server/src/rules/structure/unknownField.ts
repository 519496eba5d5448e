import { removeField, renameKey } from '../../manifest/edit.ts';
import { defineRule } from '../rule.ts';
import { reindentFix, reindentMessages } from './indentation/fix.ts';
import { unknownFieldsOf } from './unknownFields.ts';

/** Upstream: strict decoding, apimachinery `pkg/runtime/serializer/json/json.go`; `kubectl apply` asks for it by default. */
export const unknownField = defineRule({
  meta: {
    id: 'unknown-field',
    severity: 'error',
    appliesTo: 'object',
    summary: 'A field that the API does not know.',
    messages: {
      misspelt: 'Unknown field "{name}". Did you mean "{suggestion}"?',
      unknown: {
        text: 'Unknown field "{name}".',
        detail: 'The API server rejects it, or drops it if validation is off.',
      },
      rename: 'Rename to "{suggestion}"',
      remove: 'Remove "{name}"',
      ...reindentMessages,
    },
    references: ['https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation'],
  },
  *check({ object }, { kubernetes }) {
    for (const { node, name, suggestion, home } of unknownFieldsOf(object, kubernetes)) {
      if (home || (object.isPatch && removes(node.value))) continue;
      if (suggestion === undefined) {
        // Several at once are lines that slipped, most of the time; then removing them would be a pity.
        const fixes = () => [
          ...reindentFix(object.document, kubernetes, 3),
          { title: 'remove', safe: false, edits: removeField(node) } as const,
        ];
        yield { message: 'unknown', at: node, on: 'key', data: { name }, fixes };
      } else {
        const fixes = () => [{ title: 'rename', safe: true, edits: renameKey(node, suggestion) } as const];
        yield { message: 'misspelt', at: node, on: 'key', data: { name, suggestion }, fixes };
      }
    }
  },
});

/** Whether a patch takes a field away, as one must where it makes another kind of an object. */
function removes(value: unknown): boolean {
  return value === null || (typeof value === 'object' && '$patch' in value && value.$patch === 'delete');
}
