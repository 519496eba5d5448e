import type { PodSpec } from '../../kubernetes/pod.ts';

/** Path of a container in the pod, e.g. `spec.initContainers[1]`. */
export function fieldOfContainer(spec: PodSpec, name: string): string {
  const regular = spec.containers.findIndex((container) => container.name === name);
  if (regular >= 0) return `spec.containers[${regular}]`;
  const init = (spec.initContainers ?? []).findIndex((container) => container.name === name);
  return `spec.initContainers[${init}]`;
}

/** How an event names the container it is about. Upstream: `fieldPath` in `pkg/kubelet/container/ref.go`. */
export function eventField(spec: PodSpec, name: string): string {
  const regular = spec.containers.some((container) => container.name === name);
  return `spec.${regular ? 'containers' : 'initContainers'}{${name}}`;
}
