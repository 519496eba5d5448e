import { type Container, isSidecar, type PodSpec } from '../../kubernetes/pod.ts';
import { type Release, restartsAfterExit } from '../release.ts';
import type { ContainerStatus, Phase, TerminatedState } from '../trace/trace.ts';
import { wasRemovedForRestart } from './restartAllContainers.ts';

/**
 * The pod's phase, counted from its containers' states. Upstream: `getPhase` in `pkg/kubelet/kubelet_pods.go`.
 *
 * @param podIsFinished the pod's worker knows that nothing will be started any more
 * @param anyRegularContainerCreated a regular container exists in the pod's present sandbox
 */
export function podPhase(
  spec: PodSpec,
  statuses: readonly ContainerStatus[],
  podIsFinished: boolean,
  anyRegularContainerCreated: boolean,
  release: Release,
): Phase {
  const statusOf = (name: string) => statuses.find((status) => status.name === name);
  let pendingInit = 0;
  let isInitFailed = false;
  let pendingSidecars = 0;
  let unknown = 0;
  let running = 0;
  let waiting = 0;
  let stopped = 0;
  let succeeded = 0;
  let comingBack = 0;
  const comesBack = (container: Container, end: TerminatedState) =>
    restartsAfterExit(container, spec, end.exitCode, release) || wasRemovedForRestart(end, release);

  for (const container of spec.initContainers ?? []) {
    const status = statusOf(container.name);
    const { state, lastState } = status ?? {};
    if (isSidecar(container)) {
      if (state === undefined) {
        unknown++;
      } else if (state.type === 'running') {
        // Whether it has started is filled in after the phase is computed, unless it is inherited.
        if (!(release.inheritsStarted && status?.started === true)) pendingSidecars++;
        running++;
      } else if (state.type === 'waiting' && lastState === undefined) {
        pendingSidecars++;
        waiting++;
      }
      continue;
    }
    const ended = state?.type === 'terminated' ? state : state?.type === 'waiting' ? lastState : undefined;
    if (ended === undefined) pendingInit++;
    else if (ended.exitCode !== 0 && !comesBack(container, ended)) isInitFailed = true;
  }

  for (const container of spec.containers) {
    const status = statusOf(container.name);
    if (status === undefined) unknown++;
    else if (status.state.type === 'running') running++;
    else if (status.state.type === 'terminated') {
      stopped++;
      if (status.state.exitCode === 0) succeeded++;
      if (comesBack(container, status.state)) comingBack++;
    } else if (status.lastState !== undefined) {
      stopped++;
      if (comesBack(container, status.lastState)) comingBack++;
    } else waiting++;
  }

  if (isInitFailed) return 'Failed';
  if (pendingInit > 0 || (pendingSidecars > 0 && !anyRegularContainerCreated) || waiting > 0) return 'Pending';
  if (running > 0 && unknown === 0) return 'Running';
  if (running === 0 && stopped > 0 && unknown === 0) {
    const outcome = stopped === succeeded ? 'Succeeded' : 'Failed';
    if (podIsFinished) return outcome;
    if (release.hasRestartRules) return comingBack > 0 ? 'Running' : outcome;
    switch (spec.restartPolicy) {
      case 'Never':
        return outcome;
      case 'OnFailure':
        return outcome === 'Succeeded' ? 'Succeeded' : 'Running';
      default:
        return 'Running';
    }
  }
  return 'Pending';
}
