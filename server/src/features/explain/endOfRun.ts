/** What ended a container's run. The status does not say so: it follows from exit code, length and the pod's probes. */
import { killedFromStart, placedContainers } from '../../analysis/probe.ts';
import { earliest, latest } from '../../analysis/window.ts';
import { killedByProbe } from '../../kubernetes/componentWords.ts';
import type { DefaultedContainer, DefaultedPod } from '../../kubernetes/defaults.ts';
import { isSidecar } from '../../kubernetes/pod.ts';
import type { TerminatedState } from '../../lifecycle/trace/trace.ts';
import { containerSpec, type ObservedEvent } from './observedPod.ts';

export interface RunEnd {
  /**
   * `exits`: by itself or by a signal that is not the kubelet's, with another exit code than 0; `completes`: by itself
   * with 0; `stopped`: by the kubelet because the whole pod ends; `lost`: the kubelet could not find it any more.
   */
  readonly by:
    | 'exits'
    | 'completes'
    | 'outOfMemory'
    | 'startupKill'
    | 'livenessKill'
    | 'postStart'
    | 'start'
    | 'restartAll'
    | 'stopped'
    | 'lost';
  readonly state: TerminatedState;
  /** Undefined where the times are not known. */
  readonly ranMs?: number;
  /** Whether an event, the runtime or the exit code says so; else it is the likeliest. */
  readonly isCertain: boolean;
}

/** Exit codes of what a signal ended: 128 and the signal's number. */
const sigkill = 137;
const sigterm = 143;

/** @param podEnds whether the whole pod has ended or is about to, in which the kubelet stops what still runs */
export function endOf(
  state: TerminatedState,
  {
    pod,
    events,
    podEnds,
  }: { readonly pod: DefaultedPod; readonly events: readonly ObservedEvent[]; readonly podEnds: boolean },
  name: string,
): RunEnd {
  const { startedAtMs, finishedAtMs } = state;
  const ranMs = startedAtMs === undefined || finishedAtMs === undefined ? undefined : finishedAtMs - startedAtMs;
  const known = { state, ...(ranMs === undefined ? {} : { ranMs }) };
  const cause = causeByState(state) ?? causeByEvents(events, name);
  if (cause !== undefined) return { ...known, by: cause, isCertain: true };
  const container = containerSpec(pod, name);
  const guessed = guess(state, ranMs, pod, container);
  const isSignal = state.exitCode === sigkill || state.exitCode === sigterm;
  if (!podEnds) return { ...known, ...guessed };
  return { ...known, by: guessed.by === 'exits' && isSignal ? 'stopped' : guessed.by, isCertain: false };
}

/** What the runtime or the kubelet writes into the status itself. */
function causeByState({ reason }: TerminatedState): RunEnd['by'] | undefined {
  switch (reason) {
    case 'OOMKilled':
      return 'outOfMemory';
    case 'StartError':
    case 'ContainerCannotRun':
      return 'start';
    case 'RestartingAllContainers':
      return 'restartAll';
    case 'ContainerStatusUnknown':
      return 'lost';
    default:
      return undefined;
  }
}

function causeByEvents(events: readonly ObservedEvent[], name: string): RunEnd['by'] | undefined {
  const probes = events.flatMap(({ reason, message }) =>
    reason === 'Killing' ? (killedByProbe(message, name) ?? []) : [],
  );
  const probe = probes.at(-1);
  if (probe !== undefined) return `${probe}Kill`;
  const isHook = events.some(({ reason, container }) => reason === 'FailedPostStartHook' && container === name);
  return isHook ? 'postStart' : undefined;
}

function guess(
  { exitCode }: TerminatedState,
  ranMs: number | undefined,
  pod: DefaultedPod,
  container: DefaultedContainer | undefined,
): Pick<RunEnd, 'by' | 'isCertain'> {
  if (container === undefined) return { by: exitCode === 0 ? 'completes' : 'exits', isCertain: false };
  const kills = probeKills(pod, container, ranMs);
  if (exitCode === 0) {
    // What is started again after it has ended is meant to run without end: then most likely it was asked to stop.
    const isServer = pod.spec.restartPolicy === 'Always' || isSidecar(container);
    const [kill] = kills.filter(({ fits }) => fits === 'always' && isServer);
    return kill === undefined ? { by: 'completes', isCertain: kills.length === 0 } : { by: kill.by, isCertain: false };
  }
  // No signal ends a process with such a code, and an app that is asked to stop rarely does.
  if (exitCode !== sigkill && exitCode !== sigterm)
    return { by: 'exits', isCertain: kills.length === 0 && container.lifecycle?.postStart === undefined };
  const [kill] = kills;
  const hook = container.lifecycle?.postStart !== undefined;
  // The kernel kills with the same signal where a node is short of memory.
  if (kill !== undefined) return { by: kill.by, isCertain: false };
  // The kubelet, too, stops containers with these signals: when it makes a pod's sandbox again, for example.
  return { by: hook ? 'postStart' : 'exits', isCertain: false };
}

interface ProbeKill {
  readonly by: 'startupKill' | 'livenessKill';
  /** `always`: the run was as long as if the probe had failed from its first attempt on. */
  readonly fits: 'always' | 'later';
}

/** Times in the status are whole seconds, each cut. */
const roundingMs = 1_000;

/** The probes that can have ended a run of that length, the likeliest first. */
function probeKills(pod: DefaultedPod, { name }: DefaultedContainer, ranMs: number | undefined): ProbeKill[] {
  const { regular, sidecars } = placedContainers(pod);
  const placed = [...regular, ...sidecars].find(({ container }) => container.name === name);
  if (placed === undefined) return [];
  return (['startup', 'liveness'] as const).flatMap((type): ProbeKill[] => {
    const [error, hang] = [killedFromStart(placed, type, 'error'), killedFromStart(placed, type, 'hang')];
    if (error === undefined || hang === undefined) return [];
    const by = `${type}Kill` as const;
    if (ranMs === undefined) return [{ by, fits: 'later' }];
    if (ranMs < earliest(error) - roundingMs) return [];
    const graceMs =
      (placed.container[`${type}Probe`]?.terminationGracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds) *
      1000;
    const isInTime = ranMs <= latest(hang) + graceMs + roundingMs;
    // How long a hook takes is not known, and the kubelet sees nothing else meanwhile.
    const { postStart } = placed.container.lifecycle ?? {};
    const isHeld = postStart !== undefined && postStart.sleep === undefined;
    if (isInTime) return [{ by, fits: 'always' }];
    // After its success a startup probe asks no more.
    return type === 'startup' && !isHeld ? [] : [{ by, fits: 'later' }];
  });
}
