import { type Message, paragraph } from '../../../server/src/base/message.ts';
import { explainRollout, explainWorkloadStatus } from '../../../server/src/lifecycle/explain/explainRollout.ts';
import type { RolloutStatusLine } from '../../../server/src/lifecycle/kubectl/rolloutStatus.ts';
import { causes, fieldsOf } from '../../../server/src/lifecycle/trace/causes.ts';
import type { PodChange, RolloutEntry, RolloutTrace } from '../../../server/src/lifecycle/trace/rolloutTrace.ts';
import { rolloutBudget } from '../../../server/src/simulation/budget.ts';
import { rolloutLosses } from '../../../server/src/simulation/lanes/requestLosses.ts';
import { replicasOf, storyOf, troubleAt } from '../../../server/src/simulation/lanes/rolloutPods.ts';
import { rolloutWindows } from '../../../server/src/simulation/rolloutWindows.ts';
import { panelMessages as say } from '../messages.ts';
import type { RolloutSimulation } from '../protocol.ts';
import { textOf } from '../text.ts';
import { type Because, entriesWith, type History } from './history.ts';
import { rolloutTimeline } from './lanes.ts';
import { sentenceOf } from './summary.ts';
import { lossRows, lossTable, type Row, type Table } from './tables.ts';
import { titleMessages as titles } from './titleMessages.ts';

/** Less would look as if something happened all the time. */
const shortestViewMs = 15_000;

/** The update of all pods of a workload, its first rollout, or the course of a Job. */
export function rolloutHistory(simulation: RolloutSimulation): History {
  const { trace, statusLines, summary } = simulation;
  const { entries, endMs, truncated } = trace;
  const replicas = replicasOf(simulation);
  const windows = rolloutWindows(trace, simulation, summary.tookMs);
  const losses = rolloutLosses(trace);
  const about = new Map(replicas.flatMap((replica) => replica.entries.map((seq) => [seq, replica] as const)));
  const explainEntry = (seq: number) => {
    const entry = entries[seq];
    return entry === undefined ? '' : textOf(explainRollout(trace, entry, storyOf(about.get(seq), entry)));
  };
  // What was before the update is only where it all comes from.
  const shown = entries.filter(({ atMs }) => atMs >= 0);
  const rows = (table: Table): Row[] => {
    if (table === 'requests') return lossRows(losses);
    if (table === 'status') return statusLines.map((line) => statusRow(entries, line));
    return shown.flatMap((entry): Row[] => {
      const common = { table, entry: entry.seq, atMs: entry.atMs };
      if (table === 'everything') {
        const warning = entry.kind === 'event' && entry.event.type === 'Warning';
        return [{ ...common, warning, kind: entry.source, what: titleOf(entry), text: () => explainEntry(entry.seq) }];
      }
      if (entry.kind !== 'event' || entry.event.dropped !== undefined) return [];
      const { type, reason, message } = entry.event;
      return [{ ...common, warning: type === 'Warning', kind: type, what: reason, text: () => message }];
    });
  };
  return {
    endMs,
    entries,
    truncated,
    sentence: sentenceOf(summary.message),
    timeline: rolloutTimeline(simulation, replicas),
    budgets: rolloutBudget(trace, summary.tookMs, minReadySecondsOf(simulation), (seq) => {
      const replica = about.get(seq);
      return replica && { createdAtMs: replica.createdAtMs, phases: replica.life.phases };
    }),
    tables: [
      ...(statusLines.length === 0
        ? []
        : [{ name: 'status' as const, title: textOf(titles.tableStatus()), count: statusLines.length }]),
      { name: 'events', title: textOf(titles.tableEvents()), count: rows('events').length },
      { name: 'everything', title: textOf(titles.tableEverything()), count: shown.length },
      ...lossTable(losses),
    ],
    rows,
    titleOf: (seq) => titleOf(entries[seq]),
    explain: explainEntry,
    causesOf: (seq) => because(trace, seq, explainEntry),
    fieldsOf: (seq) => {
      const entry = entries[seq];
      const replica = about.get(seq);
      const trouble = entry && replica && troubleAt(replica, entry.atMs);
      return [...new Set([...(trouble?.fields ?? []), ...fieldsOf(trace, seq)])];
    },
    lossesOf: (seq) => losses.filter(({ entry }) => entry === seq).map(({ message }) => textOf(message)),
    entriesOf: (fields) => entriesWith(entries, fields),
    windowOf: (seq) => {
      const window = windows.find(({ entry }) => entry === seq);
      return window && textOf(window.text);
    },
    isStop: (seq) => {
      const entry = entries[seq];
      return (
        entry !== undefined &&
        entry.atMs >= 0 &&
        ['event', 'pod', 'scale', 'endpoints', 'condition'].includes(entry.kind)
      );
    },
    identityOf: (seq) => identityOf(entries[seq]),
    keyMoment: () => keyMoment(simulation),
    firstViewMs: firstViewMs(summary),
    standingAt: (timeMs) => standingAt(simulation, timeMs),
  };
}

function minReadySecondsOf({ input: { workload } }: RolloutSimulation): number {
  return ('minReadySeconds' in workload.spec ? workload.spec.minReadySeconds : undefined) ?? 0;
}

/** All that the headline names is in the first view. */
function firstViewMs({ tookMs, relapse }: RolloutSimulation['summary']): number | undefined {
  if (tookMs === undefined) return undefined;
  return Math.max(shortestViewMs, Math.max(tookMs, relapse?.fewestAtMs ?? 0) * 1.6);
}

function statusRow(entries: readonly RolloutEntry[], { atMs, text, ends }: RolloutStatusLine): Row {
  const isReported = ({ kind }: RolloutEntry) => kind === 'status' || kind === 'condition' || kind === 'workload';
  const entry = entries.findLast((candidate) => candidate.atMs <= atMs && isReported(candidate));
  const warning = ends === 'error';
  return { table: 'status', entry: entry?.seq ?? 0, atMs, warning, kind: '', what: '', text: () => text };
}

const podChanges = {
  created: titles.podCreated,
  ready: titles.podReady,
  notReady: titles.podNotReady,
  available: titles.podAvailable,
  restarted: titles.podRestarted,
  succeeded: titles.podSucceeded,
  failed: titles.podFailed,
  terminating: titles.podTerminating,
  gone: titles.podGone,
} as const;

function titleOf(entry: RolloutEntry | undefined): string {
  return entry === undefined ? '' : textOf(titleMessage(entry));
}

function titleMessage(entry: RolloutEntry): Message {
  switch (entry.kind) {
    case 'workload':
      return titles[entry.change]();
    case 'scale':
      return entry.scale.to > entry.scale.from ? titles.scaledUp() : titles.scaledDown();
    case 'pod':
      return podChanges[entry.pod.change]();
    case 'event':
      return titles.name({ name: entry.event.reason });
    case 'condition':
      return titles.condition({ type: entry.condition.type, status: entry.condition.status });
    case 'status':
      return titles.status();
    case 'endpoints':
      return titles.endpoints();
  }
}

function because(trace: RolloutTrace, seq: number, explainEntry: (seq: number) => string): Because[] {
  return causes(trace, seq)
    .slice(1)
    .flatMap((link): Because[] => {
      if (link.kind === 'scenario') return [link];
      // Entries from before the update cannot be gone to.
      if (link.kind === 'field' || link.entry.atMs < 0) return [];
      const { entry } = link;
      return [{ kind: 'entry', seq: entry.seq, atMs: entry.atMs, text: explainEntry(entry.seq) }];
    });
}

function identityOf(entry: RolloutEntry | undefined): string {
  switch (entry?.kind) {
    case undefined:
      return '';
    case 'pod':
      return `pod ${entry.pod.revision} ${entry.pod.change}`;
    case 'event':
      return `event ${entry.event.reason}`;
    case 'condition':
      return `condition ${entry.condition.type} ${entry.condition.reason}`;
    case 'scale':
      return `scale ${entry.scale.revision}`;
    case 'workload':
    case 'status':
    case 'endpoints':
      return entry.kind;
  }
}

/** The end if there is one, else the first thing that goes wrong. */
function keyMoment({ trace, summary }: RolloutSimulation): number | undefined {
  const { entries } = trace;
  const { tookMs, outcome, readyEndpoints, relapse } = summary;
  const lost = readyEndpoints !== undefined && readyEndpoints.fewest < readyEndpoints.before;
  if (outcome === 'finished' && relapse !== undefined) {
    return entries.findLast(({ kind, atMs }) => kind === 'status' && atMs <= relapse.fewestAtMs)?.seq;
  }
  if (outcome === 'finished' && lost) {
    return entries.findLast(({ kind, atMs }) => kind === 'endpoints' && atMs === readyEndpoints.fewestAtMs)?.seq;
  }
  if (tookMs !== undefined) return entries.findLast(({ kind, atMs }) => kind === 'status' && atMs <= tookMs)?.seq;
  const wrong = entries.find((entry) => entry.kind === 'pod' && entry.atMs >= 0 && isSetback(entry.pod.change));
  const late = entries.find(
    (entry) => entry.kind === 'condition' && entry.condition.reason === 'ProgressDeadlineExceeded',
  );
  // The headline says when the deadline was exceeded; what goes wrong before stands in the reasons.
  return (late ?? wrong ?? entries.find(({ atMs }) => atMs >= 0))?.seq;
}

function isSetback(change: PodChange['change']): boolean {
  return change === 'restarted' || change === 'notReady' || change === 'failed';
}

function standingAt({ trace }: RolloutSimulation, timeMs: number): string {
  const seen = trace.entries.filter(({ atMs }) => atMs <= timeMs);
  const status = seen.findLast((entry) => entry.kind === 'status')?.status;
  const endpoints = seen.findLast((entry) => entry.kind === 'endpoints')?.endpoints;
  return textOf(
    paragraph([
      ...(status === undefined ? [] : [explainWorkloadStatus(status, trace.desired)]),
      ...(endpoints === undefined ? [] : [say.readyEndpoints({ count: endpoints.ready })]),
    ]),
  );
}
