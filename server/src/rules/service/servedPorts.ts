/** Which containers a Service's ports lead to. */
import type { ContainerFacts, PodFacts, ServiceFacts, ServicePortFacts } from '../../manifest/index/facts.ts';

/**
 * The container that answers at a Service's port; undefined where the pod declares no such port. Containers come before
 * sidecars. Upstream: `findPort` in `k8s.io/endpointslice`, `FindPort` in `pkg/api/v1/pod/util.go` before 1.34.
 */
export function containerBehind(port: ServicePortFacts, pod: PodFacts): ContainerFacts | undefined {
  const regularFirst = [...pod.containers].sort((a, b) => rank(a) - rank(b));
  return regularFirst.find(({ ports }) =>
    ports.some(({ name, number, protocol }) =>
      typeof port.targetPort === 'string'
        ? name === port.targetPort && protocol === port.protocol
        : number === port.targetPort && number !== undefined,
    ),
  );
}

/** The containers that a Service certainly sends to. */
export function containersBehind(service: ServiceFacts, pod: PodFacts): readonly ContainerFacts[] {
  const found = service.ports.map((port) => containerBehind(port, pod));
  return [...new Set(found)].filter((container) => container !== undefined);
}

/** Whether the manifest tells all ports of all containers. */
export function reportsPorts(pod: PodFacts): boolean {
  return (
    pod.complete &&
    pod.containers.every(
      ({ ports, portsComplete }) =>
        portsComplete &&
        ports.every((port) => [port.name, port.number, port.protocol].every((part) => typeof part !== 'symbol')),
    )
  );
}

function rank({ role }: ContainerFacts): number {
  return role === 'regular' ? 0 : 1;
}
