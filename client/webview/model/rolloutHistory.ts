import { causes, fieldsOf } from '../../../server/src/lifecycle/trace/causes.ts';
import type { RolloutEntry, RolloutTrace } from '../../../server/src/lifecycle/trace/rolloutTrace.ts';
import type { RolloutSimulation } from '../protocol.ts';
import type { Because, History } from './history.ts';
import { rolloutTimeline } from './rolloutLanes.ts';
import { type Replica, replicasOf, troubleAt } from './rolloutPods.ts';
import type { Sentence } from './summary.ts';
import type { Row, Table } from './tables.ts';

/** Less would look as if something happened all the time. */
const shortestViewMs = 15_000;

/** The update of all pods of a workload, its first rollout, or the course of a Job. */
export function rolloutHistory(simulation: RolloutSimulation): History {
  const { trace, statusLines, summary } = simulation;
  const { entries, endMs, truncated } = trace;
  const replicas = replicasOf(simulation);
  const about = new Map(replicas.flatMap((replica) => replica.entries.map((seq) => [seq, replica] as const)));
  const explainEntry = (seq: number) => explain(simulation, entries[seq], about.get(seq));
  // What was before the update is only where it all comes from.
  const shown = entries.filter(({ atMs }) => atMs >= 0);
  const rows = (table: Table): Row[] => {
    if (table === 'status') return statusLines.map(({ atMs, text }) => statusRow(entries, atMs, text));
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
    sentence: sentenceOf(simulation),
    timeline: rolloutTimeline(simulation, replicas),
    tables: [
      ...(statusLines.length === 0 ? [] : [{ name: 'status' as const, title: 'Status', count: statusLines.length }]),
      { name: 'events', title: 'Events', count: rows('events').length },
      { name: 'everything', title: 'Everything', count: shown.length },
    ],
    rows,
    titleOf: (seq) => titleOf(entries[seq]),
    explain: explainEntry,
    causesOf: (seq) => because(trace, seq, explainEntry),
    fieldsOf: (seq) => {
      const entry = entries[seq];
      const trouble = entry && troubleOf(about.get(seq), entry.atMs);
      return [...new Set([...(trouble?.fields ?? []), ...fieldsOf(trace, seq)])];
    },
    windowOf: () => undefined,
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
    firstViewMs: summary.tookMs === undefined ? undefined : Math.max(shortestViewMs, summary.tookMs * 1.6),
    standingAt: (timeMs) => standingAt(simulation, timeMs),
  };
}

/** The figures of the engine's own sentence are strong. */
function sentenceOf({ summary }: RolloutSimulation): Sentence {
  return summary.sentence
    .split(/((?:\d+(?:\.\d+)? (?:s|ms)\b)|\b\d+ of \d+ \w+|not finished within \w+|at least \d+ \w+)/)
    .map((text, index) => ({ text, strong: index % 2 === 1 }))
    .filter(({ text }) => text !== '');
}

function statusRow(entries: readonly RolloutEntry[], atMs: number, text: string): Row {
  const isReported = ({ kind }: RolloutEntry) => kind === 'status' || kind === 'condition' || kind === 'workload';
  const entry = entries.findLast((candidate) => candidate.atMs <= atMs && isReported(candidate));
  const warning = text.startsWith('error:');
  return { table: 'status', entry: entry?.seq ?? 0, atMs, warning, kind: '', what: '', text: () => text };
}

const podChanges = {
  created: 'Pod created',
  ready: 'Pod ready',
  notReady: 'Pod not ready',
  available: 'Pod available',
  restarted: 'Restart',
  succeeded: 'Pod succeeded',
  failed: 'Pod failed',
  terminating: 'Pod deleted',
  gone: 'Pod gone',
} as const;

function titleOf(entry: RolloutEntry | undefined): string {
  switch (entry?.kind) {
    case undefined:
      return '';
    case 'workload':
      return entry.change === 'created' ? 'Created' : 'Updated';
    case 'scale':
      return entry.scale.to > entry.scale.from ? 'Scaled up' : 'Scaled down';
    case 'pod':
      return podChanges[entry.pod.change];
    case 'event':
      return entry.event.reason;
    case 'condition':
      return `${entry.condition.type}: ${entry.condition.status}`;
    case 'status':
      return 'Status';
    case 'endpoints':
      return 'Endpoints';
  }
}

function explain(simulation: RolloutSimulation, entry: RolloutEntry | undefined, replica: Replica | undefined): string {
  const { trace } = simulation;
  switch (entry?.kind) {
    case undefined:
      return '';
    case 'workload':
      return entry.change === 'created'
        ? `${trace.kind} ${trace.name} is created.`
        : `The pod template of ${trace.kind} ${trace.name} is changed.`;
    case 'scale': {
      const { from, to, revision } = entry.scale;
      return `The ReplicaSet of the ${revision} pods goes from ${from} to ${to}.`;
    }
    case 'pod':
      return explainPod(simulation, entry, replica);
    case 'event':
      return `${entry.event.from} reports ${entry.event.reason}: ${ended(entry.event.message)}`;
    case 'condition': {
      const { type, status, reason, message } = entry.condition;
      return `${type} is ${status} (${reason}): ${ended(message)}`;
    }
    case 'status':
      return ended(statusText(entry.status, trace.desired));
    case 'endpoints': {
      const { ready, terminating } = entry.endpoints;
      const going = terminating === 0 ? '' : `; ${terminating} more ${terminating === 1 ? 'is' : 'are'} being deleted`;
      return `${ready} of ${trace.desired} pods get${ready === 1 ? 's' : ''} traffic${going}.`;
    }
  }
}

function explainPod(
  { view }: RolloutSimulation,
  entry: Extract<RolloutEntry, { kind: 'pod' }>,
  replica: Replica | undefined,
): string {
  const { change, revision } = entry.pod;
  const name = entry.object.replace(/^pod\//, '');
  const trouble = troubleOf(replica, entry.atMs);
  const why = trouble === undefined ? '' : ` ${trouble.sentence}`;
  switch (change) {
    case 'created':
      return `Pod ${name} is created${view === 'update' ? ` from the ${revision} template` : ''}.`;
    case 'ready':
      return `Pod ${name} is ready.`;
    case 'notReady':
      return `Pod ${name} is not ready any more.${why}`;
    case 'available':
      return `Pod ${name} is available: it has been ready for minReadySeconds.`;
    case 'restarted':
      return `A container of pod ${name} is started again.${replica === undefined ? '' : whyRestarted(replica, entry.atMs)}`;
    case 'succeeded':
      return `Pod ${name} has succeeded.`;
    case 'failed':
      return `Pod ${name} has failed.${why}`;
    case 'terminating':
      return `Pod ${name} is deleted; its containers are told to stop.`;
    case 'gone':
      return `Pod ${name} is gone.`;
  }
}

function whyRestarted({ life, createdAtMs }: Replica, atMs: number): string {
  const restart = life.restarts.findLast((candidate) => candidate.atMs <= atMs - createdAtMs);
  return restart === undefined ? '' : ` ${restart.why}`;
}

function troubleOf(replica: Replica | undefined, atMs: number) {
  return replica && troubleAt(replica, atMs);
}

function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function statusText(status: Extract<RolloutEntry, { kind: 'status' }>['status'], desired: number): string {
  if (status.kind === 'Job') {
    return `${status.succeeded} of ${desired} succeeded, ${status.failed} failed, ${status.active} active`;
  }
  const { updatedReplicas, readyReplicas, availableReplicas, replicas } = status;
  return `${replicas} pods, ${updatedReplicas} of ${desired} new, ${readyReplicas} ready, ${availableReplicas} available`;
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
  const { tookMs, outcome, readyEndpoints } = summary;
  const lost = readyEndpoints !== undefined && readyEndpoints.fewest < readyEndpoints.before;
  if (outcome === 'finished' && lost) {
    return entries.findLast(({ kind, atMs }) => kind === 'endpoints' && atMs === readyEndpoints.fewestAtMs)?.seq;
  }
  if (tookMs !== undefined) return entries.findLast(({ kind, atMs }) => kind === 'status' && atMs <= tookMs)?.seq;
  const wrong = entries.find(
    (entry) => entry.kind === 'pod' && entry.atMs >= 0 && /restarted|notReady|failed/.test(entry.pod.change),
  );
  const late = entries.find(
    (entry) => entry.kind === 'condition' && entry.condition.reason === 'ProgressDeadlineExceeded',
  );
  return (wrong ?? late ?? entries.find(({ atMs }) => atMs >= 0))?.seq;
}

function standingAt({ trace }: RolloutSimulation, timeMs: number): string {
  const seen = trace.entries.filter(({ atMs }) => atMs <= timeMs);
  const status = seen.findLast((entry) => entry.kind === 'status')?.status;
  const endpoints = seen.findLast((entry) => entry.kind === 'endpoints')?.endpoints;
  const parts = [
    ...(status === undefined ? [] : [statusText(status, trace.desired)]),
    ...(endpoints === undefined ? [] : [`${endpoints.ready} ready endpoints`]),
  ];
  return parts.join(', ');
}
