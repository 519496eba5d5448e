import { probeDefaults } from '../../kubernetes/defaults.ts';
import type { Container, Probe, ProbeType } from '../../kubernetes/pod.ts';
import type { NodeClock } from '../environment.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { lanes } from '../kernel/lanes.ts';
import { toMs } from '../kernel/time.ts';
import type { TraceRecorder } from '../kernel/traceRecorder.ts';
import type { EventRecorder } from '../record/eventRecorder.ts';
import type { Release } from '../release.ts';
import type { Cause, ProbeExecution } from '../trace/trace.ts';
import { probeAsWritten } from '../world/commandAsWritten.ts';
import type { ProbeAnswer } from '../world/containerBehaviour.ts';
import type { ContainerRuntime } from '../world/containerRuntime.ts';
import { attemptProbe, interruptedOutput, notRunning, type ProbeAttempt, probeTitle } from '../world/probeTarget.ts';
import type { ProbeResult } from './probeResults.ts';

/** Upstream: `maxProbeRetries` in `pkg/kubelet/prober/prober.go`. */
const maxAttempts = 3;
/** Upstream: gRPC’s words for a socket where nothing listens. */
const noRuntime =
  'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix /run/containerd/containerd.sock: connect: connection refused"';

export interface ProberParts {
  readonly kernel: Kernel;
  readonly clock: NodeClock;
  readonly trace: TraceRecorder;
  readonly events: EventRecorder;
  readonly runtime: ContainerRuntime;
  readonly release: Release;
  /** Nothing can be run in a container then. */
  readonly isRuntimeDown: () => boolean;
  readonly container: Container;
  readonly probe: Probe;
  readonly type: ProbeType;
  /** Path of the probe in the pod. */
  readonly field: string;
  /** What events are about, e.g. `spec.containers{app}`. */
  readonly eventField: string;
  /** With this result, how many of its kind there are in a row. */
  readonly inARow: (result: 'success' | 'failure') => number;
}

type Finished = (result: 'success' | 'failure') => void;

/**
 * Runs the probe of a container and tells of it. A result below its threshold is none of the prober's business.
 * Upstream: `pkg/kubelet/prober/prober.go`.
 */
export class Prober {
  readonly #parts: ProberParts;
  readonly #cause: Cause;
  readonly #fields: Readonly<Record<ProbeResult, readonly string[]>>;
  /** How a command that is written out answers. */
  readonly #written: ProbeAnswer | undefined;
  readonly #periodSeconds: number;
  readonly #thresholds: Readonly<Record<ProbeResult, number>>;
  #warned = false;

  constructor(parts: ProberParts) {
    this.#parts = parts;
    const { field, probe } = parts;
    this.#cause = { field };
    this.#written = probeAsWritten(probe, parts.container);
    this.#periodSeconds = periodSeconds(probe);
    this.#thresholds = { unknown: maxAttempts, success: successThreshold(probe), failure: failureThreshold(probe) };
    this.#fields = {
      failure: [`${field}.failureThreshold`, `${field}.periodSeconds`],
      success: [`${field}.successThreshold`],
      unknown: [field],
    };
  }

  /** Whether the last success made an event. */
  get warned(): boolean {
    return this.#warned;
  }

  /**
   * Upstream: `probe` and `runProbeWithRetries`. An attempt that could not be made is repeated at once.
   * @param failed called where none could be made: the result is thrown away
   */
  probe(containerId: string, finished: Finished, failed: () => void, attempt = 1): void {
    // The container may be gone by the end of the attempt.
    const instance = this.#parts.runtime.record(containerId)?.instance ?? 0;
    const done = (outcome: ProbeAttempt, trouble: ProbeExecution['trouble'], cause: Cause) => {
      const { result, output } = outcome;
      if (result === 'error') {
        const entry = this.#record(instance, outcome, 'unknown', attempt, trouble, cause);
        if (attempt < maxAttempts) {
          this.probe(containerId, finished, failed, attempt + 1);
          return;
        }
        this.#warn('Unhealthy', `errored and resulted in unknown state: ${output}`, entry);
        failed();
        return;
      }
      const known = result === 'failure' ? 'failure' : 'success';
      const entry = this.#record(instance, outcome, known, this.#parts.inARow(known), trouble, cause);
      this.#warned = result === 'warning';
      if (result === 'failure') this.#warn('Unhealthy', `failed: ${output}`, entry);
      if (result === 'warning') this.#warn('ProbeWarning', `warning: ${output}`, entry);
      this.#parts.kernel.cause = entry;
      finished(known);
    };
    this.#runProbe(containerId, done);
  }

  /** One attempt. Upstream: `runProbe`. */
  #runProbe(
    containerId: string,
    done: (outcome: ProbeAttempt, trouble: ProbeExecution['trouble'], cause: Cause) => void,
  ): void {
    const { kernel, runtime, clock, container, probe, type, release } = this.#parts;
    const record = runtime.record(containerId);
    const isRunning = record?.state === 'running';
    if (!isRunning && probe.exec !== undefined) {
      done({ result: 'error', took: 0, output: notRunning }, 'notRunning', this.#cause);
      return;
    }
    if (probe.exec !== undefined && this.#parts.isRuntimeDown()) {
      done({ result: 'error', took: 0, output: noRuntime }, 'error', this.#cause);
      return;
    }
    // Between the end of the process and the relist that notices it, nobody listens.
    const said = isRunning
      ? runtime.answer(record, type, probe)
      : { value: { fromSeconds: 0, result: 'refused' as const }, cause: record?.cause ?? this.#cause };
    const outcome = attemptProbe(container, probe, said?.value ?? this.#written, clock.exec, release);
    const began = kernel.now;
    const finish = () => done(outcome, outcome.trouble, said?.cause ?? this.#cause);
    if (outcome.took <= 0) {
      // Nothing can come between the beginning and the end of an attempt that takes no time.
      kernel.schedule(began, lanes.probeResult, finish, this.#cause);
      return;
    }
    const end = () => {
      callOff();
      finish();
    };
    const timer = kernel.schedule(began + outcome.took, lanes.world, end, this.#cause);
    const callOff = runtime.onEnd(containerId, () => {
      timer.cancelled = true;
      const output = interruptedOutput(container, probe);
      const died: ProbeAttempt = { result: 'failure', took: kernel.now - began, output };
      const why = kernel.cause;
      kernel.schedule(kernel.now, lanes.world, () => done(died, 'containerDied', why));
    });
  }

  #record(
    instance: number,
    { result: outcome, output, took }: ProbeAttempt,
    result: ProbeResult,
    inARow: number,
    trouble: ProbeExecution['trouble'],
    cause: Cause,
  ): Cause {
    const { trace, container, type } = this.#parts;
    return trace.record(
      {
        kind: 'probe',
        source: 'prober',
        probe: {
          container: container.name,
          instance,
          type,
          result,
          output,
          tookMs: toMs(took),
          periodSeconds: this.#periodSeconds,
          inARow,
          threshold: this.#thresholds[result],
          ...(trouble === undefined ? undefined : { trouble }),
          ...(outcome === 'warning' ? ({ warning: true } as const) : undefined),
        },
        fields: this.#fields[result],
      },
      { cause, lead: true },
    );
  }

  #warn(reason: 'Unhealthy' | 'ProbeWarning', what: string, entry: Cause): void {
    const { events, type, eventField } = this.#parts;
    const message = `${probeTitle(type)} probe ${what}`;
    events.event({ type: 'Warning', reason, message, field: eventField }, entry);
  }
}

export function periodSeconds({ periodSeconds }: Probe): number {
  return periodSeconds || probeDefaults.periodSeconds;
}

export function successThreshold({ successThreshold }: Probe): number {
  return successThreshold || probeDefaults.successThreshold;
}

export function failureThreshold({ failureThreshold }: Probe): number {
  return failureThreshold || probeDefaults.failureThreshold;
}
