import type { Cause, Trace, TraceEntry } from '../trace/trace.ts';
import type { Kernel } from './kernel.ts';
import { toMs } from './time.ts';

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
/** An entry without what the recorder adds: number, time and cause. */
export type NewEntry = DistributiveOmit<TraceEntry, 'seq' | 'atMs' | 'cause'>;

export interface RecordOptions {
  /** Instead of what the kernel says is going on. */
  readonly cause?: Cause | undefined;
  /** Whether what follows in this turn is the entry's consequence. */
  readonly lead?: boolean;
}

/** Collects the entries of a trace and stops the simulation when they reach their limit. */
export class TraceRecorder {
  readonly entries: TraceEntry[] = [];
  truncated: Trace['truncated'];
  readonly #kernel: Kernel;
  readonly #maxEntries: number;

  constructor(kernel: Kernel, maxEntries: number) {
    this.#kernel = kernel;
    this.#maxEntries = maxEntries;
  }

  /** Records an entry and returns it as a cause. */
  record(entry: NewEntry, options: RecordOptions = {}): Cause {
    const kernel = this.#kernel;
    if (this.entries.length >= this.#maxEntries) {
      this.truncated ??= { limit: 'entries', atMs: toMs(kernel.now) };
      kernel.stop();
      return kernel.cause;
    }
    const seq = this.entries.length;
    this.entries.push({ seq, atMs: toMs(kernel.now), cause: options.cause ?? kernel.cause, ...entry });
    const cause: Cause = { entry: seq };
    if (options.lead === true) kernel.cause = cause;
    return cause;
  }
}
