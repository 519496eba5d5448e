import { isGateOn } from '../../kubernetes/gates.ts';
import { checkDns1123Label } from '../../kubernetes/names.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import { plainComplaint } from '../complaint.ts';
import { objectsIn, textOf } from '../reading.ts';
import { defineRule, type RawFinding } from '../rule.ts';
import { hasFault } from './brokenVolumes.ts';

/** Upstream: `ValidateVolumes`. */
export const invalidVolume = defineRule({
  meta: {
    id: 'invalid-volume',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'Volumes have valid, different names.',
    messages: {
      missing: 'A volume needs a name.',
      name: '"{name}" is not a valid name of a volume: {complaint}.',
      token: 'A serviceAccountToken needs serviceAccountName in the spec of its Pod.',
      duplicate: 'Two volumes of this pod are named "{name}". Names must differ.',
    },
    references: [
      'https://kubernetes.io/docs/concepts/storage/volumes/',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ pod, workload }, context) {
    const { kubernetes, gates } = context;
    const seen = new Map<string, ManifestNode[]>();
    const isWhole = (volume: ManifestNode) => !hasFault(volume, workload, context);
    for (const volume of pod.spec.get('volumes').items()) {
      // Without its feature gate, such a volume is dropped before anybody looks.
      if (volume.get('image').isSet && !isGateOn('ImageVolume', kubernetes, gates)) continue;
      if (volume.unknown || !volume.readsAsMap) continue;
      if (workload.kind.kind === 'Pod') yield* checkToken(volume, pod.spec);
      const node = volume.get('name');
      const name = node.isSet ? node.string : '';
      if (name === '' && !node.partial && !node.unknown) yield { message: 'missing', at: node };
      else if (name) {
        const [complaint] = checkDns1123Label(name);
        if (complaint !== undefined)
          yield { message: 'name', at: node, data: { name, complaint: plainComplaint(complaint) } };
        else {
          // A volume with a fault does not count, nor does its name.
          const others = seen.get(name) ?? [];
          if (others.some(isWhole)) yield { message: 'duplicate', at: node, data: { name } };
          seen.set(name, [...others, volume]);
        }
      }
    }
  },
});

/** Upstream: `ValidatePodCreate` by way of `validatePodMetadataAndSpec`: only of a Pod itself, not of a template. */
function* checkToken(volume: ManifestNode, spec: ManifestNode): Generator<RawFinding<'token'>> {
  const account = spec.get('serviceAccountName');
  const old = spec.get('serviceAccount');
  if (textOf(account) !== '' || textOf(old) !== '') return;
  for (const source of objectsIn(volume.get('projected').get('sources'))) {
    const token = source.get('serviceAccountToken');
    if (token.isSet) yield { message: 'token', at: token, on: 'key' };
  }
}
