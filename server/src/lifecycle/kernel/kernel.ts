import type { Cause } from '../trace.ts';
import { EventQueue, type Scheduled } from './eventQueue.ts';
import { Process, type Task } from './process.ts';
import type { Instant, Span } from './time.ts';

/**
 * Who acts first when several things happen in the same instant. The order follows the chain of reactions inside a
 * node: the world changes, the relist sees it, the sync loop hears of it, and the pod's worker acts, pausing for those
 * that its status concerns.
 */
export const lanes = {
  world: 0,
  relist: 1,
  syncLoop: 2,
  /** Probes due by their own timers read what was stored before the worker acts. */
  probeTick: 3,
  /** What the worker sets without a pause in between is written once. */
  statusWriter: 4,
  /** Probes that the worker asks for run at its next pause, before it goes on to act. */
  prober: 5,
  worker: 6,
  /** A probe due at the same time as one whose verdict the worker is just reacting to. */
  lateProbeTick: 7,
  /** The result of an attempt that takes no time, for really it does: after whatever else is due in this instant. */
  probeResult: 8,
  observer: 9,
} as const;
export type Lane = (typeof lanes)[keyof typeof lanes];

export interface Timer extends Scheduled {
  readonly run: () => void;
  readonly cause: Cause;
}

/** The discrete-event clockwork: pops the earliest event, sets the time, runs it. Knows nothing of Kubernetes. */
export class Kernel {
  now: Instant = 0;
  /** What brought about the code that runs now; entries recorded and events scheduled inherit it. */
  cause: Cause;
  readonly #queue = new EventQueue<Timer>();
  readonly #maxEvents: number;
  #seq = 0;
  #stopped = false;

  constructor(cause: Cause, maxEvents: number) {
    this.cause = cause;
    this.#maxEvents = maxEvents;
  }

  schedule(at: Instant, lane: Lane, run: () => void, cause: Cause = this.cause): Timer {
    const timer: Timer = { at: Math.max(at, this.now), lane, seq: this.#seq++, run, cause, cancelled: false };
    this.#queue.push(timer);
    return timer;
  }

  /** Starts a coroutine; its first step runs in this instant, after what runs now. */
  spawn(lane: Lane, task: Task): Process {
    const process = new Process(this, lane, task);
    process.resume();
    return process;
  }

  /** Suspends the calling coroutine; without a length it goes straight on, in the same turn. */
  *sleep(length: Span): Task {
    if (length <= 0) return;
    const until = this.now + length;
    yield (process) => process.resumeAt(until);
  }

  /** Lets everything of a lower lane that is due in this instant run first. */
  *pause(): Task {
    yield (process) => process.resume();
  }

  stop(): void {
    this.#stopped = true;
  }

  /** Runs everything up to and including `until`; false when the number of events reached its limit before. */
  run(until: Instant): boolean {
    let events = 0;
    for (;;) {
      const next = this.#queue.peek();
      if (next === undefined || next.at > until || this.#stopped) break;
      this.#queue.pop();
      if (next.cancelled) continue;
      if (++events > this.#maxEvents) return false;
      this.now = next.at;
      this.cause = next.cause;
      next.run();
    }
    return true;
  }
}
