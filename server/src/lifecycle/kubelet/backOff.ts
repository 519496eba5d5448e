import type { NodeClock } from '../environment.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { type Instant, minute, type Span, second, seconds } from '../kernel/time.ts';
import type { CrashLoopBackOff } from '../world/clusterBehaviour.ts';

/** The first wait and the longest. */
export interface BackOffLimits {
  readonly initial: Span;
  readonly maximum: Span;
}

const defaultLimits: BackOffLimits = { initial: 10 * second, maximum: 5 * minute };
/** With the feature gate ReduceDefaultCrashLoopBackOffDecay. */
const reducedLimits: BackOffLimits = { initial: second, maximum: minute };

/**
 * The waits of crash loops as a node's kubelet is configured; the longest wait may be shorter than the usual first one.
 * Upstream: `newCrashLoopBackOff` in `pkg/kubelet/kubelet.go`.
 */
export function crashLoopLimits({ reducedDecay = false, maxSeconds }: CrashLoopBackOff): BackOffLimits {
  const { initial, maximum } = reducedDecay ? reducedLimits : defaultLimits;
  if (maxSeconds === undefined) return { initial, maximum };
  return { initial: Math.min(initial, seconds(maxSeconds)), maximum: seconds(maxSeconds) };
}

/** An entry is forgotten when it has not been used for longer than this. */
const expiry: Span = 10 * minute;

interface Entry {
  readonly length: Span;
  readonly lastUpdate: Instant;
}

/**
 * Doubling waits by key, for crash loops and for image pulls. Upstream: client-go `util/flowcontrol/backoff.go`, as
 * configured in `pkg/kubelet/kubelet.go` and `kuberuntime_manager.go`.
 */
export class BackOff {
  readonly #kernel: Kernel;
  readonly #clock: NodeClock;
  /** Crash-loop entries are collected by housekeeping; image entries only when a pull succeeds. */
  readonly #collected: boolean;
  readonly #limits: BackOffLimits;
  readonly #entries = new Map<string, Entry>();

  constructor(kernel: Kernel, clock: NodeClock, options: { collected: boolean; limits?: BackOffLimits }) {
    this.#kernel = kernel;
    this.#clock = clock;
    this.#collected = options.collected;
    this.#limits = options.limits ?? defaultLimits;
  }

  /** How long the wait of this key is at present. */
  get(key: string): Span {
    return this.#entry(key)?.length ?? 0;
  }

  /** Whether less than the wait has gone by since `event`. */
  isInBackOffSince(key: string, event: Instant): boolean {
    const entry = this.#entry(key);
    if (entry === undefined || expired(entry, event)) return false;
    return this.#kernel.now - event < entry.length;
  }

  /** Whether less than the wait has gone by since it was last lengthened. */
  isInBackOffSinceUpdate(key: string): boolean {
    const entry = this.#entry(key);
    if (entry === undefined || expired(entry, this.#kernel.now)) return false;
    return this.#kernel.now - entry.lastUpdate < entry.length;
  }

  /** Lengthens the wait, or starts anew when the last one is long past. */
  next(key: string, event: Instant): void {
    const entry = this.#entry(key);
    const { initial, maximum } = this.#limits;
    const length = entry === undefined || expired(entry, event) ? initial : Math.min(entry.length * 2, maximum);
    this.#entries.set(key, { length, lastUpdate: this.#kernel.now });
  }

  collect(now: Instant = this.#kernel.now): void {
    for (const [key, entry] of this.#entries) {
      if (expired(entry, now)) this.#entries.delete(key);
    }
  }

  #entry(key: string): Entry | undefined {
    if (this.#collected) this.collect(this.#clock.lastHousekeepingAt(this.#kernel.now));
    return this.#entries.get(key);
  }
}

function expired(entry: Entry, event: Instant): boolean {
  return event - entry.lastUpdate > expiry;
}
