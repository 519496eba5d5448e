import { lazy } from '../base/lazy.ts';
import { type DefaultedPod, defaultPod } from '../kubernetes/defaults.ts';
import { isSidecar, type Pod, type ProbeType, probeTypes } from '../kubernetes/pod.ts';
import { type CrashLoopOnset, crashLoopOnset } from './crashLoop.ts';
import {
  addedBackAfterRecovery,
  type FailureMode,
  firstProbe,
  killedAfterFailure,
  killedFromStart,
  type PlacedContainer,
  placedContainers,
  readyAfterStart,
  removedAfterFailure,
  startupAllowance,
} from './probe.ts';
import { type SigtermBehaviour, type StopReason, stopContainer, terminatePod } from './stop.ts';
import { extend, type TimeWindow } from './window.ts';

/** When things happen in a pod's life, in closed form. */
export interface PodTiming {
  /** By path: `spec.containers[0]`, `spec.initContainers[1]`. Init containers that run to their end have no timing. */
  readonly containers: ReadonlyMap<string, ContainerTiming>;
  /** From the pod's deletion until it is gone. */
  readonly terminated: Readonly<Record<SigtermBehaviour, TimeWindow>>;
}

/** Each window says in its comment what it is measured from. Only what is read is worked out. */
export interface ContainerTiming {
  readonly name: string;
  readonly path: string;
  /** From the container's start, if its app answers from the start on. Probes that are not there are absent. */
  readonly firstProbe: Readonly<Partial<Record<ProbeType, TimeWindow>>>;
  /** From the container's start, if its app answers from the start on. */
  readonly ready: TimeWindow;
  /** From the container's start: how long its app may take to answer. Undefined when nothing kills it for being slow. */
  readonly startupAllowance: { readonly by: 'startup' | 'liveness'; readonly window: TimeWindow } | undefined;
  /** From the container's start, if its app never answers. Undefined when no probe would kill it. */
  readonly neverAnswers: ByMode<ProbeKill> | undefined;
  /** From the container's start, if all is well but liveness fails from its first attempt on. */
  readonly livenessAlwaysFails: ByMode<ProbeKill> | undefined;
  /** From the moment a running app stops answering. Undefined without a liveness probe. */
  readonly stopsAnswering: ByMode<ProbeKill> | undefined;
  /** From the moment a ready app stops answering. Undefined without a readiness probe. */
  readonly removedFromEndpoints: ByMode<TimeWindow> | undefined;
  /** From the moment the app answers again. Undefined without a readiness probe. */
  readonly addedBack: ByMode<TimeWindow> | undefined;
  /** From the decision to stop the container to its end. */
  readonly stop: Readonly<Record<StopReason, Readonly<Record<SigtermBehaviour, TimeWindow>>>>;
}

/** The same for an app that fails with an answer and for one that hangs. */
export type ByMode<T> = Readonly<Record<FailureMode, T>>;

export interface ProbeKill {
  readonly by: 'startup' | 'liveness';
  /** Until the kubelet begins to stop the container. */
  readonly killed: TimeWindow;
  /** Until the container runs again. Undefined under restartPolicy Never: then it does not. */
  readonly restarted: Readonly<Record<SigtermBehaviour, TimeWindow>> | undefined;
  /** When `CrashLoopBackOff` shows if it goes on like this. Undefined where it does not, or for a single kill. */
  readonly crashLoop: CrashLoopOnset | undefined;
}

const known = new WeakMap<Pod, PodTiming>();

/** The timing of a pod, defaults filled in. Worked out once per pod object. */
export function podTiming(pod: Pod): PodTiming {
  const before = known.get(pod);
  if (before !== undefined) return before;
  const timing = analyse(defaultPod(pod));
  known.set(pod, timing);
  return timing;
}

function analyse(pod: DefaultedPod): PodTiming {
  const { regular, sidecars } = placedContainers(pod);
  return lazy<PodTiming>({
    containers: () => new Map([...sidecars, ...regular].map((placed) => [placed.path, analyseContainer(pod, placed)])),
    terminated: () => ({
      heeds: terminatePod(pod, regular, sidecars, 'heeds'),
      ignores: terminatePod(pod, regular, sidecars, 'ignores'),
    }),
  });
}

function analyseContainer(pod: DefaultedPod, placed: PlacedContainer): ContainerTiming {
  return lazy<ContainerTiming>({
    name: () => placed.container.name,
    path: () => placed.path,
    firstProbe: () =>
      Object.fromEntries(
        probeTypes.flatMap((type) => {
          const window = firstProbe(placed, type);
          return window === undefined ? [] : [[type, window]];
        }),
      ),
    ready: () => readyAfterStart(placed),
    startupAllowance: () => startupAllowance(placed),
    neverAnswers: () => {
      const by = startupAllowance(placed)?.by;
      return by && byMode((mode) => killFromStart(pod, placed, by, mode));
    },
    livenessAlwaysFails: () => byMode((mode) => killFromStart(pod, placed, 'liveness', mode)),
    stopsAnswering: () =>
      byMode((mode) => {
        const killed = killedAfterFailure(placed, mode);
        return killed && probeKill(pod, placed, 'liveness', killed, () => undefined);
      }),
    removedFromEndpoints: () => byMode((mode) => removedAfterFailure(placed, mode)),
    addedBack: () => byMode((mode) => addedBackAfterRecovery(placed, mode)),
    stop: () => ({
      deletion: stops(pod, placed, 'deletion'),
      startup: stops(pod, placed, 'startup'),
      liveness: stops(pod, placed, 'liveness'),
    }),
  });
}

function killFromStart(
  pod: DefaultedPod,
  placed: PlacedContainer,
  by: 'startup' | 'liveness',
  mode: FailureMode,
): ProbeKill | undefined {
  const killed = killedFromStart(placed, by, mode);
  return killed && probeKill(pod, placed, by, killed, () => crashLoopOnset(pod, placed, by, mode, 'heeds'));
}

function probeKill(
  pod: DefaultedPod,
  placed: PlacedContainer,
  by: 'startup' | 'liveness',
  killed: TimeWindow,
  crashLoop: () => CrashLoopOnset | undefined,
): ProbeKill {
  return lazy<ProbeKill>({
    by: () => by,
    killed: () => killed,
    restarted: () => {
      // A sidecar is restarted whatever the pod's policy says.
      if (pod.spec.restartPolicy === 'Never' && !isSidecar(placed.container)) return undefined;
      const stop = stops(pod, placed, by);
      return { heeds: extend(killed, ...stop.heeds.terms), ignores: extend(killed, ...stop.ignores.terms) };
    },
    crashLoop,
  });
}

function stops(
  pod: DefaultedPod,
  placed: PlacedContainer,
  reason: StopReason,
): Readonly<Record<SigtermBehaviour, TimeWindow>> {
  return {
    heeds: stopContainer(pod, placed, reason, 'heeds'),
    ignores: stopContainer(pod, placed, reason, 'ignores'),
  };
}

function byMode<T>(make: (mode: FailureMode) => T | undefined): ByMode<T> | undefined {
  const error = make('error');
  const hang = make('hang');
  return error === undefined || hang === undefined ? undefined : { error, hang };
}
