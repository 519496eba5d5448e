/** Wishes of an app as marks on the time axis, and the settings that meet them as changes of what is simulated. */
import { probeField } from '../../../server/src/kubernetes/pod.ts';
import type { Trace } from '../../../server/src/lifecycle/trace/trace.ts';
import type { TunedProbe, TuneWish, TuneWishes } from '../../../server/src/simulation/tune.ts';
import type { TuneAnswer } from '../engine/tuneQuestion.ts';
import type { Simulation } from '../protocol.ts';
import type { Input, InputPath } from './inputPath.ts';
import type { Setting } from './palette.ts';

export const wishNames: readonly TuneWish[] = ['startSeconds', 'restartSeconds', 'trafficSeconds', 'outageSeconds'];

export const mostWishedSeconds = 86_400;

/** A wish on the axis, with what the probes make of it. */
export interface WishMark {
  readonly wish: TuneWish;
  /** From what moment of the simulation it counts. */
  readonly originMs: number;
  /** Undefined while nothing is wished. */
  readonly seconds: number | undefined;
  /** When it comes about, from the origin, at the earliest and at the latest; undefined where nothing decides it. */
  readonly reach: { readonly bestMs: number; readonly worstMs: number } | undefined;
  /** Where it contradicts something: the time within which it could be. */
  readonly neededSeconds: number | undefined;
}

export function wishMarks(wishes: TuneWishes, { originMs }: Origins, answer: TuneAnswer | undefined): WishMark[] {
  return wishNames.map((wish) => ({
    wish,
    originMs: originMs[wish],
    seconds: wishes[wish],
    reach: (answer?.tuned ?? answer?.now)?.[wish],
    // What is missing is missing at the deadline, not at the outage that stands against it.
    neededSeconds: answer?.contradictions.find(({ wishes: [first] }) => first === wish)?.neededSeconds,
  }));
}

/** At once when it does, at the latest; an outage or a start must be waited for, at the earliest. */
export function decidingMs({ wish, reach }: Pick<WishMark, 'wish' | 'reach'>): number | undefined {
  return wish === 'startSeconds' || wish === 'outageSeconds' ? reach?.bestMs : reach?.worstMs;
}

export interface Origins {
  readonly originMs: Readonly<Record<TuneWish, number>>;
  /** What the marks for failures count from. */
  readonly failureFrom: 'failure' | 'ready' | 'beginning';
}

/**
 * The start of the container, and the moment at which it stops answering; where it never does, that at which it is ready.
 * In a rollout each pod has its own, so there the marks count from the beginning.
 */
export function originsOf(simulation: Simulation, container: string): Origins {
  if (simulation.view !== 'pod') return origins(0, 0, 'beginning');
  const { trace } = simulation;
  const startMs = startOf(trace, container) ?? 0;
  const failure = trace.entries.find(
    ({ kind, ...entry }) =>
      kind === 'world' &&
      'fact' in entry &&
      entry.fact.type === 'answersChanged' &&
      entry.fact.container === container &&
      entry.fact.answers !== 'success',
  );
  if (failure !== undefined) return origins(startMs, failure.atMs, 'failure');
  const ready = trace.entries.find(
    (entry) =>
      entry.kind === 'status' &&
      [...entry.status.initContainerStatuses, ...entry.status.containerStatuses].some(
        ({ name, ready }) => name === container && ready,
      ),
  );
  return ready === undefined ? origins(startMs, startMs, 'beginning') : origins(startMs, ready.atMs, 'ready');
}

function origins(startMs: number, failureMs: number, failureFrom: Origins['failureFrom']): Origins {
  const originMs = {
    startSeconds: startMs,
    restartSeconds: failureMs,
    trafficSeconds: failureMs,
    outageSeconds: failureMs,
  };
  return { originMs, failureFrom };
}

function startOf({ entries }: Trace, container: string): number | undefined {
  return entries.find(
    (entry) => entry.kind === 'cri' && entry.call.op === 'start' && entry.call.container === container,
  )?.atMs;
}

/** Containers that keep running, so that probes watch them, in the order of the spec. */
export function tunableContainers({ pod: { spec } }: Input): { readonly name: string; readonly path: InputPath }[] {
  return [
    ...(spec.initContainers ?? []).flatMap(({ name, restartPolicy }, index) =>
      restartPolicy === 'Always' ? [{ name, path: ['pod', 'spec', 'initContainers', index] as const }] : [],
    ),
    ...spec.containers.map(({ name }, index) => ({ name, path: ['pod', 'spec', 'containers', index] as const })),
  ];
}

/** The settings as values of what is simulated. */
export function probeSettings(input: Input, container: string, probes: readonly TunedProbe[]): Setting[] {
  const place = tunableContainers(input).find(({ name }) => name === container);
  if (place === undefined) return [];
  return probes.flatMap(({ type, periodSeconds, failureThreshold, handler }): Setting[] => {
    const path: InputPath = [...place.path, probeField[type]];
    if (handler !== undefined) return [{ path, value: { ...handler, periodSeconds, failureThreshold } }];
    return [
      { path: [...path, 'periodSeconds'], value: periodSeconds },
      { path: [...path, 'failureThreshold'], value: failureThreshold },
    ];
  });
}

/** Whole seconds, as the settings are. */
export function wished(seconds: number): number {
  return Math.min(Math.max(Math.round(seconds), 1), mostWishedSeconds);
}
