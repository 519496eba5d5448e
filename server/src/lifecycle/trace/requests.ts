/** What becomes of the requests that clients send to the Service of a pod, or of a workload's pods. */

export interface Requests {
  /** The scenario says nothing of traffic: these are usual figures. */
  readonly isAssumed?: true;
  /** Requests that arrive in a second, all together. */
  readonly perSecond: number;
  /** How long it takes until every node knows that an endpoint came or went. */
  readonly knownAfterMs: number;
  /** How long an answer takes. */
  readonly answerMs: number;
  /** How long clients go on using a connection to an endpoint that went. */
  readonly keepAliveMs: number;
  /** Since when requests are counted: from the update, or from the first ready endpoint on; absent if there is none. */
  readonly fromMs?: number;
  /** Spans of time in which some are lost, in order; in between all are answered. */
  readonly losses: readonly RequestLosses[];
  /** Spans of time in which some answers take longer than `answerMs`, in order; absent where there are none. */
  readonly slow?: readonly SlowRequests[];
}

export interface RequestLosses {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly lost: readonly LostRequests[];
}

export interface LostRequests extends RequestShare {
  readonly reason: LostReason;
}

/** Requests that are answered, though slowly. */
export interface SlowRequests extends RequestShare {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** The part of the requests that some pods get. */
export interface RequestShare {
  /** Of the requests that are sent in a second. */
  readonly perSecond: number;
  /** How many pods get them; none where there is no pod to send them to. */
  readonly pods: number;
  /** One of these pods, of a rollout. */
  readonly pod?: string;
  /** The entry of that pod's trace that brought it about. */
  readonly seq?: number;
}

export const lostReasons = ['stopped', 'cutOff', 'refused', 'failed', 'timedOut', 'noEndpoint'] as const;
/**
 * `stopped`: the pod is being deleted and does not listen any more, or ends in the middle of an answer. `cutOff`: a
 * container ends in the middle of an answer. `refused`: nothing listens. `failed`: the answer is an error. `timedOut`: there
 * is no answer in time. `noEndpoint`: there is no pod to send it to.
 */
export type LostReason = (typeof lostReasons)[number];

/** How many requests are lost until a time, all together or for one reason; not a whole number. */
export function lostRequests({ losses }: Requests, untilMs: number, reason?: LostReason): number {
  let count = 0;
  for (const { fromMs, untilMs: toMs, lost } of losses) {
    const seconds = Math.max(0, Math.min(toMs, untilMs) - fromMs) / 1000;
    for (const loss of lost) if (reason === undefined || loss.reason === reason) count += loss.perSecond * seconds;
  }
  return count;
}

/** How many requests are sent until a time. */
export function sentRequests({ perSecond, fromMs }: Requests, untilMs: number): number {
  return fromMs === undefined ? 0 : (Math.max(0, untilMs - fromMs) / 1000) * perSecond;
}

/** The first loss, of one reason where one is named. */
export function firstLoss(
  { losses }: Requests,
  reason?: LostReason,
): { readonly atMs: number; readonly loss: LostRequests } | undefined {
  for (const { fromMs, lost } of losses) {
    const loss = lost.find((candidate) => reason === undefined || candidate.reason === reason);
    if (loss !== undefined) return { atMs: fromMs, loss };
  }
  return undefined;
}

/** The same as if counting had ended at `untilMs`. */
export function requestsUntil({ losses, slow, fromMs, ...rest }: Requests, untilMs: number): Requests {
  const slowUntil = spansUntil(slow ?? [], untilMs);
  return {
    ...rest,
    ...(fromMs === undefined || fromMs > untilMs ? {} : { fromMs }),
    losses: spansUntil(losses, untilMs),
    ...(slowUntil.length === 0 ? {} : { slow: slowUntil }),
  };
}

function spansUntil<T extends { readonly fromMs: number; readonly untilMs: number }>(
  spans: readonly T[],
  untilMs: number,
): T[] {
  return spans
    .filter(({ fromMs }) => fromMs < untilMs)
    .map((span) => (span.untilMs <= untilMs ? span : { ...span, untilMs }));
}
