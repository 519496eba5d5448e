/** Telling a fragment that is meant to be merged into an object from an object that lacks what it needs. */
import { workloadKinds } from '../kubernetes/workloads.ts';
import type { ManifestObject } from './object.ts';
import { workloadOf } from './workload.ts';

const withSelector = new Set(['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet']);

/**
 * Whether an object is most likely a patch (Kustomize, `kubectl patch`) rather than something to create: no container
 * has an image, and something else that the kind can't do without is missing too. What a patch lacks proves nothing.
 */
export function looksLikePatch(object: ManifestObject): boolean {
  const workload = workloadOf(object);
  if (!workload || object.kind === 'Pod' || !workloadKinds.includes(workload.kind)) return false;
  const { pod } = workload;
  const directive = pod.allContainers.some(({ node }) => node.get('$patch').present);
  if (directive || object.root.get('$patch').present) return true;
  if (pod.allContainers.some(({ image }) => image.node.present)) return false;
  if (withSelector.has(object.kind)) return !object.root.get('spec').get('selector').present;
  return workload.kind.restartPolicyRequired && !pod.restartPolicy.node.present;
}
