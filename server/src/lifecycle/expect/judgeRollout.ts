import { duration, type Message } from '../../base/message.ts';
import { describeEnd } from '../explain/rolloutOutcome.ts';
import type { RolloutSummary } from '../explain/rolloutSummary.ts';
import type { Rollout } from '../rollout/simulateRollout.ts';
import type { RolloutTrace } from '../trace/rolloutTrace.ts';
import { restartsIn } from '../trace/runs.ts';
import type { Trace } from '../trace/trace.ts';
import { withName } from '../workload/podTraces.ts';
import { type Expectations, type ExpectedState, lengthMs } from '../world/expectations.ts';
import { describeState, judge, type Verdict } from './judge.ts';
import { judgeRequests } from './judgeRequests.ts';
import { verdictMessages as say } from './messages.ts';

/** Whether something that was expected of a whole workload came true; `atMs` is counted as in its trace. */
export interface RolloutVerdict extends Verdict {
  /** The pod that decided it; `seq` is an entry of its own trace then, and one of the rollout's otherwise. */
  readonly pod?: string;
}

type Finding = Pick<RolloutVerdict, 'holds' | 'atMs' | 'message' | 'seq' | 'pod'>;
type Name = keyof Expectations;

/** A new pod with its life up to the end of the simulation. */
interface Lived {
  readonly name: string;
  readonly createdAtMs: number;
  readonly deletedAtMs: number | undefined;
  readonly trace: Trace;
}

/** What is expected of each new pod, of any of them, and of the workload as a whole. */
const ofAny = ['eventsSeen', 'eventMessagesSeen', 'statusSeen', 'exitCodes', 'waitingReasons'] as const;
const ofWorkload = [
  'completesWithin',
  'endpointsAtLeast',
  'failedRequests',
  'restartsAtMost',
  'neverRestarted',
  'outcome',
  'succeeded',
  'failed',
] as const;

/** Lists that are one expectation, and mappings that are several. */
const asWhole = ['startOrder', 'exitOrder'] as const;
const byContainer = ['exitCodes', 'waitingReasons'] as const;

/** Holds a rollout against what the scenario of its new pods expects, in the order in which it is written. */
export function judgeRollout(rollout: Rollout, summary: RolloutSummary, expectations: Expectations): RolloutVerdict[] {
  const pods = newPods(rollout);
  return Object.entries(expectations).flatMap(([name, wanted]): RolloutVerdict[] => {
    if (wanted === undefined || wanted === false) return [];
    const path = `expect.${name}`;
    if (isOneOf(ofWorkload, name)) {
      const finding = workload[name](wanted as never, { rollout, summary, pods });
      return [{ expectation: `${name}: ${String(wanted)}`, path, ...finding }];
    }
    // Items of a list are judged one by one.
    const isList = Array.isArray(wanted) && !isOneOf(asWhole, name);
    const items: readonly unknown[] = isOneOf(byContainer, name)
      ? Object.entries(wanted).map(([container, value]) => ({ [container]: value }))
      : isList
        ? wanted
        : [wanted];
    return items.map((item, index) => {
      const own = { [name]: isList ? [item] : item } as Expectations;
      const isAny = isOneOf(ofAny, name);
      const seen = name === 'eventsSeen' ? workloadEvent(rollout.trace, item as string) : undefined;
      const { expectation, ...finding } = isAny ? anyPod(own, pods) : eachPod(name as Name, own, pods, rollout.trace);
      return {
        expectation: expectation ?? (name === 'at' ? describeState(item as ExpectedState) : `${name}: ${String(item)}`),
        path: isList ? `${path}[${index}]` : path,
        ...(finding.holds ? finding : (seen ?? finding)),
      };
    });
  });
}

/** How long a rollout must be simulated so that every expectation can be judged; times of pods count from the end of it. */
export function rolloutHorizonMs({ completesWithin = 0 }: Expectations): number {
  return lengthMs(completesWithin) ?? 0;
}

function newPods({ trace, pods }: Rollout): Lived[] {
  return trace.pods.flatMap(({ name, revision, createdAtMs, deletedAtMs }, index) => {
    const life = revision === 'new' ? pods.shared(index) : undefined;
    return life === undefined
      ? []
      : [{ name, createdAtMs, deletedAtMs, trace: until(life, trace.endMs - createdAtMs) }];
  });
}

/** The life of a pod goes on beyond the end of the rollout's simulation. */
function until(trace: Trace, endMs: number): Trace {
  if (trace.endMs <= endMs) return trace;
  return { ...trace, endMs, entries: trace.entries.filter(({ atMs }) => atMs <= endMs) };
}

const workload: {
  readonly [K in (typeof ofWorkload)[number]]: (
    wanted: NonNullable<Expectations[K]>,
    given: { readonly rollout: Rollout; readonly summary: RolloutSummary; readonly pods: readonly Lived[] },
  ) => Finding;
} = {
  completesWithin: (length, { rollout: { trace }, summary }) => {
    const limitMs = lengthMs(length) ?? 0;
    const { outcome, tookMs } = summary;
    if (outcome === 'finished' && tookMs !== undefined && tookMs <= limitMs) {
      return { holds: true, atMs: tookMs, message: describeEnd(trace, summary) };
    }
    if (outcome === 'unfinished' && trace.endMs < limitMs) {
      return { holds: false, atMs: trace.endMs, message: say.tooShort({ length: duration(trace.endMs) }) };
    }
    return { holds: false, atMs: Math.min(limitMs, trace.endMs), message: summary.message };
  },
  endpointsAtLeast: (count, { rollout: { trace } }) => endpointsAtLeast(count, trace),
  failedRequests: (most, { rollout: { trace }, summary }) =>
    trace.kind === 'Job'
      ? { holds: false, atMs: 0, message: say.jobHasNoEndpoints() }
      : judgeRequests(most, trace.requests, trace.endMs, summary.requests?.podsStopped ?? 0),
  outcome: (wanted, { rollout: { trace }, summary }) => ({
    holds: summary.outcome === wanted,
    atMs: summary.tookMs ?? trace.endMs,
    message: describeEnd(trace, summary),
  }),
  succeeded: (count, { rollout: { trace } }) => jobCount(trace, 'succeeded', count),
  failed: (count, { rollout: { trace } }) => jobCount(trace, 'failed', count),
  neverRestarted: (_, { rollout, pods }) => restartsAtMost(0, rollout.trace, pods),
  restartsAtMost: (most, { rollout, pods }) => restartsAtMost(most, rollout.trace, pods),
};

function jobCount(trace: RolloutTrace, name: 'succeeded' | 'failed', wanted: number): Finding {
  const last = trace.entries.findLast((entry) => entry.kind === 'status');
  if (last?.kind !== 'status' || last.status.kind !== 'Job') {
    return { holds: trace.kind === 'Job' && wanted === 0, atMs: trace.endMs, message: say.onlyJob() };
  }
  const { succeeded, failed } = last.status;
  const message = say.jobCounts({ succeeded, failed });
  return { holds: last.status[name] === wanted, atMs: last.atMs, message, seq: last.seq };
}

/** From the update on; where nothing is updated, from the first time that there are so many. */
function endpointsAtLeast(count: number, trace: RolloutTrace): Finding {
  if (count === 0) return { holds: true, atMs: trace.endMs, message: say.noEndpointAsked() };
  if (trace.kind === 'Job') {
    return { holds: false, atMs: 0, message: say.jobHasNoEndpoints() };
  }
  if (trace.desired < count) {
    return { holds: false, atMs: 0, message: say.asksForFewer({ count: trace.desired }) };
  }
  const changes = trace.entries.flatMap((entry) =>
    entry.kind === 'endpoints' ? [{ atMs: entry.atMs, seq: entry.seq, ready: entry.endpoints.ready }] : [],
  );
  const isUpdate = trace.createdAtMs < 0;
  const before = changes.findLast(({ atMs }) => atMs < 0);
  const first = isUpdate
    ? { atMs: 0, seq: before?.seq, ready: before?.ready ?? 0 }
    : changes.find(({ ready }) => ready >= count);
  const later = changes.filter(({ atMs, seq }) => atMs >= 0 && (first?.seq === undefined || seq > first.seq));
  if (first === undefined) {
    const most = Math.max(0, ...later.map(({ ready }) => ready));
    const message = say.neverSoManyEndpoints({ wanted: count, count: most });
    return { holds: false, atMs: trace.endMs, message };
  }
  const few = [first, ...later].find(({ ready }) => ready < count);
  const fewest = Math.min(first.ready, ...later.map(({ ready }) => ready));
  if (few === undefined) {
    const message = isUpdate
      ? say.endpointsStay({ count: fewest })
      : say.endpointsStayFrom({ count: fewest, at: duration(first.atMs) });
    return { holds: true, atMs: trace.endMs, message };
  }
  const message = say.fewEndpoints({ at: duration(few.atMs), count: few.ready, fewest });
  return { holds: false, atMs: few.atMs, message, ...(few.seq === undefined ? {} : { seq: few.seq }) };
}

/** Of all new pods together. */
function restartsAtMost(most: number, trace: RolloutTrace, pods: readonly Lived[]): Finding {
  const starts = pods
    .flatMap((pod) =>
      restartsIn(pod.trace).map(({ atMs, call, seq }) => ({ pod, atMs: pod.createdAtMs + atMs, call, seq })),
    )
    .sort((a, b) => a.atMs - b.atMs);
  const tooMany = starts[most];
  if (tooMany === undefined) {
    return { holds: true, atMs: trace.endMs, message: say.restartsOfNewPods({ count: starts.length }) };
  }
  const { pod, atMs, seq } = tooMany;
  const number = starts.filter((start) => start.pod === pod && start.atMs <= atMs).length;
  const [own] = judge(pod.trace, { restartsAtMost: number - 1 });
  return { holds: false, atMs, message: named(own!.message, pod), seq, pod: pod.name };
}

type Judged = Finding & { readonly expectation?: string };

/** Fails with the first pod that fails. What a pod cannot have shown yet says nothing. */
function eachPod(name: Name, expectation: Expectations, pods: readonly Lived[], trace: RolloutTrace): Judged {
  const judged = pods
    .filter((pod) => isDecided(name, expectation, pod))
    .map((pod) => ({ pod, verdict: judge(pod.trace, expectation)[0]! }));
  if (judged.length === 0) {
    const message = name === 'goneWithin' ? say.noNewPodDeleted() : say.noNewPodLivesLong();
    return { holds: false, atMs: trace.endMs, message };
  }
  const failed = judged
    .filter(({ verdict }) => !verdict.holds)
    .sort((a, b) => a.pod.createdAtMs + a.verdict.atMs - b.pod.createdAtMs - b.verdict.atMs)[0];
  if (failed !== undefined) return findingOf(failed.pod, failed.verdict);
  const last = judged.reduce((a, b) => (b.verdict.atMs > a.verdict.atMs ? b : a));
  const { expectation: text } = last.verdict;
  const verdict = withName(last.verdict.message, last.pod.name);
  const count = judged.length;
  const message = count === 1 ? say.ofNewPod({ verdict }) : say.ofAllPods({ count, verdict });
  return { holds: true, atMs: last.pod.createdAtMs + last.verdict.atMs, message, expectation: text };
}

/** A pod that was made shortly before the end, or that was deleted before its time, decides nothing. */
function isDecided(name: Name, expectation: Expectations, { trace, createdAtMs, deletedAtMs }: Lived): boolean {
  const livedMs = Math.min(trace.endMs, deletedAtMs === undefined ? trace.endMs : deletedAtMs - createdAtMs);
  switch (name) {
    case 'readyWithin': {
      const wasReady = judge(trace, { neverReady: true })[0]?.holds === false;
      return wasReady || livedMs >= (lengthMs(expectation.readyWithin ?? 0) ?? 0);
    }
    case 'staysReady':
      return judge(trace, { neverReady: true })[0]?.holds === false || deletedAtMs === undefined;
    case 'goneWithin': {
      const limitMs = lengthMs(expectation.goneWithin ?? 0) ?? 0;
      if (deletedAtMs === undefined) return false;
      const isGone = trace.entries.some((entry) => entry.kind === 'api' && entry.call === 'removed');
      return isGone || trace.endMs >= deletedAtMs - createdAtMs + limitMs;
    }
    case 'at': {
      const [state] = expectation.at as readonly ExpectedState[];
      const atMs = (state?.atSeconds ?? 0) * 1_000;
      return trace.endMs >= atMs && (state?.gone !== undefined || livedMs >= atMs);
    }
    default:
      return true;
  }
}

/** Holds with the first pod of which it is true. */
function anyPod(expectation: Expectations, pods: readonly Lived[]): Judged {
  const judged = pods.map((pod) => ({ pod, verdict: judge(pod.trace, expectation)[0]! }));
  const held = judged
    .filter(({ verdict }) => verdict.holds)
    .sort((a, b) => a.pod.createdAtMs + a.verdict.atMs - b.pod.createdAtMs - b.verdict.atMs)[0];
  const one = held ?? judged.at(-1);
  return one === undefined ? { holds: false, atMs: 0, message: say.noNewPod() } : findingOf(one.pod, one.verdict);
}

function workloadEvent(trace: RolloutTrace, reason: string): Finding | undefined {
  const found = trace.entries.find(
    (entry) => entry.kind === 'event' && entry.atMs >= 0 && entry.event.reason === reason,
  );
  if (found === undefined) return undefined;
  const message = say.eventOf({ reason, object: found.object, at: duration(found.atMs) });
  return { holds: true, atMs: found.atMs, message, seq: found.seq };
}

function findingOf(pod: Lived, { expectation, holds, atMs, message, seq }: Verdict): Judged {
  return {
    expectation,
    holds,
    atMs: pod.createdAtMs + atMs,
    message: named(message, pod),
    pod: pod.name,
    ...(seq === undefined ? {} : { seq }),
  };
}

function named(message: Message, { name }: Lived): Message {
  return say.ofPod({ pod: name, verdict: withName(message, name) });
}

function isOneOf<T extends string>(names: readonly T[], name: string): name is T {
  return (names as readonly string[]).includes(name);
}
