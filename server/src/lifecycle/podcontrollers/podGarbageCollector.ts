import { isTerminal } from '../apiserver/podObject.ts';
import type { PodStore } from '../apiserver/podStore.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { lanes } from '../kernel/lanes.ts';
import { type Instant, type Span, second } from '../kernel/time.ts';
import type { Cause, PodCondition } from '../trace/trace.ts';

/** Upstream: `gcCheckPeriod` and `quarantineTime` in `pkg/controller/podgc/gc_controller.go`. */
const checkPeriod: Span = 20 * second;
const quarantine: Span = 40 * second;

/** Upstream: `gcOrphaned`. */
const orphaned: PodCondition = {
  type: 'DisruptionTarget',
  status: 'True',
  reason: 'DeletionByPodGC',
  message: 'PodGC: node no longer exists',
};

/**
 * Deletes a pod whose node there is not, or not any more. It looks at whole 20 s, and at what it misses again 40 s later.
 * Upstream: `gcOrphaned` in `pkg/controller/podgc`.
 */
export class PodGarbageCollector {
  readonly #kernel: Kernel;
  readonly #store: PodStore;

  constructor(kernel: Kernel, store: PodStore) {
    this.#kernel = kernel;
    this.#store = store;
  }

  /** The pod's node is gone from now on. */
  nodeIsMissing(cause: Cause): void {
    const seenAt: Instant = Math.ceil(this.#kernel.now / checkPeriod) * checkPeriod;
    this.#kernel.schedule(seenAt + quarantine, lanes.observer, () => this.#delete(cause), cause);
  }

  /** There is no kubelet that would say so: the pod has failed. */
  #delete(cause: Cause): void {
    const { pod } = this.#store;
    if (pod === undefined) return;
    if (!isTerminal(pod.status.phase)) {
      const conditions = [...pod.status.conditions.filter(({ type }) => type !== orphaned.type), orphaned];
      this.#store.updateStatus({ ...pod.status, phase: 'Failed', conditions }, 'podgc');
    }
    this.#store.delete(0, true, cause);
  }
}
