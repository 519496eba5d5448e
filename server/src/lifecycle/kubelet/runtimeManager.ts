import { formatGoDuration } from '../../kubernetes/duration.ts';
import { type Container, isSidecar } from '../../kubernetes/pod.ts';
import { formatPod, type PodObject } from '../apiserver/podObject.ts';
import type { NodeClock } from '../environment.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Task } from '../kernel/process.ts';
import { toMs } from '../kernel/time.ts';
import type { NewEvent } from '../record/eventCorrelator.ts';
import type { EventRecorder } from '../record/eventRecorder.ts';
import type { Release } from '../release.ts';
import type { Cause } from '../trace/trace.ts';
import type { CrashLoopBackOff } from '../world/clusterBehaviour.ts';
import type { ContainerRuntime } from '../world/containerRuntime.ts';
import { type ContainerRecord, findContainer, type RuntimeStatus } from '../world/runtimeStatus.ts';
import { BackOff, crashLoopLimits } from './backOff.ts';
import { configError } from './containerConfig.ts';
import type { ContainerKiller } from './containerKiller.ts';
import { newestExited } from './containerStatuses.ts';
import type { HookRunner } from './hooks.ts';
import type { ImageManager } from './imageManager.ts';
import { computePodActions } from './podActions.ts';
import type { ProbeManager } from './probeManager.ts';
import type { StartFailure, StartResult } from './reasonCache.ts';
import { eventField } from './references.ts';
import type { ContainerToReset } from './restartAllContainers.ts';

export interface RuntimeManagerParts {
  readonly kernel: Kernel;
  readonly clock: NodeClock;
  readonly runtime: ContainerRuntime;
  readonly events: EventRecorder;
  readonly images: ImageManager;
  readonly hooks: HookRunner;
  readonly killer: ContainerKiller;
  readonly probes: ProbeManager;
  readonly release: Release;
  /** How the node's kubelet is configured. */
  readonly crashLoopBackOff: CrashLoopBackOff;
  /** Called when the pod has a sandbox, before anything else is done. */
  readonly onSandboxReady: (pod: PodObject) => Task;
}

export interface PodSyncResult {
  readonly results: readonly StartResult[];
  readonly failed: boolean;
  /** Whether there was anything to do. */
  readonly hasActed: boolean;
  /** How many stops and removals followed upon one another. */
  readonly calls: number;
}

/**
 * Brings the node's containers to what the pod asks for, one after the other.
 * Upstream: `SyncPod` in `pkg/kubelet/kuberuntime/kuberuntime_manager.go`.
 */
export class RuntimeManager {
  readonly #parts: RuntimeManagerParts;
  readonly #backOff: BackOff;

  constructor(parts: RuntimeManagerParts) {
    this.#parts = parts;
    const limits = crashLoopLimits(parts.crashLoopBackOff);
    this.#backOff = new BackOff(parts.kernel, parts.clock, { collected: true, limits });
  }

  /** @param restartsAll removes all containers, to start them anew in the next sync */
  *syncPod(pod: PodObject, status: RuntimeStatus, restartsAll: boolean): Task<PodSyncResult> {
    const { kernel, runtime, killer, events, probes } = this.#parts;
    const why = kernel.cause;
    const actions = computePodActions(pod, status, probes.results, this.#parts.release, restartsAll);
    if (actions.createSandbox && actions.sandboxId !== undefined) {
      const message = 'Pod sandbox changed, it will be killed and re-created.';
      events.event({ type: 'Normal', reason: 'SandboxChanged', message });
    }
    let calls = 0;
    if (actions.killPod) {
      calls += yield* killer.killPod(pod, status, undefined);
      if (actions.createSandbox) calls += this.#purgeInitContainers(pod, status);
    } else {
      for (const kill of actions.containersToKill) yield* killer.kill(pod, kill);
      for (const reset of actions.containersToReset) yield* this.#reset(pod, reset);
      calls += actions.containersToKill.length;
      calls += actions.containersToReset.reduce((sum, { kill }) => sum + (kill ? 2 : 1), 0);
    }
    kernel.cause = why;
    calls += this.#removeInitContainers(pod, status);
    let sandboxId = actions.sandboxId;
    if (actions.createSandbox) {
      const sandbox = yield* runtime.runSandbox(actions.attempt);
      if ('error' in sandbox) {
        const message = `Failed to create pod sandbox: ${sandbox.error}`;
        events.event({ type: 'Warning', reason: 'FailedCreatePodSandBox', message }, sandbox.cause);
        return { results: [], failed: true, hasActed: true, calls };
      }
      sandboxId = sandbox.id;
      yield* this.#parts.onSandboxReady(pod);
    }
    const results: StartResult[] = [];
    let hasActed = actions.killPod || actions.createSandbox;
    hasActed ||= actions.containersToKill.length + actions.containersToReset.length > 0;
    if (sandboxId === undefined) return { results, failed: false, hasActed, calls };
    for (const container of actions.initContainersToStart) {
      const failure = yield* this.#start(pod, container, status, sandboxId, why, calls);
      results.push({ container: container.name, failure });
      if (failure !== undefined && !isSidecar(container)) return { results, failed: true, hasActed: true, calls };
    }
    for (const container of actions.containersToStart) {
      const failure = yield* this.#start(pod, container, status, sandboxId, why, calls);
      results.push({ container: container.name, failure });
    }
    const failed = results.some(({ failure }) => failure !== undefined);
    return { results, failed, hasActed: hasActed || results.length > 0, calls };
  }

  /** In place of the usual end there is neither grace nor hook; the logs are kept. */
  *#reset(pod: PodObject, { record, kill }: ContainerToReset): Task {
    const { killer, runtime } = this.#parts;
    if (kill) yield* killer.kill(pod, { record, message: 'killing', reason: 'restartAllContainers', graceOverride: 0 });
    runtime.removeContainer(record.id, { keepsLogs: true });
  }

  /** Only so many dead instances of an init container are kept. Upstream: `pruneInitContainersBeforeStart`. */
  #removeInitContainers(pod: PodObject, status: RuntimeStatus): number {
    const isDead = ({ state }: ContainerRecord) => state === 'exited';
    return this.#remove(
      (pod.spec.initContainers ?? []).flatMap(({ name }) =>
        status.containers.filter((record) => record.name === name && isDead(record)).slice(1),
      ),
    );
  }

  /** Those that have just been killed, too: in a new sandbox all begin anew. Upstream: `purgeInitContainers`. */
  #purgeInitContainers(pod: PodObject, status: RuntimeStatus): number {
    const names = new Set((pod.spec.initContainers ?? []).map(({ name }) => name));
    return this.#remove(status.containers.filter(({ name }) => names.has(name)));
  }

  #remove(records: readonly ContainerRecord[]): number {
    for (const { id } of records) this.#parts.runtime.removeContainer(id);
    return records.length;
  }

  /** @param calls the calls of the runtime that the sync has waited for so far */
  *#start(
    pod: PodObject,
    container: Container,
    status: RuntimeStatus,
    sandboxId: string,
    why: Cause,
    calls: number,
  ): Task<StartFailure | undefined> {
    const { kernel, clock, release } = this.#parts;
    const exited = newestExited(status, container.name);
    kernel.cause = this.#reasonToStart(pod, container, status) ?? why;
    if (exited !== undefined) {
      // A stop takes a moment, so that a wait is not over yet when it would just be, unless this sync took one as well or
      // a relist brought it about, which takes one each time. Recordings show it since 1.36.
      const isRelist = clock.lastRelistAt(kernel.now) === kernel.now;
      const isLater = release.relistsOnDemand && exited.wasStopped === true && calls === 0 && !isRelist;
      const refusal = this.#backOffFrom(pod, container, exited.finishedAt + (isLater ? 1 : 0));
      if (refusal !== undefined) return refusal;
    }
    const failure = yield* this.#startContainer(pod, container, status, sandboxId);
    kernel.cause = why;
    return failure;
  }

  /** The end of the container's last run, or, for its first, the init container before it. */
  #reasonToStart(pod: PodObject, container: Container, status: RuntimeStatus): Cause | undefined {
    const { runtime } = this.#parts;
    const last = findContainer(status, container.name);
    if (last !== undefined) return runtime.record(last.id)?.cause;
    const { initContainers = [] } = pod.spec;
    const index = initContainers.indexOf(container);
    const before = index < 0 ? initContainers.at(-1) : initContainers[index - 1];
    return before === undefined ? undefined : findContainer(status, before.name)?.cause;
  }

  /** Upstream: `doBackOff`. */
  #backOffFrom(pod: PodObject, container: Container, finishedAt: number): StartFailure | undefined {
    const { name, image = '' } = container;
    // Another image begins anew. Upstream: `GetBackoffKey`.
    const key = `${name} ${image}`;
    if (!this.#backOff.isInBackOffSince(key, finishedAt)) {
      this.#backOff.next(key, finishedAt);
      return undefined;
    }
    const podText = formatPod(pod);
    const cause = this.#parts.events.event(
      {
        type: 'Warning',
        reason: 'BackOff',
        message: `Back-off restarting failed container ${name} in pod ${podText}`,
        field: eventField(pod.spec, name),
      },
      undefined,
      ['spec.restartPolicy'],
    );
    const length = formatGoDuration(toMs(this.#backOff.get(key)));
    const message = `back-off ${length} restarting failed container=${name} pod=${podText}`;
    return { reason: 'CrashLoopBackOff', message, cause, backOffUntil: finishedAt + this.#backOff.get(key) };
  }

  /** Upstream: `startContainer` in `pkg/kubelet/kuberuntime/kuberuntime_container.go`. */
  *#startContainer(
    pod: PodObject,
    container: Container,
    status: RuntimeStatus,
    sandboxId: string,
  ): Task<StartFailure | undefined> {
    const { runtime, events, images, hooks, killer, kernel, release } = this.#parts;
    const { name } = container;
    const field = eventField(pod.spec, name);
    const event = (event: Omit<NewEvent, 'field'>, cause?: Cause) => events.event({ ...event, field }, cause);
    const failed = (reason: string, message: string, why: Cause): StartFailure => {
      const cause = event({ type: 'Warning', reason: 'Failed', message: `Error: ${message}` }, why);
      return { reason, message, cause };
    };

    const imageFailure = yield* images.ensureImageExists(pod, container);
    if (imageFailure !== undefined) {
      event({ type: 'Warning', reason: 'Failed', message: `Error: ${imageFailure.reason}` }, imageFailure.cause);
      return imageFailure;
    }
    const last = findContainer(status, name);
    const fault = runtime.world(name).fault('configError', kernel.now);
    if (fault !== undefined) return failed('CreateContainerConfigError', fault.value.message, fault.cause);
    // An image that was pulled for the policy is first looked at here.
    const image = runtime.inspectImage(name, container.image ?? '');
    if (typeof image === 'object') return failed('CreateContainerConfigError', image.error, image.cause);
    const written = configError(pod, container);
    if (written !== undefined) return failed('CreateContainerConfigError', written.value, written.cause);
    const restartCount = last === undefined ? runtime.restartCountByLogs(name) : last.restartCount + 1;
    const record = yield* runtime.createContainer(
      container,
      restartCount,
      sandboxId,
      restartCount === 0 ? undefined : ['spec.restartPolicy'],
    );
    if ('error' in record) return failed('CreateContainerError', record.error, record.cause);
    const preStartError = runtime.world(name).fault('preStartError', kernel.now);
    if (preStartError !== undefined) {
      const { message } = preStartError.value;
      const text = `Internal PreStartContainer hook failed: ${message}`;
      const cause = event({ type: 'Warning', reason: 'Failed', message: text }, preStartError.cause);
      return { reason: 'PreStartHookError', message, cause };
    }
    event({ type: 'Normal', reason: 'Created', message: release.createdMessage(name) });
    const startError = yield* runtime.startContainer(record.id);
    if (startError !== undefined) return failed('RunContainerError', startError.error, startError.cause);
    event({ type: 'Normal', reason: 'Started', message: release.startedMessage(name) });

    const postStart = container.lifecycle?.postStart;
    if (postStart === undefined) return undefined;
    const hookFailure = yield* hooks.run('postStart', postStart, pod, container, record);
    if (hookFailure === undefined) return undefined;
    const cause = event(
      { type: 'Warning', reason: 'FailedPostStartHook', message: 'PostStartHook failed' },
      hookFailure.cause,
    );
    const message = 'FailedPostStartHook';
    yield* killer.kill(pod, { record, message, reason: 'failedPostStartHook', cause });
    return { reason: 'PostStartHookError', message: hookFailure.message, cause };
  }
}
