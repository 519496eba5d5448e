import type { Container, Probe, ProbeType } from '../../kubernetes/pod.ts';
import type { KubeletContainerStatus, KubeletPodStatus, PodObject } from '../apiserver/podObject.ts';
import type { NodeClock } from '../environment.ts';
import { lanes } from '../kernel/lanes.ts';
import type { Timer } from '../kernel/process.ts';
import { fromMs, type Instant, type Span, second, seconds } from '../kernel/time.ts';
import { mayRestart, type Release } from '../release.ts';
import type { Cause } from '../trace/trace.ts';
import type { ProbeResult, ProbeResults } from './probeResults.ts';
import { failureThreshold, Prober, type ProberParts, periodSeconds, successThreshold } from './prober.ts';
import { eventField } from './references.ts';
import { shouldRestartAll } from './restartAllContainers.ts';

/** What holds of a new container until its probe says otherwise. */
const initialValue: Readonly<Record<ProbeType, ProbeResult>> = {
  liveness: 'success',
  readiness: 'failure',
  startup: 'unknown',
};

/** What was started shortly before the kubelet may have been started by it. */
const restartGracePeriod: Span = 10 * second;

/** What every probe worker of a pod works with; its manager hands it on. */
export interface ProbeContext
  extends Pick<ProberParts, 'kernel' | 'clock' | 'trace' | 'events' | 'runtime' | 'isRuntimeDown'> {
  readonly release: Release;
  /** The status that the kubelet keeps, which workers read at every tick. */
  readonly podStatus: () => KubeletPodStatus | undefined;
  /** Whether the pod is synced at once if a verdict changes now, even before the relist of this instant. */
  readonly syncsBeforeRelist: () => boolean;
}

interface ProbeWorkerParts extends ProbeContext {
  readonly pod: PodObject;
  readonly container: Container;
  readonly probe: Probe;
  readonly type: ProbeType;
  /** Path of the probe in the pod. */
  readonly field: string;
  readonly results: ProbeResults;
  /** Shared by the pod's workers: the tick that last changed a verdict without a probe, and since when it was counted. */
  readonly ticks: { changedAt: Instant; countedFrom: Instant };
  readonly onExit: () => void;
}

/** What brought a look about. */
type Reason = 'start' | 'tick' | 'trigger';

/**
 * Probes one container with one probe for as long as the pod lives. Its ticks are counted from its own birth, in the
 * pod's first sync, and go on through the container's restarts. Upstream: `pkg/kubelet/prober/worker.go`.
 */
export class ProbeWorker {
  readonly #parts: ProbeWorkerParts;
  readonly #prober: Prober;
  readonly #period: Span;
  #state: 'waiting' | 'probing' | 'exited' = 'probing';
  #timer: Timer | undefined;
  #nextTick: Instant = 0;
  /** When the last look began. */
  #beganAt: Instant = 0;
  /** When its ticker was last set, or that of the tick which brought this about. */
  #countedFrom: Instant = 0;
  /** Of a tick in the instant of another one: whether it was counted no later, and so is first. */
  #isTaken = false;
  /** What its channels hold while it is not waiting. */
  readonly #pending = { stop: false, trigger: false };
  #containerId: string | undefined;
  #lastResult: 'success' | 'failure' | undefined;
  #resultRun = 0;
  /** Until there is a new container. */
  #onHold = false;
  readonly #cause: Cause;
  /** What is done at a time that was waited for, made once: there are thousands of ticks. */
  readonly #wakings = {
    [lanes.prober]: { wakeUp: () => this.#select(false), isIdle: undefined },
    [lanes.probeTick]: {
      wakeUp: () => {
        const { kernel, clock, ticks, release, syncsBeforeRelist } = this.#parts;
        // Only relists make what they bring about a little later.
        const isRelist = release.relistsOnDemand && clock.lastRelistAt(kernel.now) === kernel.now;
        this.#isTaken = !isRelist || this.#countedFrom <= ticks.countedFrom || !syncsBeforeRelist();
        if (ticks.changedAt === kernel.now) this.#wake(kernel.now, lanes.lateProbeTick);
        else this.#select(true);
      },
      isIdle: () => this.#isSettled(),
    },
    [lanes.lateProbeTick]: { wakeUp: () => this.#select(true), isIdle: undefined },
  };
  readonly #failed = () => this.#select(false);

  constructor(parts: ProbeWorkerParts) {
    this.#parts = parts;
    this.#cause = { field: parts.field };
    this.#period = seconds(periodSeconds(parts.probe));
    this.#prober = new Prober({
      ...parts,
      eventField: eventField(parts.pod.spec, parts.container.name),
      inARow: (result) => (this.#lastResult === result ? this.#resultRun + 1 : 1),
    });
  }

  /** Upstream: `run`. After a restart of the kubelet, workers would all probe at the same time, so they wait a little. */
  start(): void {
    const { kernel, clock } = this.#parts;
    const isEarly = this.#period > kernel.now - clock.kubeletStart;
    const delay = isEarly ? Math.round(clock.random() * this.#period) : 0;
    const begin = () => {
      this.#setTicker();
      this.#doProbe('start');
    };
    kernel.schedule(kernel.now + delay, lanes.prober, begin, this.#cause);
  }

  /** Asks for a probe at once; asking again before it has begun changes nothing. Upstream: `manualTriggerCh`. */
  trigger(): void {
    if (this.#pending.trigger || this.#state === 'exited') return;
    this.#pending.trigger = true;
    // A tick that is due in this instant may have been taken already: each relist makes what it brings about a little later.
    const isDue = this.#timer?.at === this.#parts.kernel.now && this.#timer.lane === lanes.lateProbeTick;
    if (this.#state === 'waiting' && !(isDue && this.#isTaken)) this.#wake(this.#parts.kernel.now, lanes.prober);
  }

  /** Upstream: `stopCh`. */
  stop(): void {
    if (this.#pending.stop || this.#state === 'exited') return;
    this.#pending.stop = true;
    if (this.#state === 'waiting') this.#wake(this.#parts.kernel.now, lanes.prober);
  }

  /** @param followsProbe whether a probe has just ended, which goes by the clock that the ticker had */
  #setTicker(followsProbe = false): void {
    const { kernel, ticks } = this.#parts;
    this.#nextTick = kernel.now + this.#period;
    if (followsProbe) return;
    this.#countedFrom = ticks.changedAt === kernel.now ? ticks.countedFrom : kernel.now;
  }

  #wake(at: Instant, lane: typeof lanes.prober | typeof lanes.probeTick | typeof lanes.lateProbeTick): void {
    const { kernel } = this.#parts;
    if (this.#timer !== undefined) this.#timer.cancelled = true;
    const { wakeUp, isIdle } = this.#wakings[lane];
    this.#timer = kernel.schedule(at, lane, wakeUp, this.#cause, isIdle);
  }

  /** Waits for its end, a tick, or somebody who asks; what is there already is taken at once. */
  #select(isTick: boolean): void {
    const { now } = this.#parts.kernel;
    const followsProbe = this.#state === 'probing' && this.#beganAt < now;
    this.#timer = undefined;
    this.#state = 'waiting';
    if (this.#pending.stop) {
      this.#exit();
    } else if (this.#pending.trigger && !isTick) {
      // A probe that was asked for restarts the ticker.
      this.#pending.trigger = false;
      this.#setTicker(followsProbe);
      this.#doProbe('trigger');
    } else if (this.#nextTick <= now) {
      // A ticker keeps at most one tick for a late reader, and its phase.
      this.#nextTick += this.#period * (Math.floor((now - this.#nextTick) / this.#period) + 1);
      this.#doProbe(isTick ? 'tick' : 'start');
    } else {
      this.#wake(this.#nextTick, lanes.probeTick);
    }
  }

  #exit(): void {
    if (this.#state === 'exited') return;
    this.#state = 'exited';
    if (this.#timer !== undefined) this.#timer.cancelled = true;
    if (this.#containerId !== undefined) this.#parts.results.remove(this.#containerId);
    this.#parts.onExit();
  }

  /** Probes the container once and records the result, if it is time. */
  #doProbe(reason: Reason): void {
    this.#state = 'probing';
    this.#beganAt = this.#parts.kernel.now;
    const target = this.#target(reason);
    if (target === 'exit') this.#exit();
    else if (target === 'wait') this.#select(false);
    else {
      const finished = (result: 'success' | 'failure') => {
        this.#count(target, result);
        this.#select(false);
      };
      this.#prober.probe(target, finished, this.#failed);
    }
  }

  /** The container to probe now, or whether to wait for the next tick. */
  #target(reason: Reason): string | 'wait' | 'exit' {
    const { pod, container, type, results, kernel, clock, release, probe } = this.#parts;
    const status = this.#parts.podStatus();
    if (status === undefined) return 'wait';
    if (status.phase === 'Failed' || status.phase === 'Succeeded') return 'exit';
    const target = statusOf(status, container.name);
    const { containerId } = target ?? {};
    if (target === undefined || containerId === undefined) return 'wait';
    if (this.#containerId !== containerId) {
      if (this.#containerId !== undefined) results.remove(this.#containerId);
      this.#containerId = containerId;
      // Sidecars count as started before their first probe after a restart of the kubelet.
      if (release.inheritsStarted && type === 'startup' && isInit(pod, container) && target.started) {
        this.#set(containerId, 'success', reason);
      }
      if (!(release.inheritsStarted && isOlderThanKubelet(target, clock))) {
        this.#set(containerId, initialValue[type], reason);
      }
      this.#onHold = false;
    }
    if (this.#onHold) return 'wait';
    if (target.state.type !== 'running') {
      this.#set(containerId, 'failure', reason);
      const { state } = target;
      if (state.type !== 'terminated' || mayRestart(container, pod.spec, state.exitCode, release)) return 'wait';
      return shouldRestartAll(pod.spec, undefined, status, release) ? 'wait' : 'exit';
    }
    if (pod.deletion !== undefined && type !== 'readiness') {
      this.#set(containerId, 'success', reason);
      return 'exit';
    }
    const age = kernel.now - fromMs(target.state.startedAtMs);
    if (Math.floor(age / second) * second < seconds(probe.initialDelaySeconds ?? 0)) return 'wait';
    // A startup probe is done once the container has started; the others wait for that.
    return target.started === (type === 'startup') ? 'wait' : containerId;
  }

  /** Whether, as long as the container answers as it did, no tick changes a verdict or makes an event. */
  #isSettled(): boolean {
    const { container, probe, results, type, podStatus } = this.#parts;
    const status = podStatus();
    const target = status && statusOf(status, container.name);
    if (this.#pending.trigger || target?.containerId === undefined || target.containerId !== this.#containerId) {
      return false;
    }
    if (target.state.type !== 'running') return false;
    if (type === 'startup') return target.started;
    const succeeds = this.#lastResult === 'success' && this.#resultRun >= successThreshold(probe);
    return target.started && succeeds && !this.#prober.warned && results.get(target.containerId) === 'success';
  }

  #set(containerId: string, result: ProbeResult, reason: Reason): void {
    const { results, ticks, kernel } = this.#parts;
    if (reason === 'tick' && results.get(containerId) !== result) {
      ticks.changedAt = kernel.now;
      ticks.countedFrom = this.#countedFrom;
    }
    results.set(containerId, result);
  }

  /** Below its threshold, a result leaves the verdict unchanged. */
  #count(containerId: string, result: 'success' | 'failure'): void {
    const { probe, type, results } = this.#parts;
    this.#resultRun = this.#lastResult === result ? this.#resultRun + 1 : 1;
    this.#lastResult = result;
    const threshold = result === 'success' ? successThreshold(probe) : failureThreshold(probe);
    if (this.#resultRun < threshold) return;
    results.set(containerId, result);
    if (type === 'startup' || (type === 'liveness' && result === 'failure')) {
      this.#onHold = true;
      this.#resultRun = 0;
    }
  }
}

function isInit({ spec }: PodObject, { name }: Container): boolean {
  return (spec.initContainers ?? []).some((container) => container.name === name);
}

/** Whether a container ran before the kubelet was started. Upstream: `kubeletRestartGracePeriod`. */
export function isOlderThanKubelet({ state }: KubeletContainerStatus, { kubeletStart }: NodeClock): boolean {
  return state.type === 'running' && fromMs(state.startedAtMs) < kubeletStart - restartGracePeriod;
}

/** The status of a container that there is. */
function statusOf(status: KubeletPodStatus, container: string): KubeletContainerStatus | undefined {
  return existing(status.containerStatuses, container) ?? existing(status.initContainerStatuses, container);
}

function existing(statuses: readonly KubeletContainerStatus[], container: string): KubeletContainerStatus | undefined {
  for (const status of statuses) if (status.name === container && status.containerId !== undefined) return status;
  return undefined;
}
