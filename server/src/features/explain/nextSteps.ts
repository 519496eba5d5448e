/** What comes next and when, if nothing is changed. */

import { maxBackOffMs, retryJitterMs, retryMs } from '../../analysis/kubelet.ts';
import { addedBackAfterRecovery, killedFromStart, placedContainers, startupAllowance } from '../../analysis/probe.ts';
import { earliest, latest } from '../../analysis/window.ts';
import { duration, type Message, seconds, timeRange } from '../../base/message.ts';
import { backOffIn } from '../../kubernetes/componentWords.ts';
import { isSidecar } from '../../kubernetes/pod.ts';
import { containerStatuses } from '../../lifecycle/trace/statuses.ts';
import type { ContainerStatus } from '../../lifecycle/trace/trace.ts';
import { lengthMs } from '../../lifecycle/world/expectations.ts';
import { explainPodMessages as say } from './messages.ts';
import { containerSpec, type ObservedPod } from './observedPod.ts';
import type { Cause } from './podCauses.ts';

export function nextSteps(cause: Cause, observed: ObservedPod): Message[] {
  const { status, deletion, nowMs } = observed;
  const container = containerStatuses(status).find(({ name }) => name === cause.container);
  if (status.phase === 'Succeeded' || status.phase === 'Failed') return [say.nothingMore()];
  switch (cause.kind) {
    case 'ready':
      return [];
    case 'terminating': {
      const restMs = (deletion?.endsAtMs ?? nowMs) - nowMs;
      return [restMs > 0 ? say.sigkillIn({ rest: duration(whole(restMs)) }) : say.forced()];
    }
    case 'unscheduled':
      return [say.schedulerLooks()];
    case 'nodeSilent':
      return [say.evictedIn({ toleration: seconds(300) })];
    case 'gated':
    case 'readinessGates':
      return [say.stays()];
    case 'creating':
      return nowMs > longMs ? [say.longCreating({ age: duration(whole(nowMs)) })] : [];
    case 'imagePull':
      return [isHopeless(container) ? say.neverPulled() : say.pulledAgain({ wait: duration(maxBackOffMs) })];
    case 'config':
    case 'create':
      return [say.triedAgain({ wait: timeRange({ bestMs: retryMs, worstMs: retryMs + retryJitterMs }) })];
    case 'startup':
      return container === undefined ? [] : killedUnless(container, observed);
    case 'readiness':
      return container === undefined ? [] : readyWhen(container, observed);
    default:
      return container === undefined || container.state.type === 'running' ? [] : startsAgain(container, observed);
  }
}

/** After this time there is more to it than a large image. */
const longMs = 120_000;

function isHopeless(container: ContainerStatus | undefined): boolean {
  return container?.state.type === 'waiting' && container.state.reason === 'InvalidImageName';
}

function startsAgain({ name, state, lastState }: ContainerStatus, { pod, nowMs, isDescribed }: ObservedPod): Message[] {
  const container = name;
  const spec = containerSpec(pod, name);
  const ended = state.type === 'terminated' ? state : lastState;
  const policy = spec !== undefined && isSidecar(spec) ? 'Always' : pod.spec.restartPolicy;
  const isOver = policy === 'Never' || (policy === 'OnFailure' && ended?.exitCode === 0);
  if (isOver && !isDescribed && state.type === 'terminated') return [say.notStartedAgain({ container, policy })];
  const { message = '' } = state.type === 'waiting' ? state : {};
  const backOffMs = lengthMs(backOffIn(message) ?? '');
  if (backOffMs === undefined) return [say.startsAtOnce({ container })];
  const backOff = duration(backOffMs);
  const endMs = (ended?.finishedAtMs ?? nowMs) + backOffMs;
  // The kubelet looks every ten to fifteen seconds whether it is over.
  return endMs > nowMs
    ? [say.startsAgain({ container, wait: duration(whole(endMs - nowMs)), backOff, most: duration(maxBackOffMs) })]
    : [say.startsSoon({ container, wait: duration(retryMs + retryJitterMs), backOff })];
}

function placed(name: string, { pod }: ObservedPod) {
  const { regular, sidecars } = placedContainers(pod);
  return [...regular, ...sidecars].find(({ container }) => container.name === name);
}

function killedUnless({ name, state }: ContainerStatus, observed: ObservedPod): Message[] {
  const own = placed(name, observed);
  const window = own && killedFromStart(own, 'startup', 'error');
  const hanging = own && killedFromStart(own, 'startup', 'hang');
  if (window === undefined || hanging === undefined || state.type !== 'running') return [];
  const restMs = (ms: number) => whole(state.startedAtMs + ms - observed.nowMs);
  const worstMs = restMs(latest(hanging));
  return worstMs <= 0
    ? [say.killedSoonUnless()]
    : [say.killedUnless({ window: timeRange({ bestMs: restMs(earliest(window)), worstMs }) })];
}

function readyWhen({ name }: ContainerStatus, observed: ObservedPod): Message[] {
  const own = placed(name, observed);
  const window = own && addedBackAfterRecovery(own, 'error');
  const count = own?.container.readinessProbe?.successThreshold ?? 1;
  return window === undefined ? [] : [say.readyWhen({ count, window: timeRange(window) })];
}

/** How long the app may take to answer for the first time; undefined where nothing ends it for being slow. */
export function allowanceMs(name: string, observed: ObservedPod): number | undefined {
  const own = placed(name, observed);
  return own && startupAllowance(own)?.window.bestMs;
}

function whole(ms: number): number {
  return Math.max(0, Math.round(ms / 1000) * 1000);
}
