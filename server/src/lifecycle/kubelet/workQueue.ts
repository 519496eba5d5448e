import type { NodeClock } from '../environment.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { lanes } from '../kernel/lanes.ts';
import type { Timer } from '../kernel/process.ts';
import type { Span } from '../kernel/time.ts';

/**
 * When the pod is to be synced again without anything happening. Looked at once a second by the sync loop, so a pod
 * waits for the first tick after it is due. Upstream: `pkg/kubelet/util/queue/work_queue.go`.
 */
export class WorkQueue {
  readonly #kernel: Kernel;
  readonly #clock: NodeClock;
  readonly #onDue: () => void;
  #timer: Timer | undefined;

  constructor(kernel: Kernel, clock: NodeClock, onDue: () => void) {
    this.#kernel = kernel;
    this.#clock = clock;
    this.#onDue = onDue;
  }

  /** Replaces the time that was set before. */
  enqueue(delay: Span): void {
    if (this.#timer !== undefined) this.#timer.cancelled = true;
    const due = this.#kernel.now + delay;
    this.#timer = this.#kernel.schedule(this.#clock.nextTickAfter(due), lanes.syncLoop, () => {
      this.#timer = undefined;
      this.#onDue();
    });
  }
}
