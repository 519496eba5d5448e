/** The volumes of a pod as the API server looks at them. */
import type { ManifestNode } from '../../manifest/node.ts';
import type { PodModel } from '../../manifest/podModel.ts';
import type { Workload } from '../../manifest/workload.ts';
import { objectsIn } from '../reading.ts';

/**
 * The volumes of a pod, but those of a StatefulSet that have the name of a claim template: its claim takes their place.
 * Upstream: `getPersistentVolumeClaims` and `updateStorage` in `pkg/controller/statefulset`, `ValidateStatefulSetSpec`.
 */
export function volumesOf({ kind, object }: Workload, pod: PodModel): ManifestNode[] {
  const volumes = objectsIn(pod.spec.get('volumes'));
  if (kind.kind !== 'StatefulSet') return volumes;
  const claims = new Set(claimNames(object.root));
  return volumes.filter((volume) => !claims.has(volume.get('name').string ?? ''));
}

/** The names of a StatefulSet's claim templates. */
export function claimNames(root: ManifestNode): string[] {
  return root
    .get('spec')
    .get('volumeClaimTemplates')
    .items()
    .flatMap((claim) => claim.get('metadata').get('name').string ?? []);
}
