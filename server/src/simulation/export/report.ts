/** What there is to show of a simulation, of one pod or of many, in words: every format is made of this. */
import type { MessageFormatter } from '../../base/formatMessage.ts';
import { duration, type Message } from '../../base/message.ts';
import { explain } from '../../lifecycle/explain/explain.ts';
import { explainRollout } from '../../lifecycle/explain/explainRollout.ts';
import { podSummary } from '../../lifecycle/explain/podSummary.ts';
import type { RolloutStatusLine } from '../../lifecycle/kubectl/rolloutStatus.ts';
import { changes } from '../../lifecycle/kubectl/row.ts';
import { lostRequests, type Requests } from '../../lifecycle/trace/requests.ts';
import { restartsIn } from '../../lifecycle/trace/runs.ts';
import { firstReady } from '../../lifecycle/trace/statuses.ts';
import type { Trace } from '../../lifecycle/trace/trace.ts';
import { outOfServiceMs } from '../../lifecycle/trace/traffic.ts';
import { type Timeline, worded } from '../lanes/lanes.ts';
import { rolloutLanes } from '../lanes/rolloutLanes.ts';
import { type RolloutResult, replicasOf, storyOf } from '../lanes/rolloutPods.ts';
import { podTimeline } from '../lanes/timeline.ts';
import type { MomentWindow } from '../momentWindows.ts';
import { exportMessages as say } from './messages.ts';

export interface Report {
  readonly title: string;
  /** What one wants to know first. */
  readonly sentence: string;
  /** Which engine and release said so. */
  readonly origin: string;
  readonly timeline: Timeline<string>;
  /** The figures that two runs are compared by. */
  readonly facts: readonly Fact[];
  /** What `kubectl` would print over time; the first column is the time. */
  readonly table: { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };
  /** An entry of the trace in a sentence. */
  explain(entry: number): string;
  timeText(ms: number): string;
}

export interface Fact {
  readonly name: string;
  readonly value: string;
}

export interface PodShown {
  /** Of the workload. */
  readonly name: string;
  /** As readers know it. */
  readonly scenario: string;
  readonly trace: Trace;
  readonly windows?: readonly MomentWindow[];
}

/** The life of one pod. */
export function podReport({ name, scenario, trace, windows = [] }: PodShown, formatter: MessageFormatter): Report {
  const rows = changes(trace);
  const text = (message: Message) => formatter.text(message);
  const first = firstReady(trace);
  const window = windows.find(({ moment, entry }) => moment === 'ready' && trace.entries[entry]?.atMs === first?.atMs);
  return {
    title: text(say.inScenario({ name, scenario })),
    sentence: text(podSummary(trace, window)),
    origin: text(say.simulated({ release: trace.kubernetes })),
    timeline: worded(podTimeline(trace, rows, windows), text),
    facts: factsIn(podFacts(trace), formatter),
    table: {
      columns: [text(say.time()), 'READY', 'STATUS', 'RESTARTS'],
      rows: rows.map(({ atMs, row }) => [formatter.duration(atMs), row.ready, row.status, row.restarts]),
    },
    explain: (entry) => (trace.entries[entry] === undefined ? '' : text(explain(trace, entry))),
    timeText: (ms) => formatter.duration(ms),
  };
}

export interface RolloutShown extends RolloutResult {
  readonly scenario: string;
  readonly statusLines: readonly RolloutStatusLine[];
}

/** The update of all pods of a workload, its first rollout, or the course of a Job. */
export function rolloutReport(shown: RolloutShown, formatter: MessageFormatter): Report {
  const { scenario, trace, summary, statusLines } = shown;
  const text = (message: Message) => formatter.text(message);
  const replicas = replicasOf(shown);
  const about = new Map(replicas.flatMap((replica) => replica.entries.map((seq) => [seq, replica] as const)));
  const title = trace.createdAtMs < 0 ? say.duringUpdate : say.firstRollout;
  return {
    title: text(title({ name: trace.name, scenario })),
    sentence: text(summary.message),
    origin: text(say.simulated({ release: trace.kubernetes })),
    timeline: worded(rolloutLanes(shown, replicas), text),
    facts: factsIn(rolloutFacts(shown), formatter),
    table: {
      columns: [text(say.time()), text(say.rolloutStatus())],
      rows: statusLines.map((line) => [formatter.duration(line.atMs), line.text]),
    },
    explain: (seq) => {
      const entry = trace.entries[seq];
      return entry === undefined ? '' : text(explainRollout(trace, entry, storyOf(about.get(seq), entry)));
    },
    timeText: (ms) => formatter.duration(ms),
  };
}

type PlainFact = readonly [name: Message, value: Message | { readonly ms: number }];

function factsIn(facts: readonly PlainFact[], formatter: MessageFormatter): Fact[] {
  return facts.map(([name, value]) => ({
    name: formatter.text(name),
    value: 'ms' in value ? formatter.duration(value.ms) : formatter.text(value),
  }));
}

function podFacts(trace: Trace): PlainFact[] {
  const first = firstReady(trace);
  return [
    [say.readyAfter(), first === undefined ? say.never() : duration(first.atMs)],
    [say.restarts(), say.count({ count: restartsIn(trace).length })],
    ...(first === undefined ? [] : [[say.outOfService(), duration(outOfServiceMs(trace))] as const]),
    ...lostFact(trace.requests, trace.endMs),
  ];
}

function rolloutFacts({ trace, summary }: RolloutResult): PlainFact[] {
  const restarts = trace.entries.filter(
    (entry) => entry.kind === 'pod' && entry.atMs >= 0 && entry.pod.change === 'restarted',
  ).length;
  const { tookMs, readyEndpoints } = summary;
  return [
    [say.took(), tookMs === undefined ? say.never() : duration(tookMs)],
    [say.restarts(), say.count({ count: restarts })],
    ...(readyEndpoints === undefined
      ? []
      : [[say.fewestEndpoints(), say.count({ count: readyEndpoints.fewest })] as const]),
    ...lostFact(trace.requests, trace.endMs),
  ];
}

function lostFact(requests: Requests | undefined, endMs: number): PlainFact[] {
  if (requests?.fromMs === undefined) return [];
  return [[say.lostRequests(), say.count({ count: Math.round(lostRequests(requests, endMs)) })]];
}
