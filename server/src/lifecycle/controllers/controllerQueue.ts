import type { Kernel } from '../kernel/kernel.ts';
import type { Lane } from '../kernel/lanes.ts';
import type { Timer } from '../kernel/process.ts';
import type { Instant, Span } from '../kernel/time.ts';

/**
 * The work queue of a controller for one object: however often it is asked for, a sync is due once, at the earliest time
 * that was asked for.
 * Upstream: client-go `util/workqueue`.
 */
export class ControllerQueue {
  readonly #kernel: Kernel;
  readonly #lane: Lane;
  readonly #sync: () => void;
  #due: Timer | undefined;
  #delayed: Timer | undefined;

  constructor(kernel: Kernel, lane: Lane, sync: () => void) {
    this.#kernel = kernel;
    this.#lane = lane;
    this.#sync = sync;
  }

  /** Syncs in this instant, after what runs now. */
  add(): void {
    this.#due ??= this.#kernel.schedule(this.#kernel.now, this.#lane, () => {
      this.#due = undefined;
      this.#sync();
    });
  }

  addAfter(delay: Span): void {
    if (delay <= 0) this.add();
    else this.#addAt(this.#kernel.now + delay);
  }

  #addAt(at: Instant): void {
    if (this.#delayed !== undefined) {
      if (this.#delayed.at <= at) return;
      this.#delayed.cancelled = true;
    }
    this.#delayed = this.#kernel.schedule(at, this.#lane, () => {
      this.#delayed = undefined;
      this.add();
    });
  }
}
