/** Whether a selector finds a pod, as far as a manifest tells. */
import type { Labels } from './facts.ts';

export type Certainty = 'yes' | 'no' | 'maybe';

/**
 * Labels that controllers and the API server add to pods: no manifest has them, so they prove nothing.
 * Upstream: `staging/src/k8s.io/api/{apps,batch}/v1/types.go`, admission plugin `PodTopologyLabels`.
 */
const addedByControlPlane = new Set([
  'pod-template-hash',
  'controller-revision-hash',
  'pod-template-generation',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'job-name',
  'controller-uid',
  'batch.kubernetes.io/job-name',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-completion-index',
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
]);

/** The pairs of a selector that a manifest can answer. */
export function answerable(selector: Labels): readonly (readonly [string, string])[] {
  return Object.entries(selector.pairs).filter(([key]) => !addedByControlPlane.has(key));
}

/** Whether a Service's selector finds pods with these labels. */
export function matchLabels(selector: Labels, { pairs, complete }: Labels): Certainty {
  const asked = answerable(selector);
  let certainty: Certainty = selector.complete && asked.length > 0 ? 'yes' : 'maybe';
  for (const [key, value] of asked) {
    if (Object.hasOwn(pairs, key)) {
      if (pairs[key] !== value) return 'no';
    } else if (complete) return 'no';
    else certainty = 'maybe';
  }
  return certainty;
}

/** Whether two objects are in one namespace. One that names none goes wherever it is applied to. */
export function sameNamespace(a: unknown, b: unknown): Certainty {
  if (a === b && typeof a !== 'symbol') return 'yes';
  return typeof a === 'string' && typeof b === 'string' ? 'no' : 'maybe';
}
