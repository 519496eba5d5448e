import type { Pod, ProbeType } from '../../../server/src/kubernetes/pod.ts';
import type { Environment } from '../../../server/src/lifecycle/environment.ts';
import { simulate } from '../../../server/src/lifecycle/simulate.ts';
import type { ContainerStatus, Trace, TraceEntry } from '../../../server/src/lifecycle/trace/trace.ts';
import type { ContainerBehaviour } from '../../../server/src/lifecycle/world/containerBehaviour.ts';
import type { Scenario } from '../../../server/src/lifecycle/world/scenario.ts';

export interface Life {
  readonly pod: Pod;
  readonly environment: Partial<Environment>;
  readonly pullSeconds: number;
  readonly app: Omit<ContainerBehaviour, 'image'>;
  readonly untilSeconds: number;
  readonly scenario?: Partial<Scenario>;
}

/** Runs a pod whose container `app` does what `app` says; whatever else is in it is well. */
export function live({ pod, environment, pullSeconds, app, untilSeconds, scenario }: Life): Observed {
  const world: Scenario = {
    name: 'sweep',
    ...scenario,
    containers: { ...scenario?.containers, app: { ...app, image: { present: false, pullSeconds } } },
  };
  return new Observed(simulate(pod, world, { environment, untilMs: untilSeconds * 1_000 }));
}

function statusOf(entry: TraceEntry & { kind: 'status' }): ContainerStatus | undefined {
  return entry.status.containerStatuses.find(({ name }) => name === 'app');
}

/** Answers questions about a trace; times are milliseconds, and undefined is what did not happen. */
export class Observed {
  readonly trace: Trace;

  constructor(trace: Trace) {
    this.trace = trace;
  }

  startOf(instance: number): number | undefined {
    return this.#call('start', instance);
  }

  exitOf(instance: number): number | undefined {
    return this.#call('exited', instance);
  }

  /** Begin of the first attempt of a probe at an instance. */
  firstAttempt(type: ProbeType, instance = 0): number | undefined {
    for (const entry of this.trace.entries) {
      if (
        entry.kind === 'probe' &&
        entry.probe.container === 'app' &&
        entry.probe.type === type &&
        entry.probe.instance === instance
      ) {
        return entry.atMs - entry.probe.tookMs;
      }
    }
    return undefined;
  }

  killOf(instance: number): number | undefined {
    const from = this.startOf(instance);
    return from === undefined
      ? undefined
      : this.#first(
          (entry) =>
            entry.kind === 'event' &&
            entry.event.reason === 'Killing' &&
            entry.event.field === 'spec.containers{app}' &&
            entry.atMs >= from,
        );
  }

  readyAfter(fromMs: number): number | undefined {
    return this.#status(fromMs, (status) => status.ready);
  }

  notReadyAfter(fromMs: number): number | undefined {
    return this.#status(fromMs, (status) => !status.ready);
  }

  crashLoop(): { readonly atMs: number; readonly restarts: number } | undefined {
    for (const entry of this.trace.entries) {
      if (entry.kind !== 'status') continue;
      const status = statusOf(entry);
      if (status?.state.type === 'waiting' && status.state.reason === 'CrashLoopBackOff') {
        return { atMs: entry.atMs, restarts: status.restartCount };
      }
    }
    return undefined;
  }

  gone(): number | undefined {
    return this.#first((entry) => entry.kind === 'api' && entry.call === 'removed');
  }

  #call(op: string, instance: number): number | undefined {
    return this.#first(
      (entry) =>
        entry.kind === 'cri' &&
        entry.call.container === 'app' &&
        entry.call.op === op &&
        entry.call.instance === instance,
    );
  }

  #status(fromMs: number, holds: (status: ContainerStatus) => boolean): number | undefined {
    return this.#first((entry) => {
      if (entry.kind !== 'status' || entry.atMs < fromMs) return false;
      const status = statusOf(entry);
      return status !== undefined && holds(status);
    });
  }

  #first(matches: (entry: TraceEntry) => boolean): number | undefined {
    return this.trace.entries.find(matches)?.atMs;
  }
}
