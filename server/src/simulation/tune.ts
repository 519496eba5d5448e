/**
 * Probes for what somebody wants of an app: "it starts within a minute, a hang is restarted within 30 s". The search goes
 * over all periods and thresholds, and asks the closed forms of `analysis` whether each wish holds at its latest moment.
 */
import { type ContainerTiming, podTiming } from '../analysis/timing.ts';
import { earliest, latest, type TimeWindow } from '../analysis/window.ts';
import { type DefaultedContainer, defaultPod } from '../kubernetes/defaults.ts';
import { type Container, type Handler, type Pod, type Probe, type ProbeType, probeField } from '../kubernetes/pod.ts';

/** What is not said is not wanted. */
export interface TuneWishes {
  /** The app may take this long to answer for the first time. */
  readonly startSeconds?: number;
  /** An app that hangs runs again after this time at the latest, if it ends at SIGTERM. */
  readonly restartSeconds?: number;
  /** A pod whose app hangs gets no more requests after this time at the latest. */
  readonly trafficSeconds?: number;
  /** An app that is away for this long is not restarted. */
  readonly outageSeconds?: number;
}

export type TuneWish = keyof TuneWishes;

/** Settings of one probe; what is not among them stays as it is. */
export interface TunedProbe {
  readonly type: ProbeType;
  readonly periodSeconds: number;
  readonly failureThreshold: number;
  /** Set where the container has no such probe yet. */
  readonly handler?: Handler;
}

export interface Tuned {
  /** Those that change, and new ones. */
  readonly probes: readonly TunedProbe[];
  /** The pod with them. */
  readonly pod: Pod;
  readonly timing: ContainerTiming;
  /** Attempts of liveness and readiness in an hour, before and after. */
  readonly attemptsPerHour: { readonly before: number; readonly after: number };
}

/** Wishes that exclude each other, or what cannot be at all. */
export interface Contradiction {
  readonly wishes: readonly TuneWish[];
  /** The time within which it could be, and how much longer that is than wished. */
  readonly neededSeconds: number;
  readonly missingSeconds: number;
}

export type TuneResult =
  | Tuned
  | { readonly contradictions: readonly Contradiction[] }
  /** A probe is needed, and nothing tells what it should ask. */
  | { readonly withoutHandler: ProbeType }
  | { readonly noContainer: string };

/** One attempt may get lost; two in a row are a failure. */
const leastFailures = 2;

/** The API server takes more; a probe that asks less often than once an hour is none. */
const mostPeriodSeconds = 3_600;

/** When what is wished comes about with such timing: counted from the container's start, or from when its app fails. */
export function wishWindows(timing: ContainerTiming): Readonly<Record<TuneWish, TimeWindow | undefined>> {
  const { startupAllowance, stopsAnswering, removedFromEndpoints } = timing;
  return {
    startSeconds: startupAllowance?.window,
    restartSeconds: stopsAnswering && restartAfterHang(stopsAnswering),
    trafficSeconds: removedFromEndpoints?.hang,
    outageSeconds: stopsAnswering?.error.killed,
  };
}

function restartAfterHang({ hang: { restarted, killed } }: NonNullable<ContainerTiming['stopsAnswering']>): TimeWindow {
  return restarted?.heeds ?? killed;
}

/** The settings with the fewest attempts that meet the wishes for a container of the pod. */
export function tune(pod: Pod, name: string, wishes: TuneWishes): TuneResult {
  const search = Search.of(pod, name);
  if (!search) return { noContainer: name };
  const contradictions: Contradiction[] = [];
  for (const step of [liveness, readiness, startup]) {
    const problem = step(search, wishes);
    if (problem === undefined) continue;
    if ('withoutHandler' in problem) return problem;
    contradictions.push(problem);
  }
  return contradictions.length > 0 ? { contradictions } : search.result();
}

type Problem = Contradiction | { readonly withoutHandler: ProbeType };

function liveness(search: Search, { restartSeconds, outageSeconds = 0 }: TuneWishes): Problem | undefined {
  const present = search.probe('liveness');
  if (restartSeconds === undefined && (present === undefined || outageSeconds === 0)) return undefined;
  if (!search.prepare('liveness')) return { withoutHandler: 'liveness' };
  const tolerates = ({ stopsAnswering }: ContainerTiming) =>
    earliest(stopsAnswering!.error.killed) >= outageSeconds * 1_000;
  if (restartSeconds === undefined) {
    search.set('liveness', search.fewestFailures('liveness', present!.periodSeconds, outageSeconds, tolerates));
    return undefined;
  }
  const takes = ({ stopsAnswering }: ContainerTiming) => restartAfterHang(stopsAnswering!);
  const wishes: TuneWish[] = outageSeconds > 0 ? ['restartSeconds', 'outageSeconds'] : ['restartSeconds'];
  return search.rarest('liveness', {
    withinSeconds: restartSeconds,
    takes,
    lastsSeconds: outageSeconds,
    tolerates,
    wishes,
  });
}

function readiness(search: Search, { trafficSeconds }: TuneWishes): Problem | undefined {
  if (trafficSeconds === undefined) return undefined;
  if (!search.prepare('readiness')) return { withoutHandler: 'readiness' };
  return search.rarest('readiness', {
    withinSeconds: trafficSeconds,
    takes: ({ removedFromEndpoints }) => removedFromEndpoints!.hang,
    lastsSeconds: 0,
    tolerates: () => true,
    wishes: ['trafficSeconds'],
  });
}

/** The start is noticed within a tenth of what it may take, and within this. */
const mostStartPeriodSeconds = 10;

function startup(search: Search, { startSeconds }: TuneWishes): Problem | undefined {
  const grants = ({ startupAllowance }: ContainerTiming) =>
    startupAllowance === undefined || earliest(startupAllowance.window) >= startSeconds! * 1_000;
  if (startSeconds === undefined || (search.probe('startup') === undefined && grants(search.timing())))
    return undefined;
  if (!search.prepare('startup')) return { withoutHandler: 'startup' };
  const period = Math.min(mostStartPeriodSeconds, Math.max(1, Math.round(startSeconds / 10)));
  search.set('startup', search.fewestFailures('startup', period, startSeconds, grants));
  return undefined;
}

interface Limits {
  readonly withinSeconds: number;
  readonly takes: (timing: ContainerTiming) => TimeWindow;
  /** Roughly what `tolerates` asks for, to begin with. */
  readonly lastsSeconds: number;
  readonly tolerates: (timing: ContainerTiming) => boolean;
  readonly wishes: readonly TuneWish[];
}

type Timings = Pick<TunedProbe, 'periodSeconds' | 'failureThreshold'>;

/** A container whose probes are tried with other settings. */
class Search {
  readonly #before: Pod;
  #pod: Pod;
  readonly #name: string;
  readonly #handlers = new Map<ProbeType, Handler>();
  readonly #set = new Map<ProbeType, Timings>();

  private constructor(pod: Pod, name: string) {
    this.#before = pod;
    this.#pod = pod;
    this.#name = name;
  }

  static of(pod: Pod, name: string): Search | undefined {
    return timingOf(pod, name) ? new Search(pod, name) : undefined;
  }

  get #container(): DefaultedContainer {
    return containerOf(defaultPod(this.#pod), this.#name) as DefaultedContainer;
  }

  probe(type: ProbeType): (Timings & { readonly timeoutSeconds: number }) | undefined {
    return this.#container[probeField[type]];
  }

  timing(): ContainerTiming {
    return timingOf(this.#pod, this.#name)!;
  }

  /** Makes sure that there is such a probe; false where nothing tells what it should ask. */
  prepare(type: ProbeType): boolean {
    if (this.probe(type)) return true;
    const handler = handlerFor(containerOf(this.#pod, this.#name)!);
    if (!handler) return false;
    this.#handlers.set(type, handler);
    this.set(type, { periodSeconds: 10, failureThreshold: 3 });
    return true;
  }

  set(type: ProbeType, timings: Timings): void {
    this.#set.set(type, timings);
    this.#pod = this.#with(type, timings);
  }

  /** The smallest threshold with a period that holds for so long. */
  fewestFailures(
    type: ProbeType,
    periodSeconds: number,
    lastsSeconds: number,
    holds: (timing: ContainerTiming) => boolean,
  ): Timings {
    const holdsWith = (failureThreshold: number) =>
      holds(timingOf(this.#with(type, { periodSeconds, failureThreshold }), this.#name)!);
    let failures = Math.max(leastFailures, Math.ceil(lastsSeconds / periodSeconds) + 1);
    while (failures > leastFailures && holdsWith(failures - 1)) failures--;
    while (!holdsWith(failures)) failures++;
    return { periodSeconds, failureThreshold: failures };
  }

  /** Sets the longest period with which all holds; else says how much is missing. */
  rarest(type: ProbeType, limits: Limits): Contradiction | undefined {
    const { withinSeconds, takes, lastsSeconds, tolerates, wishes } = limits;
    const { timeoutSeconds } = this.probe(type)!;
    let neededSeconds = Number.POSITIVE_INFINITY;
    // An attempt ends before the next one is due.
    for (let period = Math.min(mostPeriodSeconds, this.#longest(limits)); period >= timeoutSeconds; period--) {
      // At the latest it hangs one period and all failures; what the kubelet adds comes on top.
      const least = period * Math.max(leastFailures, Math.ceil(lastsSeconds / period) + 1) + timeoutSeconds;
      if (least > withinSeconds && least >= neededSeconds) continue;
      const timings = this.fewestFailures(type, period, lastsSeconds, tolerates);
      const seconds = latest(takes(timingOf(this.#with(type, timings), this.#name)!)) / 1_000;
      if (seconds <= withinSeconds) {
        this.set(type, timings);
        return undefined;
      }
      neededSeconds = Math.min(neededSeconds, Math.ceil(seconds));
    }
    return { wishes, neededSeconds, missingSeconds: neededSeconds - withinSeconds };
  }

  /** Beyond this no period can do; where none can, those are tried with which the least is missing. */
  #longest({ withinSeconds, lastsSeconds }: Limits): number {
    return Math.max(Math.floor(withinSeconds / leastFailures), Math.min(lastsSeconds, 60), 60);
  }

  result(): Tuned {
    const before = attemptsPerHour(containerOf(defaultPod(this.#before), this.#name));
    return {
      probes: [...this.#set].flatMap(([type, timings]) => {
        const handler = this.#handlers.get(type);
        const present = containerOf(defaultPod(this.#before), this.#name)![probeField[type]];
        const isSame =
          present?.periodSeconds === timings.periodSeconds && present.failureThreshold === timings.failureThreshold;
        return isSame ? [] : [{ type, ...timings, ...(handler ? { handler } : {}) }];
      }),
      pod: this.#pod,
      timing: this.timing(),
      attemptsPerHour: { before, after: attemptsPerHour(this.#container) },
    };
  }

  #with(type: ProbeType, timings: Timings): Pod {
    const change = (container: Container): Container =>
      container.name === this.#name
        ? {
            ...container,
            [probeField[type]]: { ...this.#handlers.get(type), ...container[probeField[type]], ...timings } as Probe,
          }
        : container;
    const { containers, initContainers } = this.#pod.spec;
    return {
      ...this.#pod,
      spec: {
        ...this.#pod.spec,
        containers: containers.map(change),
        ...(initContainers ? { initContainers: initContainers.map(change) } : {}),
      },
    };
  }
}

/** Undefined where the pod has no container of this name that keeps running. */
export function timingOf(pod: Pod, name: string): ContainerTiming | undefined {
  return [...podTiming(pod).containers.values()].find((timing) => timing.name === name);
}

function containerOf({ spec }: Pod, name: string): Container | undefined {
  return [...(spec.initContainers ?? []), ...spec.containers].find((container) => container.name === name);
}

/** What another probe asks, else whether the first port takes a connection. */
function handlerFor(container: Container): Handler | undefined {
  for (const type of ['readiness', 'liveness', 'startup'] as const) {
    const probe = container[probeField[type]];
    if (!probe) continue;
    const { exec, httpGet, tcpSocket, grpc } = probe;
    return {
      ...(exec && { exec }),
      ...(httpGet && { httpGet }),
      ...(tcpSocket && { tcpSocket }),
      ...(grpc && { grpc }),
    };
  }
  const port = container.ports?.find(({ protocol = 'TCP' }) => protocol === 'TCP');
  return port && { tcpSocket: { port: port.name ?? port.containerPort } };
}

function attemptsPerHour(container: Container | undefined): number {
  const periods = [container?.livenessProbe, container?.readinessProbe].flatMap((probe) => probe?.periodSeconds ?? []);
  return periods.reduce((sum, period) => sum + 3_600 / period, 0);
}
