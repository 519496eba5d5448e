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
  readonly #isIdle: () => boolean;
  #timer: Timer | undefined;

  /** @param isIdle whether a sync would change nothing, as things are */
  constructor(kernel: Kernel, clock: NodeClock, onDue: () => void, isIdle: () => boolean) {
    this.#kernel = kernel;
    this.#clock = clock;
    this.#onDue = onDue;
    this.#isIdle = isIdle;
  }

  /** Replaces the time that was set before. */
  enqueue(delay: Span): void {
    if (this.#timer !== undefined) this.#timer.cancelled = true;
    const kernel = this.#kernel;
    const due = () => {
      this.#timer = undefined;
      this.#onDue();
    };
    const at = this.#clock.nextTickAfter(kernel.now + delay);
    this.#timer = kernel.schedule(at, lanes.syncLoop, due, kernel.cause, this.#isIdle);
  }
}
