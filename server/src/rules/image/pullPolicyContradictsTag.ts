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
      ifNotPresent:
        '{image} may change from one pull to the next, but with IfNotPresent a node that already has it keeps its old copy, so pods run different versions. Name a fixed tag, or pull Always.',
      never:
        '{image} may change, but with Never it is not pulled at all: the pod runs whatever copy the node has, or stays in ErrImageNeverPull from its first second on. Name the version that is loaded on the nodes.',
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
      message: value === 'Never' ? 'never' : 'ifNotPresent',
      at: node,
      data: { image: reference.tag === undefined ? `${image} (which means ${image}:latest)` : image },
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
