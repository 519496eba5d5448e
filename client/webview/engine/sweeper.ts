import { startWorker } from './engine.ts';
import type { SweepProgress, SweepQuestion } from './sweepMessages.ts';

/** Runs a sweep in a worker of its own, which ends with it: the next one, or nobody, waits for the rest. */
export class Sweeper {
  readonly #script: string;
  #worker: Worker | undefined;
  #newest = 0;

  /** `script`: address of the worker's code. */
  constructor(script: string) {
    this.#script = script;
  }

  async start(question: SweepQuestion, onProgress: (progress: SweepProgress) => void): Promise<void> {
    this.cancel();
    const number = this.#newest;
    const worker = await startWorker(this.#script);
    if (number !== this.#newest) {
      worker.terminate();
      return;
    }
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<{ readonly sweep: SweepProgress }>) => {
      onProgress(data.sweep);
      if (data.sweep.isDone) this.cancel();
    };
    worker.postMessage({ sweep: question });
  }

  cancel(): void {
    this.#newest += 1;
    this.#worker?.terminate();
    this.#worker = undefined;
  }
}
