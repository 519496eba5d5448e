import type { ProbeType } from '../../kubernetes/pod.ts';
import { isTerminal, type KubeletPodStatus, type PodObject } from '../apiserver/podObject.ts';
import type { PodStore } from '../apiserver/podStore.ts';
import type { NodeClock } from '../environment.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { lanes } from '../kernel/lanes.ts';
import type { Signal, Task } from '../kernel/process.ts';
import { type Instant, seconds } from '../kernel/time.ts';
import type { TraceRecorder } from '../kernel/traceRecorder.ts';
import { EventRecorder } from '../record/eventRecorder.ts';
import type { Release } from '../release.ts';
import type { PodCondition, Source } from '../trace/trace.ts';
import type { Eviction } from '../world/clusterBehaviour.ts';
import type { ContainerRuntime } from '../world/containerRuntime.ts';
import type { NodeConnection } from '../world/nodeConnection.ts';
import { hasActiveContainer, type RuntimeStatus } from '../world/runtimeStatus.ts';
import type { Scenario } from '../world/scenario.ts';
import type { AdmissionFailure } from './admission.ts';
import {
  containersReady,
  initialized,
  podReady,
  podReadyToStartContainers,
  readyToStartContainers,
} from './conditions.ts';
import { ContainerGc } from './containerGc.ts';
import { ContainerKiller } from './containerKiller.ts';
import { containerStatuses } from './containerStatuses.ts';
import { HookRunner } from './hooks.ts';
import { ImageManager } from './imageManager.ts';
import { podPhase } from './phase.ts';
import { Pleg, type PodLifecycleEvent } from './pleg.ts';
import { type PodSyncer, PodWorker, type StatusChange, type SyncOutcome, type UpdateSource } from './podWorker.ts';
import { ProbeManager } from './probeManager.ts';
import type { ProbeResult } from './probeResults.ts';
import { ReasonCache } from './reasonCache.ts';
import { allContainersRestarting, couldRestartAll, isRestartingAll, shouldRestartAll } from './restartAllContainers.ts';
import { RuntimeManager } from './runtimeManager.ts';
import { disruptionTarget, foreignConditions, StatusManager } from './statusManager.ts';
import { VolumeManager } from './volumeManager.ts';
import { WorkQueue } from './workQueue.ts';

/** Upstream: `NetworkNotReadyErrorMsg` in `pkg/kubelet/errors.go`, and containerd. */
const networkNotReady =
  'network is not ready: container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized';
/** Upstream: `pkg/kubelet/active_deadline.go`. */
const deadlineExceeded = {
  reason: 'DeadlineExceeded',
  message: 'Pod was active on the node longer than the specified deadline',
} as const;
/** What a container gets to end by itself when the node cannot wait. */
const immediateGraceSeconds = 1;
const deadContainersToKeep = 1;

/** One pod's kubelet: the sync loop and everything it drives. Upstream: `pkg/kubelet/kubelet.go`. */
export class Kubelet implements PodSyncer {
  readonly #kernel: Kernel;
  readonly #clock: NodeClock;
  readonly #runtime: ContainerRuntime;
  readonly #connection: NodeConnection;
  readonly #release: Release;
  readonly #missingPullSecrets: readonly string[];
  readonly #events: EventRecorder;
  readonly #reasons = new ReasonCache();
  readonly #pleg: Pleg;
  readonly #queue: WorkQueue;
  readonly #worker: PodWorker;
  readonly #status: StatusManager;
  readonly #probes: ProbeManager;
  readonly #killer: ContainerKiller;
  readonly #manager: RuntimeManager;
  readonly #volumes: VolumeManager;
  #pod: PodObject | undefined;
  #removedAt: Instant = Number.POSITIVE_INFINITY;
  /** When its deadline is over, as far as the sync loop looks for that. */
  #deadlineAt: Instant = Number.POSITIVE_INFINITY;
  #isRejected = false;

  constructor(
    kernel: Kernel,
    clock: NodeClock,
    trace: TraceRecorder,
    store: PodStore,
    runtime: ContainerRuntime,
    connection: NodeConnection,
    release: Release,
    { node = {}, missingPullSecrets = [], volumes = {} }: Scenario,
  ) {
    const { crashLoopBackOff = {} } = node;
    this.#missingPullSecrets = missingPullSecrets;
    this.#kernel = kernel;
    this.#clock = clock;
    this.#runtime = runtime;
    runtime.stopLane = release.relistsOnDemand ? lanes.worker : lanes.stop;
    this.#connection = connection;
    this.#release = release;
    const events = new EventRecorder(kernel, trace, 'kubelet', 'kubelet', () => connection.isLost(kernel.now));
    this.#events = events;
    this.#volumes = new VolumeManager({ kernel, clock, trace, events, release, volumes });
    this.#pleg = new Pleg(kernel, clock, runtime, connection, release, (event) =>
      this.#enqueue(() => this.#lifecycleEvent(event), event),
    );
    this.#queue = new WorkQueue(
      kernel,
      clock,
      () => this.#sync(),
      () => this.#pod === undefined || this.#worker.isAtRest,
    );
    this.#worker = new PodWorker(kernel, clock, this.#pleg, this.#queue, this, release);
    this.#status = new StatusManager(
      kernel,
      clock,
      store,
      () => this.#pod,
      () => !this.#isRejected && this.#worker.couldHaveRunningContainers,
      connection,
      release,
    );
    this.#probes = new ProbeManager({
      kernel,
      clock,
      trace,
      events,
      runtime,
      release,
      podStatus: () => this.#status.status,
      isRuntimeDown: () => connection.isRuntimeDown(kernel.now),
      syncsBeforeRelist: () => this.#worker.syncsBeforeRelist,
      onResult: (type, containerId, result) => this.#probeResult(type, containerId, result),
    });
    const hooks = new HookRunner(kernel, clock, trace, runtime, events, release);
    this.#killer = new ContainerKiller(kernel, runtime, events, hooks);
    this.#manager = new RuntimeManager({
      kernel,
      clock,
      runtime,
      events,
      images: new ImageManager(kernel, clock, runtime, events, release),
      hooks,
      killer: this.#killer,
      probes: this.#probes,
      release,
      crashLoopBackOff,
      onSandboxReady: (pod) => this.#sandboxReady(pod),
    });
    new ContainerGc(
      kernel,
      clock,
      runtime,
      () => this.#worker.shouldContentBeRemoved || this.#isForgotten,
      () => this.#pod !== undefined && this.#pod.deletion === undefined,
    );
    store.watch({
      statusChanged: (pod, source) => this.#reconcile(pod, source),
      specChanged: (pod) => this.#receive(() => this.#config(pod)),
      deleted: (pod) => this.#receive(() => this.#config(pod)),
      removed: () => this.#receive(() => this.#removed()),
    });
  }

  /** The pod arrives at the node. */
  add(pod: PodObject): void {
    this.#receive(() => {
      this.#volumes.podArrives(pod);
      this.#config(pod);
    });
  }

  /** The kubelet is started again: it looks at its runtime, and hears of the pod once more. */
  resume(pod: PodObject): void {
    this.add(pod);
    this.#pleg.start(this.#clock.firstRelistAt);
  }

  /** The pod arrives, but does not fit the node. Upstream: `rejectPod`. */
  reject(pod: PodObject, { reason, message }: AdmissionFailure): void {
    this.#receive(() => {
      this.#isRejected = true;
      this.#kernel.cause = this.#events.event({ type: 'Warning', reason, message });
      this.#status.setPodStatus(pod, {
        phase: 'Failed',
        reason,
        message: `Pod was rejected: ${message}`,
        conditions: [],
        initContainerStatuses: [],
        containerStatuses: [],
        hasPodIp: false,
      });
    });
  }

  /**
   * The node runs short of something, and the pod has to go. Upstream: `evictPod` in
   * `pkg/kubelet/eviction/eviction_manager.go`.
   */
  evict({ resource = 'memory', gracePeriodSeconds = immediateGraceSeconds, message }: Eviction): void {
    const pod = this.#pod;
    if (pod === undefined || this.#worker.isTerminationRequested) return;
    const text = message ?? evictionMessage(resource);
    this.#kernel.cause = this.#events.event({ type: 'Warning', reason: 'Evicted', message: text });
    const disruption = {
      type: disruptionTarget,
      status: 'True',
      reason: 'TerminationByKubelet',
      message: text,
    } as const;
    const change: StatusChange = (status) => ({
      ...status,
      phase: 'Failed',
      reason: 'Evicted',
      message: text,
      conditions: [...status.conditions.filter(({ type }) => type !== disruptionTarget), disruption],
    });
    this.#worker.update(pod, true, { graceSeconds: gracePeriodSeconds, change });
  }

  // The sync loop: one thing at a time. Upstream: `syncLoopIteration`.

  #enqueue(run: () => void, { cause = this.#kernel.cause } = {}): void {
    const at = Math.max(this.#kernel.now, this.#runtimeSeenAt, this.#clock.syncLoopBeginsAt);
    if (at < Number.POSITIVE_INFINITY) this.#kernel.schedule(at, lanes.syncLoop, run, cause);
  }

  /** Something comes from the API server: at once, or when the node is connected again. */
  #receive(run: () => void): void {
    const { now } = this.#kernel;
    if (!this.#connection.isLost(now)) this.#enqueue(run);
    else if (this.#connection.backAt < Number.POSITIVE_INFINITY) {
      this.#kernel.schedule(this.#connection.backAt, lanes.syncLoop, run);
    }
  }

  get #isResting(): boolean {
    return this.#connection.isRuntimeDown(this.#kernel.now);
  }

  /** Without its runtime the sync loop rests; it notices at its next check that the runtime is there. */
  get #runtimeSeenAt(): Instant {
    return this.#isResting ? this.#clock.runtimeCheckFrom(this.#connection.runtimeBackAt) : 0;
  }

  #config(pod: PodObject): void {
    if (this.#isRejected) return;
    this.#pod = pod;
    this.#worker.update(pod);
  }

  #reconcile(pod: PodObject, source: Source): void {
    if (this.#pod === undefined) return;
    if (this.#isResting || this.#connection.isLost(this.#kernel.now)) this.#receive(() => this.#updatePod(pod));
    else this.#updatePod(pod);
    if (source === 'kubelet') return;
    if (this.#isReadinessOutdated(pod)) this.#receive(() => this.#sync());
    if (source !== 'node-lifecycle') return;
    // What somebody else made of the status is put right, once the kubelet hears of it.
    const { now } = this.#kernel;
    const lostUntil = this.#connection.isLost(now) ? this.#connection.backAt : now;
    this.#status.resyncAfter(Math.max(lostUntil, this.#runtimeSeenAt));
  }

  #updatePod(pod: PodObject): void {
    if (this.#pod !== undefined) this.#pod = pod;
  }

  /** Upstream: `NeedToReconcilePodReadiness` in `pkg/kubelet/status/status_manager.go`. */
  #isReadinessOutdated({ spec, status }: PodObject): boolean {
    if ((spec.readinessGates?.length ?? 0) === 0) return false;
    const all = [...status.initContainerStatuses, ...status.containerStatuses];
    const now = podReady(spec, status.conditions, all, status.phase);
    const told = status.conditions.find(({ type }) => type === 'Ready');
    return told !== undefined && (told.status !== now.status || told.message !== now.message);
  }

  /** The worker of a finished pod that the API server has no more goes at the next housekeeping. */
  get #isForgotten(): boolean {
    return this.#worker.isFinished && this.#clock.lastHousekeepingAt(this.#kernel.now) > this.#removedAt;
  }

  #removed(): void {
    const pod = this.#pod;
    this.#pod = undefined;
    this.#removedAt = this.#kernel.now;
    if (pod !== undefined) this.#worker.update(pod, true);
    this.#forgetAtHousekeeping();
  }

  /**
   * Without a status nothing is probed; what the worker still says of the pod is forgotten again.
   * Upstream: `removeOrphanedPodStatuses` in `pkg/kubelet/kubelet_pods.go`.
   */
  #forgetAtHousekeeping(): void {
    const housekeeping = this.#clock.nextHousekeepingAfter(this.#kernel.now);
    this.#kernel.schedule(housekeeping, lanes.syncLoop, () => {
      this.#status.forget();
      this.#worker.becomeOrphaned();
      if (!this.#worker.isFinished) this.#forgetAtHousekeeping();
    });
  }

  #sync(source: UpdateSource = 'other'): void {
    if (this.#isResting) this.#enqueue(() => this.#sync(source));
    else if (this.#pod !== undefined) this.#worker.update(this.#pod, false, undefined, source);
  }

  #lifecycleEvent(event: PodLifecycleEvent): void {
    if (event.type !== 'removed') this.#sync('relist');
    if (event.type === 'died') this.#removeDeadContainers(event.id);
  }

  #probeResult(type: ProbeType, containerId: string, result: ProbeResult): void {
    if (this.#isResting) {
      this.#enqueue(() => this.#probeResult(type, containerId, result));
      return;
    }
    if (type === 'readiness') this.#status.setContainerReadiness(containerId, result === 'success');
    if (type === 'startup') this.#status.setContainerStartup(containerId, result === 'success');
    if (type !== 'liveness' || result === 'failure') this.#sync(`${type} ${containerId}`);
  }

  /** Upstream: `pkg/kubelet/pod_container_deletor.go`. */
  #removeDeadContainers(id: string): void {
    const dead = this.#pleg.cached.containers.filter((record) => record.state === 'exited');
    if (this.#worker.shouldContentBeRemoved) {
      for (const record of dead) this.#runtime.removeContainer(record.id);
      return;
    }
    const name = this.#pleg.cached.containers.find((record) => record.id === id)?.name;
    if (name === undefined) return;
    const superfluous = dead.filter((record) => record.name === name).slice(deadContainersToKeep);
    for (const record of superfluous) this.#runtime.removeContainer(record.id);
  }

  // The pod worker's three kinds of sync.

  *syncPod(pod: PodObject, status: RuntimeStatus, cancelled: Signal): Task<SyncOutcome> {
    const apiStatus = this.#generateStatus(pod, status, false);
    this.#status.setPodStatus(pod, apiStatus);
    if (isTerminal(apiStatus.phase)) return { isTerminal: true };
    yield* this.#kernel.pause();
    this.#watchDeadline(pod);
    if (this.#isNetworkDown(pod)) {
      this.#events.event(
        { type: 'Warning', reason: 'NetworkNotReady', message: networkNotReady },
        { scenario: 'network' },
      );
      return { isTerminal: false, error: 'networkNotReady' };
    }
    const waited = yield* this.#volumes.wait(cancelled);
    if (waited !== 'mounted') return { isTerminal: false, error: waited === 'cancelled' ? 'cancelled' : 'failed' };
    if (!this.#release.reportsMissingSecretAfterPull) this.#warnOfMissingPullSecrets(pod);
    this.#probes.addPod(pod);
    const restartsAll = isRestartingAll(apiStatus);
    const { results, failed, hasActed, calls } = yield* this.#manager.syncPod(pod, status, restartsAll);
    this.#reasons.update(results);
    const hasPullFailed = results.some(({ failure }) => failure?.reason === 'ErrImagePull');
    if (hasPullFailed && this.#release.reportsMissingSecretAfterPull) this.#warnOfMissingPullSecrets(pod);
    // Once all is removed, nothing has to be waited for.
    if (this.#release.startsAgainAtOnce && restartsAll && hasActed && !failed) this.#worker.update(pod);
    const followsTick = this.#probes.tickedAt === this.#kernel.now;
    if (!failed) return { isTerminal: false, hasActed, calls, followsTick };
    const ends = results.flatMap(({ failure }) => failure?.backOffUntil ?? []);
    const backOffUntil = ends.length === 0 ? undefined : Math.min(...ends);
    return { isTerminal: false, error: 'failed', calls, followsTick, backOffUntil };
  }

  #warnOfMissingPullSecrets({ spec: { imagePullSecrets = [] } }: PodObject): void {
    const names = imagePullSecrets.flatMap(({ name }) => name ?? []);
    const missing = names.filter((name) => this.#missingPullSecrets.includes(name));
    if (missing.length === 0) return;
    const message = `Unable to retrieve some image pull secrets (${missing.join(', ')}); attempting to pull the image may not succeed.`;
    this.#events.event(
      { type: 'Warning', reason: 'FailedToRetrieveImagePullSecret', message },
      { scenario: 'missingPullSecrets' },
      ['spec.imagePullSecrets'],
    );
  }

  /** Upstream: `OnPodSandboxReady`. */
  *#sandboxReady(pod: PodObject): Task {
    if (!this.#release.reportsReadySandbox) return;
    const status = this.#status.status ?? pod.status;
    const conditions = status.conditions.map((condition) =>
      condition.type === readyToStartContainers.type ? readyToStartContainers : condition,
    );
    this.#status.setPodStatus(pod, { ...status, conditions });
    yield* this.#kernel.pause();
  }

  *syncTerminatingPod(
    pod: PodObject,
    status: RuntimeStatus,
    graceSeconds: number | undefined,
    change: StatusChange = (unchanged) => unchanged,
  ): Task<number> {
    this.#status.setPodStatus(pod, change(this.#generateStatus(pod, status, false)));
    this.#probes.stopLivenessAndStartup(pod);
    yield* this.#kernel.pause();
    const calls = yield* this.#killer.killPod(pod, status, graceSeconds);
    this.#volumes.podStopped();
    this.#probes.removePod();
    this.#status.setPodStatus(pod, this.#generateStatus(pod, this.#runtime.status(), true));
    return calls;
  }

  *syncTerminatedPod(pod: PodObject, status: RuntimeStatus): Task {
    this.#status.setPodStatus(pod, this.#generateStatus(pod, status, true));
    yield* this.#volumes.release();
    this.#status.terminatePod(pod);
  }

  /** Upstream: `generateAPIPodStatus` in `pkg/kubelet/kubelet_pods.go`. */
  #generateStatus(pod: PodObject, runtime: RuntimeStatus, podIsFinished: boolean): KubeletPodStatus {
    const { spec } = pod;
    const old = this.#status.status ?? pod.status;
    const restartsAll = shouldRestartAll(spec, runtime, old, this.#release);
    const statuses = (kind: 'init' | 'regular', previous: KubeletPodStatus['containerStatuses']) =>
      containerStatuses(kind, pod, runtime, previous, this.#reasons, this.#clock, this.#release, restartsAll);
    const regular = statuses('regular', old.containerStatuses);
    const init = statuses('init', old.initContainerStatuses);
    const anyRegularCreated = hasActiveContainer(runtime, spec.containers);
    let phase = podPhase(spec, [...regular, ...init], podIsFinished, anyRegularCreated, this.#release);
    if (!isTerminal(phase)) {
      if (isTerminal(old.phase)) phase = old.phase;
      else if (isTerminal(pod.status.phase)) phase = pod.status.phase;
    }
    let reason = phase === old.phase ? (old.reason ?? pod.status.reason) : undefined;
    let message = phase === old.phase ? (old.message ?? pod.status.message) : undefined;
    if (this.#isPastDeadline(pod)) {
      const cause = { field: 'spec.activeDeadlineSeconds' };
      this.#events.event({ type: 'Normal', ...deadlineExceeded }, cause);
      phase = 'Failed';
      ({ reason, message } = deadlineExceeded);
    }
    if (isTerminal(pod.status.phase)) phase = pod.status.phase;
    const status = this.#probes.updatePodStatus(pod, {
      phase,
      ...(reason === undefined ? {} : { reason }),
      ...(message === undefined ? {} : { message }),
      conditions: [],
      initContainerStatuses: init,
      containerStatuses: regular,
      // The address is kept as long as anything of the pod is left on the node.
      hasPodIp:
        runtime.sandboxes.length > 0 && (old.hasPodIp || runtime.sandboxes.some(({ state }) => state === 'ready')),
    });
    const all = [...status.initContainerStatuses, ...status.containerStatuses];
    const disruption = old.conditions.filter(({ type }) => type === disruptionTarget);
    const foreign = foreignConditions(pod.status.conditions);
    const conditions: PodCondition[] = [
      ...(disruption.length === 0 ? foreign : foreign.filter(({ type }) => type !== disruptionTarget)),
      ...disruption,
      podReadyToStartContainers(runtime, this.#release),
      initialized(spec, all, phase, this.#release.restartsAllContainers ? old.conditions : []),
      podReady(spec, pod.status.conditions, all, phase),
      containersReady(spec, all, phase),
      { type: 'PodScheduled', status: 'True' },
    ];
    if (couldRestartAll(spec, this.#release)) {
      conditions.push(allContainersRestarting(spec, runtime, old, phase, this.#release));
    }
    return { ...status, conditions };
  }

  // Around the pod.

  /** As the kubelet knows it, from its last question. */
  #isNetworkDown(pod: PodObject): boolean {
    if (pod.spec.hostNetwork === true) return false;
    // A plugin that is not ready when the pod comes was not ready before.
    const { networkDownAt, networkBackAt } = this.#connection;
    const asked = this.#clock.lastRuntimeCheckAt(this.#kernel.now);
    return asked < networkBackAt && (networkDownAt <= 0 || asked >= networkDownAt);
  }

  /** Upstream: `pkg/kubelet/active_deadline.go`. */
  #isPastDeadline(pod: PodObject): boolean {
    const { activeDeadlineSeconds } = pod.spec;
    const startTime = (this.#status.status ?? pod.status).startTime;
    if (activeDeadlineSeconds === undefined || startTime === undefined) return false;
    return this.#kernel.now - startTime >= seconds(activeDeadlineSeconds);
  }

  /** The sync loop looks for overdue pods at every tick. */
  #watchDeadline(pod: PodObject): void {
    const { activeDeadlineSeconds } = pod.spec;
    const startTime = this.#status.status?.startTime;
    if (activeDeadlineSeconds === undefined || startTime === undefined) return;
    const deadlineAt = startTime + seconds(activeDeadlineSeconds);
    if (deadlineAt >= this.#deadlineAt) return;
    this.#deadlineAt = deadlineAt;
    const cause = { field: 'spec.activeDeadlineSeconds' };
    const look = () => {
      if (this.#worker.isFinished || this.#deadlineAt !== deadlineAt) return;
      this.#sync();
      this.#kernel.schedule(this.#clock.nextTickAfter(this.#kernel.now), lanes.syncLoop, look, cause);
    };
    this.#kernel.schedule(this.#clock.tickFrom(deadlineAt), lanes.syncLoop, look, cause);
  }
}

/** Upstream: `evictionMessage` in `pkg/kubelet/eviction/helpers.go`, with the default threshold for memory. */
function evictionMessage(resource: string): string {
  const threshold = resource === 'memory' ? 'Threshold quantity: 100Mi, available: 96Mi. ' : '';
  return `The node was low on resource: ${resource}. ${threshold}`;
}
