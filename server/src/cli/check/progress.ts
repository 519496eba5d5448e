/** How far a check has come, for those who wait for it at a terminal. */
import { formatter } from '../formatter.ts';
import type { Output } from '../terminal.ts';
import { checkMessages as say } from './messages.ts';

/** What is done sooner needs none. */
const quietMs = 500;
const betweenMs = 100;
const width = 24;

export class Progress {
  readonly #output: Output;
  readonly #total: number;
  readonly #startedMs = performance.now();
  #shownMs: number | undefined;
  #done = 0;

  constructor(output: Output, total: number) {
    this.#output = output;
    this.#total = total;
  }

  /** Call when so many files more are done. */
  step(files: number): void {
    this.#done += files;
    if (!this.#output.isTerminal) return;
    const nowMs = performance.now();
    if (nowMs - this.#startedMs < quietMs || nowMs - (this.#shownMs ?? 0) < betweenMs) return;
    this.#shownMs = nowMs;
    const [done, total] = [Math.min(this.#done, this.#total), this.#total];
    const full = Math.floor((done / total) * width);
    const bar = '█'.repeat(full) + '░'.repeat(width - full);
    this.#output.write(`\r${bar} ${formatter.text(say.progress({ done, count: total }))}\u001b[K`);
  }

  /** Takes the bar away. */
  end(): void {
    if (this.#shownMs !== undefined) this.#output.write('\r\u001b[K');
  }
}
