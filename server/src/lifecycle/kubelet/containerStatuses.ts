import type { Container } from '../../kubernetes/pod.ts';
import type { KubeletContainerStatus, PodObject } from '../apiserver/podObject.ts';
import type { NodeClock } from '../environment.ts';
import { toMs } from '../kernel/time.ts';
import type { Release } from '../release.ts';
import type { ContainerState, TerminatedState } from '../trace/trace.ts';
import type { ContainerRecord, RuntimeStatus } from '../world/runtimeStatus.ts';
import type { ReasonCache } from './reasonCache.ts';
import { shouldBeRestarted } from './restart.ts';

const statusUnknownExitCode = 137;

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
 */
export function containerStatuses(
  kind: 'init' | 'regular',
  pod: PodObject,
  runtime: RuntimeStatus,
  previous: readonly KubeletContainerStatus[],
  reasons: ReasonCache,
  clock: NodeClock,
  release: Release,
): KubeletContainerStatus[] {
  const hasInitContainers = (pod.spec.initContainers?.length ?? 0) > 0;
  const containers = (kind === 'init' ? pod.spec.initContainers : pod.spec.containers) ?? [];
  const waitingReason = hasInitContainers ? 'PodInitializing' : 'ContainerCreating';
  const statuses = containers.map((container): KubeletContainerStatus => {
    const old = previous.find((status) => status.name === container.name);
    const [newest, older] = runtime.containers.filter((record) => record.name === container.name);
    let status =
      newest === undefined ? withoutInstance(container, pod, old, waitingReason) : withInstance(newest, older, clock);
    if (release.inheritsStarted && newest?.state === 'running' && old?.started === true) {
      status = { ...status, started: true };
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

function withoutInstance(
  container: Container,
  pod: PodObject,
  old: KubeletContainerStatus | undefined,
  waitingReason: string,
): KubeletContainerStatus {
  const state: ContainerState = { type: 'waiting', reason: waitingReason };
  const fresh = { name: container.name, state, restartCount: 0, ready: false, started: false };
  if (old === undefined) return fresh;
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

function withInstance(
  newest: ContainerRecord,
  older: ContainerRecord | undefined,
  clock: NodeClock,
): KubeletContainerStatus {
  const lastState = older === undefined ? undefined : stateOf(older, clock);
  return {
    name: newest.name,
    containerId: newest.id,
    cause: newest.cause,
    state: stateOf(newest, clock),
    ...(lastState?.type === 'terminated' ? { lastState } : {}),
    restartCount: newest.restartCount,
    ready: false,
    started: false,
  };
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
