import type { Cause } from '../trace/trace.ts';
import type { Scheduled } from './eventQueue.ts';
import type { Lane } from './lanes.ts';
import type { Instant } from './time.ts';

/** Something that is going to run, unless it is cancelled before. */
export interface Timer extends Scheduled {
  readonly run: () => void;
  readonly cause: Cause;
  /** Set on a timer that comes again and again: whether, as things are, it would change nothing, now and later. */
  readonly isIdle: (() => boolean) | undefined;
}

/** What coroutines need of the kernel that runs them. */
export interface Clock {
  readonly now: Instant;
  cause: Cause;
  schedule(at: Instant, lane: Lane, run: () => void): Timer;
}

/** What a coroutine yields: arranges for the process to be resumed. */
export type Wait = (process: Process) => void;
/** A coroutine of the engine, e.g. a pod worker that blocks while an image is pulled. */
export type Task<T = void> = Generator<Wait, T, void>;

/** A running coroutine: keeps its place and its cause between two steps. */
export class Process {
  /** Fires when the coroutine has returned. */
  readonly ended = new Signal();
  /** Counts the steps; tells whether a wake-up was meant for the present wait. */
  turn = 0;
  readonly #kernel: Clock;
  readonly #lane: Lane;
  readonly #task: Task;
  #cause: Cause;
  #pending: Timer | undefined;

  constructor(kernel: Clock, lane: Lane, task: Task) {
    this.#kernel = kernel;
    this.#lane = lane;
    this.#task = task;
    this.#cause = kernel.cause;
  }

  /** Resumes in this instant. */
  resume(): void {
    this.resumeAt(this.#kernel.now);
  }

  /** Resumes at a time, unless something else does so before: the earliest call wins, the others are forgotten. */
  resumeAt(at: Instant): void {
    if (this.ended.fired) return;
    if (this.#pending !== undefined) {
      if (this.#pending.at <= at) return;
      this.#pending.cancelled = true;
    }
    this.#pending = this.#kernel.schedule(at, this.#lane, () => this.#step());
  }

  #step(): void {
    this.#pending = undefined;
    this.turn++;
    const kernel = this.#kernel;
    kernel.cause = this.#cause;
    const { done, value } = this.#task.next();
    this.#cause = kernel.cause;
    if (done) this.ended.fire();
    else value(this);
  }
}

/**
 * Something that coroutines can wait for, e.g. that a container ends; stays true once it has happened. It wakes only
 * those that still wait for it: who has given up at a deadline may by then be waiting for something else.
 */
export class Signal {
  fired = false;
  #waiting: { readonly process: Process; readonly turn: number }[] = [];

  fire(): void {
    this.fired = true;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { process, turn } of waiting) {
      if (process.turn === turn) process.resume();
    }
  }

  /** Resumes the process when the signal fires, or at `deadline` if that comes first. */
  wait(process: Process, deadline?: Instant): void {
    if (this.fired) {
      process.resume();
      return;
    }
    this.#waiting.push({ process, turn: process.turn });
    if (deadline !== undefined) process.resumeAt(deadline);
  }
}
