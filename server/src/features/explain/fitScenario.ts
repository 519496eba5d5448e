/** Which scenario would give what is seen: guessed from the times in the status, and shown only if the engine agrees. */
import { killedAfterFailure, killedFromStart, placedContainers, readyAfterStart } from '../../analysis/probe.ts';
import { earliest, latest } from '../../analysis/window.ts';
import { duration, type Message } from '../../base/message.ts';
import { registryWords } from '../../kubernetes/componentWords.ts';
import { printPod } from '../../lifecycle/kubectl/row.ts';
import { simulate } from '../../lifecycle/simulate.ts';
import { containerStatuses, restartCount } from '../../lifecycle/trace/statuses.ts';
import type { ContainerStatus } from '../../lifecycle/trace/trace.ts';
import type { ContainerBehaviour } from '../../lifecycle/world/containerBehaviour.ts';
import type { Scenario } from '../../lifecycle/world/scenario.ts';
import { explainPodMessages as say } from './messages.ts';
import { allowanceMs } from './nextSteps.ts';
import { containersOf, type ObservedPod } from './observedPod.ts';
import type { Cause } from './podCauses.ts';

export interface Fit {
  readonly message: Message;
  readonly scenario: Scenario;
}

/** Older pods take long to simulate, and what began hours ago decides little. */
const mostAgeMs = 3 * 60 * 60_000;

export function fitScenario(observed: ObservedPod, cause: Cause): Fit | undefined {
  if (observed.nowMs > mostAgeMs || observed.isDescribed) return undefined;
  const candidates = candidatesFor(observed, cause);
  return candidates.find(({ scenario }) => comesToThis(observed, scenario));
}

function candidatesFor(observed: ObservedPod, cause: Cause): Fit[] {
  const name = cause.container ?? slowest(observed);
  const status = containerStatuses(observed.status).find((each) => each.name === name);
  if (name === undefined || status === undefined) return [];
  const candidate = (message: Message, behaviour: ContainerBehaviour): Fit => ({
    message,
    scenario: { name: 'observed', containers: { [name]: behaviour } },
  });
  const { state } = status;
  const words = (state.type === 'running' ? undefined : state.message) ?? 'error';
  const { end } = cause;
  switch (cause.kind) {
    case 'ready':
    case 'startup':
    case 'readiness':
      return startCandidates(observed, status, cause).map(({ message, seconds }) =>
        candidate(message, { startupSeconds: seconds }),
      );
    case 'startupKill': {
      const allowed = allowanceMs(name, observed);
      if (allowed === undefined) return [];
      return [candidate(say.needsLonger({ length: duration(allowed) }), { startupSeconds: allowed / 1000 + 3_600 })];
    }
    case 'livenessKill':
      return livenessCandidates(observed, name, end?.ranMs).map(({ message, ...behaviour }) =>
        candidate(message, behaviour),
      );
    case 'exits':
    case 'completes': {
      if (end?.ranMs === undefined) return [];
      const { exitCode } = end.state;
      const seconds = end.ranMs / 1000 + 0.5;
      return [
        candidate(say.endsItself({ length: duration(end.ranMs), code: exitCode }), {
          runs: [{ exitAfterSeconds: seconds, exitCode }],
        }),
      ];
    }
    case 'outOfMemory':
      return end?.ranMs === undefined
        ? []
        : [
            candidate(say.eatsMemory({ length: duration(end.ranMs) }), {
              happenings: [{ atSeconds: end.ranMs / 1000 + 0.5, oomKilled: true }],
            }),
          ];
    case 'imagePull':
      return [candidate(say.imageFails(), { image: { present: false, error: registryWords(words) } })];
    case 'config':
      return [candidate(say.configFails(), { configError: { message: words } })];
    case 'create':
      return [candidate(say.createFails(), { createError: { message: words } })];
    case 'start':
      return [candidate(say.startFails(), { startError: { message: words } })];
    default:
      return [];
  }
}

/** In a ready pod the container that became ready last is the one that took its time. */
function slowest({ pod, status }: ObservedPod): string | undefined {
  const started = (name: string) => {
    const state = status.containerStatuses.find((each) => each.name === name)?.state;
    return state?.type === 'running' ? state.startedAtMs : undefined;
  };
  const probed = pod.spec.containers.filter(({ startupProbe, readinessProbe }) => startupProbe ?? readinessProbe);
  return probed.length === 1 && started(probed[0]!.name) !== undefined ? probed[0]!.name : undefined;
}

function startCandidates(
  observed: ObservedPod,
  { name, state, lastState, ready }: ContainerStatus,
  cause: Cause,
): { readonly message: Message; readonly seconds: number }[] {
  if (state.type !== 'running') return [];
  const { changedAtMs, nowMs } = observed;
  if (!ready) {
    const allowed = lastState === undefined ? 0 : (allowanceMs(name, observed) ?? 0);
    const ranMs = Math.max(nowMs - state.startedAtMs, allowed);
    const message = cause.kind === 'startup' ? say.needsLonger({ length: duration(whole(ranMs)) }) : say.notReadyFor();
    return [{ message, seconds: ranMs / 1000 + 3_600 }];
  }
  const placed = placedContainer(observed, name);
  const readyMs = changedAtMs.get('ContainersReady') ?? changedAtMs.get('Ready');
  if (readyMs === undefined || placed === undefined) return [];
  const tookMs = readyMs - state.startedAtMs;
  // As fast as one that answers at once: there is nothing to say.
  if (tookMs <= latest(readyAfterStart(placed)) + 1_000) return [];
  const atOnce = readyAfterStart(placed, tookMs);
  const lateMs = (earliest(atOnce) + latest(atOnce)) / 2 - tookMs;
  const needs = Math.max(1_000, whole(tookMs - lateMs));
  return [{ message: say.needsAbout({ length: duration(needs) }), seconds: needs / 1000 }];
}

function livenessCandidates(observed: ObservedPod, name: string, ranMs: number | undefined) {
  const placed = placedContainer(observed, name);
  const [fromStart, later] = [
    placed && killedFromStart(placed, 'liveness', 'error'),
    placed && killedAfterFailure(placed, 'error'),
  ];
  if (ranMs === undefined || fromStart === undefined || later === undefined) return [];
  const never = {
    message: say.neverAnswers(),
    happenings: [{ atSeconds: 0, answers: 'failure' as const, probe: 'liveness' as const }],
  };
  const atMs = Math.max(0, whole(ranMs - (earliest(later) + latest(later)) / 2));
  const stops = {
    message: say.stopsAnswering({ length: duration(atMs) }),
    happenings: [{ atSeconds: atMs / 1000, answers: 'failure' as const }],
  };
  return ranMs <= latest(fromStart) + 1_000 ? [never, stops] : [stops];
}

function placedContainer({ pod }: ObservedPod, name: string) {
  const { regular, sidecars } = placedContainers(pod);
  return [...regular, ...sidecars].find(({ container }) => container.name === name);
}

/** States come and go; what is seen must be there at about the same time. */
const aboutMs = 20_000;

/** Whether the pod is the same at about this time in the scenario: READY, STATUS and how often it was restarted. */
function comesToThis({ name, pod, status, nowMs }: ObservedPod, scenario: Scenario): boolean {
  const trace = simulate(pod, scenario, {
    untilMs: nowMs + aboutMs,
    endpoints: false,
    nodeController: false,
    limits: { entries: 20_000, events: 400_000 },
  });
  const printed = { name, createdAtMs: 0, containers: containersOf(pod) };
  const seen = printPod(printed, status, nowMs);
  const statuses = trace.entries.filter((entry) => entry.kind === 'status');
  return statuses.some((entry, index) => {
    const untilMs = statuses[index + 1]?.atMs ?? trace.endMs;
    if (untilMs < nowMs - aboutMs || entry.atMs > nowMs + aboutMs) return false;
    const row = printPod(printed, entry.status, nowMs);
    return (
      row.ready === seen.ready && row.status === seen.status && restartCount(entry.status) === restartCount(status)
    );
  });
}

function whole(ms: number): number {
  return Math.round(ms / 1000) * 1000;
}
