/**
 * The action RestartAllContainers of a container's restart rules: everything of the pod but its sandbox is removed, and
 * the pod starts from its first init container, on the same node, with the same volumes and address.
 * Upstream: `ShouldAllContainersRestart` in `pkg/kubelet/container/helpers.go`, `getContainersToReset` in
 * `pkg/kubelet/kuberuntime/kuberuntime_manager.go`, `GenerateAllContainersRestartingCondition` in `pkg/kubelet/status/generate.go`.
 */
import type { Container, PodSpec } from '../../kubernetes/pod.ts';
import { type Release, restartAction } from '../release.ts';
import type { ContainerStatus, Phase, PodCondition, PodStatus, TerminatedState } from '../trace/trace.ts';
import { type ContainerRecord, findContainer, type RuntimeStatus } from '../world/runtimeStatus.ts';

const type = 'AllContainersRestarting';
const action = 'RestartAllContainers';
const reason = 'RestartingAllContainers';
/** Upstream: `GenerateAllContainersRestartingCondition`, as above. */
const message = 'The container is removed because RestartAllContainers in place';
const removedExitCode = 137;

/** What stands for a removed container until it runs again. */
export const removedState: TerminatedState = { type: 'terminated', exitCode: removedExitCode, reason, message };
export const waitingForRestart = { type: 'waiting', reason, message } as const;

export interface ContainerToReset {
  readonly record: ContainerRecord;
  readonly kill: boolean;
}

/** Whether any container has such a rule. Upstream: `AllContainersCouldRestart`. */
export function couldRestartAll(spec: PodSpec, release: Release): boolean {
  if (!release.restartsAllContainers) return false;
  return allContainers(spec).some(({ restartPolicyRules = [] }) =>
    restartPolicyRules.some((rule) => rule.action === action),
  );
}

/** Whether all containers are restarting, or one has ended in a way that asks for it. */
export function shouldRestartAll(
  spec: PodSpec,
  runtime: RuntimeStatus | undefined,
  status: PodStatus,
  release: Release,
): boolean {
  if (!couldRestartAll(spec, release)) return false;
  if (isRestartingAll(status)) return true;
  const statuses = [...status.initContainerStatuses, ...status.containerStatuses];
  return allContainers(spec).some((container) => {
    if (runtime !== undefined) {
      const record = findContainer(runtime, container.name);
      if (record?.state !== 'exited') return false;
      if (asksForRestart(container, record.exitCode)) return true;
    }
    const state = statuses.find(({ name }) => name === container.name)?.state;
    return state?.type === 'terminated' && asksForRestart(container, state.exitCode);
  });
}

export function isRestartingAll({ conditions }: Pick<PodStatus, 'conditions'>): boolean {
  return conditions.some((condition) => condition.type === type && condition.status === 'True');
}

/** Upstream: `GenerateAllContainersRestartingCondition`, as above. */
export function allContainersRestarting(
  spec: PodSpec,
  runtime: RuntimeStatus,
  old: PodStatus,
  phase: Phase,
  release: Release,
): PodCondition {
  if (phase === 'Succeeded') return { type, status: 'False', reason: 'PodCompleted' };
  if (phase === 'Failed') return { type, status: 'False', reason: 'PodFailed' };
  const isCleanedUp = allContainers(spec).every(({ name }) => findContainer(runtime, name) === undefined);
  if (isCleanedUp || !shouldRestartAll(spec, runtime, old, release)) return { type, status: 'False' };
  return {
    type,
    status: 'True',
    reason: 'RestartAllContainersStarted',
    message: 'container exited with restart policy rule',
  };
}

/** All instances of all containers, those last that asked for the restart: until they are gone it can be resumed. */
export function containersToReset(spec: PodSpec, runtime: RuntimeStatus): ContainerToReset[] {
  const regular = split(spec.containers, runtime);
  const init = split(spec.initContainers ?? [], runtime);
  return [...regular.targets, ...init.targets, ...regular.sources, ...init.sources];
}

function split(containers: readonly Container[], runtime: RuntimeStatus) {
  const sources: ContainerToReset[] = [];
  const targets: ContainerToReset[] = [];
  for (const container of containers) {
    for (const record of runtime.containers.filter(({ name }) => name === container.name)) {
      const hasEnded = record.state === 'exited';
      const list = hasEnded && asksForRestart(container, record.exitCode) ? sources : targets;
      list.push({ record, kill: !hasEnded });
    }
  }
  return { sources, targets };
}

/** Whether a container ended because all are being restarted, so that its exit code does not count. */
export function wasRemovedForRestart(state: ContainerStatus['lastState'], release: Release): boolean {
  return release.restartsAllContainers && state?.reason === reason;
}

function asksForRestart(container: Container, exitCode: number): boolean {
  return restartAction(container, exitCode) === action;
}

function allContainers(spec: PodSpec): Container[] {
  return [...(spec.initContainers ?? []), ...spec.containers];
}
