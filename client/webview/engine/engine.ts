import type { Numbered } from './messages.ts';

/**
 * Asks the engine in a worker, for the newest question only: what is asked while a run is under way replaces what waits, so
 * that a drag is followed without falling behind.
 */
export class Engine<Question, Answer> {
  readonly #onAnswer: (answer: Answer) => void;
  /** Undefined until it is started. */
  #worker: Worker | undefined;
  #newest = 0;
  #isRunning = false;
  #waiting: Question | undefined;

  /** `script`: address of the worker's code. */
  constructor(script: string, onAnswer: (answer: Answer) => void) {
    this.#onAnswer = onAnswer;
    void startWorker(script).then((worker) => {
      worker.onmessage = ({ data }: MessageEvent<Numbered<Answer>>) => this.#answered(data);
      this.#worker = worker;
      this.#sendWaiting();
    });
  }

  /** The worker begins at once, while the page still draws what was asked. */
  ask(question: Question): void {
    this.#newest += 1;
    this.#waiting = question;
    this.#sendWaiting();
  }

  /** What is under way is of no interest any more. */
  forget(): void {
    this.#newest += 1;
    this.#waiting = undefined;
  }

  /** Ends it for good. */
  stop(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#waiting = undefined;
  }

  #sendWaiting(): void {
    if (this.#worker === undefined || this.#isRunning || this.#waiting === undefined) return;
    const request: Numbered<Question> = { id: this.#newest, of: this.#waiting };
    this.#waiting = undefined;
    this.#isRunning = true;
    this.#worker.postMessage(request);
  }

  #answered({ id, of }: Numbered<Answer>): void {
    const isFollowed = this.#waiting !== undefined;
    this.#isRunning = false;
    this.#sendWaiting();
    // While something newer is under way, this is the nearest that there is to show.
    if (id === this.#newest || isFollowed) this.#onAnswer(of);
  }
}

/** The address of the worker's code, as the page has it. */
export function engineScript(): string | undefined {
  return document.getElementById('root')?.dataset.engine;
}

/** A worker's own address must be that of the page, so its code is fetched first. */
export async function startWorker(script: string): Promise<Worker> {
  const code = await (await fetch(script)).blob();
  return new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
}
