import type { Container, Probe, ProbeType } from '../../kubernetes/pod.ts';
import type { KubeletContainerStatus, KubeletPodStatus, PodObject } from '../apiserver/podObject.ts';
import type { NodeClock } from '../environment.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { lanes } from '../kernel/lanes.ts';
import type { Timer } from '../kernel/process.ts';
import { fromMs, type Instant, type Span, second, seconds, toMs } from '../kernel/time.ts';
import type { TraceRecorder } from '../kernel/traceRecorder.ts';
import type { EventRecorder } from '../record/eventRecorder.ts';
import { mayRestart, type Release } from '../release.ts';
import type { Cause, ProbeExecution } from '../trace/trace.ts';
import type { ContainerRuntime } from '../world/containerRuntime.ts';
import { attemptProbe, interruptedOutput, notRunning, type ProbeAttempt, probeTitle } from '../world/probeTarget.ts';
import type { ProbeResult, ProbeResults } from './probeResults.ts';
import { eventField } from './references.ts';
import { shouldRestartAll } from './restartAllContainers.ts';

const maxAttempts = 3;
const noRuntime =
  'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix /run/containerd/containerd.sock: connect: connection refused"';

const initialResult: Readonly<Record<ProbeType, ProbeResult>> = {
  liveness: 'success',
  readiness: 'failure',
  startup: 'unknown',
};

type ProbeLane = typeof lanes.prober | typeof lanes.probeTick | typeof lanes.lateProbeTick;

/** What every probe worker of a pod works with; its manager hands it on. */
export interface ProbeSurroundings {
  readonly kernel: Kernel;
  readonly clock: NodeClock;
  readonly trace: TraceRecorder;
  readonly events: EventRecorder;
  readonly runtime: ContainerRuntime;
  readonly release: Release;
  /** The status that the kubelet keeps, which workers read at every tick. */
  readonly podStatus: () => KubeletPodStatus | undefined;
  /** Nothing can be run in a container then. */
  readonly isRuntimeDown: () => boolean;
}

interface ProbeWorkerParts extends ProbeSurroundings {
  readonly pod: PodObject;
  readonly container: Container;
  readonly probe: Probe;
  readonly type: ProbeType;
  /** Path of the probe in the pod. */
  readonly field: string;
  readonly results: ProbeResults;
  /** Shared by the pod's workers: when a tick last changed a verdict, without a probe. */
  readonly ticks: { changedAt: Instant };
  readonly onExit: () => void;
}

/**
 * Probes one container with one probe for as long as the pod lives. Its ticks are counted from its own birth, in the
 * pod's first sync, and go on through the container's restarts. Upstream: `pkg/kubelet/prober/worker.go`.
 */
export class ProbeWorker {
  readonly #parts: ProbeWorkerParts;
  readonly #period: Span;
  readonly #initialDelay: Span;
  readonly #successThreshold: number;
  readonly #failureThreshold: number;
  readonly #field: string;
  readonly #cause: Cause;
  readonly #fields: Readonly<Record<ProbeResult, readonly string[]>>;
  #nextTick: Instant = 0;
  #timer: Timer | undefined;
  #busy = false;
  #triggered = false;
  #ticked = false;
  #stopped = false;
  #exited = false;
  #containerId: string | undefined;
  #lastResult: 'success' | 'failure' | undefined;
  #resultRun = 0;
  #onHold = false;

  constructor(parts: ProbeWorkerParts) {
    this.#parts = parts;
    const { probe } = parts;
    this.#period = seconds(probe.periodSeconds || 10);
    this.#initialDelay = seconds(probe.initialDelaySeconds ?? 0);
    this.#successThreshold = probe.successThreshold || 1;
    this.#failureThreshold = probe.failureThreshold || 3;
    this.#field = eventField(parts.pod.spec, parts.container.name);
    const { field } = parts;
    this.#cause = { field };
    this.#fields = {
      failure: [`${field}.failureThreshold`, `${field}.periodSeconds`],
      success: [`${field}.successThreshold`],
      unknown: [field],
    };
  }

  start(): void {
    const { kernel, clock } = this.#parts;
    const begin = () => {
      this.#nextTick = kernel.now + this.#period;
      this.#look();
    };
    // After a restart of the kubelet, workers would all probe at the same time.
    if (this.#period > kernel.now - clock.kubeletStart) {
      this.#busy = true;
      kernel.schedule(kernel.now + Math.round(clock.random() * this.#period), lanes.prober, begin, this.#cause);
    } else {
      kernel.schedule(kernel.now, lanes.prober, begin, this.#cause);
      this.#busy = true;
    }
  }

  /** Asks for a probe at once; asking again before it has begun changes nothing. */
  trigger(): void {
    if (this.#triggered || this.#exited) return;
    this.#triggered = true;
    // A tick that is due in this instant has been taken already.
    if (this.#timer?.at === this.#parts.kernel.now && this.#timer.lane === lanes.lateProbeTick) return;
    if (!this.#busy) this.#wake(this.#parts.kernel.now, lanes.prober);
  }

  stop(): void {
    if (this.#stopped || this.#exited) return;
    this.#stopped = true;
    if (!this.#busy) this.#wake(this.#parts.kernel.now, lanes.prober);
  }

  #wake(at: Instant, lane: ProbeLane): void {
    if (this.#timer !== undefined) this.#timer.cancelled = true;
    this.#timer = this.#parts.kernel.schedule(at, lane, () => this.#wakeUp(lane), this.#cause);
  }

  #wakeUp(lane: ProbeLane): void {
    const { kernel, ticks } = this.#parts;
    if (lane === lanes.probeTick && ticks.changedAt === kernel.now) {
      this.#wake(kernel.now, lanes.lateProbeTick);
      return;
    }
    if (lane !== lanes.prober) this.#ticked = true;
    this.#next();
    this.#ticked = false;
  }

  /** Decides what comes after a look: the end, a probe that is already due, or a wait. */
  #next(): void {
    const { now } = this.#parts.kernel;
    this.#timer = undefined;
    this.#busy = false;
    if (this.#stopped) {
      this.#exit();
      return;
    }
    if (this.#triggered && !this.#ticked) {
      // A look that was asked for restarts the ticker.
      this.#triggered = false;
      this.#nextTick = now + this.#period;
      this.#look();
    } else if (this.#nextTick <= now) {
      // A ticker keeps at most one tick for a late reader, and its phase.
      this.#nextTick += this.#period * (Math.floor((now - this.#nextTick) / this.#period) + 1);
      this.#look();
    } else {
      this.#wake(this.#nextTick, lanes.probeTick);
    }
  }

  #exit(): void {
    if (this.#exited) return;
    this.#exited = true;
    if (this.#timer !== undefined) this.#timer.cancelled = true;
    if (this.#containerId !== undefined) this.#parts.results.remove(this.#containerId);
    this.#parts.onExit();
  }

  /** `doProbe`: looks at the container's status and probes it if it is time. */
  #look(): void {
    this.#busy = true;
    const target = this.#target();
    if (target === 'exit') this.#exit();
    else if (target === 'wait') this.#next();
    else this.#probe(target, 1);
  }

  /** The container to probe now, or why there is none. */
  #target(): string | 'wait' | 'exit' {
    const { pod, container, type, results, kernel, release } = this.#parts;
    const status = this.#parts.podStatus();
    if (status === undefined) return 'wait';
    if (status.phase === 'Failed' || status.phase === 'Succeeded') return 'exit';
    const target =
      findWithId(status.containerStatuses, container.name) ?? findWithId(status.initContainerStatuses, container.name);
    if (target === undefined) return 'wait';
    const { containerId } = target;
    if (this.#containerId !== containerId) {
      if (this.#containerId !== undefined) results.remove(this.#containerId);
      this.#containerId = containerId;
      this.#set(containerId, initialResult[type]);
      this.#onHold = false;
    }
    if (this.#onHold) return 'wait';
    if (target.state.type !== 'running') {
      this.#set(containerId, 'failure');
      const { state } = target;
      if (state.type !== 'terminated' || mayRestart(container, pod.spec, state.exitCode, release)) return 'wait';
      return shouldRestartAll(pod.spec, undefined, status, release) ? 'wait' : 'exit';
    }
    if (pod.deletion !== undefined && type !== 'readiness') {
      this.#set(containerId, 'success');
      return 'exit';
    }
    const age = kernel.now - fromMs(target.state.startedAtMs);
    if (Math.floor(age / second) * second < this.#initialDelay) return 'wait';
    // A startup probe is done once the container has started; the others wait for that.
    return target.started === (type === 'startup') ? 'wait' : containerId;
  }

  #set(containerId: string, result: ProbeResult): void {
    const { results, ticks, kernel } = this.#parts;
    if (this.#ticked && results.get(containerId) !== result) ticks.changedAt = kernel.now;
    results.set(containerId, result);
  }

  #probe(containerId: string, attempt: number): void {
    const { kernel, runtime, clock, container, probe, type } = this.#parts;
    const record = runtime.record(containerId);
    const instance = record?.instance ?? 0;
    const isRunning = record?.state === 'running';
    if (!isRunning && probe.exec !== undefined) {
      this.#attempted({ result: 'error', took: 0, output: notRunning }, 'notRunning', instance, attempt, this.#cause);
      return;
    }
    if (probe.exec !== undefined && this.#parts.isRuntimeDown()) {
      const cannot: ProbeAttempt = { result: 'error', took: 0, output: noRuntime };
      this.#attempted(cannot, 'error', instance, attempt, this.#cause);
      return;
    }
    // Between the end of the process and the relist that notices it, nobody listens.
    const said = isRunning
      ? runtime.world(container.name).answer(type, probe, kernel.now - (record.startedAt ?? kernel.now))
      : { value: { fromSeconds: 0, result: 'refused' as const }, cause: record?.cause ?? this.#cause };
    const outcome = attemptProbe(container, probe, said?.value, clock.exec);
    const cause = said?.cause ?? this.#cause;
    const began = kernel.now;
    const finish = () => this.#attempted(outcome, outcome.trouble, instance, attempt, cause);
    if (outcome.took <= 0) {
      // Nothing can come between the beginning and the end of an attempt that takes no time.
      kernel.schedule(began, lanes.probeResult, finish, this.#cause);
      return;
    }
    const timer = kernel.schedule(
      began + outcome.took,
      lanes.world,
      () => {
        callOff();
        finish();
      },
      this.#cause,
    );
    const callOff = runtime.onEnd(containerId, () => {
      timer.cancelled = true;
      const died: ProbeAttempt = {
        result: 'failure',
        took: kernel.now - began,
        output: interruptedOutput(container, probe),
      };
      const why = kernel.cause;
      kernel.schedule(kernel.now, lanes.world, () => this.#attempted(died, 'containerDied', instance, attempt, why));
    });
  }

  /** One attempt is over; an attempt that could not be made is repeated at once. */
  #attempted(
    outcome: ProbeAttempt,
    trouble: ProbeExecution['trouble'],
    instance: number,
    attempt: number,
    cause: Cause,
  ): void {
    const { kernel, trace, events, container, type } = this.#parts;
    const isWarning = outcome.result === 'warning';
    const result = outcome.result === 'error' ? 'unknown' : outcome.result === 'failure' ? 'failure' : 'success';
    const inARow = result === 'unknown' ? attempt : this.#lastResult === result ? this.#resultRun + 1 : 1;
    const threshold =
      result === 'unknown' ? maxAttempts : result === 'success' ? this.#successThreshold : this.#failureThreshold;
    const entry = trace.record(
      {
        kind: 'probe',
        source: 'prober',
        probe: {
          container: container.name,
          instance,
          type,
          result,
          output: outcome.output,
          tookMs: toMs(outcome.took),
          periodSeconds: toMs(this.#period) / 1000,
          ...(trouble === undefined ? {} : { trouble }),
          ...(isWarning ? { warning: true as const } : {}),
          inARow,
          threshold,
        },
        fields: this.#fields[result],
      },
      { cause, lead: true },
    );
    if (result === 'unknown') {
      if (attempt < maxAttempts) {
        this.#probe(this.#containerId!, attempt + 1);
        return;
      }
      const message = `${probeTitle(type)} probe errored and resulted in unknown state: ${outcome.output}`;
      events.event({ type: 'Warning', reason: 'Unhealthy', message, field: this.#field }, entry);
      this.#next();
      return;
    }
    if (result === 'failure') {
      const message = `${probeTitle(type)} probe failed: ${outcome.output}`;
      events.event({ type: 'Warning', reason: 'Unhealthy', message, field: this.#field }, entry);
    }
    if (isWarning) {
      const message = `${probeTitle(type)} probe warning: ${outcome.output}`;
      events.event({ type: 'Warning', reason: 'ProbeWarning', message, field: this.#field }, entry);
    }
    this.#lastResult = result;
    this.#resultRun = inARow;
    if (inARow >= threshold) {
      kernel.cause = entry;
      this.#parts.results.set(this.#containerId!, result);
      if (type === 'startup' || (type === 'liveness' && result === 'failure')) {
        this.#onHold = true;
        this.#resultRun = 0;
      }
    }
    this.#next();
  }
}

function findWithId(
  statuses: readonly KubeletContainerStatus[],
  name: string,
): (KubeletContainerStatus & { readonly containerId: string }) | undefined {
  for (const status of statuses) {
    if (status.name === name && status.containerId !== undefined) return { ...status, containerId: status.containerId };
  }
  return undefined;
}
