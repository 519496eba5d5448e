import { checkDns1123Subdomain } from '../../kubernetes/names.ts';
import { parseQuantity } from '../../kubernetes/quantity.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import { compareReleases } from '../../schema/release.ts';
import { plainComplaint } from '../complaint.ts';
import { objectsIn, selectorFaults, textOf } from '../reading.ts';
import { defineRule, type RawFinding } from '../rule.ts';

type Found = RawFinding<'modes' | 'podMode' | 'storage' | 'positive' | 'name' | 'empty' | 'selector'>;

/** Upstream: `ValidatePersistentVolumeClaimSpec`, of StatefulSets `ValidatePersistentVolumeClaimTemplate` since 1.34. */
export const invalidClaimTemplate = defineRule({
  meta: {
    id: 'invalid-claim-template',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'Templates of PersistentVolumeClaims say how much and how it is mounted.',
    messages: {
      modes: 'accessModes is required here, e.g. ReadWriteOnce.',
      podMode: 'ReadWriteOncePod can’t be combined with other access modes.',
      storage: 'resources.requests.storage is required here.',
      positive: 'storage must be more than 0, not {value}.',
      name: '"{value}" is not a valid {field}: {complaint}.',
      empty: '{field} must not be empty. Remove it.',
      selector: 'This selector is not valid: {what} {complaint}.',
    },
    references: [
      'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ workload, pod }, { kubernetes }) {
    for (const volume of objectsIn(pod.spec.get('volumes'))) {
      const template = volume.get('ephemeral').get('volumeClaimTemplate');
      if (template.isMap) yield* checkClaim(template.get('spec'), kubernetes);
    }
    if (workload.kind.kind !== 'StatefulSet' || compareReleases(kubernetes, '1.34') < 0) return;
    for (const template of objectsIn(workload.object.root.get('spec').get('volumeClaimTemplates')))
      yield* checkClaim(template.get('spec'), kubernetes);
  },
});

function* checkClaim(spec: ManifestNode, kubernetes: string): Generator<Found> {
  if (spec.unknown || spec.partial || (spec.isSet && !spec.isMap)) return;
  const modes = spec.get('accessModes');
  if (!spec.isSet) yield { message: 'modes', at: modes };
  const all = modes.items().map((mode) => mode.string);
  if (
    all.includes('ReadWriteOncePod') &&
    all.some((mode) => /^(ReadWriteOnce|ReadOnlyMany|ReadWriteMany)$/.test(mode ?? ''))
  )
    yield { message: 'podMode', at: modes, on: 'key' };
  const resources = spec.get('resources');
  const storage = resources.get('requests').get('storage');
  // The API server names the amount as if it stood in resources itself.
  const named = [...resources.path, 'storage'];
  if (!storage.present) {
    if (!storage.unknown) yield { message: 'storage', at: storage, path: named };
  } else {
    const { value } = storage;
    const parsed = typeof value === 'string' || typeof value === 'number' ? parseQuantity(value) : { value: 0 };
    if ((value === null || typeof value !== 'symbol') && 'value' in parsed && parsed.value <= 0)
      yield { message: 'positive', at: storage, path: named, data: { value: String(value) } };
  }
  const hasAttributes = compareReleases(kubernetes, '1.34') >= 0;
  for (const field of hasAttributes ? ['storageClassName', 'volumeAttributesClassName'] : ['storageClassName']) {
    const node = spec.get(field);
    const [complaint] = node.string ? checkDns1123Subdomain(node.string) : [];
    if (complaint !== undefined)
      yield { message: 'name', at: node, data: { value: node.string!, field, complaint: plainComplaint(complaint) } };
  }
  const mode = spec.get('volumeMode');
  if (mode.isSet && textOf(mode) === '') yield { message: 'empty', at: mode, data: { field: 'volumeMode' } };
  for (const { at, path, what, complaint } of selectorFaults(spec.get('selector')))
    yield { message: 'selector', at, path, data: { what, complaint } };
}
