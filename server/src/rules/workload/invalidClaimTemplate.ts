import { compareReleases } from '../../schema/release.ts';
import { checkClaim, checkTemplateSources, claimMessages } from '../claimSpec.ts';
import { objectsIn } from '../reading.ts';
import { defineRule } from '../rule.ts';

/** Upstream: `ValidatePersistentVolumeClaimSpec`, of StatefulSets `ValidatePersistentVolumeClaimTemplate` since 1.34. */
export const invalidClaimTemplate = defineRule({
  meta: {
    id: 'invalid-claim-template',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'Templates of PersistentVolumeClaims say how much and how it is mounted.',
    messages: claimMessages,
    references: [
      'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ workload, pod }, { kubernetes }) {
    for (const volume of objectsIn(pod.spec.get('volumes'))) {
      const template = volume.get('ephemeral').get('volumeClaimTemplate');
      if (!template.isMap) continue;
      yield* checkClaim(template.get('spec'), kubernetes);
      yield* checkTemplateSources(template.get('spec'));
    }
    if (workload.kind.kind !== 'StatefulSet' || compareReleases(kubernetes, '1.34') < 0) return;
    for (const template of objectsIn(workload.object.root.get('spec').get('volumeClaimTemplates'))) {
      yield* checkClaim(template.get('spec'), kubernetes);
      yield* checkTemplateSources(template.get('spec'));
    }
  },
});
