/** What the pods of a workload take from each other: ports of nodes, and volumes that can be in one place only. */
import { defaultPod } from '../../kubernetes/defaults.ts';
import type { Pod } from '../../kubernetes/pod.ts';
import { fromMs, type Instant, second } from '../kernel/time.ts';
import type { Trace } from '../trace/trace.ts';
import type { ClusterNode, HostPort, NodeChange } from '../world/clusterBehaviour.ts';
import { fittingNode } from '../world/fittingNode.ts';
import type { Scenario } from '../world/scenario.ts';

/** The access mode of a claim that not every pod can have at the same time. */
export type ExclusiveMode = 'ReadWriteOnce' | 'ReadWriteOncePod';

/** What a pod finds taken by the others of its workload, as its own scenario would have it. */
export type LifeContext = Pick<Scenario, 'scheduling' | 'volumes'>;

/** A pod of the workload that may hold something. */
export interface Holder {
  readonly name: string;
  readonly number: number;
  readonly createdAt: Instant;
  readonly life: { readonly trace: Trace };
}

/** A claim that pods share, and the volume of the pod that it is. */
interface SharedClaim {
  readonly volume: string;
  readonly mode: ExclusiveMode;
}

/** When a pod has its node, and until when it holds what it has there. */
interface Stay {
  readonly name: string;
  readonly number: number;
  readonly node: string | undefined;
  readonly from: Instant;
  readonly until: Instant;
}

const never = Number.POSITIVE_INFINITY;
/** Upstream: `ErrReasonReadWriteOncePodConflict` in `pkg/scheduler/framework/plugins/volumerestrictions`. */
const podConflict =
  'node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod';

export class HeldResources {
  readonly #ports: readonly HostPort[];
  readonly #claims: readonly SharedClaim[];
  readonly #nodesAsOf: (createdAt: Instant) => readonly ClusterNode[];

  /**
   * @param replicas as many nodes are there as pods are asked for, where the scenario does not say otherwise: whoever claims
   * a port of the node has mostly one pod per node
   * @param claims the access modes of claims that are in view
   * @param nodesAsOf the nodes as the scenario of a pod has them that is created at a time, where not all have the same
   */
  constructor(
    pod: Pod,
    { scheduling = {} }: Scenario,
    replicas: number,
    claims: Readonly<Record<string, ExclusiveMode>> = {},
    nodesAsOf?: (createdAt: Instant) => readonly ClusterNode[],
  ) {
    const { spec } = defaultPod(pod);
    const { containers, initContainers = [], volumes = [] } = spec;
    const running = [...containers, ...initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always')];
    this.#ports = running.flatMap(({ ports = [] }) =>
      ports.flatMap(({ hostPort = 0, protocol = 'TCP' }) =>
        hostPort > 0 ? [{ port: hostPort, protocol: protocol as NonNullable<HostPort['protocol']> }] : [],
      ),
    );
    const count = Math.max(1, replicas);
    const fitting = () => Array.from({ length: count }, (_, index) => fittingNode(spec, `node-${index + 1}`));
    const nodes = scheduling.nodes ?? fitting();
    this.#nodesAsOf = nodesAsOf ?? (() => nodes);
    // On the only node everybody finds the volume that is attached there.
    const isOneNode = scheduling.nodes?.length === 1;
    this.#claims = volumes.flatMap(({ name, persistentVolumeClaim }): SharedClaim[] => {
      const claim = (persistentVolumeClaim as { readonly claimName?: string } | undefined)?.claimName;
      const mode = claim === undefined ? undefined : claims[claim];
      return mode === undefined || (mode === 'ReadWriteOnce' && isOneNode) ? [] : [{ volume: name, mode }];
    });
  }

  /** Whether there is anything to hold. */
  get isAny(): boolean {
    return this.#ports.length > 0 || this.#claims.length > 0;
  }

  /** What a pod meets that is created at a time, as far as the lives of the other pods are known. */
  around(number: number, createdAt: Instant, scenario: Scenario, pods: readonly Holder[]): LifeContext {
    const others = pods.filter((pod) => pod.number !== number).map(stayOf);
    const seconds = (time: Instant) => (time - createdAt) / second;
    const claims = this.#claims.map(({ volume, mode }) => ({ volume, mode, holder: holderBefore(number, others) }));
    const attached = claims.flatMap(({ volume, mode, holder }) => {
      if (mode !== 'ReadWriteOnce' || holder === undefined || holder.until <= createdAt) return [];
      const until = holder.until === never ? {} : { untilSeconds: seconds(holder.until) };
      return [[volume, { attachedElsewhere: { pod: holder.name, ...until } }] as const];
    });
    const inUse = claims.find(({ mode, holder }) => mode === 'ReadWriteOncePod' && (holder?.until ?? 0) > createdAt);
    const scheduling = {
      ...scenario.scheduling,
      ...(this.#ports.length > 0 ? { nodes: this.#nodesFor(createdAt, others, seconds) } : {}),
      ...(inUse === undefined ? {} : this.#waitsFor(inUse.holder!, createdAt, seconds)),
    };
    return {
      ...(Object.keys(scheduling).length > 0 ? { scheduling } : {}),
      ...(attached.length > 0 ? { volumes: { ...scenario.volumes, ...Object.fromEntries(attached) } } : {}),
    };
  }

  /** Upstream: `NoNodeAvailableMsg` in `pkg/scheduler/framework/types.go`. */
  #waitsFor({ until }: Stay, createdAt: Instant, seconds: (time: Instant) => number) {
    const count = this.#nodesAsOf(createdAt).length;
    return {
      unschedulableUntilSeconds: until === never ? farFuture : seconds(until),
      message: `0/${count} nodes are available: ${count} ${podConflict}.`,
    };
  }

  /** The nodes with the ports that the other pods have there, from the pod's creation on. */
  #nodesFor(createdAt: Instant, others: readonly Stay[], seconds: (time: Instant) => number): ClusterNode[] {
    const byNode = new Map<string | undefined, Stay[]>();
    for (const stay of others) {
      if (stay.until <= createdAt) continue;
      const here = byNode.get(stay.node);
      if (here === undefined) byNode.set(stay.node, [stay]);
      else here.push(stay);
    }
    return this.#nodesAsOf(createdAt).map((node): ClusterNode => {
      const here = byNode.get(node.name);
      if (here === undefined) return node;
      const takenAt = (time: Instant) => here.filter(({ from, until }) => from <= time && time < until);
      const portsAt = (time: Instant): readonly HostPort[] => [
        ...(node.hostPorts ?? []),
        ...(takenAt(time).length > 0 ? this.#ports : []),
      ];
      const times = [...new Set(here.flatMap(({ from, until }) => [from, until]))]
        .filter((time) => time > createdAt && time < never)
        .sort((a, b) => a - b);
      const changes = times.map((time): NodeChange => ({ atSeconds: seconds(time), hostPorts: portsAt(time) }));
      return { ...node, hostPorts: portsAt(createdAt), changes: [...(node.changes ?? []), ...changes].sort(byTime) };
    });
  }
}

/** No scenario lasts so long. */
const farFuture = 1e9;

function byTime(a: NodeChange, b: NodeChange): number {
  return a.atSeconds - b.atSeconds;
}

/** Of all that were there before and hold it, the one that holds it longest. */
function holderBefore(number: number, others: readonly Stay[]): Stay | undefined {
  const holders = others.filter((stay) => stay.number < number && stay.from < never);
  return holders.reduce<Stay | undefined>(
    (longest, stay) => (longest === undefined || stay.until > longest.until ? stay : longest),
    undefined,
  );
}

/** As its life is known by now. */
function stayOf({ name, number, createdAt, life: { trace } }: Holder): Stay {
  const { boundMs = never, node, endMs = never } = knownOf(trace);
  return { name, number, node, from: createdAt + fromMs(boundMs), until: createdAt + fromMs(endMs) };
}

const known = new WeakMap<Trace, { readonly boundMs?: number; readonly node?: string; readonly endMs?: number }>();

function knownOf(trace: Trace): { readonly boundMs?: number; readonly node?: string; readonly endMs?: number } {
  let found = known.get(trace);
  if (found === undefined) {
    const bound = trace.entries.find((entry) => entry.kind === 'api' && entry.call === 'bound');
    // The scheduler takes a pod that has ended off its node, and the volume is detached.
    const end = trace.entries.find(
      (entry) =>
        (entry.kind === 'api' && entry.call === 'removed') ||
        (entry.kind === 'status' && (entry.status.phase === 'Succeeded' || entry.status.phase === 'Failed')),
    );
    found = {
      ...(bound?.kind === 'api'
        ? { boundMs: bound.atMs, ...(bound.node === undefined ? {} : { node: bound.node }) }
        : {}),
      ...(end === undefined ? {} : { endMs: end.atMs }),
    };
    known.set(trace, found);
  }
  return found;
}
