import { podSpecDefaults } from '../../kubernetes/defaults.ts';
import type { ProbeType } from '../../kubernetes/pod.ts';
import { isTerminal, type KubeletPodStatus, type PodObject } from '../apiserver/podObject.ts';
import type { NodeClock } from '../environment.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { lanes } from '../kernel/lanes.ts';
import { type Process, Signal, type Task } from '../kernel/process.ts';
import { type Instant, minute, type Span, second } from '../kernel/time.ts';
import type { Release } from '../release.ts';
import type { Cause } from '../trace/trace.ts';
import type { RuntimeStatus } from '../world/runtimeStatus.ts';
import type { Pleg } from './pleg.ts';
import type { WorkQueue } from './workQueue.ts';

const resyncInterval: Span = minute;
const backOffPeriod: Span = 10 * second;
const transientBackOff: Span = second;
const jitterFactor = 0.5;

/** Why a sync ended early; decides when the pod is tried again. */
export type SyncError = 'failed' | 'networkNotReady' | 'cancelled';

export interface SyncOutcome {
  /** The pod has reached its end by itself. */
  readonly isTerminal: boolean;
  readonly error?: SyncError;
  /** Something was started, killed or removed, and nothing failed. */
  readonly hasActed?: boolean;
  /** How many calls of the runtime it waited for, one after the other. */
  readonly calls?: number;
  /** A tick of a probe, counted from an earlier sync, brought it about in the instant in which it ended. */
  readonly followsTick?: boolean;
  /** When the first of the containers in a crash loop may be started again. */
  readonly backOffUntil?: Instant | undefined;
}

export interface PodSyncer {
  syncPod(pod: PodObject, status: RuntimeStatus, cancelled: Signal): Task<SyncOutcome>;
  /** Returns how many calls of the runtime it waited for, one after the other. */
  syncTerminatingPod(
    pod: PodObject,
    status: RuntimeStatus,
    graceSeconds: number | undefined,
    change: StatusChange | undefined,
  ): Task<number>;
  syncTerminatedPod(pod: PodObject, status: RuntimeStatus): Task;
}

/** What the kubelet makes of a pod's status when it gets rid of it for reasons of its own. */
export type StatusChange = (status: KubeletPodStatus) => KubeletPodStatus;

export interface Eviction {
  readonly graceSeconds: number;
  readonly change: StatusChange;
}

/** What brings an update about: a relist, a probe, or anything else. */
export type UpdateSource = 'relist' | 'other' | `${ProbeType} ${string}`;

interface Update {
  readonly pod: PodObject;
  readonly source: UpdateSource;
  readonly graceSeconds?: number | undefined;
  readonly cause: Cause;
}

/**
 * The goroutine that owns the pod: takes one update after the other through sync, terminating and terminated.
 * Upstream: `pkg/kubelet/pod_workers.go`.
 */
export class PodWorker {
  readonly #kernel: Kernel;
  readonly #clock: NodeClock;
  readonly #pleg: Pleg;
  readonly #queue: WorkQueue;
  readonly #syncer: PodSyncer;
  readonly #release: Release;
  #process: Process | undefined;
  #idle = false;
  #pending: Update | undefined;
  /** Taken in this instant, but not begun. */
  #taken: Update | undefined;
  #active: Update | undefined;
  #lastSync: Instant = Number.NEGATIVE_INFINITY;
  #cancelled = new Signal();
  #isTerminationRequested = false;
  #isTerminated = false;
  #isFinished = false;
  #isDeleted = false;
  /** Whether the last sync left nothing to be done. */
  #isSettled = false;
  #graceSeconds: number | undefined;
  #statusChange: StatusChange | undefined;

  constructor(kernel: Kernel, clock: NodeClock, pleg: Pleg, queue: WorkQueue, syncer: PodSyncer, release: Release) {
    this.#kernel = kernel;
    this.#clock = clock;
    this.#pleg = pleg;
    this.#queue = queue;
    this.#syncer = syncer;
    this.#release = release;
  }

  get isTerminationRequested(): boolean {
    return this.#isTerminationRequested;
  }

  get isFinished(): boolean {
    return this.#isFinished;
  }

  /** Whether it waits, and a sync of the pod as it is would do nothing. */
  get isAtRest(): boolean {
    return this.#isFinished || (this.#idle && this.#isSettled && !this.#isTerminationRequested);
  }

  /** Whether a sync that is asked for in this instant begins before the relist of the same instant. */
  get syncsBeforeRelist(): boolean {
    return this.#pleg.isNewerBefore(this.#lastSync);
  }

  get couldHaveRunningContainers(): boolean {
    return !this.#isTerminated;
  }

  /** The pod was deleted and everything has stopped, so its dead containers need not be kept. */
  get shouldContentBeRemoved(): boolean {
    return this.#isDeleted && this.#isTerminated;
  }

  /** The API server has the pod no more, though it is still ending. Upstream: `removeTerminatedWorker`. */
  becomeOrphaned(): void {
    if (!this.#isFinished) this.#isDeleted = true;
  }

  /** Tells the worker of the pod's newest state; a later update replaces one that has not been taken yet. */
  update(pod: PodObject, kill = false, eviction?: Eviction, source: UpdateSource = 'other'): void {
    if (this.#isFinished) return;
    if (eviction !== undefined && !this.#isTerminated) this.#statusChange ??= eviction.change;
    let becameTerminating = false;
    if (!this.#isTerminationRequested) {
      if (pod.deletion !== undefined || isTerminal(pod.status.phase) || kill) {
        this.#isDeleted ||= pod.deletion !== undefined;
        this.#isTerminationRequested = true;
        becameTerminating = true;
      }
    }
    let graceShortened = false;
    if (this.#isTerminationRequested && !this.#isTerminated) {
      const grace = this.#effectiveGrace(pod, eviction?.graceSeconds);
      graceShortened = this.#graceSeconds !== undefined && grace !== this.#graceSeconds;
      this.#graceSeconds = grace;
    }
    // What one goroutine tells is taken before another one of the same instant has its say. Recordings show it before 1.36.
    const isTaken = this.#idle && this.#pending?.source !== source && !this.#release.relistsOnDemand;
    if (isTaken) this.#taken ??= this.#pending;
    this.#pending = { pod, source, graceSeconds: this.#graceSeconds, cause: this.#kernel.cause };
    if (this.#process === undefined) this.#process = this.#kernel.spawn(lanes.worker, this.#loop());
    else if (this.#idle) this.#process.resume();
    if (becameTerminating || graceShortened) {
      this.#cancelled.fire();
      this.#cancelled = new Signal();
    }
  }

  /** Upstream: `calculateEffectiveGracePeriod`; a grace can only get shorter. */
  #effectiveGrace(pod: PodObject, override: number | undefined): number {
    const before = this.#graceSeconds ?? 0;
    let grace = before;
    let overridden = false;
    for (const asked of [pod.deletion?.graceSeconds, override]) {
      if (asked === undefined || (grace !== 0 && asked >= grace)) continue;
      grace = asked;
      overridden = true;
    }
    if (!overridden && grace === 0)
      grace = pod.spec.terminationGracePeriodSeconds ?? podSpecDefaults.terminationGracePeriodSeconds;
    return Math.max(grace, 1);
  }

  *#loop(): Task {
    const kernel = this.#kernel;
    for (;;) {
      while (this.#pending === undefined) {
        this.#idle = true;
        yield () => {};
        this.#idle = false;
      }
      const update: Update = this.#taken ?? this.#pending;
      if (this.#taken === undefined) this.#pending = undefined;
      this.#taken = undefined;
      // What is to be done is decided before the wait for the runtime's status, as upstream does.
      const work = this.#isTerminated ? 'terminated' : this.#isTerminationRequested ? 'terminating' : 'sync';
      this.#active = update;
      kernel.cause = update.cause;
      const status = yield* this.#pleg.newerThan(this.#lastSync);
      const began = kernel.now;
      kernel.cause = update.cause;
      let error: SyncError | undefined;
      let backOffUntil: Instant | undefined;
      let phaseTransition = false;
      let hasActed = false;
      let calls = 0;
      let followsTick = false;
      switch (work) {
        case 'sync': {
          const outcome = yield* this.#syncer.syncPod(update.pod, status, this.#cancelled);
          ({ error, backOffUntil, hasActed = false, calls = 0, followsTick = false } = outcome);
          if (outcome.isTerminal) {
            this.#isTerminationRequested = true;
            phaseTransition = true;
          }
          break;
        }
        case 'terminating':
          calls = yield* this.#syncer.syncTerminatingPod(update.pod, status, update.graceSeconds, this.#statusChange);
          this.#isTerminated = true;
          phaseTransition = true;
          break;
        case 'terminated':
          yield* this.#syncer.syncTerminatedPod(update.pod, status);
          this.#isFinished = true;
          return;
      }
      this.#lastSync = kernel.now;
      this.#isSettled = work === 'sync' && error === undefined && !hasActed && !phaseTransition;
      if (this.#release.relistsOnDemand) this.#pleg.syncEnded(began, { hasActed, calls, followsTick });
      // A transition goes on by itself: with the newest update if there is one, else with the one just done.
      if (phaseTransition) this.#pending ??= this.#active;
      this.#requeue(phaseTransition, error, backOffUntil);
    }
  }

  /** Upstream: `completeWork`. */
  #requeue(phaseTransition: boolean, error: SyncError | undefined, backOffUntil: Instant | undefined): void {
    if (phaseTransition) this.#queue.enqueue(0);
    else if (error === undefined) this.#queue.enqueue(this.#clock.jitter(resyncInterval, jitterFactor));
    else if (error === 'networkNotReady') this.#queue.enqueue(this.#clock.jitter(transientBackOff, jitterFactor));
    else {
      const isKnown = this.#release.requeuesAtBackOff && backOffUntil !== undefined;
      const wait = isKnown ? backOffUntil - this.#kernel.now : backOffPeriod;
      this.#queue.enqueue(this.#clock.jitter(Math.min(Math.max(wait, 0), resyncInterval), jitterFactor));
    }
  }
}
