import type { Input } from '../model/inputPath.ts';
import type { RunAnswer, RunRequest, WhatIfRun } from './messages.ts';

/**
 * Runs the engine in a worker, for the newest input only: what is asked while a run is under way replaces what waits, so
 * that a drag is followed without falling behind.
 */
export class Engine {
  readonly #worker: Promise<Worker>;
  readonly #onRun: (run: WhatIfRun) => void;
  #newest = 0;
  #running: Input | undefined;
  #waiting: Input | undefined;

  /** `script`: address of the worker's code. */
  constructor(script: string, onRun: (run: WhatIfRun) => void) {
    this.#onRun = onRun;
    this.#worker = startWorker(script);
    void this.#worker.then((worker) => {
      worker.onmessage = ({ data }: MessageEvent<RunAnswer>) => this.#answered(data);
    });
  }

  run(input: Input): void {
    this.#newest += 1;
    if (this.#running) this.#waiting = input;
    else void this.#send(input);
  }

  /** What is under way is of no interest any more. */
  forget(): void {
    this.#newest += 1;
    this.#waiting = undefined;
  }

  async #send(input: Input): Promise<void> {
    this.#running = input;
    const request: RunRequest = { id: this.#newest, input };
    (await this.#worker).postMessage(request);
  }

  #answered({ id, run }: RunAnswer): void {
    const input = this.#running;
    this.#running = undefined;
    const next = this.#waiting;
    this.#waiting = undefined;
    if (next !== undefined) void this.#send(next);
    // While something newer is under way, this is the nearest that there is to show.
    if (input !== undefined && (id === this.#newest || next !== undefined)) this.#onRun(run);
  }
}

/** A worker's own address must be that of the page, so its code is fetched first. */
async function startWorker(script: string): Promise<Worker> {
  const code = await (await fetch(script)).blob();
  return new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
}
