/** Work that nobody waits for, in small pieces one after the other: requests are answered in between. */

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
  readonly #nowMs: () => number;
  #pieces: (() => void)[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(listener: WorkListener, nowMs: () => number = () => performance.now()) {
    this.#listener = listener;
    this.#nowMs = nowMs;
  }

  add(pieces: readonly (() => void)[]): void {
    for (const piece of pieces) this.#pieces.push(piece);
    this.#timer ??= setTimeout(() => this.#work(), 0);
  }

  onFailure(error: unknown): void {
    this.#listener.onFailure(error);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#pieces = [];
  }

  #work(): void {
    const startedMs = this.#nowMs();
    let done = 0;
    while (done < this.#pieces.length && this.#nowMs() - startedMs < sliceMs) this.#do(this.#pieces[done++]!);
    this.#pieces.splice(0, done);
    this.#timer = this.#pieces.length === 0 ? undefined : setTimeout(() => this.#work(), 0);
    if (this.#timer === undefined) this.#listener.whenDone();
  }

  #do(piece: () => void): void {
    try {
      piece();
    } catch (error) {
      this.onFailure(error);
    }
  }
}
