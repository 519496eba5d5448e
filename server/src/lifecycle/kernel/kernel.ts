import type { Cause } from '../trace/trace.ts';
import { EventQueue } from './eventQueue.ts';
import type { Lane } from './lanes.ts';
import { type Clock, Process, type Task, type Timer } from './process.ts';
import type { Instant, Span } from './time.ts';

/** What a kernel and its parts share. */
interface Clockwork {
  now: Instant;
  cause: Cause;
  readonly queue: EventQueue<Timer>;
  seq: number;
}

/** The discrete-event clockwork: pops the earliest event, sets the time, runs it. Knows nothing of Kubernetes. */
export class Kernel implements Clock {
  #clockwork: Clockwork;
  readonly #maxEvents: number;
  #events = 0;
  #stopped = false;
  #isPart = false;
  #isOver = false;

  constructor(cause: Cause, maxEvents: number) {
    this.#clockwork = { now: 0, cause, queue: new EventQueue<Timer>(), seq: 0 };
    this.#maxEvents = maxEvents;
  }

  get now(): Instant {
    return this.#clockwork.now;
  }

  set now(instant: Instant) {
    this.#clockwork.now = instant;
  }

  /** What brought about the code that runs now; entries recorded and events scheduled inherit it. */
  get cause(): Cause {
    return this.#clockwork.cause;
  }

  set cause(cause: Cause) {
    this.#clockwork.cause = cause;
  }

  /** @param isIdle of a timer that comes again and again: see {@link Timer.isIdle} */
  schedule(at: Instant, lane: Lane, run: () => void, cause: Cause = this.cause, isIdle?: () => boolean): Timer {
    const clockwork = this.#clockwork;
    const timer: Timer = {
      at: Math.max(at, clockwork.now),
      lane,
      seq: clockwork.seq++,
      run: this.#isPart ? () => this.#isOver || run() : run,
      cause,
      cancelled: false,
      isIdle: this.#isPart ? () => this.#isOver || isIdle?.() === true : isIdle,
    };
    clockwork.queue.push(timer);
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

  /** A kernel on the same clock for a part of the world that may end before the rest. */
  part(): Kernel {
    const part = new Kernel(this.cause, this.#maxEvents);
    part.#clockwork = this.#clockwork;
    part.#isPart = true;
    return part;
  }

  /** Ends a part: nothing that it has scheduled happens any more. */
  end(): void {
    this.#isOver = true;
  }

  stop(): void {
    this.#stopped = true;
  }

  /** Whether all that is still to come would change nothing. */
  get isAtRest(): boolean {
    return this.#clockwork.queue.every(({ cancelled, isIdle }) => cancelled || isIdle?.() === true);
  }

  /** Runs everything up to and including `until`; false when the number of events reached its limit before. */
  run(until: Instant): boolean {
    const { queue } = this.#clockwork;
    for (;;) {
      const next = queue.peek();
      if (next === undefined || next.at > until || this.#stopped) break;
      queue.pop();
      if (next.cancelled) continue;
      if (++this.#events > this.#maxEvents) return false;
      this.now = next.at;
      this.cause = next.cause;
      next.run();
    }
    return true;
  }
}
