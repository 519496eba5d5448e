import { shownName } from '../../manifest/index/facts.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import type { PodModel } from '../../manifest/podModel.ts';
import { defineRule } from '../rule.ts';

interface PodReference {
  readonly kind: 'Secret' | 'ConfigMap' | 'PersistentVolumeClaim' | 'ServiceAccount';
  /** What names the object. */
  readonly at: ManifestNode;
}

/** Each of these references holds in the pod's own namespace. Upstream: `LocalObjectReference` and its like in `core/v1/types.go`. */
export const referenceInOtherNamespace = defineRule({
  meta: {
    id: 'reference-in-other-namespace',
    severity: 'warning',
    appliesTo: 'workloadInWorkspace',
    summary: 'What a pod refers to stands in the pod’s namespace.',
    messages: {
      elsewhere: {
        text: '{kind} {name} is in the namespace {is}: a pod in {namespace} can’t use it.',
        detail:
          'A pod uses only what is in its own namespace. Images that need the Secret are not pulled, and containers that need the object do not start. Create it in {namespace}, too.',
      },
      there: '{kind} {name} is in the namespace {is}',
    },
    references: [
      'https://kubernetes.io/docs/concepts/configuration/secret/',
      'https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/',
    ],
  },
  *check({ pod, facts, workspace }) {
    const { name, namespace } = facts;
    if (typeof namespace !== 'string' || workspace.isKustomized() || workspace.mayBePatched(facts)) return;
    for (const { kind, at } of referencesOf(pod)) {
      const wanted = at.string;
      if (!wanted) continue;
      const found = workspace.objectsNamed(kind, wanted);
      const [other] = found;
      const is = other?.facts.namespace;
      if (!other || typeof is !== 'string') continue;
      if (found.some(({ facts }) => typeof facts.namespace !== 'string' || facts.namespace === namespace)) continue;
      if (found.some(({ facts }) => facts.isCopied)) continue;
      // Of another application, perhaps, which has an object of the same name.
      if (!found.some((one) => workspace.belongsHere(one))) continue;
      // Who does not see all files can be sure only of those that are written together.
      if (!workspace.complete && !found.some((one) => workspace.isHere(one))) continue;
      // The same workload in another namespace: this one's object is made elsewhere.
      if (typeof name === 'string' && workspace.podsNamed(name, is).length > 0) continue;
      const makers = ['ExternalSecret', 'SealedSecret', 'Certificate'];
      if (makers.some((maker) => workspace.objectsNamed(maker, wanted).length > 0)) continue;
      const data = { kind, name: shownName(other.facts), is, namespace };
      yield { message: 'elsewhere', at, data, related: [{ at: other, message: 'there', data }] };
    }
  },
});

/** The objects that a pod can't do without. */
function* referencesOf({ spec, allContainers }: PodModel): Generator<PodReference> {
  for (const item of spec.get('imagePullSecrets').items()) yield { kind: 'Secret', at: item.get('name') };
  yield { kind: 'ServiceAccount', at: spec.get('serviceAccountName') };
  for (const volume of spec.get('volumes').items()) {
    yield* unlessOptional('Secret', volume.get('secret'), 'secretName');
    yield* unlessOptional('ConfigMap', volume.get('configMap'));
    yield { kind: 'PersistentVolumeClaim', at: volume.get('persistentVolumeClaim').get('claimName') };
    for (const source of volume.get('projected').get('sources').items()) {
      yield* unlessOptional('Secret', source.get('secret'));
      yield* unlessOptional('ConfigMap', source.get('configMap'));
    }
  }
  for (const { node } of allContainers) {
    for (const item of node.get('envFrom').items()) {
      yield* unlessOptional('Secret', item.get('secretRef'));
      yield* unlessOptional('ConfigMap', item.get('configMapRef'));
    }
    for (const item of node.get('env').items()) {
      yield* unlessOptional('Secret', item.get('valueFrom').get('secretKeyRef'));
      yield* unlessOptional('ConfigMap', item.get('valueFrom').get('configMapKeyRef'));
    }
  }
}

function* unlessOptional(kind: PodReference['kind'], source: ManifestNode, field = 'name'): Generator<PodReference> {
  const optional = source.get('optional');
  if (!optional.unknown && optional.value !== true) yield { kind, at: source.get(field) };
}
