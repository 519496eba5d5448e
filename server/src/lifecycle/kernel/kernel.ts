import type { Cause } from '../trace/trace.ts';
import { EventQueue } from './eventQueue.ts';
import type { Lane } from './lanes.ts';
import { type Clock, Process, type Task, type Timer } from './process.ts';
import type { Instant, Span } from './time.ts';

/** The discrete-event clockwork: pops the earliest event, sets the time, runs it. Knows nothing of Kubernetes. */
export class Kernel implements Clock {
  now: Instant = 0;
  /** What brought about the code that runs now; entries recorded and events scheduled inherit it. */
  cause: Cause;
  readonly #queue = new EventQueue<Timer>();
  readonly #maxEvents: number;
  #seq = 0;
  #events = 0;
  #stopped = false;

  constructor(cause: Cause, maxEvents: number) {
    this.cause = cause;
    this.#maxEvents = maxEvents;
  }

  /** @param isIdle of a timer that comes again and again: see {@link Timer.isIdle} */
  schedule(at: Instant, lane: Lane, run: () => void, cause: Cause = this.cause, isIdle?: () => boolean): Timer {
    const timer: Timer = { at: Math.max(at, this.now), lane, seq: this.#seq++, run, cause, cancelled: false, isIdle };
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

  /** Whether all that is still to come would change nothing. */
  get isAtRest(): boolean {
    return this.#queue.every(({ cancelled, isIdle }) => cancelled || isIdle?.() === true);
  }

  /** Runs everything up to and including `until`; false when the number of events reached its limit before. */
  run(until: Instant): boolean {
    for (;;) {
      const next = this.#queue.peek();
      if (next === undefined || next.at > until || this.#stopped) break;
      this.#queue.pop();
      if (next.cancelled) continue;
      if (++this.#events > this.#maxEvents) return false;
      this.now = next.at;
      this.cause = next.cause;
      next.run();
    }
    return true;
  }
}
