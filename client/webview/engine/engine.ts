import type { Numbered } from './messages.ts';

/**
 * Asks the engine in a worker, for the newest question only: what is asked while a run is under way replaces what waits, so
 * that a drag is followed without falling behind.
 */
export class Engine<Question, Answer> {
  readonly #worker: Promise<Worker>;
  readonly #onAnswer: (answer: Answer) => void;
  #newest = 0;
  #isRunning = false;
  #waiting: Question | undefined;

  /** `script`: address of the worker's code. */
  constructor(script: string, onAnswer: (answer: Answer) => void) {
    this.#onAnswer = onAnswer;
    this.#worker = startWorker(script);
    void this.#worker.then((worker) => {
      worker.onmessage = ({ data }: MessageEvent<Numbered<Answer>>) => this.#answered(data);
    });
  }

  ask(question: Question): void {
    this.#newest += 1;
    if (this.#isRunning) this.#waiting = question;
    else void this.#send(question);
  }

  /** What is under way is of no interest any more. */
  forget(): void {
    this.#newest += 1;
    this.#waiting = undefined;
  }

  async #send(question: Question): Promise<void> {
    this.#isRunning = true;
    const request: Numbered<Question> = { id: this.#newest, of: question };
    (await this.#worker).postMessage(request);
  }

  #answered({ id, of }: Numbered<Answer>): void {
    this.#isRunning = false;
    const next = this.#waiting;
    this.#waiting = undefined;
    if (next !== undefined) void this.#send(next);
    // While something newer is under way, this is the nearest that there is to show.
    if (id === this.#newest || next !== undefined) this.#onAnswer(of);
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
