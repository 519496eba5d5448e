import type { Cancelable, Timer } from './runtime.ts';

/** Work that waits until typing pauses: per document the latest request wins. */
export class Scheduler {
  readonly #timer: Timer;
  readonly #delayMs: number;
  readonly #pending = new Map<string, Cancelable>();

  constructor(timer: Timer, delayMs: number) {
    this.#timer = timer;
    this.#delayMs = delayMs;
  }

  schedule(key: string, work: () => void, delayMs = this.#delayMs): void {
    this.cancel(key);
    const pending = this.#timer.setTimeout(() => {
      this.#pending.delete(key);
      work();
    }, delayMs);
    this.#pending.set(key, pending);
  }

  cancel(key: string): void {
    this.#pending.get(key)?.dispose();
    this.#pending.delete(key);
  }

  dispose(): void {
    for (const key of [...this.#pending.keys()]) this.cancel(key);
  }
}
