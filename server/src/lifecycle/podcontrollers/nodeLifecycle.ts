import type { PodObject } from '../apiserver/podObject.ts';
import type { PodStore } from '../apiserver/podStore.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { lanes } from '../kernel/lanes.ts';
import type { Timer } from '../kernel/process.ts';
import { type Instant, minute, type Span, seconds } from '../kernel/time.ts';
import type { TraceRecorder } from '../kernel/traceRecorder.ts';
import { EventRecorder } from '../record/eventRecorder.ts';
import { tolerates } from '../scheduler/tolerations.ts';
import type { Cause, PodCondition } from '../trace/trace.ts';
import type { NodeFact } from '../trace/worldFact.ts';
import type { Cluster } from '../world/cluster.ts';
import type { ControlPlane, Taint } from '../world/clusterBehaviour.ts';
import type { NodeConnection } from '../world/nodeConnection.ts';
import type { Outage } from './nodeHealth.ts';

/** How long earlier control planes left pods on a node that was not ready (`--pod-eviction-timeout`). */
const podEvictionTimeout: Span = 5 * minute;

interface NodeLifecycleParts {
  readonly kernel: Kernel;
  readonly trace: TraceRecorder;
  readonly store: PodStore;
  readonly connection: NodeConnection;
  readonly outages: readonly Outage[];
  readonly cluster: Cluster | undefined;
  readonly controlPlane: ControlPlane;
}

/**
 * Notices that a node is not ready or tainted, calls its pods not ready and, after their toleration, deletes them.
 * Upstream: `pkg/controller/nodelifecycle` and `pkg/controller/tainteviction`.
 */
export class NodeLifecycleController {
  readonly #parts: NodeLifecycleParts;
  readonly #node: EventRecorder;
  readonly #taints: EventRecorder;
  #nodeName = '';
  #outage: Outage | undefined;
  #eviction: { readonly timer: Timer; readonly decidedAt: Instant } | undefined;

  constructor(parts: NodeLifecycleParts) {
    this.#parts = parts;
    const { kernel, trace } = parts;
    this.#node = new EventRecorder(kernel, trace, 'node-lifecycle', 'node-controller');
    this.#taints = new EventRecorder(kernel, trace, 'node-lifecycle', 'taint-eviction-controller');
  }

  /** The pod has its node; from now on the node's fate is the pod's. */
  podArrives(node: string): void {
    const { kernel, trace, connection, outages, cluster } = this.#parts;
    this.#nodeName = node;
    const record = (at: Instant, fact: NodeFact, cause: Cause) => {
      if (at < kernel.now || at === Number.POSITIVE_INFINITY) return;
      const happen = () => trace.record({ kind: 'world', source: 'world', fact }, { cause, lead: true });
      kernel.schedule(at, lanes.world, happen, cause);
    };
    record(connection.lostAt, { type: 'nodeCutOff', node }, { scenario: 'node.lostAtSeconds' });
    record(connection.backAt, { type: 'nodeConnected', node }, { scenario: 'node.backAtSeconds' });
    for (const outage of outages) {
      kernel.schedule(outage.from, lanes.observer, () => this.#outageBegins(outage), outage.cause);
      if (outage.until < Number.POSITIVE_INFINITY) {
        kernel.schedule(outage.until, lanes.observer, () => this.#outageEnds(outage), outage.cause);
      }
    }
    for (const { at, after, path, fact } of cluster?.events ?? []) {
      if (at <= kernel.now || after?.name !== node) continue;
      const cause: Cause = { scenario: path };
      kernel.schedule(
        at,
        lanes.world,
        () => {
          if (this.#parts.store.pod === undefined) return;
          trace.record({ kind: 'world', source: 'world', fact }, { cause, lead: true });
          this.#weighTaints();
        },
        cause,
      );
    }
    this.#weighTaints();
  }

  #outageBegins(outage: Outage): void {
    const { kernel, trace, store, controlPlane } = this.#parts;
    if (store.pod === undefined || (this.#outage !== undefined && this.#outage.until > outage.from)) return;
    this.#outage = outage;
    const fact = { type: 'nodeNotReady', node: this.#nodeName, message: outage.message } as const;
    trace.record({ kind: 'world', source: 'node-lifecycle', fact }, { cause: outage.cause, lead: true });
    if (controlPlane === 'before-1.0') this.#setPhaseUnknown();
    else this.#markNotReady();
    if (controlPlane === 'today') this.#weighTaints();
    else this.#decideEviction(kernel.now + podEvictionTimeout, () => this.#evictAsBefore());
  }

  #outageEnds(outage: Outage): void {
    if (this.#outage !== outage || this.#parts.store.pod === undefined) return;
    this.#outage = undefined;
    const fact = { type: 'nodeReadyAgain', node: this.#nodeName } as const;
    this.#parts.trace.record({ kind: 'world', source: 'node-lifecycle', fact }, { lead: true });
    if (this.#parts.controlPlane === 'today') this.#weighTaints();
    else this.#callOff();
  }

  /** Upstream: `MarkPodsNotReady`; a pod that is not ready anyway is left alone. */
  #markNotReady(): void {
    const { store } = this.#parts;
    const { pod } = store;
    if (pod === undefined) return;
    if (!pod.status.conditions.some(({ type, status }) => type === 'Ready' && status !== 'False')) return;
    const conditions = pod.status.conditions.map(
      (condition): PodCondition => (condition.type === 'Ready' ? { ...condition, status: 'False' } : condition),
    );
    store.updateStatus({ ...pod.status, conditions }, 'node-lifecycle');
    this.#node.event({ type: 'Warning', reason: 'NodeNotReady', message: 'Node is not ready' });
  }

  /** Before Kubernetes 1.0 the API server itself worked out what it told of a pod on a node that did not answer. */
  #setPhaseUnknown(): void {
    const { store } = this.#parts;
    const { pod } = store;
    if (pod !== undefined) store.updateStatus({ ...pod.status, phase: 'Unknown' }, 'node-lifecycle');
  }

  // Eviction. Upstream: `processPodOnNode` in `pkg/controller/tainteviction/taint_eviction.go`.

  #weighTaints(): void {
    const { kernel, store } = this.#parts;
    const { pod } = store;
    if (pod === undefined || pod.deletion !== undefined) return;
    const toleration = tolerationOf(pod, this.#currentTaints());
    if (toleration === undefined) {
      this.#callOff(pod);
      return;
    }
    const decidedAt = this.#eviction?.decidedAt;
    // An earlier decision stands unless the new one comes before it.
    if (decidedAt !== undefined && toleration > 0 && decidedAt + toleration < kernel.now + toleration) return;
    this.#callOff(pod);
    this.#decideEviction(kernel.now + toleration, () => this.#evict());
  }

  #currentTaints(): Taint[] {
    const { kernel, cluster } = this.#parts;
    const own = cluster?.node(this.#nodeName, kernel.now)?.taints ?? [];
    const taints = own.filter(({ effect }) => effect === 'NoExecute');
    return this.#outage === undefined ? taints : [...taints, { key: this.#outage.taint, effect: 'NoExecute' }];
  }

  #decideEviction(at: Instant, evict: () => void): void {
    const { kernel } = this.#parts;
    const timer = kernel.schedule(at, lanes.observer, () => {
      this.#eviction = undefined;
      evict();
    });
    this.#eviction = { timer, decidedAt: kernel.now };
  }

  /** @param pod for whom it is told */
  #callOff(pod?: PodObject): void {
    if (this.#eviction === undefined) return;
    this.#eviction.timer.cancelled = true;
    this.#eviction = undefined;
    if (pod === undefined) return;
    const message = `Cancelling deletion of Pod ${pod.namespace}/${pod.name}`;
    this.#taints.event({ type: 'Normal', reason: 'TaintManagerEviction', message });
  }

  #evict(): void {
    const { store } = this.#parts;
    const { pod } = store;
    if (pod === undefined || pod.deletion !== undefined) return;
    const message = `Marking for deletion Pod ${pod.namespace}/${pod.name}`;
    const cause = this.#taints.event({ type: 'Normal', reason: 'TaintManagerEviction', message }, undefined, [
      'spec.tolerations',
    ]);
    const disruption: PodCondition = {
      type: 'DisruptionTarget',
      status: 'True',
      reason: 'DeletionByTaintManager',
      message: 'Taint manager: deleting due to NoExecute taint',
    };
    store.updateStatus({ ...pod.status, conditions: [...pod.status.conditions, disruption] }, 'node-lifecycle');
    store.delete(undefined, true, cause);
  }

  /** Upstream, in release 1.12: `DeletePods` in `pkg/controller/util/node/controller_utils.go`. */
  #evictAsBefore(): void {
    const { kernel, store, controlPlane } = this.#parts;
    const { pod } = store;
    if (pod === undefined) return;
    if (controlPlane === 'before-1.0') {
      store.delete(0, true, kernel.cause);
      return;
    }
    const message = `Node ${this.#nodeName} which was running pod ${pod.name} is unresponsive`;
    store.updateStatus({ ...pod.status, reason: 'NodeLost', message }, 'node-lifecycle');
    if (pod.deletion !== undefined) return;
    const cause = this.#node.event({
      type: 'Normal',
      reason: 'NodeControllerEviction',
      message: `Marking for deletion Pod ${pod.name} from Node ${this.#nodeName}`,
    });
    store.delete(undefined, true, cause);
  }
}

/** How long the pod may stay in spite of the taints: not at all without a toleration; undefined for ever. */
function tolerationOf(pod: PodObject, taints: readonly Taint[]): Span | undefined {
  if (taints.length === 0) return undefined;
  const tolerations = (pod.spec.tolerations ?? []).map((toleration) => Object(toleration));
  const used = taints.map((taint) => tolerations.find((toleration) => tolerates(toleration, taint)));
  if (used.includes(undefined)) return 0;
  const limits = used.flatMap((toleration) => toleration?.tolerationSeconds ?? []);
  return limits.length === 0 ? undefined : seconds(Math.max(0, Math.min(...limits)));
}
