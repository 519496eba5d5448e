/** The nodes of a DaemonSet: which are there, which take its pods, and what its pod on each of them is. */
import type { Pod, PodSpec, Toleration } from '../../kubernetes/pod.ts';
import { type Instant, second } from '../kernel/time.ts';
import { RequiredNodeAffinity } from '../scheduler/nodeAffinity.ts';
import { untolerated } from '../scheduler/tolerations.ts';
import { Cluster, type NodeState } from '../world/cluster.ts';
import type { ClusterNode } from '../world/clusterBehaviour.ts';
import { fittingNode } from '../world/fittingNode.ts';
import type { Scenario } from '../world/scenario.ts';
import type { Template } from './workload.ts';

/** How many nodes there are where the scenario has none. */
const usualNodes = 3;

/** What a node is to the DaemonSet: whether it gets a pod, and whether one that is there may stay. */
export interface NodeFit {
  readonly takes: boolean;
  readonly keeps: boolean;
}

/** All nodes at a time, by their numbers. */
interface Look {
  readonly present: readonly number[];
  readonly fits: ReadonlyMap<number, NodeFit>;
}

export class DaemonNodes {
  readonly #spec: PodSpec;
  readonly #nodes: readonly ClusterNode[];
  readonly #cluster: Cluster;
  readonly #zero: Instant;
  readonly #affinity: RequiredNodeAffinity;
  readonly #hasTimes: boolean;
  /** By how many changes have come before. */
  readonly #looks = new Map<number, Look>();
  readonly #known = new WeakMap<Template, Map<number, Template>>();

  /** @param zero when the scenario's clock begins: times of nodes count from the update, or from the creation */
  constructor({ spec }: Pod, { scheduling = {} }: Scenario, zero: Instant) {
    this.#spec = withDaemonTolerations(spec);
    this.#nodes = scheduling.nodes ?? usual(spec);
    this.assumed = scheduling.nodes === undefined ? this.#nodes.length : undefined;
    this.#cluster = new Cluster(this.#nodes);
    this.#zero = zero;
    this.#affinity = new RequiredNodeAffinity(spec);
    this.#hasTimes = this.#cluster.events.length > 0;
  }

  /** How many there are, where the scenario has none. */
  readonly assumed: number | undefined;

  /** What happens to nodes that are there, and where the scenario says so. */
  get changes(): readonly { readonly at: Instant; readonly path: string; readonly node: number }[] {
    return this.#cluster.events.flatMap(({ at, path, after }) => {
      const node = this.#nodes.findIndex(({ name }) => name === after?.name);
      return node < 0 ? [] : [{ at: this.#zero + at, path, node }];
    });
  }

  name(node: number): string {
    return this.#nodes[node]?.name ?? '';
  }

  /** Numbers of the nodes that are in the cluster. */
  present(now: Instant): readonly number[] {
    return this.#at(now).present;
  }

  fit(node: number, now: Instant): NodeFit {
    return this.#at(now).fits.get(node) ?? { takes: false, keeps: false };
  }

  /** Between two changes all nodes stay as they are, so they are looked at once. */
  #at(now: Instant): Look {
    const time = now - this.#zero;
    const changes = this.#cluster.events.filter(({ at }) => at <= time).length;
    let look = this.#looks.get(changes);
    if (look === undefined) {
      const states = new Map(this.#cluster.nodesAt(time).map((state) => [state.name, state]));
      const fits = new Map<number, NodeFit>();
      for (const [node, { name }] of this.#nodes.entries()) {
        const state = states.get(name);
        if (state !== undefined) fits.set(node, this.#fit(state));
      }
      look = { present: [...fits.keys()], fits };
      this.#looks.set(changes, look);
    }
    return look;
  }

  /** Upstream: `NodeShouldRunDaemonPod` in `pkg/controller/daemon/daemon_controller.go`. */
  #fit(state: NodeState): NodeFit {
    const { nodeName } = this.#spec;
    const isNamed = nodeName === undefined || nodeName === '' || nodeName === state.name;
    if (!isNamed || !this.#affinity.matches(state)) return { takes: false, keeps: false };
    if (untolerated(this.#spec, state.taints, ['NoSchedule', 'NoExecute']) === undefined) {
      return { takes: true, keeps: true };
    }
    return { takes: false, keeps: untolerated(this.#spec, state.taints, ['NoExecute']) === undefined };
  }

  /** The nodes with their times counted from a pod's creation, as its own scenario has them. */
  asOf(createdAt: Instant): readonly ClusterNode[] {
    if (!this.#hasTimes) return this.#nodes;
    const shift = (createdAt - this.#zero) / second;
    return this.#nodes.map(({ addedAtSeconds, removedAtSeconds, changes, ...node }) => ({
      ...node,
      ...(addedAtSeconds === undefined ? {} : { addedAtSeconds: addedAtSeconds - shift }),
      ...(removedAtSeconds === undefined ? {} : { removedAtSeconds: removedAtSeconds - shift }),
      ...(changes === undefined
        ? {}
        : { changes: changes.map((change) => ({ ...change, atSeconds: change.atSeconds - shift })) }),
    }));
  }

  /**
   * The template with what the controller writes into the pod of a node. The same node gives the same object, where
   * nothing happens to nodes, so that lives can be shared.
   * Upstream: `CreatePodTemplate` and `ReplaceDaemonSetPodNodeNameNodeAffinity` in `pkg/controller/daemon/util`.
   */
  templateOn(node: number, template: Template, createdAt: Instant): Template {
    const byNode = this.#known.get(template) ?? new Map<number, Template>();
    this.#known.set(template, byNode);
    let own = this.#hasTimes ? undefined : byNode.get(node);
    if (own === undefined) {
      const { pod, scenario } = template;
      const spec = boundTo(this.name(node), withDaemonTolerations(pod.spec));
      const scheduling = { ...scenario.scheduling, nodes: this.asOf(createdAt) };
      own = { pod: { ...pod, spec }, scenario: { ...scenario, scheduling } };
      byNode.set(node, own);
    }
    return own;
  }
}

function usual(spec: PodSpec): ClusterNode[] {
  const count = spec.nodeName === undefined ? usualNodes : 1;
  return Array.from({ length: count }, (_, index) => fittingNode(spec, `node-${index + 1}`));
}

function boundTo(node: string, spec: PodSpec): PodSpec {
  const affinity = spec.affinity as { readonly nodeAffinity?: object } | undefined;
  const term = { matchFields: [{ key: 'metadata.name', operator: 'In', values: [node] }] };
  const required = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] } };
  return { ...spec, affinity: { ...affinity, nodeAffinity: { ...affinity?.nodeAffinity, ...required } } };
}

/** Upstream: `AddOrUpdateDaemonPodTolerations`. */
function withDaemonTolerations(spec: PodSpec): PodSpec {
  const added: Toleration[] = [
    ...['not-ready', 'unreachable'].map((what) => tolerationOf(what, 'NoExecute')),
    ...['disk-pressure', 'memory-pressure', 'pid-pressure', 'unschedulable'].map((what) =>
      tolerationOf(what, 'NoSchedule'),
    ),
    ...(spec.hostNetwork === true ? [tolerationOf('network-unavailable', 'NoSchedule')] : []),
  ];
  const isReplaced = (own: Toleration) =>
    added.some(({ key, effect }) => own.key === key && own.effect === effect && own.operator === 'Exists');
  return { ...spec, tolerations: [...(spec.tolerations ?? []).filter((own) => !isReplaced(own)), ...added] };
}

function tolerationOf(what: string, effect: NonNullable<Toleration['effect']>): Toleration {
  return { key: `node.kubernetes.io/${what}`, operator: 'Exists', effect };
}
