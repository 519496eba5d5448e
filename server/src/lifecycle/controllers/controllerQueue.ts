import type { Kernel } from '../kernel/kernel.ts';
import type { Lane } from '../kernel/lanes.ts';
import type { Timer } from '../kernel/process.ts';
import { type Instant, millisecond, type Span, second } from '../kernel/time.ts';

/** How long a controller waits before it tries again: the first time, and at most. */
export interface RetryBackOff {
  readonly first: Span;
  readonly most: Span;
}

/** Upstream: `DefaultTypedControllerRateLimiter` in client-go `util/workqueue`. */
const usualBackOff: RetryBackOff = { first: 5 * millisecond, most: 1000 * second };

/**
 * The work queue of a controller for one object: however often it is asked for, a sync is due once, at the earliest time
 * that was asked for.
 * Upstream: client-go `util/workqueue`.
 */
export class ControllerQueue {
  readonly #kernel: Kernel;
  readonly #lane: Lane;
  readonly #sync: () => void;
  readonly #backOff: RetryBackOff;
  #failures = 0;
  /** How often it was asked for since the last sync, and before that one. */
  #asked = 0;
  #seen = 0;
  #due: Timer | undefined;
  #delayed: Timer | undefined;

  constructor(kernel: Kernel, lane: Lane, sync: () => void, backOff: RetryBackOff = usualBackOff) {
    this.#backOff = backOff;
    this.#kernel = kernel;
    this.#lane = lane;
    this.#sync = sync;
  }

  /** Syncs in this instant, after what runs now. */
  add(): void {
    this.#asked++;
    this.#due ??= this.#kernel.schedule(this.#kernel.now, this.#lane, () => {
      this.#due = undefined;
      this.#seen = this.#asked;
      this.#asked = 0;
      this.#sync();
    });
  }

  /**
   * A sync has failed: it is tried again after a wait that doubles with each failure. Upstream fails once for each change
   * that it hears of, though they come in one instant.
   */
  addRateLimited(): void {
    const { first, most } = this.#backOff;
    this.addAfter(Math.min(first * 2 ** this.#failures, most));
    this.#failures += Math.max(1, this.#seen);
  }

  /** A sync has not failed. */
  forget(): void {
    this.#failures = 0;
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
