import type { Kernel } from '../kernel/kernel.ts';
import { type Instant, minute, type Span, second } from '../kernel/time.ts';

/** Upstream: `startDaemonSetController` in `cmd/kube-controller-manager/app/apps.go`. */
const limits = { initial: second, maximum: 15 * minute };

/**
 * How long a DaemonSet waits until it deletes the next failed pod of a node, so that it does not fight with a kubelet
 * that rejects its pods. Upstream: client-go `util/flowcontrol/backoff.go`.
 */
export class FailedPodBackOff {
  readonly #kernel: Kernel;
  readonly #entries = new Map<string, { readonly length: Span; readonly lastUpdate: Instant }>();

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** 0 where the pod may be deleted now; the next one of the same key waits twice as long then. */
  waitFor(key: string): Span {
    const { now } = this.#kernel;
    const found = this.#entries.get(key);
    const entry = found === undefined || now - found.lastUpdate > 2 * limits.maximum ? undefined : found;
    if (entry !== undefined && now - entry.lastUpdate < entry.length) return entry.length;
    const length = entry === undefined ? limits.initial : Math.min(entry.length * 2, limits.maximum);
    this.#entries.set(key, { length, lastUpdate: now });
    return 0;
  }
}
