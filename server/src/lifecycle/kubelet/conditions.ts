import { isSidecar, type PodSpec } from '../../kubernetes/pod.ts';
import type { Release } from '../release.ts';
import type { ContainerStatus, Phase, PodCondition } from '../trace/trace.ts';
import type { RuntimeStatus } from '../world/runtimeStatus.ts';

/** The pod conditions that the kubelet owns. Upstream: `pkg/kubelet/status/generate.go`. */

export const readyToStartContainers: PodCondition = { type: 'PodReadyToStartContainers', status: 'True' };

export function podReadyToStartContainers(status: RuntimeStatus, release: Release): PodCondition {
  if (!needsNewSandbox(status)) return readyToStartContainers;
  const condition = { ...readyToStartContainers, status: 'False' } as const;
  if (!release.explainsMissingSandbox) return condition;
  return { ...condition, reason: 'PodSandboxNotReady', message: whyNewSandbox(status) };
}

/** Upstream: `PodSandboxChanged` in `pkg/kubelet/kuberuntime/util/util.go`. */
function whyNewSandbox({ sandboxes }: RuntimeStatus): string {
  if (sandboxes.length === 0) return 'no pod sandbox exists';
  const ready = sandboxes.filter(({ state }) => state === 'ready').length;
  return ready > 1 ? 'multiple pod sandboxes are ready and need to be reconciled' : 'pod sandbox is not ready';
}

/** Upstream: `PodSandboxChanged` in `pkg/kubelet/kuberuntime/util/util.go`. */
export function needsNewSandbox(status: RuntimeStatus): boolean {
  const [newest] = status.sandboxes;
  if (newest === undefined || newest.state !== 'ready') return true;
  return status.sandboxes.filter((sandbox) => sandbox.state === 'ready').length > 1;
}

/**
 * Upstream: `GeneratePodInitializedCondition` in `pkg/kubelet/status/generate.go`.
 * @param old the conditions so far: a pod whose containers all restart stays initialized
 */
export function initialized(
  spec: PodSpec,
  statuses: readonly ContainerStatus[],
  phase: Phase,
  old: readonly PodCondition[] = [],
): PodCondition {
  const type = 'Initialized';
  const unknown: string[] = [];
  const incomplete: string[] = [];
  for (const container of spec.initContainers ?? []) {
    const status = statuses.find((candidate) => candidate.name === container.name);
    if (status === undefined) unknown.push(container.name);
    else if (!(isSidecar(container) ? status.started : status.ready)) incomplete.push(container.name);
  }
  if (phase === 'Succeeded' && unknown.length === 0) return { type, status: 'True', reason: 'PodCompleted' };
  const anyRegularStarted = spec.containers.some((container) => {
    const state = statuses.find((status) => status.name === container.name)?.state.type;
    return state === 'running' || state === 'terminated';
  });
  if (anyRegularStarted) return { type, status: 'True' };
  const message = [
    ...describe('containers with unknown status', unknown),
    ...describe('containers with incomplete status', incomplete),
  ].join(', ');
  const wasInitialized = old.some((condition) => condition.type === type && condition.status === 'True');
  if (message === '' || wasInitialized) return { type, status: 'True' };
  return { type, status: 'False', reason: 'ContainersNotInitialized', message };
}

/** Upstream: `GenerateContainersReadyCondition` in `pkg/kubelet/status/generate.go`. */
export function containersReady(spec: PodSpec, statuses: readonly ContainerStatus[], phase: Phase): PodCondition {
  const type = 'ContainersReady';
  const unknown: string[] = [];
  const unready: string[] = [];
  for (const container of [...(spec.initContainers ?? []).filter(isSidecar), ...spec.containers]) {
    const status = statuses.find((candidate) => candidate.name === container.name);
    if (status === undefined) unknown.push(container.name);
    else if (!status.ready) unready.push(container.name);
  }
  if (phase === 'Succeeded' && unknown.length === 0) return { type, status: 'False', reason: 'PodCompleted' };
  if (phase === 'Failed') return { type, status: 'False', reason: 'PodFailed' };
  const message = [
    ...describe('containers with unknown status', unknown),
    ...describe('containers with unready status', unready),
  ].join(', ');
  if (message !== '') return { type, status: 'False', reason: 'ContainersNotReady', message };
  return { type, status: 'True' };
}

/**
 * The pod is ready when its containers are and when every readiness gate is open.
 * Upstream: `GeneratePodReadyCondition` in `pkg/kubelet/status/generate.go`.
 */
export function podReady(
  spec: PodSpec,
  conditions: readonly PodCondition[],
  statuses: readonly ContainerStatus[],
  phase: Phase,
): PodCondition {
  const type = 'Ready';
  const containers = containersReady(spec, statuses, phase);
  if (containers.status !== 'True') return { ...containers, type };
  const messages: string[] = [];
  for (const { conditionType } of spec.readinessGates ?? []) {
    const condition = conditions.find((candidate) => candidate.type === conditionType);
    if (condition === undefined) {
      messages.push(`corresponding condition of pod readiness gate "${conditionType}" does not exist.`);
    } else if (condition.status !== 'True') {
      messages.push(`the status of pod readiness gate "${conditionType}" is not "True", but ${condition.status}`);
    }
  }
  if (messages.length > 0) {
    return { type, status: 'False', reason: 'ReadinessGatesNotReady', message: messages.join(', ') };
  }
  return { type, status: 'True' };
}

function describe(what: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`${what}: [${names.join(' ')}]`];
}
