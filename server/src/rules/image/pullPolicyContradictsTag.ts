import { parseImageReference } from '../../kubernetes/imageReference.ts';
import { removeField, replaceValue } from '../../manifest/edit.ts';
import { defineRule } from '../rule.ts';

/** Upstream: `imagePullPrecheck` in `pkg/kubelet/images/image_manager.go`. */
export const pullPolicyContradictsTag = defineRule({
  meta: {
    id: 'pull-policy-contradicts-tag',
    severity: 'warning',
    appliesTo: 'container',
    summary: 'An image whose tag moves (latest, or none) is not pulled only once.',
    messages: {
      ifNotPresent: {
        text: '{image} can change, but nodes that have it keep their old copy, so pods run different versions.',
        detail: 'imagePullPolicy is IfNotPresent. Name a fixed tag, or use Always.',
      },
      untaggedIfNotPresent: {
        text: '{image}:latest can change, but nodes that have it keep their old copy, so pods run different versions.',
        detail: '{image} without a tag means latest. imagePullPolicy is IfNotPresent. Name a fixed tag, or use Always.',
      },
      never: {
        text: '{image} can change, but is never pulled: a pod runs the copy on its node, or does not start.',
        detail:
          'imagePullPolicy is Never; a node without the image shows ErrImageNeverPull. Name the version that is loaded on the nodes.',
      },
      untaggedNever: {
        text: '{image}:latest can change, but is never pulled: a pod runs the copy on its node, or does not start.',
        detail:
          '{image} without a tag means latest. imagePullPolicy is Never; a node without the image shows ErrImageNeverPull. Name the version that is loaded on the nodes.',
      },
      always: 'Set imagePullPolicy to Always',
      remove: 'Remove imagePullPolicy, which then is Always',
    },
    references: [
      'https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy',
      'https://kubernetes.io/docs/concepts/containers/images/#imagepullpolicy-defaulting',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/kubelet/images/image_manager.go',
    ],
  },
  *check({ workload, container }) {
    const { value, node, origin } = container.imagePullPolicy;
    const image = container.image.value;
    if (origin !== 'explicit' || !image || (value !== 'IfNotPresent' && value !== 'Never')) return;
    const reference = parseImageReference(image);
    if ('error' in reference || reference.digest !== undefined) return;
    if (reference.tag !== undefined && reference.tag !== 'latest') return;
    // A kustomization that uses the file names the version, most likely: `images` with a `newTag`.
    if (reference.tag === undefined && workload.object.context.role !== undefined) return;
    yield {
      message:
        reference.tag === undefined
          ? value === 'Never'
            ? 'untaggedNever'
            : 'untaggedIfNotPresent'
          : value === 'Never'
            ? 'never'
            : 'ifNotPresent',
      at: node,
      data: { image },
      fixes: () =>
        value === 'Never'
          ? []
          : [
              { title: 'always', safe: false, edits: replaceValue(node, 'Always') },
              { title: 'remove', safe: false, edits: removeField(node) },
            ],
    };
  },
});
