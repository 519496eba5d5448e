import type { Kernel } from '../kernel/kernel.ts';
import { type Instant, toMs } from '../kernel/time.ts';
import { EventCorrelator, type NewEvent } from '../record/eventCorrelator.ts';
import type { RolloutEntry, RolloutSource, RolloutTrace } from '../trace/rolloutTrace.ts';
import type { Cause } from '../trace/trace.ts';

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
/** An entry without what the recorder adds. */
export type NewRolloutEntry = DistributiveOmit<RolloutEntry, 'seq' | 'atMs' | 'cause'>;

/** Collects the entries of a rollout's trace; times are counted from `zero`. */
export class RolloutRecorder {
  readonly entries: RolloutEntry[] = [];
  truncated: RolloutTrace['truncated'];
  readonly #kernel: Kernel;
  readonly #zero: Instant;
  readonly #maxEntries: number;

  constructor(kernel: Kernel, zero: Instant, maxEntries: number) {
    this.#kernel = kernel;
    this.#zero = zero;
    this.#maxEntries = maxEntries;
  }

  /** The present on the trace's clock. */
  get nowMs(): number {
    return this.ms(this.#kernel.now);
  }

  ms(time: Instant): number {
    return toMs(time - this.#zero);
  }

  /** Records an entry as a consequence of what goes on, and returns it as a cause. */
  record(entry: NewRolloutEntry, cause: Cause = this.#kernel.cause): Cause {
    if (this.entries.length >= this.#maxEntries) {
      this.truncated ??= { limit: 'entries', atMs: this.nowMs };
      this.#kernel.stop();
      return this.#kernel.cause;
    }
    const seq = this.entries.length;
    this.entries.push({ seq, atMs: this.nowMs, cause, ...entry });
    return { entry: seq };
  }
}

/** Sends a controller's events about one object, counted and combined as client-go does. */
export class WorkloadEvents {
  readonly #correlator: EventCorrelator;
  readonly #recorder: RolloutRecorder;
  readonly #about: { readonly source: RolloutSource; readonly object: string; readonly from: string };

  constructor(
    kernel: Kernel,
    recorder: RolloutRecorder,
    about: { readonly source: RolloutSource; readonly object: string; readonly from: string },
  ) {
    this.#correlator = new EventCorrelator(kernel);
    this.#recorder = recorder;
    this.#about = about;
  }

  event(event: NewEvent, fields?: readonly string[]): Cause {
    const { message, count, isGranted } = this.#correlator.correlate(event);
    const { source, object, from } = this.#about;
    return this.#recorder.record({
      kind: 'event',
      source,
      object,
      event: { ...event, message, from, ...(isGranted ? { count } : { dropped: 'spamFilter' }) },
      ...(fields === undefined ? {} : { fields }),
    });
  }
}
