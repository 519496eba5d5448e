import type { PodStore } from '../apiserver/podStore.ts';
import { type Kernel, lanes } from '../kernel/kernel.ts';
import { type Instant, type Span, second, seconds } from '../kernel/time.ts';
import type { TraceRecorder } from '../kernel/traceRecorder.ts';
import { EventRecorder } from '../kubelet/eventRecorder.ts';
import type { Cause, PodCondition } from '../trace.ts';
import type { SchedulingBehaviour } from '../world/scenario.ts';

const initialBackOff: Span = second;
const maxBackOff: Span = 10 * second;
const noNodeFits =
  '0/1 nodes are available: 1 Insufficient cpu. preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.';

/**
 * Finds a node for the pod, or says why there is none. Which nodes there are is the scenario's business.
 * Upstream: `pkg/scheduler`.
 */
export class Scheduler {
  readonly #kernel: Kernel;
  readonly #trace: TraceRecorder;
  readonly #store: PodStore;
  readonly #behaviour: SchedulingBehaviour;
  readonly #events: EventRecorder;
  readonly #onBound: () => void;
  readonly #node: string;
  #attempts = 0;

  constructor(
    kernel: Kernel,
    trace: TraceRecorder,
    store: PodStore,
    behaviour: SchedulingBehaviour,
    node: string,
    onBound: () => void,
  ) {
    this.#kernel = kernel;
    this.#trace = trace;
    this.#store = store;
    this.#behaviour = behaviour;
    this.#node = node;
    this.#onBound = onBound;
    this.#events = new EventRecorder(kernel, trace, 'scheduler', 'default-scheduler');
  }

  /** The pod enters the queue; a gated pod is never tried. */
  add(): void {
    const { pod } = this.#store;
    if (pod === undefined) return;
    if ((pod.spec.schedulingGates?.length ?? 0) > 0) {
      this.#setScheduled(
        {
          type: 'PodScheduled',
          status: 'False',
          reason: 'SchedulingGated',
          message: 'Scheduling is blocked due to non-empty scheduling gates',
        },
        { field: 'spec.schedulingGates' },
      );
      return;
    }
    this.#try();
  }

  #try(): void {
    const { pod } = this.#store;
    if (pod === undefined) return;
    const { unschedulableUntilSeconds, message = noNodeFits } = this.#behaviour;
    if (unschedulableUntilSeconds === undefined || this.#kernel.now >= seconds(unschedulableUntilSeconds)) {
      this.#bind();
      return;
    }
    const cause: Cause = { scenario: 'scheduling.unschedulableUntilSeconds' };
    this.#events.event({ type: 'Warning', reason: 'FailedScheduling', message }, cause);
    this.#setScheduled({ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }, cause);
    this.#attempts++;
    // An unschedulable pod is tried again when something in the cluster changes, which here is when a node fits, and
    // not before its own back-off is over.
    const backOff = Math.min(initialBackOff * 2 ** (this.#attempts - 1), maxBackOff);
    const retryAt: Instant = Math.max(seconds(unschedulableUntilSeconds), this.#kernel.now + backOff);
    this.#kernel.schedule(retryAt, lanes.syncLoop, () => this.#try(), cause);
  }

  #bind(): void {
    const { pod } = this.#store;
    if (pod === undefined) return;
    const { namespace, name } = pod;
    this.#trace.record({ kind: 'api', source: 'scheduler', call: 'bound' }, { lead: true });
    this.#setScheduled({ type: 'PodScheduled', status: 'True' }, this.#kernel.cause);
    const message = `Successfully assigned ${namespace}/${name} to ${this.#node}`;
    this.#events.event({ type: 'Normal', reason: 'Scheduled', message });
    this.#onBound();
  }

  #setScheduled(condition: PodCondition, cause: Cause): void {
    const { pod } = this.#store;
    if (pod === undefined) return;
    const { cause: before } = this.#kernel;
    this.#kernel.cause = cause;
    this.#store.updateStatus({ ...pod.status, conditions: [condition] }, 'scheduler');
    this.#kernel.cause = before;
  }
}
