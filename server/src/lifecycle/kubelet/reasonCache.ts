import type { Instant } from '../kernel/time.ts';
import type { Cause } from '../trace/trace.ts';

export interface StartFailure {
  readonly reason: string;
  readonly message: string;
  readonly cause: Cause;
  /** Of a crash loop: when the container may be started again. */
  readonly backOffUntil?: Instant;
}

/** Why the last start of each container failed; forgotten at its next success. Upstream: `pkg/kubelet/reason_cache.go`. */
export class ReasonCache {
  readonly #failures = new Map<string, StartFailure>();

  update(results: readonly StartResult[]): void {
    for (const { container, failure } of results) {
      if (failure === undefined) this.#failures.delete(container);
      else this.#failures.set(container, failure);
    }
  }

  get(container: string): StartFailure | undefined {
    return this.#failures.get(container);
  }
}

export interface StartResult {
  readonly container: string;
  readonly failure?: StartFailure | undefined;
}
