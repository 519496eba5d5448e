import type { PageAnswer, PageRequest, Questions, Subject } from './requests.ts';

/** Asks the worker, which answers in its own time. */
export class Asker {
  readonly #worker: Worker;
  readonly #waiting = new Map<
    number,
    { readonly resolve: (answer: never) => void; readonly reject: (reason: Error) => void }
  >();
  #asked = 0;

  constructor(address: string) {
    this.#worker = new Worker(address);
    this.#worker.onmessage = ({ data: { ask, answer } }: MessageEvent<PageAnswer>) => {
      this.#waiting.get(ask)?.resolve(answer as never);
      this.#waiting.delete(ask);
    };
    // Nothing of what it was asked comes any more.
    this.#worker.onerror = ({ message }) => {
      for (const { reject } of this.#waiting.values()) reject(new Error(message));
      this.#waiting.clear();
    };
  }

  ask<Q extends keyof Questions>(subject: Subject, question: Q, params: Questions[Q][0]): Promise<Questions[Q][1]> {
    const ask = ++this.#asked;
    const request: PageRequest = { ask, subject, question, params };
    this.#worker.postMessage(request);
    return new Promise((resolve, reject) => this.#waiting.set(ask, { resolve, reject }));
  }
}
