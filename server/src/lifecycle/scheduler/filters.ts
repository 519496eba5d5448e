import type { PodSpec } from '../../kubernetes/pod.ts';
import type { Release } from '../release.ts';
import type { NodeState } from '../world/cluster.ts';
import type { HostPort } from '../world/clusterBehaviour.ts';
import { RequiredNodeAffinity } from './nodeAffinity.ts';
import { type Amounts, amounts, podRequests, rounded } from './podRequests.ts';
import { untolerated } from './tolerations.ts';

/** What a node lacks of a resource. */
export interface InsufficientResource {
  readonly resource: string;
  readonly reason: string;
  readonly requested: number;
  readonly used: number;
  readonly capacity: number;
}

/** Why a node does not take the pod. */
export interface Rejection {
  readonly plugin: Plugin;
  readonly reasons: readonly string[];
  /** Whether it would not help if pods of the node were evicted. */
  readonly isUnresolvable: boolean;
}

export type Plugin =
  | 'NodeUnschedulable'
  | 'TaintToleration'
  | 'NodeAffinity'
  | 'NodePorts'
  | 'NodeResourcesFit'
  /** No plugin, but the scenario's own word. */
  | 'Scenario';

const unschedulableTaint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' } as const;
const defaultPodsPerNode = 110;

/** What of a pod the filters look at, worked out once. */
export class PodNeeds {
  readonly spec: PodSpec;
  readonly requests: Amounts;
  readonly affinity: RequiredNodeAffinity;
  readonly hostPorts: readonly HostPort[];
  readonly release: Release;

  constructor(spec: PodSpec, release: Release) {
    this.spec = spec;
    this.release = release;
    this.requests = podRequests(spec, release.hasPodResources);
    this.affinity = new RequiredNodeAffinity(spec);
    this.hostPorts = hostPortsOf(spec);
  }

  /**
   * The first of the scheduler's default plugins that rejects the node.
   * Upstream: `getDefaultPlugins` in `pkg/scheduler/apis/config/v1/default_plugins.go`.
   */
  rejection(node: NodeState): Rejection | undefined {
    for (const plugin of plugins) {
      const rejection = this.reject(plugin, node);
      if (rejection !== undefined) return rejection;
    }
    return undefined;
  }

  /** What one plugin says of a node. Upstream: `Filter` in `pkg/scheduler/framework/plugins`. */
  reject(plugin: Plugin, node: NodeState): Rejection | undefined {
    const unresolvable = (reason: string): Rejection => ({ plugin, reasons: [reason], isUnresolvable: true });
    switch (plugin) {
      case 'NodeUnschedulable':
        return node.unschedulable === true && untolerated(this.spec, [unschedulableTaint], ['NoSchedule']) !== undefined
          ? unresolvable('node(s) were unschedulable')
          : undefined;
      case 'TaintToleration': {
        const taint = untolerated(this.spec, node.taints, ['NoSchedule', 'NoExecute']);
        return taint === undefined ? undefined : unresolvable(this.release.untoleratedTaintMessage(taint));
      }
      case 'NodeAffinity':
        return this.affinity.matches(node)
          ? undefined
          : unresolvable("node(s) didn't match Pod's node affinity/selector");
      case 'NodePorts':
        return this.isPortTaken(node)
          ? { plugin, reasons: ["node(s) didn't have free ports for the requested pod ports"], isUnresolvable: false }
          : undefined;
      case 'NodeResourcesFit': {
        const lacking = this.insufficient(node);
        if (lacking.length === 0) return undefined;
        const isTooMuch = lacking.some(
          ({ resource, requested, capacity }) => resource !== 'pods' && requested > capacity,
        );
        return {
          plugin,
          reasons: lacking.map(({ reason }) => reason),
          isUnresolvable: isTooMuch && this.release.tooBigIsUnresolvable,
        };
      }
      case 'Scenario':
        return undefined;
    }
  }

  isPortTaken({ hostPorts = [] }: NodeState): boolean {
    return this.hostPorts.some(({ port, protocol }) =>
      hostPorts.some((taken) => taken.port === port && (taken.protocol ?? 'TCP') === protocol),
    );
  }

  /** Upstream: `fitsRequest` in `pkg/scheduler/framework/plugins/noderesources/fit.go`. */
  insufficient(node: NodeState): InsufficientResource[] {
    const allocatable = rounded(amounts(node.allocatable));
    const used = rounded(amounts(node.requested));
    const lacking: InsufficientResource[] = [];
    const capacityOf = (resource: string) => allocatable[resource] ?? defaultCapacity(resource);
    const pods = used.pods ?? 0;
    if (pods + 1 > capacityOf('pods')) {
      const capacity = capacityOf('pods');
      lacking.push({ resource: 'pods', reason: 'Too many pods', requested: 1, used: pods, capacity });
    }
    for (const [resource, requested] of Object.entries(this.requests)) {
      const capacity = capacityOf(resource);
      const usedOfIt = used[resource] ?? 0;
      if (requested <= 0 || requested <= capacity - usedOfIt) continue;
      lacking.push({ resource, reason: `Insufficient ${resource}`, requested, used: usedOfIt, capacity });
    }
    return lacking;
  }
}

const plugins: readonly Plugin[] = [
  'NodeUnschedulable',
  'TaintToleration',
  'NodeAffinity',
  'NodePorts',
  'NodeResourcesFit',
];

/** What a scenario does not list is not limited, but for devices and huge pages, which a node has or has not. */
function defaultCapacity(resource: string): number {
  if (resource === 'pods') return defaultPodsPerNode;
  const isSpecial = resource.includes('/') || resource.startsWith('hugepages-');
  return isSpecial ? 0 : Number.POSITIVE_INFINITY;
}

/** Init containers claim ports only when they are sidecars. Upstream: `GetHostPorts` in `pkg/scheduler/util/utils.go`. */
function hostPortsOf({ containers, initContainers = [] }: PodSpec): HostPort[] {
  return [...containers, ...initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always')].flatMap(
    ({ ports = [] }) =>
      ports.flatMap(({ hostPort = 0, protocol = 'TCP' }) =>
        hostPort > 0 ? [{ port: hostPort, protocol: protocol as NonNullable<HostPort['protocol']> }] : [],
      ),
  );
}

/** The fields of the pod that a plugin weighs against a node. */
export function fieldsOf(plugin: Plugin, spec: PodSpec): string[] {
  switch (plugin) {
    case 'NodeUnschedulable':
    case 'TaintToleration':
      return ['spec.tolerations'];
    case 'NodeAffinity':
      return [
        ...(spec.nodeSelector === undefined ? [] : ['spec.nodeSelector']),
        ...(spec.affinity === undefined ? [] : ['spec.affinity']),
      ];
    case 'NodePorts':
      return spec.containers.flatMap(({ ports = [] }, index) =>
        ports.some(({ hostPort }) => hostPort) ? [`spec.containers[${index}].ports`] : [],
      );
    case 'NodeResourcesFit':
      return spec.containers.flatMap(({ resources }, index) =>
        Object.keys(resources?.requests ?? {}).length > 0 ? [`spec.containers[${index}].resources.requests`] : [],
      );
    case 'Scenario':
      return [];
  }
}
