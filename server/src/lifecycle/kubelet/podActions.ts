import { type Container, isSidecar } from '../../kubernetes/pod.ts';
import type { PodObject } from '../apiserver/podObject.ts';
import { type Release, restartsAfterExit, restartsAfterProbe } from '../release.ts';
import type { Cause } from '../trace/trace.ts';
import { type ContainerRecord, findContainer, hasActiveContainer, type RuntimeStatus } from '../world/runtimeStatus.ts';
import { needsNewSandbox } from './conditions.ts';
import type { ProbeManager } from './probeManager.ts';
import { shouldBeRestarted } from './restart.ts';
import { type ContainerToReset, containersToReset } from './restartAllContainers.ts';

export type KillReason =
  | 'liveness'
  | 'startup'
  | 'failedPostStartHook'
  | 'restartAllContainers'
  | 'definitionChanged'
  | 'unknown';

export interface ContainerToKill {
  readonly record: ContainerRecord;
  readonly message: string;
  readonly reason: KillReason;
  readonly cause: Cause | undefined;
}

/** What a sync has to do to the pod's sandbox and containers. */
export interface PodActions {
  killPod: boolean;
  createSandbox: boolean;
  readonly attempt: number;
  readonly sandboxId: string | undefined;
  initContainersToStart: Container[];
  containersToStart: Container[];
  readonly containersToKill: ContainerToKill[];
  /** All containers, while all are restarting: they are removed in this order, and this sync starts none. */
  readonly containersToReset: readonly ContainerToReset[];
}

/**
 * Compares what should run with what does. Upstream: `computePodActions` and `computeInitContainerActions` in
 * `pkg/kubelet/kuberuntime`.
 */
export function computePodActions(
  pod: PodObject,
  status: RuntimeStatus,
  results: ProbeManager['results'],
  release: Release,
  restartsAll = false,
): PodActions {
  const newSandbox = needsNewSandbox(status);
  const [sandbox] = status.sandboxes;
  const attempt = sandbox === undefined ? 0 : newSandbox ? sandbox.attempt + 1 : sandbox.attempt;
  const actions: PodActions = {
    killPod: newSandbox,
    createSandbox: newSandbox,
    attempt,
    sandboxId: sandbox?.id,
    initContainersToStart: [],
    containersToStart: [],
    containersToKill: [],
    containersToReset: restartsAll ? containersToReset(pod.spec, status) : [],
  };
  if (restartsAll) return actions;
  if (newSandbox) planNewSandbox(pod, status, actions, release);
  else planContainers(pod, status, results, actions, release);
  return actions;
}

function planNewSandbox(pod: PodObject, status: RuntimeStatus, actions: PodActions, release: Release): void {
  const { restartPolicy, containers, initContainers = [] } = pod.spec;
  if (restartPolicy === 'Never' && actions.attempt !== 0 && status.containers.length > 0) {
    actions.createSandbox = false;
    return;
  }
  const toStart = containers.filter((container) => {
    const record = findContainer(status, container.name);
    const policy = (release.hasRestartRules ? container.restartPolicy : undefined) ?? restartPolicy;
    return !(policy === 'OnFailure' && record?.state === 'exited' && record.exitCode === 0);
  });
  if (toStart.length === 0 && containers.some(({ name }) => findContainer(status, name) !== undefined)) {
    actions.createSandbox = false;
    return;
  }
  const [firstInit] = initContainers;
  if (firstInit !== undefined) actions.initContainersToStart = [firstInit];
  else actions.containersToStart = toStart;
}

/** Upstream: `computePodActions` in `pkg/kubelet/kuberuntime/kuberuntime_manager.go`. */
function planContainers(
  pod: PodObject,
  status: RuntimeStatus,
  results: ProbeManager['results'],
  actions: PodActions,
  release: Release,
): void {
  const isInitialized = planInitContainers(pod, status, results, actions, release);
  if (actions.killPod || !isInitialized) return;
  let kept = 0;
  for (const container of pod.spec.containers) {
    const record = findContainer(status, container.name);
    if (record?.state !== 'running') {
      if (shouldBeRestarted(container, pod, status, release)) actions.containersToStart.push(container);
      continue;
    }
    if (isChanged(container, record)) {
      const message = `Container ${container.name} definition changed, will be restarted`;
      actions.containersToKill.push({ record, message, reason: 'definitionChanged', cause: undefined });
      actions.containersToStart.push(container);
      continue;
    }
    const failed = failedProbe(record, results);
    if (failed === undefined) {
      kept++;
      continue;
    }
    const restarts = restartsAfterProbe(container, pod.spec, release);
    const message = `Container ${container.name} failed ${failed} probe${restarts ? ', will be restarted' : ''}`;
    if (restarts) actions.containersToStart.push(container);
    actions.containersToKill.push({ record, message, reason: failed, cause: results[failed].cause(record.id) });
  }
  if (kept === 0 && actions.containersToStart.length === 0) {
    actions.killPod = true;
    // Sidecars must not keep a finished pod alive.
    actions.initContainersToStart = [];
  }
}

/** Of what can be changed in a pod, only the image makes another container. Upstream: `containerChanged`. */
function isChanged({ image }: Container, record: ContainerRecord): boolean {
  return record.image !== image;
}

function failedProbe(record: ContainerRecord, results: ProbeManager['results']): 'liveness' | 'startup' | undefined {
  if (results.liveness.get(record.id) === 'failure') return 'liveness';
  if (results.startup.get(record.id) === 'failure') return 'startup';
  return undefined;
}

/** Returns whether the pod is initialized, so that its regular containers may run. */
function planInitContainers(
  pod: PodObject,
  status: RuntimeStatus,
  results: ProbeManager['results'],
  actions: PodActions,
  release: Release,
): boolean {
  const initContainers = pod.spec.initContainers ?? [];
  if (initContainers.length === 0) return true;
  // A regular container proves that the init containers are done, even if they are gone by now.
  let isInitialized = release.isInitializedByEndedContainer
    ? hasActiveContainer(status, pod.spec.containers)
    : pod.spec.containers.some(({ name }) => {
        const state = findContainer(status, name)?.state;
        return state === 'created' || state === 'running';
      });
  let laterOneSeen = isInitialized;
  const toStart: number[] = [];
  const lastIndex = initContainers.length - 1;
  for (let index = lastIndex; index >= 0; index--) {
    const container = initContainers[index]!;
    const sidecar = isSidecar(container);
    const record = findContainer(status, container.name);
    if (record === undefined) {
      if (laterOneSeen && sidecar) toStart.push(index);
      continue;
    }
    if (laterOneSeen && !sidecar) continue;
    const advance = () => {
      if (index === lastIndex) isInitialized = true;
      else if (!sidecar || !laterOneSeen) toStart.push(index + 1);
    };
    switch (record.state) {
      case 'created':
        toStart.push(index);
        break;
      case 'running':
        if (sidecar) planRunningSidecar(container, record, results, actions, advance, () => toStart.push(index));
        break;
      case 'exited':
        if (sidecar) toStart.push(index);
        else if (record.exitCode !== 0 || record.reason === 'OOMKilled') {
          if (!restartsInit(container, pod, record, release)) {
            actions.killPod = true;
            actions.initContainersToStart = [];
            return false;
          }
          toStart.push(index);
        } else {
          advance();
        }
        break;
    }
    laterOneSeen = true;
  }
  if (!laterOneSeen) toStart.push(0);
  actions.initContainersToStart = toStart.reverse().map((index) => initContainers[index]!);
  return isInitialized;
}

/** Without rules, only the pod's policy counts; a container killed for its memory has failed whatever its exit code. */
function restartsInit(container: Container, pod: PodObject, record: ContainerRecord, release: Release): boolean {
  return release.hasRestartRules
    ? restartsAfterExit(container, pod.spec, record.exitCode, release)
    : pod.spec.restartPolicy !== 'Never';
}

function planRunningSidecar(
  container: Container,
  record: ContainerRecord,
  results: ProbeManager['results'],
  actions: PodActions,
  advance: () => void,
  restart: () => void,
): void {
  const kill = (reason: 'startup' | 'liveness') => {
    const message = `Init container ${container.name} failed ${reason} probe`;
    actions.containersToKill.push({ record, message, reason, cause: results[reason].cause(record.id) });
    restart();
  };
  if (container.startupProbe !== undefined) {
    const startup = results.startup.get(record.id);
    if (startup === 'failure') kill('startup');
    if (startup !== 'success') return;
  }
  advance();
  if (isChanged(container, record)) {
    const message = `Init container ${container.name} definition changed`;
    actions.containersToKill.push({ record, message, reason: 'definitionChanged', cause: undefined });
    restart();
    return;
  }
  if (container.livenessProbe !== undefined && results.liveness.get(record.id) === 'failure') kill('liveness');
}
