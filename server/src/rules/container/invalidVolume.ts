import { checkDns1123Label } from '../../kubernetes/names.ts';
import { plainComplaint } from '../complaint.ts';
import { defineRule } from '../rule.ts';

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
      duplicate: 'Two volumes of this pod are named "{name}". Names must differ.',
    },
    references: [
      'https://kubernetes.io/docs/concepts/storage/volumes/',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ pod }) {
    const seen = new Set<string>();
    for (const volume of pod.spec.get('volumes').items()) {
      if (volume.unknown || !volume.readsAsMap) continue;
      const node = volume.get('name');
      const name = node.isSet ? node.string : '';
      if (name === '' && !node.partial && !node.unknown) yield { message: 'missing', at: node };
      else if (name) {
        const [complaint] = checkDns1123Label(name);
        if (complaint !== undefined)
          yield { message: 'name', at: node, data: { name, complaint: plainComplaint(complaint) } };
        else if (seen.has(name)) yield { message: 'duplicate', at: node, data: { name } };
        else seen.add(name);
      }
    }
  },
});
