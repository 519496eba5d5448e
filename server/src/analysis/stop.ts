import type { DefaultedPod } from '../kubernetes/defaults.ts';
import { isSidecar, probeField } from '../kubernetes/pod.ts';
import { minGraceMs, relistMs } from './kubelet.ts';
import { windowMessages as say } from './messages.ts';
import type { PlacedContainer } from './probe.ts';
import { extend, later, sum, type Term, type TimeWindow } from './window.ts';

/** Whether the app ends when it gets SIGTERM, or only by the SIGKILL that follows. */
export type SigtermBehaviour = 'heeds' | 'ignores';

/** Why a container is stopped: its probe's own grace period counts only for kills that this probe asked for. */
export type StopReason = 'deletion' | 'startup' | 'liveness';

/** From the decision to stop a container to its end. */
export function stopContainer(
  pod: DefaultedPod,
  placed: PlacedContainer,
  reason: StopReason,
  sigterm: SigtermBehaviour,
): TimeWindow {
  const grace = graceOf(pod, placed, reason);
  const hook = preStop(placed, grace.ms);
  const fields = [grace.field];
  if (hook === undefined) {
    return sigterm === 'heeds' ? sum() : sum(untilSigkill(Math.max(grace.ms, minGraceMs), fields));
  }
  if (sigterm === 'heeds') return sum(hook);
  // What the hook took is deducted in whole seconds; two seconds are always left.
  const left = (hookMs: number) => Math.max(grace.ms - Math.floor(hookMs / 1_000) * 1_000, minGraceMs);
  return sum(hook, {
    ...untilSigkill(left(hook.bestMs), fields),
    // The longer the hook, the shorter the rest: the ends of the two terms belong together.
    worstMs: left(hook.worstMs),
  });
}

/** From the request to delete the pod to its being gone from the API. */
export function terminatePod(
  pod: DefaultedPod,
  containers: readonly PlacedContainer[],
  sidecars: readonly PlacedContainer[],
  sigterm: SigtermBehaviour,
): TimeWindow {
  // Without grace, the API server forgets the pod at once and the kubelet stops what it still finds.
  if (pod.spec.terminationGracePeriodSeconds === 0) return sum();
  const ends = [...containers, ...sidecars].map((placed) => stopContainer(pod, placed, 'deletion', sigterm));
  if (sigterm === 'ignores' && sidecars.length > 0) {
    // Sidecars wait for the regular containers, though never beyond the grace period, and get two seconds then.
    const ms = pod.spec.terminationGracePeriodSeconds * 1_000 + minGraceMs;
    ends.push(sum(untilSigkill(ms, ['spec.terminationGracePeriodSeconds'])));
  }
  return extend(ends.reduce(later, sum()), {
    label: say.containersGone(),
    bestMs: 0,
    worstMs: relistMs,
    laterMs: relistMs,
    fields: [],
  });
}

function untilSigkill(ms: number, fields: readonly string[]): Term {
  return { label: say.untilSigkill(), bestMs: ms, worstMs: ms, fields };
}

function graceOf(
  pod: DefaultedPod,
  { container, path }: PlacedContainer,
  reason: StopReason,
): { readonly ms: number; readonly field: string } {
  const ofPod = {
    ms: pod.spec.terminationGracePeriodSeconds * 1_000,
    field: 'spec.terminationGracePeriodSeconds',
  };
  // With Never, the kill of the last container ends the pod as a whole, and then the pod's grace period counts.
  const endsPod = pod.spec.restartPolicy === 'Never' && pod.spec.containers.length === 1 && !isSidecar(container);
  if (reason === 'deletion' || endsPod) return ofPod;
  const seconds = container[probeField[reason]]?.terminationGracePeriodSeconds;
  return seconds == null
    ? ofPod
    : { ms: seconds * 1_000, field: `${path}.${probeField[reason]}.terminationGracePeriodSeconds` };
}

/** How long the `preStop` hook holds SIGTERM back: as written for `sleep`, anything up to the grace otherwise. */
function preStop({ container, path }: PlacedContainer, graceMs: number): Term | undefined {
  const hook = container.lifecycle?.preStop;
  if (hook == null || graceMs === 0) return undefined;
  const field = `${path}.lifecycle.preStop`;
  if (hook.sleep != null) {
    const ms = Math.min(Math.max(0, hook.sleep.seconds) * 1_000, graceMs);
    return { label: say.preStop(), bestMs: ms, worstMs: ms, fields: [`${field}.sleep.seconds`] };
  }
  return { label: say.preStop(), bestMs: 0, worstMs: graceMs, fields: [field] };
}
