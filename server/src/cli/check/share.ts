/** Hands files and overlays to the threads that check them. */
import { setImmediate } from 'node:timers/promises';
import type { EditedTexts } from '../editedTexts.ts';
import type { FileToCheck } from './checker.ts';
import type { OverlayToCheck } from './overlayChecker.ts';
import type { PackedFacts } from './packedFacts.ts';
import { type Checked, type Checking, checkHere, checkInThreads, type OnDone } from './threads.ts';

/** Code units of text beyond which further threads win more time than it takes to start them. */
const worthThreads = 500_000;
/** Files are handed over in pieces of so many code units: not too small to be sent, not too large to be shared evenly. */
const pieceOfFiles = 50_000;
/** What a file costs, be it empty, in code units of text. */
const costOfFile = 50;
/** Overlays are handed over so many at once. */
const pieceOfOverlays = 5;

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
  addFacts(facts: PackedFacts): void {
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

  /** Call it when all files are added. @param edited stands over what is on the disk */
  finish(overlays: readonly OverlayToCheck[], edited: EditedTexts): Promise<Checked> {
    this.#checking ??= checkHere(this.#onDone);
    this.#handOver(this.#checking);
    for (let i = 0; i < overlays.length; i += pieceOfOverlays)
      this.#checking.add({ kind: 'overlays', overlays: overlays.slice(i, i + pieceOfOverlays), edited });
    if (this.#known.length > 0) this.#checking.addFacts(this.#known);
    return this.#checking.finish();
  }

  #handOver(checking: Checking): void {
    for (const files of this.#pieces) if (files.length > 0) checking.add({ kind: 'files', files });
    this.#pieces = [[]];
  }
}
