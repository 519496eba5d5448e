import { parseImageReference } from '../../kubernetes/imageReference.ts';
import { replaceValue } from '../../manifest/edit.ts';
import { defineRule } from '../rule.ts';

/** Upstream: `imagePullPrecheck`, `ErrImageNeverPull`. */
/** What manifests for a cluster on one machine speak of, in comments, labels or names. */
const localCluster =
  /\bkind[ -](load|cluster|node|registry)|\b(minikube|k3d|k3s|microk8s|docker-desktop|rancher-desktop|colima)\b/i;

function hasRegistry(image: string): boolean {
  const [first = '', ...path] = image.split('/');
  return path.length > 0 && /[.:]/.test(first);
}

/** Named by a registry or a tag that exists on one machine only. */
function isFromHere(image: string): boolean {
  return /^(localhost|127\.0\.0\.1|[\w-]+\.local)([:/]|$)/.test(image) || /:(dev|local|e2e|test)\b/.test(image);
}

export const neverPulled = defineRule({
  meta: {
    id: 'never-pulled',
    severity: 'warning',
    mild: { severity: 'information' },
    appliesTo: 'container',
    summary: 'An image is pulled where a node doesn’t have it.',
    messages: {
      never: {
        text: 'On a node without {image} the pod does not start (ErrImageNeverPull).',
        detail:
          'With imagePullPolicy: Never the kubelet tries again every 10–15 s without pulling. IfNotPresent uses the copy on the node if there is one, and pulls elsewhere.',
      },
      ifNotPresent: 'Set imagePullPolicy to IfNotPresent',
    },
    references: [
      'https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/kubelet/images/image_manager.go',
    ],
  },
  *check({ container }) {
    const { value, node } = container.imagePullPolicy;
    const image = container.image.value;
    if (value !== 'Never' || !image) return;
    const reference = parseImageReference(image);
    // pull-policy-contradicts-tag says more about a tag that moves.
    if ('error' in reference || (reference.digest === undefined && (reference.tag ?? 'latest') === 'latest')) return;
    // On somebody's own machine the image is put on the only node by hand.
    const isLocal = isFromHere(image) || localCluster.test(container.node.document.text);
    yield {
      message: 'never',
      // A registry is named, so there is where to pull from; without one, the name may only exist on the node.
      mild: isLocal || !hasRegistry(image),
      at: node,
      data: { image },
      fixes: () => [{ title: 'ifNotPresent', safe: false, edits: replaceValue(node, 'IfNotPresent') }],
    };
  },
});
