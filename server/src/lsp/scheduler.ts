/** Work that waits until typing pauses: per document the latest request wins. */
export class Scheduler {
  readonly #delayMs: number;
  readonly #pending = new Map<string, NodeJS.Timeout>();

  constructor(delayMs: number) {
    this.#delayMs = delayMs;
  }

  schedule(key: string, work: () => void, delayMs = this.#delayMs): void {
    this.cancel(key);
    this.#pending.set(
      key,
      setTimeout(() => {
        this.#pending.delete(key);
        work();
      }, delayMs),
    );
  }

  cancel(key: string): void {
    clearTimeout(this.#pending.get(key));
    this.#pending.delete(key);
  }

  dispose(): void {
    for (const key of [...this.#pending.keys()]) this.cancel(key);
  }
}
