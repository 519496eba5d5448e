/** Hands files to the threads that check them. */
import { setImmediate } from 'node:timers/promises';
import { Checker, type FileToCheck } from './checker.ts';
import type { PackedFacts } from './packedFacts.ts';
import type { FileFindings } from './reports/report.ts';
import { type Checking, checkHere, checkInThreads, type OnDone } from './threads.ts';

/** Code units of text beyond which further threads win more time than it takes to start them. */
const worthThreads = 500_000;
/** Files are handed over in pieces of so many code units: not too small to be sent, not too large to be shared evenly. */
const pieceOfFiles = 50_000;
/** What a file costs, be it empty, in code units of text. */
const costOfFile = 50;

/** Collects files into pieces, and starts threads once there is enough to do for them. */
export class Share {
  readonly #threads: number;
  readonly #entry: URL | undefined;
  readonly #onDone: OnDone;
  readonly #known: PackedFacts[] = [];
  #checking: Checking | undefined;
  #pieces: FileToCheck[][] = [[]];
  #inPiece = 0;
  #inAll = 0;

  /** `threadEntry` is the module that runs in threads; without it there are none. */
  constructor(threads: number, threadEntry: URL | undefined, onDone: OnDone) {
    this.#threads = threads;
    this.#onDone = onDone;
    this.#entry = threadEntry;
  }

  /** Takes what is known of a file that needs no check. */
  know(facts: PackedFacts): void {
    this.#known.push(facts);
  }

  async add(file: FileToCheck): Promise<void> {
    this.#pieces.at(-1)!.push(file);
    const size = file.text.length + costOfFile;
    this.#inPiece += size;
    this.#inAll += size;
    if (this.#inPiece < pieceOfFiles) return;
    this.#inPiece = 0;
    this.#pieces.push([]);
    if (this.#threads > 1 && this.#entry && this.#inAll > worthThreads)
      this.#checking ??= checkInThreads(this.#threads, this.#entry, this.#onDone);
    if (!this.#checking) return;
    this.#handOver(this.#checking);
    // What threads have found out in the meantime is passed on.
    await setImmediate();
  }

  finish(): Promise<readonly FileFindings[]> {
    this.#checking ??= checkHere(new Checker(), this.#onDone);
    this.#handOver(this.#checking);
    if (this.#known.length > 0) this.#checking.know(this.#known);
    return this.#checking.finish();
  }

  #handOver(checking: Checking): void {
    for (const piece of this.#pieces) if (piece.length > 0) checking.add(piece);
    this.#pieces = [[]];
  }
}
