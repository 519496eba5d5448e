/** Work that nobody waits for, in small pieces one after the other: requests are answered in between. */
import type { Cancelable, RuntimeEnvironment } from './runtime.ts';

/** Short, as a request passes the event loop several times until it is answered. */
const sliceMs = 4;

export interface WorkListener {
  /** Called each time that nothing is left to do. */
  readonly whenDone: () => void;
  /** Told when a piece throws; the others go on. */
  readonly onFailure: (error: unknown) => void;
}

export class BackgroundWork {
  readonly #listener: WorkListener;
  readonly #runtime: Pick<RuntimeEnvironment, 'timer' | 'nowMs'>;
  #pieces: (() => void)[] = [];
  #next: Cancelable | undefined;

  constructor(listener: WorkListener, runtime: Pick<RuntimeEnvironment, 'timer' | 'nowMs'>) {
    this.#listener = listener;
    this.#runtime = runtime;
  }

  add(pieces: readonly (() => void)[]): void {
    for (const piece of pieces) this.#pieces.push(piece);
    this.#next ??= this.#runtime.timer.setTimeout(() => this.#work(), 0);
  }

  onFailure(error: unknown): void {
    this.#listener.onFailure(error);
  }

  dispose(): void {
    this.#next?.dispose();
    this.#pieces = [];
  }

  #work(): void {
    const startedMs = this.#runtime.nowMs();
    let done = 0;
    while (done < this.#pieces.length && this.#runtime.nowMs() - startedMs < sliceMs) this.#do(this.#pieces[done++]!);
    this.#pieces.splice(0, done);
    this.#next = this.#pieces.length === 0 ? undefined : this.#runtime.timer.setTimeout(() => this.#work(), 0);
    if (this.#next === undefined) this.#listener.whenDone();
  }

  #do(piece: () => void): void {
    try {
      piece();
    } catch (error) {
      this.onFailure(error);
    }
  }
}
