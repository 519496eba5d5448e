import type { NodeClock } from '../environment.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { type Lane, lanes } from '../kernel/lanes.ts';
import { Signal, type Task } from '../kernel/process.ts';
import { type Instant, second } from '../kernel/time.ts';
import type { Release } from '../release.ts';
import type { Cause } from '../trace/trace.ts';
import type { ContainerRuntime } from '../world/containerRuntime.ts';
import type { NodeConnection } from '../world/nodeConnection.ts';
import { emptyRuntimeStatus, type RuntimeStatus } from '../world/runtimeStatus.ts';

export interface PodLifecycleEvent {
  readonly type: 'started' | 'died' | 'removed';
  /** Of a container or a sandbox; they are treated alike. */
  readonly id: string;
  readonly cause: Cause;
}

/** What decides, in its last instant, whether a sync ends before or after the runtime is looked at. */
export interface SyncTraits {
  readonly hasActed: boolean;
  readonly calls: number;
  readonly followsTick: boolean;
}

/**
 * Looks at the runtime every second and tells what changed; the kubelet knows of its containers only what the last look
 * showed. Looks that would find nothing new are skipped: they have no effect but the passing of time, which is computed.
 * Upstream: `pkg/kubelet/pleg/generic.go` and `pkg/kubelet/container/cache.go`.
 */
export class Pleg {
  readonly #kernel: Kernel;
  readonly #clock: NodeClock;
  readonly #runtime: ContainerRuntime;
  readonly #connection: NodeConnection;
  readonly #onEvent: (event: PodLifecycleEvent) => void;
  #seen: RuntimeStatus = emptyRuntimeStatus;
  #scheduled = false;
  /** Whether there was a look in the instant of the last sync's end, after it. */
  #hasLookedSince = false;
  #lookedLateAt: Instant | undefined;
  /** Whether the last sync could begin before the relist of its instant. */
  #isNewerBefore = false;
  /** Looks still to come in this instant. */
  readonly #coming = new Set<Signal>();

  constructor(
    kernel: Kernel,
    clock: NodeClock,
    runtime: ContainerRuntime,
    connection: NodeConnection,
    release: Release,
    onEvent: (event: PodLifecycleEvent) => void,
  ) {
    this.#kernel = kernel;
    this.#clock = clock;
    this.#runtime = runtime;
    this.#connection = connection;
    this.#onEvent = onEvent;
    runtime.onChange = (took) => {
      this.#schedule();
      // A relist in the instant of a stop's end comes after it, if it is not the first one since the stop began.
      const { now } = kernel;
      const isLate = release.relistsOnDemand && took > second && clock.lastRelistAt(now) === now;
      if (isLate) kernel.schedule(now, lanes.lateRelist, () => this.#look());
    };
  }

  /** Begins with a look at `time`: all that there is is new to a kubelet that has just been started. */
  start(time: Instant): void {
    this.#kernel.schedule(time, lanes.relist, () => this.#look());
  }

  /** The runtime's status as of the last look that found a change. */
  get cached(): RuntimeStatus {
    return this.#seen;
  }

  /** Whether there was a look later than the last sync, which ended at `time`, before the relist of this instant. */
  isNewerBefore(time: Instant): boolean {
    return this.#hasLookedSince || this.#clock.lastRelistAt(this.#kernel.now - 1) > time;
  }

  /** The status of a look later than the last sync, which ended at `time`, waiting for one if need be. */
  *newerThan(time: Instant): Task<RuntimeStatus> {
    const { now } = this.#kernel;
    this.#isNewerBefore = this.isNewerBefore(time);
    if (this.#clock.lastRelistAt(now) <= time && !this.#hasLookedSince) {
      const next = this.#nextRelistAfter(Math.max(now, time));
      yield (process) => {
        if (next < Number.POSITIVE_INFINITY) process.resumeAt(next);
        for (const look of this.#coming) look.wait(process);
      };
    }
    return this.#seen;
  }

  /**
   * Where there are relists on demand: a sync that began at `began` has ended. If it did something, the pod is looked at
   * at once. Upstream: `RequestRelist` and `relistPod`.
   *
   * @param calls the calls of the runtime that the sync waited for, one after the other
   * @param followsTick whether a tick of a probe brought it about, in the instant in which it ended
   */
  syncEnded(began: Instant, { hasActed, calls, followsTick }: SyncTraits): void {
    const { now } = this.#kernel;
    this.#hasLookedSince = false;
    if (this.#connection.isRuntimeDown(now)) return;
    // Nothing takes no time at all: each relist makes the later ones a little later, each call the end of the sync. A tick
    // is counted from an earlier relist, so it comes a little before that of its instant.
    const relists = Math.floor((now - began) / second);
    const endsBefore = (followsTick && this.#isNewerBefore && this.#lookedLateAt !== now) || relists > calls;
    const isLate = endsBefore && this.#clock.lastRelistAt(now) === now;
    // A relist that begins just when the sync ends sees all that the one on demand would see.
    if (hasActed && !(isLate && relists === calls + 1)) this.#lookAt(lanes.relist);
    if (!isLate) return;
    this.#lookedLateAt = now;
    this.#lookAt(lanes.lateRelist);
  }

  #lookAt(lane: Lane): void {
    const look = new Signal();
    this.#coming.add(look);
    this.#kernel.schedule(this.#kernel.now, lane, () => {
      this.#look();
      this.#hasLookedSince = true;
      this.#coming.delete(look);
      look.fire();
    });
  }

  #schedule(): void {
    if (this.#scheduled) return;
    const next = this.#nextRelistAfter(this.#kernel.now);
    if (next === Number.POSITIVE_INFINITY) return;
    this.#scheduled = true;
    this.#kernel.schedule(next, lanes.relist, () => this.#relist());
  }

  /** The first look after `time` that the runtime answers; the sync loop goes on when it does. */
  #nextRelistAfter(time: Instant): Instant {
    const next = this.#clock.nextRelistAfter(time);
    if (!this.#connection.isRuntimeDown(next)) return next;
    return this.#clock.runtimeCheckFrom(this.#connection.runtimeBackAt);
  }

  #relist(): void {
    this.#scheduled = false;
    this.#look();
  }

  #look(): void {
    const before = states(this.#seen);
    const status = this.#runtime.status();
    const after = states(status);
    this.#seen = status;
    for (const [id, { state, cause }] of after) {
      if (before.get(id)?.state === state) continue;
      this.#onEvent({ type: state === 'running' ? 'started' : 'died', id, cause });
    }
    for (const [id, { state, cause }] of before) {
      if (after.has(id)) continue;
      if (state === 'running') this.#onEvent({ type: 'died', id, cause });
      this.#onEvent({ type: 'removed', id, cause });
    }
  }
}

/** A container that was created but not started counts as unknown and brings no event. */
function states(status: RuntimeStatus): Map<string, { state: 'running' | 'exited'; cause: Cause }> {
  const result = new Map<string, { state: 'running' | 'exited'; cause: Cause }>();
  for (const { id, state, cause } of status.containers) {
    if (state !== 'created') result.set(id, { state: state === 'running' ? 'running' : 'exited', cause });
  }
  for (const { id, state, cause } of status.sandboxes) {
    result.set(id, { state: state === 'ready' ? 'running' : 'exited', cause });
  }
  return result;
}
