import { type Container, isSidecar } from '../../kubernetes/pod.ts';
import type { KubeletContainerStatus, PodObject } from '../apiserver/podObject.ts';
import type { NodeClock } from '../environment.ts';
import { toMs } from '../kernel/time.ts';
import type { Release } from '../release.ts';
import type { ContainerState, TerminatedState } from '../trace/trace.ts';
import { type ContainerRecord, findContainer, type RuntimeStatus } from '../world/runtimeStatus.ts';
import type { ReasonCache } from './reasonCache.ts';
import { shouldBeRestarted } from './restart.ts';
import { removedState, waitingForRestart } from './restartAllContainers.ts';

const statusUnknownExitCode = 137;
/** Upstream: `convertToAPIContainerStatuses` in `pkg/kubelet/kubelet_pods.go`. */
const inferredCompletion: TerminatedState = {
  type: 'terminated',
  exitCode: 0,
  reason: 'Completed',
  message:
    'Unable to get init container status from container runtime and pod has been initialized, treat it as exited normally',
};

/** A container of which nothing is known any more, although it ran. */
export function statusUnknown(message: string): TerminatedState {
  return {
    type: 'terminated',
    exitCode: statusUnknownExitCode,
    reason: 'ContainerStatusUnknown',
    message,
  };
}

/**
 * What the API is told about the containers: the runtime's newest two instances of each, or why it cannot be started.
 * Upstream: `convertToAPIContainerStatuses` in `pkg/kubelet/kubelet_pods.go`.
 *
 * @param restartsAll all of the pod's containers are restarting
 */
export function containerStatuses(
  kind: 'init' | 'regular',
  pod: PodObject,
  runtime: RuntimeStatus,
  previous: readonly KubeletContainerStatus[],
  reasons: ReasonCache,
  clock: NodeClock,
  release: Release,
  restartsAll: boolean,
): KubeletContainerStatus[] {
  const hasInitContainers = (pod.spec.initContainers?.length ?? 0) > 0;
  const containers = (kind === 'init' ? pod.spec.initContainers : pod.spec.containers) ?? [];
  const waitingReason = hasInitContainers ? 'PodInitializing' : 'ContainerCreating';
  const statuses = containers.map((container): KubeletContainerStatus => {
    const old = previous.find((status) => status.name === container.name);
    const [newest, older] = runtime.containers.filter((record) => record.name === container.name);
    let status =
      newest === undefined
        ? withoutInstance(container, pod, old, waitingReason, restartsAll)
        : withInstance(newest, older, clock, release.restartsAllContainers ? old : undefined, release.keepsLastState);
    if (release.inheritsStarted && newest?.state === 'running' && old?.started === true) {
      status = { ...status, started: true };
    }
    if (release.infersCompletedInit && kind === 'init' && newest === undefined && !isSidecar(container)) {
      if (status.state.type === 'waiting' && hasRegularContainer(pod, runtime)) {
        return { ...status, state: inferredCompletion };
      }
    }
    const endedWell = newest?.state === 'exited' && newest.exitCode === 0;
    if (!(kind === 'init' && endedWell) && shouldBeRestarted(container, pod, runtime, release)) {
      const failure = reasons.get(container.name);
      if (failure !== undefined) {
        const { reason, message } = failure;
        status = {
          ...status,
          ...(status.state.type === 'terminated' ? { lastState: status.state } : {}),
          state: { type: 'waiting', reason, ...(message === '' ? {} : { message }) },
          cause: failure.cause,
        };
      }
    }
    return status;
  });
  return kind === 'init' ? statuses : statuses.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Upstream: `convertToAPIContainerStatuses` in `pkg/kubelet/kubelet_pods.go`. */
function withoutInstance(
  container: Container,
  pod: PodObject,
  old: KubeletContainerStatus | undefined,
  waitingReason: string,
  restartsAll: boolean,
): KubeletContainerStatus {
  const state: ContainerState = { type: 'waiting', reason: waitingReason };
  const fresh = { name: container.name, state, restartCount: 0, ready: false, started: false };
  if (old === undefined) return fresh;
  if (restartsAll && old.state.type !== 'waiting') {
    const kept = old.state.type === 'terminated' ? old : fresh;
    return { ...kept, state: waitingForRestart, lastState: removedState, restartCount: old.restartCount + 1 };
  }
  if (old.state.type === 'terminated') return old;
  const status: KubeletContainerStatus = {
    ...fresh,
    restartCount: old.restartCount,
    ...(old.lastState === undefined ? {} : { lastState: old.lastState }),
  };
  if (old.state.type !== 'running' || old.lastState !== undefined) return status;
  return {
    ...status,
    restartCount: pod.deletion === undefined ? status.restartCount + 1 : status.restartCount,
    lastState: statusUnknown(
      'The container could not be located when the pod was deleted.  The container used to be Running',
    ),
  };
}

/**
 * @param old what was told before, where a container may have been removed with all its instances
 * @param keepsLastState whether it tells of the last state, too
 */
function withInstance(
  newest: ContainerRecord,
  older: ContainerRecord | undefined,
  clock: NodeClock,
  old: KubeletContainerStatus | undefined,
  keepsLastState: boolean,
): KubeletContainerStatus {
  const kept = keepsLastState ? lastStateOf(newest, old) : undefined;
  const lastState = older === undefined ? kept : stateOf(older, clock);
  return {
    name: newest.name,
    containerId: newest.id,
    cause: newest.cause,
    state: stateOf(newest, clock),
    ...(lastState?.type === 'terminated' ? { lastState } : {}),
    restartCount: restartCountOf(newest, old),
    ready: false,
    started: false,
  };
}

function lastStateOf(newest: ContainerRecord, old: KubeletContainerStatus | undefined): TerminatedState | undefined {
  return old?.state.type === 'terminated' && old.containerId !== newest.id ? old.state : old?.lastState;
}

/** The count of a removed container is told of nowhere else. */
function restartCountOf({ state, restartCount }: ContainerRecord, old: KubeletContainerStatus | undefined): number {
  if (old === undefined) return restartCount;
  const isOneMore = state === 'running' && old.state.type === 'terminated' && old.restartCount >= restartCount;
  return isOneMore ? old.restartCount + 1 : Math.max(restartCount, old.restartCount);
}

function hasRegularContainer(pod: PodObject, runtime: RuntimeStatus): boolean {
  return pod.spec.containers.some(({ name }) => findContainer(runtime, name) !== undefined);
}

function stateOf(record: ContainerRecord, clock: NodeClock): ContainerState {
  const startedAtMs = record.startedAt === undefined ? undefined : toMs(clock.wallSecond(record.startedAt));
  switch (record.state) {
    case 'created':
      return { type: 'waiting', reason: '' };
    case 'running':
      return { type: 'running', startedAtMs: startedAtMs ?? 0 };
    case 'exited':
      return {
        type: 'terminated',
        exitCode: record.exitCode,
        reason: record.reason,
        ...(record.message === undefined ? {} : { message: record.message }),
        ...(startedAtMs === undefined ? {} : { startedAtMs }),
        finishedAtMs: toMs(clock.wallSecond(record.finishedAt)),
      };
  }
}

/** The newest dead instance, as the status shows it before anything masks it. */
export function newestExited(runtime: RuntimeStatus, name: string): ContainerRecord | undefined {
  return runtime.containers.find((record) => record.name === name && record.state === 'exited');
}
