import { type Container, isSidecar } from '../../kubernetes/pod.ts';
import {
  isTerminal,
  type KubeletContainerStatus,
  type KubeletPodStatus,
  type PodObject,
} from '../apiserver/podObject.ts';
import type { PodStore } from '../apiserver/podStore.ts';
import { sameContainer, sameStatus } from '../apiserver/samePodStatus.ts';
import type { NodeClock } from '../environment.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { type Lane, lanes } from '../kernel/lanes.ts';
import type { Timer } from '../kernel/process.ts';
import { type Instant, type Span, second } from '../kernel/time.ts';
import { type Release, restartsAfterExit } from '../release.ts';
import type { Cause, ContainerStatus, PodCondition } from '../trace/trace.ts';
import type { NodeConnection } from '../world/nodeConnection.ts';
import { containersReady, podReady } from './conditions.ts';
import { statusUnknown } from './containerStatuses.ts';
import { couldRestartAll } from './restartAllContainers.ts';

const syncPeriod: Span = 10 * second;
/** Upstream: `TerminatePod` in `pkg/kubelet/status/status_manager.go`. */
const lost = 'The container could not be located when the pod was terminated';

interface Cached {
  readonly status: KubeletPodStatus;
  readonly version: number;
  readonly podIsFinished: boolean;
  readonly cause: Cause;
}

/**
 * Keeps the pod's status as the kubelet sees it and sends changes to the API server.
 * Upstream: `pkg/kubelet/status/status_manager.go`.
 */
export class StatusManager {
  readonly #kernel: Kernel;
  readonly #clock: NodeClock;
  readonly #store: PodStore;
  /** The pod as the kubelet's configuration has it; gone once it was removed from the API. */
  readonly #configured: () => PodObject | undefined;
  readonly #couldHaveRunningContainers: () => boolean;
  readonly #connection: NodeConnection;
  readonly #release: Release;
  #cached: Cached | undefined;
  #sentVersion = 0;
  #scheduledWrite: Timer | undefined;

  constructor(
    kernel: Kernel,
    clock: NodeClock,
    store: PodStore,
    configured: () => PodObject | undefined,
    couldHaveRunningContainers: () => boolean,
    connection: NodeConnection,
    release: Release,
  ) {
    this.#kernel = kernel;
    this.#clock = clock;
    this.#store = store;
    this.#configured = configured;
    this.#couldHaveRunningContainers = couldHaveRunningContainers;
    this.#connection = connection;
    this.#release = release;
    if (connection.backAt < Number.POSITIVE_INFINITY) {
      this.resyncAfter(connection.backAt, { scenario: 'node.backAtSeconds' });
    }
  }

  /** At its next regular look after `time`, the kubelet makes sure that the API server has its status. */
  resyncAfter(time: Instant, cause: Cause = this.#kernel.cause): void {
    if (time === Number.POSITIVE_INFINITY) return;
    const start = this.#clock.kubeletStart;
    const at = start + Math.ceil((time - start) / syncPeriod) * syncPeriod;
    this.#kernel.schedule(at, lanes.statusWriter, () => this.#resync(), cause);
  }

  get status(): KubeletPodStatus | undefined {
    return this.#cached?.status;
  }

  setPodStatus(pod: PodObject, status: KubeletPodStatus): void {
    this.#update(pod, status, pod.deletion !== undefined, false);
  }

  setContainerReadiness(containerId: string, ready: boolean): void {
    const pod = this.#configured();
    const old = this.#cached?.status;
    if (pod === undefined || old === undefined) return;
    const { cause } = this.#kernel;
    const status = withContainer(old, containerId, (container) =>
      container.ready === ready ? container : { ...container, ready, cause },
    );
    if (status === old) return;
    const all = [...status.initContainerStatuses, ...status.containerStatuses];
    const replaced = new Map<string, PodCondition>([
      ['Ready', podReady(pod.spec, status.conditions, all, status.phase)],
      ['ContainersReady', containersReady(pod.spec, all, status.phase)],
    ]);
    const conditions = status.conditions.map((condition) => replaced.get(condition.type) ?? condition);
    this.#update(pod, { ...status, conditions }, false, false);
  }

  setContainerStartup(containerId: string, started: boolean): void {
    const pod = this.#configured();
    const old = this.#cached?.status;
    if (pod === undefined || old === undefined) return;
    const { cause } = this.#kernel;
    const status = withContainer(old, containerId, (container) =>
      container.started === started ? container : { ...container, started, cause },
    );
    // The sync that mostly follows at once has more to say, and both are mostly written together: goroutines race here.
    if (status === old) return;
    // A sidecar's worker has had two verdicts, the first one without effect, so that the second one comes alone.
    const comesAlone = !started && status.initContainerStatuses !== old.initContainerStatuses;
    this.#update(pod, status, false, false, !comesAlone && this.#release.relistsOnDemand);
  }

  /** The pod's end: whatever is not known to have ended is called failed, and the phase becomes final. */
  terminatePod(pod: PodObject): void {
    const old = this.#cached?.status ?? pod.status;
    const end = <T extends KubeletContainerStatus>(status: T): T =>
      status.state.type === 'terminated' ? status : { ...status, state: statusUnknown(lost) };
    const containerStatuses = hasInitialized(pod) ? old.containerStatuses.map(end) : old.containerStatuses;
    const attempted = attemptedInitContainers(old.initContainerStatuses);
    const initContainerStatuses = old.initContainerStatuses.map((status, index) =>
      index < attempted ? end(status) : status,
    );
    const phase = isTerminal(old.phase) ? old.phase : 'Failed';
    this.#update(pod, { ...old, containerStatuses, initContainerStatuses, phase }, true, true);
  }

  forget(): void {
    this.#cached = undefined;
  }

  /** @param isLate whether it is written after what the pod's worker does in this instant, unless that writes */
  #update(pod: PodObject, status: KubeletPodStatus, force: boolean, podIsFinished: boolean, isLate = false): void {
    const cached = this.#cached;
    const old = cached?.status ?? pod.status;
    if (illegalTransition(pod, old, status, this.#release)) return;
    const next: KubeletPodStatus = {
      ...status,
      startTime: old.startTime ?? status.startTime ?? this.#clock.wallSecond(this.#kernel.now),
    };
    if (cached !== undefined && !force && sameStatus(cached.status, next)) return;
    this.#cached = {
      status: next,
      version: (cached?.version ?? 0) + 1,
      podIsFinished: podIsFinished || (cached?.podIsFinished ?? false),
      cause: newestCause(old, next) ?? this.#kernel.cause,
    };
    this.#scheduleWrite(isLate ? lanes.lateRelist : lanes.statusWriter);
  }

  #scheduleWrite(lane: Lane): void {
    if (this.#scheduledWrite !== undefined) {
      if (this.#scheduledWrite.lane <= lane) return;
      this.#scheduledWrite.cancelled = true;
    }
    this.#scheduledWrite = this.#kernel.schedule(this.#kernel.now + this.#clock.api, lane, () => {
      this.#scheduledWrite = undefined;
      this.#write();
    });
  }

  /** Sends the whole status once more, because the API server's may differ. */
  #resync(): void {
    this.#sentVersion = 0;
    this.#write();
  }

  #write(): void {
    if (this.#connection.isLost(this.#kernel.now)) return;
    const cached = this.#cached;
    const pod = this.#store.pod;
    if (cached === undefined || pod === undefined || cached.version <= this.#sentVersion) return;
    this.#sentVersion = cached.version;
    this.#kernel.cause = cached.cause;
    const merged = mergeForApi(pod.status, cached.status, this.#couldHaveRunningContainers());
    this.#store.updateStatus(merged);
    if (pod.deletion !== undefined && cached.podIsFinished && isTerminal(merged.phase)) {
      this.#store.remove();
      this.#cached = undefined;
    }
  }
}

/** A final phase is withheld from the API until nothing of the pod can run any more. Upstream: `mergePodStatus`. */
function mergeForApi(
  old: KubeletPodStatus,
  status: KubeletPodStatus,
  couldHaveRunningContainers: boolean,
): KubeletPodStatus {
  const conditions = [
    ...foreignConditions(old.conditions),
    ...status.conditions.filter((condition) => ownedByKubelet.has(condition.type)),
  ];
  // That the kubelet itself got rid of the pod is told together with the phase.
  const disruption = status.conditions.find(({ type }) => type === disruptionTarget);
  if (disruption !== undefined && isTerminal(status.phase) && !couldHaveRunningContainers) {
    const index = conditions.findIndex(({ type }) => type === disruptionTarget);
    conditions.splice(index < 0 ? conditions.length : index, index < 0 ? 0 : 1, disruption);
  }
  let merged: KubeletPodStatus = { ...status, conditions };
  if (!isTerminal(old.phase) && isTerminal(status.phase) && couldHaveRunningContainers) {
    const { reason: _reason, message: _message, ...rest } = merged;
    merged = {
      ...rest,
      phase: old.phase,
      ...(old.reason === undefined ? {} : { reason: old.reason }),
      ...(old.message === undefined ? {} : { message: old.message }),
    };
  }
  const ready = conditions.some(
    (condition) => (condition.type === 'Ready' || condition.type === 'ContainersReady') && condition.status === 'True',
  );
  if (isTerminal(merged.phase) && ready) {
    const reason = merged.phase === 'Failed' ? 'PodFailed' : 'PodCompleted';
    merged = {
      ...merged,
      conditions: conditions.map((condition) =>
        condition.type === 'Ready' || condition.type === 'ContainersReady'
          ? { type: condition.type, status: 'False', reason }
          : condition,
      ),
    };
  }
  return merged;
}

const ownedByKubelet: ReadonlySet<string> = new Set([
  'PodReadyToStartContainers',
  'Initialized',
  'Ready',
  'ContainersReady',
  'PodScheduled',
  'AllContainersRestarting',
]);

export const disruptionTarget = 'DisruptionTarget';

/** Conditions that others set, e.g. those of readiness gates. */
export function foreignConditions(conditions: readonly PodCondition[]): PodCondition[] {
  return conditions.filter((condition) => !ownedByKubelet.has(condition.type));
}

/** Of everything that changed in the containers, what happened last. */
function newestCause(old: KubeletPodStatus, status: KubeletPodStatus): Cause | undefined {
  let newest: Cause | undefined;
  for (const list of ['initContainerStatuses', 'containerStatuses'] as const) {
    for (const container of status[list]) {
      const before = old[list].find(({ name }) => name === container.name);
      const { cause } = container;
      if (cause === undefined || (before !== undefined && sameContainer(before, container))) continue;
      if (newest === undefined || !('entry' in newest) || ('entry' in cause && cause.entry > newest.entry))
        newest = cause;
    }
  }
  return newest;
}

function withContainer(
  status: KubeletPodStatus,
  containerId: string,
  change: (container: KubeletContainerStatus) => KubeletContainerStatus,
): KubeletPodStatus {
  for (const list of ['containerStatuses', 'initContainerStatuses'] as const) {
    const index = status[list].findIndex((container) => container.containerId === containerId);
    const before = status[list][index];
    if (before === undefined) continue;
    const after = change(before);
    return after === before ? status : { ...status, [list]: status[list].with(index, after) };
  }
  return status;
}

/** Upstream: `hasPodInitialized`; it looks at the pod as the API had it, not at the kubelet's newer status. */
function hasInitialized(pod: PodObject): boolean {
  const initContainers = pod.spec.initContainers ?? [];
  const last = initContainers.at(-1);
  if (last === undefined) return true;
  const { containerStatuses, initContainerStatuses } = pod.status;
  if (containerStatuses.some((status) => status.lastState !== undefined || status.state.type !== 'waiting'))
    return true;
  const status = initContainerStatuses.at(-1);
  if (status === undefined) return false;
  if (isSidecar(last)) return status.state.type === 'running' && status.started;
  const ended = [status.state, status.lastState];
  return ended.some((state) => state?.type === 'terminated' && state.exitCode === 0);
}

/** How many init containers have been tried, at least one. Upstream: `initializedContainers`. */
function attemptedInitContainers(statuses: readonly ContainerStatus[]): number {
  const last = statuses.findLastIndex((status) => status.state.type !== 'waiting' || status.lastState !== undefined);
  return Math.max(last + 1, 1);
}

/** A container that has ended for good must not come back to life. Upstream: `checkContainerStateTransition`. */
function illegalTransition(pod: PodObject, old: KubeletPodStatus, status: KubeletPodStatus, release: Release): boolean {
  const { spec } = pod;
  if ((spec.restartPolicy ?? 'Always') === 'Always' || couldRestartAll(spec, release)) return false;
  const revived = (
    containers: readonly Container[],
    before: readonly ContainerStatus[],
    after: readonly ContainerStatus[],
  ) =>
    before.some(({ name, state }) => {
      if (state.type !== 'terminated') return false;
      const container = containers.find((candidate) => candidate.name === name);
      if (container === undefined || restartsAfterExit(container, spec, state.exitCode, release)) return false;
      return after.some((candidate) => candidate.name === name && candidate.state.type !== 'terminated');
    });
  const init = (spec.initContainers ?? []).filter((container) => !isSidecar(container));
  return (
    revived(spec.containers, old.containerStatuses, status.containerStatuses) ||
    revived(init, old.initContainerStatuses, status.initContainerStatuses)
  );
}
