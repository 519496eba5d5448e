import type { PodSpec } from '../../kubernetes/pod.ts';
import type { ClusterNode } from './clusterBehaviour.ts';

const plenty = { count: 1000, hugepages: '1Ti' };

/**
 * A node that a pod can run on as soon as nothing else is in its way: it has the labels that the pod asks for by
 * `nodeSelector` or node affinity, the special resources (GPUs, huge pages) that its containers want, and the name that
 * the pod is bound to.
 */
export function fittingNode(spec: PodSpec, name: string): ClusterNode {
  const labels = { ...affinityLabels(spec), ...spec.nodeSelector };
  const allocatable = specialResources(spec);
  return {
    name: spec.nodeName ?? name,
    ...(Object.keys(labels).length > 0 ? { labels } : {}),
    ...(Object.keys(allocatable).length > 0 ? { allocatable } : {}),
  };
}

/** Of the first term that needs no particular node; what must not be there is left out. */
function affinityLabels({ affinity }: PodSpec): Record<string, string> {
  const required = record(record(record(affinity).nodeAffinity).requiredDuringSchedulingIgnoredDuringExecution);
  const term = list(required.nodeSelectorTerms)
    .map(record)
    .find(({ matchFields }) => list(matchFields).length === 0);
  const labels: Record<string, string> = {};
  for (const { key, operator, values } of list(term?.matchExpressions).map(record)) {
    const [first] = list(values);
    const value =
      operator === 'In'
        ? first
        : operator === 'Exists'
          ? 'true'
          : operator === 'Gt'
            ? String(Number(first) + 1)
            : operator === 'Lt'
              ? String(Number(first) - 1)
              : undefined;
    if (typeof key === 'string' && typeof value === 'string') labels[key] = value;
  }
  return labels;
}

/** What a node does not have unless it says so. */
function specialResources({ containers, initContainers = [], resources }: PodSpec): Record<string, string | number> {
  const wanted = [...containers, ...initContainers]
    .map((container) => container.resources)
    .concat(resources)
    .flatMap((each) => [...Object.keys(each?.requests ?? {}), ...Object.keys(each?.limits ?? {})]);
  return Object.fromEntries(
    wanted
      .filter((resource) => resource.includes('/') || resource.startsWith('hugepages-'))
      .map((resource) => [resource, resource.startsWith('hugepages-') ? plenty.hugepages : plenty.count]),
  );
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
