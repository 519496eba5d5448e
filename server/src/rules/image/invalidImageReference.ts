import { verbatim } from '../../base/message.ts';
import { parseImageReference } from '../../kubernetes/imageReference.ts';
import { replaceValue } from '../../manifest/edit.ts';
import { isPlaceholder } from '../placeholderWord.ts';
import { defineRule } from '../rule.ts';

/** The API server takes any text. Upstream: `EnsureImageExists` in `pkg/kubelet/images/image_manager.go`. */
export const invalidImageReference = defineRule({
  meta: {
    id: 'invalid-image-reference',
    severity: 'warning',
    appliesTo: 'container',
    yieldsTo: ['full-width-value'],
    summary: 'The name of an image can be read by the kubelet.',
    messages: {
      invalid: {
        text: '"{image}" is not a valid image name ({error}), so the container never starts (InvalidImageName).',
        detail:
          'The API server accepts it, but the kubelet tries it again every 10–15 s without success. Names are lower-case: registry/path:tag or registry/path@sha256:….',
      },
      use: 'Use {image}',
    },
    references: [
      'https://kubernetes.io/docs/concepts/containers/images/#image-names',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/kubelet/images/image_manager.go',
    ],
  },
  *check({ container }) {
    const { value, node } = container.image;
    // White space around it is image-with-space; `$`, `<` and the like are filled in by somebody else's template.
    if (!value || value !== value.trim() || /[$<>{}%]/.test(value) || isPlaceholder(value)) return;
    const reference = parseImageReference(value);
    if (!('error' in reference)) return;
    const repaired = value.toLowerCase().replace(/:$/, '');
    yield {
      message: 'invalid',
      at: node,
      data: { image: value, error: verbatim(reference.error) },
      fixes: () =>
        'error' in parseImageReference(repaired)
          ? []
          : [{ title: 'use', data: { image: repaired }, safe: false, edits: replaceValue(node, repaired) }],
    };
  },
});
