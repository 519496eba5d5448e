import { replaceValue } from '../../manifest/edit.ts';
import { defineRule } from '../rule.ts';

/** Upstream: `validateContainerOnlyForPod`. Templates let it pass, and the pods made from them are refused. */
export const imageWithSpace = defineRule({
  meta: {
    id: 'image-with-space',
    severity: 'error',
    appliesTo: 'container',
    summary: 'No white space stands around the image of a Pod’s container.',
    messages: {
      space: 'image must not begin or end with white space.',
      remove: 'Remove the white space',
    },
    references: ['https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go'],
  },
  *check({ container, workload }) {
    const { node, value } = container.image;
    if (!value || value === value.trim() || workload.kind.kind !== 'Pod' || container.role === 'ephemeral') return;
    yield {
      message: 'space',
      at: node,
      fixes: () => [
        { title: 'remove', safe: true, edits: value.trim() === '' ? undefined : replaceValue(node, value.trim()) },
      ],
    };
  },
});
