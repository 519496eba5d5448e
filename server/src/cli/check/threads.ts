/** Shares the files among threads. Whatever thread checks a file: the findings are the same, and in the same order. */
import { availableParallelism } from 'node:os';
import { type ResourceLimits, Worker } from 'node:worker_threads';
import type { Checker, FileToCheck } from './checker.ts';
import { type PackedFacts, packFacts, unpackFacts } from './packedFacts.ts';
import type { FileFindings } from './reports/report.ts';

/** What a thread is told. */
export type ToThread =
  | { readonly kind: 'files'; readonly files: readonly FileToCheck[] }
  /** Facts of files that another thread has, packed. */
  | { readonly kind: 'facts'; readonly facts: readonly PackedFacts[] }
  | { readonly kind: 'finish' };

/** What a thread tells: for each piece of files once, and once when it is asked to finish. */
export type FromThread =
  | {
      readonly kind: 'added';
      readonly facts: readonly PackedFacts[];
      readonly findings: readonly FileFindings[];
    }
  | { readonly kind: 'finished'; readonly findings: readonly FileFindings[] };

/** So many files more are read; `facts` gives what is known of them. */
export type OnDone = (files: number, facts: () => readonly PackedFacts[]) => void;

/** Takes files, and tells in the end what is in them. */
export interface Checking {
  add(files: readonly FileToCheck[]): void;
  /** Takes what is known of files that need no check. */
  know(facts: readonly PackedFacts[]): void;
  finish(): Promise<readonly FileFindings[]>;
}

/** More threads than this wait for the one that reads the files. */
export const mostThreads = 8;

export function usualThreads(): number {
  return Math.min(availableParallelism(), mostThreads);
}

/** Everything in this thread. */
export function checkHere(checker: Checker, onDone: OnDone): Checking {
  const found: FileFindings[] = [];
  return {
    add(files) {
      const added = checker.add(files);
      found.push(...added.findings);
      onDone(files.length, () => packFacts(added.facts));
    },
    know(facts) {
      checker.addFacts(unpackFacts(facts));
    },
    async finish() {
      return [...found, ...checker.finish()];
    },
  };
}

/** With these limits V8 lets less lie about: 100 MB less for each thread, and hardly any time more. */
const resourceLimits: ResourceLimits = { maxYoungGenerationSizeMb: 48, maxOldGenerationSizeMb: 2000 };

interface Thread {
  readonly worker: Worker;
  /** Code units of text that it was given. */
  load: number;
}

/** In so many threads; `entry` is the module that runs in them. */
export function checkInThreads(count: number, entry: URL, onDone: OnDone): Checking {
  const found: FileFindings[] = [];
  const threads: Thread[] = [];
  let unanswered = 0;
  let isComplete = false;
  let settle: { readonly done: (found: readonly FileFindings[]) => void; readonly fail: (error: Error) => void };
  const result = new Promise<readonly FileFindings[]>((done, fail) => {
    settle = { done, fail };
  });
  // Whoever finishes hears of it; before that nobody listens.
  result.catch(() => {});

  const stop = () => Promise.all(threads.map(({ worker }) => worker.terminate()));
  const fail = (error: Error) => {
    settle.fail(error);
    void stop();
  };
  const post = ({ worker }: Thread, message: ToThread) => worker.postMessage(message);
  const finishIfAnswered = () => {
    if (!isComplete || unanswered > 0) return;
    unanswered = threads.length;
    for (const thread of threads) post(thread, { kind: 'finish' });
  };
  const onMessage = (from: Thread, message: FromThread) => {
    unanswered--;
    found.push(...message.findings);
    if (message.kind === 'added') {
      onDone(message.facts.length, () => message.facts);
      for (const thread of threads) if (thread !== from) post(thread, { kind: 'facts', facts: message.facts });
      finishIfAnswered();
    } else if (unanswered === 0) {
      settle.done(found);
      void stop();
    }
  };
  for (let i = 0; i < count; i++) {
    const thread: Thread = { worker: new Worker(entry, { resourceLimits }), load: 0 };
    thread.worker.on('message', (message: FromThread) => onMessage(thread, message));
    thread.worker.on('error', fail);
    thread.worker.on('messageerror', fail);
    // A thread ends only when it is stopped: then everything is known already.
    thread.worker.on('exit', (code) => fail(new Error(`A thread ended with code ${code}.`)));
    threads.push(thread);
  }

  return {
    add(files) {
      const idlest = threads.reduce((a, b) => (b.load < a.load ? b : a));
      idlest.load += files.reduce((sum, { text }) => sum + text.length, 0);
      unanswered++;
      post(idlest, { kind: 'files', files });
    },
    know(facts) {
      for (const thread of threads) post(thread, { kind: 'facts', facts });
    },
    finish() {
      isComplete = true;
      finishIfAnswered();
      return result;
    },
  };
}
