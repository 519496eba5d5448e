import type { PodStore } from '../apiserver/podStore.ts';
import { type Kernel, lanes } from '../kernel/kernel.ts';
import { type Instant, type Span, second, seconds } from '../kernel/time.ts';
import type { TraceRecorder } from '../kernel/traceRecorder.ts';
import { EventRecorder } from '../kubelet/eventRecorder.ts';
import type { PodObject } from '../kubelet/types.ts';
import type { Cause, PodCondition } from '../trace.ts';
import type { NodeConnection } from '../world/nodeConnection.ts';

const leaseRenewal: Span = 10 * second;
const monitorPeriod: Span = 5 * second;
const gracePeriod: Span = 50 * second;
/** What admission gives a pod that says nothing about it. */
const defaultTolerationSeconds = 300;
const unreachable = 'node.kubernetes.io/unreachable';

/**
 * Notices that a node is lost, calls its pods not ready and, after their toleration, deletes them.
 * Upstream: `pkg/controller/nodelifecycle` and `pkg/controller/tainteviction`.
 */
export class NodeLifecycleController {
  readonly #kernel: Kernel;
  readonly #store: PodStore;
  readonly #connection: NodeConnection;
  readonly #node: EventRecorder;
  readonly #taints: EventRecorder;

  constructor(kernel: Kernel, trace: TraceRecorder, store: PodStore, connection: NodeConnection, nodeName: string) {
    this.#kernel = kernel;
    this.#store = store;
    this.#connection = connection;
    this.#node = new EventRecorder(kernel, trace, 'node-lifecycle', 'node-controller');
    this.#taints = new EventRecorder(kernel, trace, 'node-lifecycle', 'taint-eviction-controller');
    const { lostAt, backAt } = connection;
    if (lostAt === Number.POSITIVE_INFINITY) return;
    const lost: Cause = { scenario: 'node.lostAtSeconds' };
    const tell = (happening: string, cause: Cause) =>
      trace.record({ kind: 'world', source: 'world', happening }, { cause, lead: true });
    kernel.schedule(
      lostAt,
      lanes.world,
      () => tell(`${nodeName} loses its connection to the control plane`, lost),
      lost,
    );
    if (backAt < Number.POSITIVE_INFINITY) {
      const back: Cause = { scenario: 'node.backAtSeconds' };
      kernel.schedule(backAt, lanes.world, () => tell(`${nodeName} is connected again`, back), back);
    }
    const lastRenewal = Math.floor(lostAt / leaseRenewal) * leaseRenewal;
    const noticedAt = (Math.floor((lastRenewal + gracePeriod) / monitorPeriod) + 1) * monitorPeriod;
    if (noticedAt < backAt) kernel.schedule(noticedAt, lanes.observer, () => this.#nodeIsLost(), lost);
  }

  #nodeIsLost(): void {
    const { pod } = this.#store;
    if (pod === undefined) return;
    const notReady = pod.status.conditions.map(
      (condition): PodCondition => (condition.type === 'Ready' ? { ...condition, status: 'False' } : condition),
    );
    this.#store.updateStatus({ ...pod.status, conditions: notReady }, 'node-lifecycle');
    const cause = this.#node.event({ type: 'Warning', reason: 'NodeNotReady', message: 'Node is not ready' });
    const toleration = tolerationSeconds(pod);
    if (toleration === undefined) return;
    const evictAt: Instant = this.#kernel.now + seconds(toleration);
    if (evictAt < this.#connection.backAt) {
      this.#kernel.schedule(evictAt, lanes.observer, () => this.#evict(), cause);
    }
  }

  #evict(): void {
    const { pod } = this.#store;
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
    this.#store.updateStatus({ ...pod.status, conditions: [...pod.status.conditions, disruption] }, 'node-lifecycle');
    this.#store.delete(undefined, true, cause);
  }
}

/** How long the pod may stay on an unreachable node; undefined for ever. */
function tolerationSeconds(pod: PodObject): number | undefined {
  const matching = (pod.spec.tolerations ?? []).filter(
    ({ key = '', operator = 'Equal', effect = '' }) =>
      (effect === '' || effect === 'NoExecute') && (key === unreachable || (key === '' && operator === 'Exists')),
  );
  if (matching.length === 0) return defaultTolerationSeconds;
  const limits = matching.flatMap((toleration) => toleration.tolerationSeconds ?? []);
  return limits.length === 0 ? undefined : Math.max(0, Math.min(...limits));
}
