import type { PodSpec, Toleration } from '../../kubernetes/pod.ts';
import type { Taint } from '../world/clusterBehaviour.ts';

/** Upstream: `ToleratesTaint` in `staging/src/k8s.io/api/core/v1/toleration.go`. */
export function tolerates(toleration: Toleration, taint: Taint): boolean {
  const { key = '', operator = 'Equal', value = '', effect = '' } = toleration;
  if (effect !== '' && effect !== taint.effect) return false;
  if (key !== '' && key !== taint.key) return false;
  if (operator === 'Exists') return true;
  return (operator === 'Equal' || operator === '') && value === (taint.value ?? '');
}

/** The first of the taints with these effects that no toleration covers. */
export function untolerated(
  spec: PodSpec,
  taints: readonly Taint[] | undefined,
  effects: readonly Taint['effect'][],
): Taint | undefined {
  const tolerations = (spec.tolerations ?? []).filter((toleration) => toleration !== null);
  return taints?.find(
    (taint) =>
      effects.includes(taint.effect) && !tolerations.some((toleration) => tolerates(Object(toleration), taint)),
  );
}
