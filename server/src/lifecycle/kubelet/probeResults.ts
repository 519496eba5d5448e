import type { Kernel } from '../kernel/kernel.ts';
import type { Cause } from '../trace/trace.ts';

export type ProbeResult = 'success' | 'failure' | 'unknown';

interface Cached {
  readonly result: ProbeResult;
  readonly cause: Cause;
}

/** The last verdict on each container, by probe type. Upstream: `pkg/kubelet/prober/results/results_manager.go`. */
export class ProbeResults {
  readonly #kernel: Kernel;
  readonly #cache = new Map<string, Cached>();
  readonly #onChange: (containerId: string, result: ProbeResult) => void;

  constructor(kernel: Kernel, onChange: (containerId: string, result: ProbeResult) => void) {
    this.#kernel = kernel;
    this.#onChange = onChange;
  }

  get(containerId: string | undefined): ProbeResult | undefined {
    return containerId === undefined ? undefined : this.#cache.get(containerId)?.result;
  }

  /** What led to the verdict. */
  cause(containerId: string | undefined): Cause | undefined {
    return containerId === undefined ? undefined : this.#cache.get(containerId)?.cause;
  }

  set(containerId: string, result: ProbeResult): void {
    if (this.#cache.get(containerId)?.result === result) return;
    this.#cache.set(containerId, { result, cause: this.#kernel.cause });
    this.#onChange(containerId, result);
  }

  remove(containerId: string): void {
    this.#cache.delete(containerId);
  }
}
