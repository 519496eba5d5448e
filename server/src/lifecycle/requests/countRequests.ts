/** Counts the requests that a Service's clients lose: how many, when and why. */
import {
  type LostReason,
  type LostRequests,
  lostReasons,
  type RequestLosses,
  type RequestShare,
  type Requests,
  type SlowRequests,
} from '../trace/requests.ts';
import type { Traffic } from '../world/traffic.ts';
import type { Met, ServedPod, Step } from './servedPod.ts';

/** A pod of the Service, with the times of its life on the clock of the whole. */
export interface PodInService {
  readonly name?: string;
  readonly createdAtMs: number;
  readonly served: ServedPod;
}

interface Span {
  /** When counting begins; without it with the first ready endpoint. */
  readonly fromMs: number | undefined;
  readonly untilMs: number;
  /** Whether these are all pods of the Service. Of one alone there are others, which get what it does not get any more. */
  readonly isWhole: boolean;
}

/** How a pod stands in the Service, as kube-proxy on the nodes knows it. */
type Place = 'ready' | 'ending' | 'none';

interface Change {
  readonly atMs: number;
  readonly pod: number;
  readonly place?: Place;
  readonly met?: Step<Met>;
}

/**
 * Requests are spread evenly over the endpoints that the nodes know of, which lags behind those that there are; whoever has
 * a connection open keeps using it for a while.
 */
export function countRequests(
  pods: readonly PodInService[],
  traffic: Traffic,
  { fromMs: wantedMs, untilMs, isWhole }: Span,
): Requests {
  const changes = pods.flatMap((pod, index) => changesOf(pod, index, traffic)).sort((a, b) => a.atMs - b.atMs);
  const firstMs = changes.find(({ place }) => place === 'ready')?.atMs;
  const fromMs = wantedMs ?? firstMs;
  const service = new Service(pods, traffic.requestsPerSecond, isWhole);
  const losses: RequestLosses[] = [];
  const slow: SlowRequests[] = [];
  for (let next = 0; next < changes.length && fromMs !== undefined; ) {
    const { atMs } = changes[next]!;
    while (changes[next]?.atMs === atMs) service.change(changes[next++]!);
    const [begin, end] = [Math.max(atMs, fromMs), Math.min(changes[next]?.atMs ?? untilMs, untilMs)];
    if (begin >= end) continue;
    const lost = service.lost();
    if (lost.length > 0) join(losses, { fromMs: begin, untilMs: end, lost });
    const slowly = service.slow();
    if (slowly !== undefined) join(slow, { fromMs: begin, untilMs: end, ...slowly });
  }
  return {
    ...(traffic.isAssumed === true ? { isAssumed: true } : {}),
    perSecond: traffic.requestsPerSecond,
    knownAfterMs: traffic.knownAfterSeconds * 1000,
    answerMs: traffic.answerSeconds * 1000,
    keepAliveMs: traffic.keepAliveSeconds * 1000,
    ...(fromMs === undefined || fromMs > untilMs ? {} : { fromMs }),
    losses,
    ...(slow.length === 0 ? {} : { slow }),
  };
}

/** Neighbours in which the same becomes of the requests are one span. */
function join<T extends { readonly fromMs: number; readonly untilMs: number }>(spans: T[], span: T): void {
  const last = spans.at(-1);
  const isSame =
    last?.untilMs === span.fromMs && JSON.stringify({ ...last, ...timesOf(span) }) === JSON.stringify(span);
  if (isSame) spans[spans.length - 1] = { ...last, untilMs: span.untilMs };
  else spans.push(span);
}

function timesOf<T extends { readonly fromMs: number; readonly untilMs: number }>({ fromMs, untilMs }: T) {
  return { fromMs, untilMs };
}

function changesOf({ createdAtMs, served }: PodInService, pod: number, traffic: Traffic): Change[] {
  return [
    ...served.met.map((met) => ({ atMs: createdAtMs + met.fromMs, pod, met })),
    ...placesOf(served, traffic).map(({ fromMs, value }) => ({ atMs: createdAtMs + fromMs, pod, place: value })),
  ];
}

/** Where the nodes have the pod, by time. */
function placesOf({ endpoint, open }: ServedPod, { knownAfterSeconds, keepAliveSeconds }: Traffic): Step<Place>[] {
  const known = endpoint.map(({ fromMs, value }, index) => ({
    value,
    // The first step is that of a pod that is not there yet.
    fromMs: index === 0 ? fromMs : fromMs + knownAfterSeconds * 1000,
  }));
  if (keepAliveSeconds === 0) return known;
  return known.map((step, index) => {
    if (step.value === 'ready' || known[index - 1]?.value !== 'ready') return step;
    const until = step.fromMs + keepAliveSeconds * 1000;
    const nextMs = known[index + 1]?.fromMs ?? Number.POSITIVE_INFINITY;
    const connected = open.find(({ fromMs, untilMs }) => fromMs <= step.fromMs && step.fromMs < untilMs);
    return { ...step, fromMs: Math.min(until, nextMs, connected?.untilMs ?? step.fromMs) };
  });
}

/** The pods that get requests at one moment, and what these meet. */
class Service {
  readonly #pods: readonly PodInService[];
  readonly #perSecond: number;
  readonly #isWhole: boolean;
  readonly #places: Place[];
  readonly #met: (Step<Met> | undefined)[];
  readonly #count: Record<Place, number>;
  /** Of each place, the pods that lose requests, by reason, and those that answer slowly. */
  readonly #losing: Readonly<Record<'ready' | 'ending', Map<LostReason | 'slow', Set<number>>>> = {
    ready: new Map(),
    ending: new Map(),
  };

  constructor(pods: readonly PodInService[], perSecond: number, isWhole: boolean) {
    this.#pods = pods;
    this.#perSecond = perSecond;
    this.#isWhole = isWhole;
    this.#places = pods.map(() => 'none');
    this.#met = pods.map(() => undefined);
    this.#count = { ready: 0, ending: 0, none: pods.length };
  }

  change({ pod, place, met }: Change): void {
    this.#leave(pod);
    if (place !== undefined) {
      this.#count[this.#places[pod]!]--;
      this.#count[place]++;
      this.#places[pod] = place;
    }
    if (met !== undefined) this.#met[pod] = met;
    this.#enter(pod);
  }

  #losers(pod: number): Set<number> | undefined {
    const place = this.#places[pod]!;
    const met = this.#met[pod]?.value;
    if (place === 'none' || met === undefined || met === 'answered') return undefined;
    const byReason = this.#losing[place];
    const losers = byReason.get(met) ?? new Set();
    byReason.set(met, losers);
    return losers;
  }

  #leave(pod: number): void {
    this.#losers(pod)?.delete(pod);
  }

  #enter(pod: number): void {
    this.#losers(pod)?.add(pod);
  }

  lost(): LostRequests[] {
    if (this.#count[this.#serving] === 0) {
      return this.#isWhole ? [{ reason: 'noEndpoint', perSecond: this.#perSecond, pods: 0 }] : [];
    }
    return lostReasons.flatMap((reason): LostRequests[] => {
      const share = this.#shareOf(reason);
      return share === undefined ? [] : [{ reason, ...share }];
    });
  }

  /** Requests that are answered slowly. */
  slow(): RequestShare | undefined {
    return this.#shareOf('slow');
  }

  /** Where the pods stand that get the requests. */
  get #serving(): 'ready' | 'ending' {
    return this.#count.ready > 0 || !this.#isWhole ? 'ready' : 'ending';
  }

  #shareOf(met: LostReason | 'slow'): RequestShare | undefined {
    const pods = this.#losing[this.#serving].get(met);
    const [first] = pods ?? [];
    if (pods === undefined || first === undefined) return undefined;
    const { name } = this.#pods[first]!;
    const seq = this.#met[first]?.seq;
    return {
      perSecond: Math.round((this.#perSecond * pods.size * 1000) / this.#count[this.#serving]) / 1000,
      pods: pods.size,
      ...(name === undefined ? {} : { pod: name }),
      ...(seq === undefined ? {} : { seq }),
    };
  }
}
