/**
 * What a scenario may say must come true, so that it can be a test. Lengths of time are texts such as `60s` or `1m30s`, or
 * seconds.
 */
export interface Expectations {
  /** The pod is ready for the first time at most this long after its creation. */
  readonly readyWithin?: string | number;
  readonly neverReady?: boolean;
  /** Once ready, the pod stays so until it is deleted or ends. */
  readonly staysReady?: boolean;
  /** How many endpoints are ready at any time from the first on, until the pod is deleted or ends. */
  readonly endpointsAtLeast?: number;
  /** How many requests of clients may be lost at most. */
  readonly failedRequests?: number;
  /** No container is started twice. */
  readonly neverRestarted?: boolean;
  /** Of all containers together. */
  readonly restartsAtMost?: number;
  /** The pod's phase is Succeeded at most this long after its creation. */
  readonly completesWithin?: string | number;
  /** The pod is gone at most this long after its deletion. */
  readonly goneWithin?: string | number;
  /** No container has to be stopped by SIGKILL. */
  readonly neverKilled?: boolean;
  /** Reasons of events that must come, e.g. `Unhealthy`. */
  readonly eventsSeen?: readonly string[];
  readonly eventsNeverSeen?: readonly string[];
  /** Parts of messages of events that must come. */
  readonly eventMessagesSeen?: readonly string[];
  /** Containers, by name, in the order in which they start for the first time. */
  readonly startOrder?: readonly string[];
  /** Containers, by name, in the order in which they end for the last time. */
  readonly exitOrder?: readonly string[];
  /** The last exit code of containers, by name. */
  readonly exitCodes?: Readonly<Record<string, number>>;
  /** Why containers wait at some time, by name, e.g. `CrashLoopBackOff`. */
  readonly waitingReasons?: Readonly<Record<string, string>>;
  /** What becomes of a rollout. */
  readonly outcome?: Outcome;
  /** How many pods of a Job have succeeded or failed in the end. */
  readonly succeeded?: number;
  readonly failed?: number;
  /** What the column STATUS must show at some time, e.g. `CrashLoopBackOff`. */
  readonly statusSeen?: readonly string[];
  readonly statusNeverSeen?: readonly string[];
  /** What the pod shows at given times. */
  readonly at?: readonly ExpectedState[];
}

export const outcomes = ['finished', 'failed', 'unfinished'] as const;
export type Outcome = (typeof outcomes)[number];

export interface ExpectedState {
  /** Counted from the pod's creation. */
  readonly atSeconds: number;
  readonly phase?: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';
  /** The column STATUS. */
  readonly status?: string;
  /** Whether the pod is ready. */
  readonly ready?: boolean;
  /** Of all containers together. */
  readonly restarts?: number;
  /** Whether the pod is gone. */
  readonly gone?: boolean;
  /** The status of conditions, by type. */
  readonly conditions?: Readonly<Record<string, 'True' | 'False' | 'Unknown'>>;
}

const unitMs: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** Milliseconds of a length of time such as `60s`, `1m30s`, `1.5s` or 90; undefined if it is none. */
export function lengthMs(length: string | number): number | undefined {
  if (typeof length === 'number') return length >= 0 ? length * 1000 : undefined;
  if (!/^(?:\d+(?:\.\d+)?(?:ms|[dhms]))+$/.test(length)) return undefined;
  let total = 0;
  for (const [, amount, unit] of length.matchAll(/(\d+(?:\.\d+)?)(ms|[dhms])/gy)) {
    total += Number(amount) * unitMs[unit!]!;
  }
  return Math.round(total);
}

/** How far a simulation must go at least, so that every expectation can be judged; from the pod's deletion, if it has one. */
export function horizonMs(expectations: Expectations): number {
  const { readyWithin = 0, completesWithin = 0, goneWithin = 0, at = [] } = expectations;
  const lengths = [readyWithin, completesWithin, goneWithin].map((length) => lengthMs(length) ?? 0);
  return Math.max(...lengths, ...at.map(({ atSeconds }) => atSeconds * 1000));
}
