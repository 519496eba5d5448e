/** Shares the work among threads. Whatever thread does it: the findings are the same, and in the same order. */
import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { type ResourceLimits, Worker } from 'node:worker_threads';
import type { EditedTexts } from '../editedTexts.ts';
import { Checker, type FileToCheck } from './checker.ts';
import { type CheckedOverlay, OverlayChecker, type OverlayToCheck } from './overlayChecker.ts';
import { type PackedFacts, packFacts, unpackFacts } from './packedFacts.ts';
import type { FileFindings } from './reports/report.ts';

/** A piece of what there is to do. */
export type Work =
  | { readonly kind: 'files'; readonly files: readonly FileToCheck[] }
  /** `edited` stands over what is on the disk. */
  | { readonly kind: 'overlays'; readonly overlays: readonly OverlayToCheck[]; readonly edited: EditedTexts };

/** What a thread gets. */
export type ToThread =
  | Work
  /** Facts of files that another thread has, packed. */
  | { readonly kind: 'facts'; readonly facts: readonly PackedFacts[] }
  | { readonly kind: 'finish' };

/** What a thread answers: for each piece of work once, and once when it is asked to finish. */
export type FromThread =
  | {
      readonly kind: 'files';
      readonly facts: readonly PackedFacts[];
      readonly findings: readonly FileFindings[];
    }
  | { readonly kind: 'overlays'; readonly overlays: readonly CheckedOverlay[] }
  | { readonly kind: 'finished'; readonly findings: readonly FileFindings[] };

/** So many files more are read; `facts` gives what is known of them. */
export type OnDone = (files: number, facts: () => readonly PackedFacts[]) => void;

/** What was found, in any order. */
export interface Checked {
  readonly files: readonly FileFindings[];
  readonly overlays: readonly CheckedOverlay[];
}

/** Takes work, and gives in the end what was found. */
export interface Checking {
  add(work: Work): void;
  /** Takes what is known of files that need no check. */
  addFacts(facts: readonly PackedFacts[]): void;
  finish(): Promise<Checked>;
}

/** More threads than this wait for the one that reads the files. */
export const mostThreads = 8;

export function usualThreads(): number {
  return Math.min(availableParallelism(), mostThreads);
}

/** In this thread alone. */
export function checkHere(onDone: OnDone): Checking {
  const here = new Here();
  return {
    add(work) {
      const done = here.do(work);
      if (done) onDone(done.length, () => packFacts(done));
    },
    addFacts: (facts) => here.checker.addFacts(unpackFacts(facts)),
    async finish() {
      here.finish();
      return here;
    },
  };
}

/** The part of the work that this thread does itself. */
class Here implements Checked {
  readonly checker = new Checker();
  readonly #overlayChecker = new OverlayChecker();
  readonly files: FileFindings[] = [];
  readonly overlays: CheckedOverlay[] = [];

  /** Gives the facts of files. */
  do(work: Work) {
    if (work.kind === 'overlays') {
      this.overlays.push(...this.#overlayChecker.check(work.overlays, work.edited));
      return undefined;
    }
    const { facts, findings } = this.checker.add(work.files);
    this.files.push(...findings);
    return facts;
  }

  finish(): void {
    this.files.push(...this.checker.finish());
  }
}

/** With these limits V8 lets less lie about: 100 MB less for each thread, and hardly any time more. */
const resourceLimits: ResourceLimits = { maxYoungGenerationSizeMb: 48, maxOldGenerationSizeMb: 2000 };

/** So many pieces lie ready for a thread: it need not wait while this one checks a piece itself. */
const mostAhead = 3;

interface Thread {
  readonly worker: Worker;
  /** How many pieces of work it has not answered yet. */
  ahead: number;
}

/** In so many threads, of which this is one; `entry` is the module that runs in the others. */
export function checkInThreads(count: number, entry: URL, onDone: OnDone): Checking {
  const here = new Here();
  const queue: Work[] = [];
  const threads: Thread[] = [];
  let isComplete = false;
  let isStopped = false;
  let settle: { readonly done: (found: Checked) => void; readonly fail: (error: Error) => void };
  const result = new Promise<Checked>((done, fail) => {
    settle = { done, fail };
  });
  // `finish` gives it to the caller; before that an error must not count as unhandled.
  result.catch(() => {});

  const stop = () => {
    isStopped = true;
    return Promise.all(threads.map(({ worker }) => worker.terminate()));
  };
  const fail = (error: Error) => {
    settle.fail(error);
    void stop();
  };
  const post = ({ worker }: Thread, message: ToThread) => worker.postMessage(message);
  const isIdle = () => threads.every(({ ahead }) => ahead === 0);
  const handOut = () => {
    while (queue.length > 0) {
      const idlest = threads.reduce((a, b) => (b.ahead < a.ahead ? b : a));
      if (idlest.ahead >= mostAhead) return;
      idlest.ahead++;
      post(idlest, queue.shift()!);
    }
  };
  /** To all but the one that found them. */
  const share = (facts: readonly PackedFacts[], from?: Thread | Here) => {
    for (const thread of threads) if (thread !== from) post(thread, { kind: 'facts', facts });
    if (from !== here) here.checker.addFacts(unpackFacts(facts));
  };
  const doOne = () => {
    const work = queue.shift();
    const done = work && here.do(work);
    if (!done) return;
    const facts = packFacts(done);
    onDone(facts.length, () => facts);
    share(facts, here);
  };
  const finishIfDone = () => {
    if (!isComplete || !isIdle()) return;
    for (const thread of threads) {
      thread.ahead++;
      post(thread, { kind: 'finish' });
    }
    here.finish();
  };
  const onMessage = (from: Thread, message: FromThread) => {
    from.ahead--;
    if (message.kind === 'overlays') here.overlays.push(...message.overlays);
    else here.files.push(...message.findings);
    if (message.kind === 'files') {
      onDone(message.facts.length, () => message.facts);
      share(message.facts, from);
    }
    if (message.kind !== 'finished') {
      handOut();
      finishIfDone();
    } else if (isIdle()) {
      settle.done(here);
      void stop();
    }
  };
  for (let i = 1; i < count; i++) {
    const thread: Thread = { worker: new Worker(entry, { resourceLimits }), ahead: 0 };
    thread.worker.on('message', (message: FromThread) => onMessage(thread, message));
    thread.worker.on('error', fail);
    thread.worker.on('messageerror', fail);
    // A thread ends only when it is stopped: then everything is known already.
    thread.worker.on('exit', (code) => fail(new Error(`A thread ended with code ${code}.`)));
    threads.push(thread);
  }

  return {
    add(work) {
      queue.push(work);
      handOut();
      // The others have enough to do.
      doOne();
    },
    addFacts: (facts) => share(facts),
    async finish() {
      while (queue.length > 0 && !isStopped) {
        doOne();
        // What the others have found out in the meantime is taken, and they get more to do.
        await setImmediate();
        handOut();
      }
      isComplete = true;
      finishIfDone();
      return result;
    },
  };
}
