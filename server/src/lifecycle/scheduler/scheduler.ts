import type { PodStore } from '../apiserver/podStore.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { lanes } from '../kernel/lanes.ts';
import { type Instant, minute, type Span, second, seconds } from '../kernel/time.ts';
import type { TraceRecorder } from '../kernel/traceRecorder.ts';
import type { Release } from '../release.ts';
import type { Cause, PodCondition } from '../trace/trace.ts';
import type { Cluster } from '../world/cluster.ts';
import type { SchedulingBehaviour } from '../world/clusterBehaviour.ts';
import { fieldsOf, type Plugin, PodNeeds } from './filters.ts';
import { findNodes, noNodeFits, rejectors } from './fitError.ts';
import { isWorthATry } from './queueingHints.ts';
import { best } from './score.ts';
import { SeriesRecorder } from './seriesRecorder.ts';

/** Rejected pods are tried again after this long, whatever happened or not. */
const longestWait: Span = 5 * minute;
/** How often the scheduler looks for pods that have waited that long. */
const flushPeriod: Span = 30 * second;
const defaultNode = 'node-1';
const maxEventMessage = 1024;

/** Why a pod is not scheduled, before anybody has looked. Upstream: `applySchedulingGatedCondition` in `pkg/registry/core/pod/strategy.go`. */
export const gatedCondition: PodCondition = {
  type: 'PodScheduled',
  status: 'False',
  reason: 'SchedulingGated',
  message: 'Scheduling is blocked due to non-empty scheduling gates',
};

interface SchedulerParts {
  readonly kernel: Kernel;
  readonly trace: TraceRecorder;
  readonly store: PodStore;
  readonly behaviour: SchedulingBehaviour;
  /** Without one there is a node that fits every pod. */
  readonly cluster: Cluster | undefined;
  readonly release: Release;
  /** The pod has got its node. */
  readonly onBound: (node: string) => void;
}

/** Why the pod was not scheduled at an attempt. */
interface Failure {
  readonly message: string;
  readonly rejectedBy: ReadonlySet<Plugin>;
  readonly cause: Cause;
}

/**
 * Finds a node for the pod, or says why there is none. Which nodes there are is the scenario's business.
 * Upstream: `pkg/scheduler`.
 */
export class Scheduler {
  readonly #parts: SchedulerParts;
  readonly #events: SeriesRecorder;
  readonly #gates = new Set<string>();
  #needs: PodNeeds | undefined;
  #lastAttempt: Instant = 0;
  #rejectedBy: ReadonlySet<Plugin> = new Set();

  constructor(parts: SchedulerParts) {
    this.#parts = parts;
    this.#events = new SeriesRecorder(parts.kernel, parts.trace);
  }

  /** The pod enters the queue; a gated pod is not tried. */
  add(): void {
    const { kernel, trace, store, behaviour } = this.#parts;
    const { pod } = store;
    if (pod === undefined) return;
    this.#needs = new PodNeeds(pod.spec, this.#parts.release);
    for (const { name } of pod.spec.schedulingGates ?? []) this.#gates.add(name);
    for (const [index, { name, removedAtSeconds }] of (behaviour.gates ?? []).entries()) {
      if (!this.#gates.has(name)) continue;
      const cause: Cause = { scenario: `scheduling.gates[${index}]` };
      kernel.schedule(
        seconds(removedAtSeconds),
        lanes.world,
        () => {
          if (store.pod === undefined || !this.#gates.delete(name)) return;
          const fact = { type: 'gateRemoved', gate: name } as const;
          trace.record({ kind: 'world', source: 'world', fact }, { cause, lead: true });
          if (this.#gates.size === 0) this.#try();
        },
        cause,
      );
    }
    this.#watchNodes();
    this.#watchClock();
    if (this.#gates.size === 0) this.#try();
  }

  /** Tries again whenever something happens that may help. */
  #watchNodes(): void {
    const { kernel, trace, behaviour } = this.#parts;
    const { unschedulableUntilSeconds } = behaviour;
    if (unschedulableUntilSeconds !== undefined) {
      const cause: Cause = { scenario: 'scheduling.unschedulableUntilSeconds' };
      kernel.schedule(seconds(unschedulableUntilSeconds), lanes.world, () => this.#retry(), cause);
    }
    for (const event of this.#parts.cluster?.events ?? []) {
      if (event.at <= 0) continue;
      const cause: Cause = { scenario: event.path };
      kernel.schedule(
        event.at,
        lanes.world,
        () => {
          if (!this.#isWaiting) return;
          trace.record({ kind: 'world', source: 'world', fact: event.fact }, { cause, lead: true });
          if (this.#needs !== undefined && isWorthATry(this.#needs, this.#rejectedBy, event)) this.#retry();
        },
        cause,
      );
    }
  }

  #watchClock(): void {
    const { kernel } = this.#parts;
    const look = () => {
      if (!this.#isWaiting) return;
      if (this.#gates.size === 0 && kernel.now - this.#lastAttempt > longestWait) this.#try();
      if (this.#isWaiting) kernel.schedule(kernel.now + flushPeriod, lanes.syncLoop, look);
    };
    kernel.schedule(kernel.now + flushPeriod, lanes.syncLoop, look, { field: 'spec' });
  }

  get #isWaiting(): boolean {
    const { pod } = this.#parts.store;
    return pod !== undefined && this.#needs !== undefined;
  }

  #retry(): void {
    if (this.#isWaiting && this.#gates.size === 0) this.#try();
  }

  /** One scheduling cycle. With nobody else in the queue, a pod never has to wait for its back-off. */
  #try(): void {
    const { kernel, store } = this.#parts;
    const { pod } = store;
    if (pod === undefined || this.#needs === undefined) return;
    this.#lastAttempt = kernel.now;
    const found = this.#find(this.#needs);
    if (typeof found === 'string') {
      this.#needs = undefined;
      this.#bind(found);
      return;
    }
    const { message, rejectedBy, cause } = found;
    this.#rejectedBy = rejectedBy;
    const fields = [...rejectedBy].flatMap((plugin) => fieldsOf(plugin, pod.spec));
    const event = { type: 'Warning', reason: 'FailedScheduling', message: cut(message) } as const;
    this.#events.event(event, cause, fields);
    this.#setScheduled({ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }, cause);
  }

  #find(needs: PodNeeds): string | Failure {
    const { kernel, behaviour } = this.#parts;
    const { unschedulableUntilSeconds, message = noNodeFits(needs) } = behaviour;
    if (unschedulableUntilSeconds !== undefined && kernel.now < seconds(unschedulableUntilSeconds)) {
      const cause: Cause = { scenario: 'scheduling.unschedulableUntilSeconds' };
      return { message, rejectedBy: new Set(['Scenario']), cause };
    }
    if (this.#parts.cluster === undefined) return defaultNode;
    const verdict = findNodes(needs, this.#parts.cluster.nodesAt(kernel.now));
    const node = best(needs, verdict.feasible);
    if (node !== undefined) return node.name;
    return { message: verdict.message, rejectedBy: rejectors(verdict), cause: { scenario: 'scheduling.nodes' } };
  }

  #bind(node: string): void {
    const { kernel, trace, store, onBound } = this.#parts;
    const { pod } = store;
    if (pod === undefined) return;
    trace.record({ kind: 'api', source: 'scheduler', call: 'bound', node }, { lead: true });
    this.#setScheduled({ type: 'PodScheduled', status: 'True' }, kernel.cause);
    const message = `Successfully assigned ${pod.namespace}/${pod.name} to ${node}`;
    this.#events.event({ type: 'Normal', reason: 'Scheduled', message });
    onBound(node);
  }

  #setScheduled(condition: PodCondition, cause: Cause): void {
    const { kernel, store } = this.#parts;
    const { pod } = store;
    if (pod === undefined) return;
    const { cause: before } = kernel;
    kernel.cause = cause;
    const others = pod.status.conditions.filter(({ type }) => type !== 'PodScheduled');
    store.updateStatus({ ...pod.status, conditions: [...others, condition] }, 'scheduler');
    kernel.cause = before;
  }
}

/** Upstream: `truncateMessage` in `pkg/scheduler/schedule_one.go`; the condition keeps the whole text. */
function cut(message: string): string {
  const suffix = ' ...';
  return message.length <= maxEventMessage ? message : `${message.slice(0, maxEventMessage - suffix.length)}${suffix}`;
}
