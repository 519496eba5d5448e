import type { Message } from '../../base/message.ts';
import type { RolloutWorkload } from '../../kubernetes/workloadSpec.ts';
import { deploymentFenceposts } from '../../lifecycle/controllers/deploymentController.ts';
import type { RolloutEntry, RolloutTrace } from '../../lifecycle/trace/rolloutTrace.ts';
import { lastMomentMs } from '../../lifecycle/trace/runs.ts';
import { countsOf, updatedPods } from '../../lifecycle/trace/workloadCounts.ts';
import { type RolloutWindow, rolloutWindows } from '../rolloutWindows.ts';
import {
  type Band,
  joinBands,
  type Lane,
  type LaneGroup,
  type Look,
  lane,
  type Mark,
  type Span,
  type Timeline,
} from './lanes.ts';
import { laneMessages as say } from './messages.ts';
import { rolloutLosses } from './requestLosses.ts';
import { requestsLane } from './requestsLane.ts';
import { changesOf, type Replica, type RolloutResult } from './rolloutPods.ts';
import { lookOfStatus, statusLabels } from './statusLook.ts';

/** More lanes nobody compares. */
const mostReplicas = 60;

/** How the workload fares as a whole, and a lane for each pod. */
export function rolloutLanes(simulation: RolloutResult, replicas: readonly Replica[]): Timeline {
  const { trace, summary } = simulation;
  const windows = rolloutWindows(trace, simulation, summary.tookMs);
  const spansOf = (index: number | undefined) => windows.filter(({ podIndex }) => podIndex === index).map(spanOf);
  const own = [
    { ...progressLane(simulation), spans: spansOf(undefined) },
    ...endpointsLane(simulation),
    ...trafficLane(trace),
    eventsLane(simulation),
  ];
  const group = (name: Message, pods: readonly Replica[]): LaneGroup[] => {
    if (pods.length === 0) return [];
    const shown = pods.slice(0, mostReplicas);
    const lanes = shown.map((pod, index) => ({ ...replicaLane(simulation, pod, index), spans: spansOf(pod.index) }));
    return [
      {
        name,
        lanes,
        ...(shown.length < pods.length ? { note: say.shownOf({ shown: shown.length, all: pods.length }) } : {}),
      },
    ];
  };
  const of = (revision: string) => replicas.filter((pod) => pod.revision === revision);
  const groups = [
    { lanes: own },
    ...group(say.oldPods(), of('old')),
    ...group(trace.createdAtMs < 0 ? say.newPods() : say.pods(), of('new')),
    ...group(
      say.newestPods(),
      replicas.filter(({ revision }) => revision.startsWith('next')),
    ),
  ];
  return { endMs: trace.endMs, groups };
}

function spanOf({ bestMs, worstMs, text, entry }: RolloutWindow): Span {
  return { fromMs: bestMs, toMs: worstMs, text, entry };
}

/** Bands from entries that each hold until the next; what was before time 0 is as of then. */
function bandsFrom<E extends RolloutEntry>(entries: readonly E[], endMs: number, look: (entry: E) => Look): Band[] {
  const bands = entries.map((entry, index): Band => {
    const toMs = Math.max(0, entries[index + 1]?.atMs ?? endMs);
    return { ...look(entry), fromMs: Math.max(0, entry.atMs), toMs, entry: entry.seq };
  });
  return joinBands(bands);
}

function progressLane({ trace, summary }: RolloutResult): Lane {
  const { desired, endMs } = trace;
  const statuses = trace.entries.filter((entry) => entry.kind === 'status');
  const look = (entry: (typeof statuses)[number]): Look => {
    const { status, atMs } = entry;
    const isDone = summary.tookMs !== undefined && atMs >= summary.tookMs;
    if (status.kind === 'Job') {
      const { succeeded, active, failed } = status;
      const part = say.ofAll({ part: succeeded, all: desired });
      const all =
        failed > 0
          ? [
              say.jobProgressFailed({ succeeded, desired, active, failed }),
              say.jobFailedShort({ succeeded, desired, failed }),
            ]
          : [say.jobProgress({ succeeded, desired, active })];
      const labels = [...all, part];
      if (isDone) return { labels, tone: summary.outcome === 'failed' ? 'bad' : 'done', texture: 'dense' };
      return { labels, tone: status.failed > 0 ? 'bad' : 'waiting', texture: 'solid' };
    }
    const { available } = countsOf(status);
    const updated = updatedPods(trace, status, atMs);
    const labels = [
      say.progress({ updated, desired, available }),
      say.progressShort({ updated, desired }),
      say.ofAll({ part: updated, all: desired }),
    ];
    const isLate = summary.deadlineExceededAtMs !== undefined && atMs >= summary.deadlineExceededAtMs;
    if (isDone && available >= desired) return { labels, tone: 'good', texture: 'solid' };
    return { labels, tone: isLate || available === 0 ? 'bad' : 'waiting', texture: 'solid' };
  };
  const marks = trace.entries.flatMap(({ kind, atMs, seq, ...entry }): Mark[] => {
    const isLate =
      kind === 'condition' && 'condition' in entry && entry.condition.reason === 'ProgressDeadlineExceeded';
    return isLate && atMs >= 0 ? [{ ...plainMark(atMs, seq), glyph: 'warning' }] : [];
  });
  const [name, shows] = trace.kind === 'Job' ? [say.job(), say.jobShows()] : [say.rollout(), say.rolloutShows()];
  return lane('rollout', name, shows, {
    bands: bandsFrom(statuses, endMs, look),
    marks,
  });
}

function plainMark(atMs: number, entry: number): Mark {
  return { atMs, fromMs: atMs, glyph: 'normal', label: '', decisive: false, entry };
}

function endpointsLane({ trace, input }: RolloutResult): Lane[] {
  const entries = trace.entries.filter((entry) => entry.kind === 'endpoints');
  if (entries.length === 0) return [];
  const most = Math.max(trace.desired, ...entries.map(({ endpoints }) => endpoints.ready), 1);
  const bands = bandsFrom(entries, trace.endMs, ({ endpoints }): Look => {
    const { ready, terminating } = endpoints;
    const level = ready / most;
    const short = say.endpointsReady({ count: ready });
    const long = terminating > 0 ? [say.endpointsTerminating({ count: ready, terminating })] : [];
    const labels = [...long, short, say.name({ name: `${ready}` })];
    if (ready === 0) return { labels: [say.noneReady(), say.name({ name: '0' })], tone: 'bad', texture: 'hatched' };
    return { labels, tone: ready < trace.desired ? 'waiting' : 'good', texture: 'solid', level };
  });
  const least = input && leastAvailable(input.workload, trace.desired);
  const [first] = bands;
  const before: Band[] =
    first && first.fromMs > 0
      ? [
          {
            labels: [say.noneReady(), say.name({ name: '0' })],
            tone: 'none',
            texture: 'faint',
            fromMs: 0,
            toMs: first.fromMs,
            entry: trace.entries[0]?.seq ?? 0,
          },
        ]
      : [];
  const shows = least === undefined ? say.endpointsShow() : say.endpointsShowLeast({ least });
  return [
    lane('endpoints', say.endpoints(), shows, {
      bands: [...before, ...bands],
      ...(least === undefined ? {} : { required: least / most }),
    }),
  ];
}

/** How many pods an update leaves available; undefined where the strategy does not say. */
function leastAvailable({ kind, spec }: RolloutWorkload, desired: number): number | undefined {
  if (kind !== 'Deployment' || spec.strategy?.type === 'Recreate') return undefined;
  return Math.max(0, desired - deploymentFenceposts(spec).maxUnavailable);
}

function trafficLane(trace: RolloutTrace): Lane[] {
  const { requests, entries, endMs } = trace;
  const changes = entries.flatMap(({ kind, atMs, seq }) => (kind === 'endpoints' ? [{ atMs, entry: seq }] : []));
  return requestsLane({ requests, losses: rolloutLosses(trace), changes, endMs });
}

function eventsLane({ trace }: RolloutResult): Lane {
  const marks = trace.entries.flatMap((entry): Mark[] => {
    if (entry.kind !== 'event' || entry.atMs < 0) return [];
    return [{ ...plainMark(entry.atMs, entry.seq), glyph: entry.event.type === 'Warning' ? 'warning' : 'normal' }];
  });
  return lane('events', say.events(), say.workloadEventsShow(), { marks });
}

function replicaLane({ trace }: RolloutResult, replica: Replica, index: number): Lane {
  const { name, createdAtMs, deletedAtMs = Number.POSITIVE_INFINITY, goneAtMs, revision } = replica;
  const changes = changesOf(replica);
  const endMs = Math.min(goneAtMs ?? lastMomentMs(replica.life.trace) + createdAtMs, trace.endMs);
  const bands = joinBands(
    changes.map(({ atMs, row: { ready, status } }, index): Band => {
      const toMs = Math.min(changes[index + 1]?.atMs ?? endMs, endMs);
      const labels = statusLabels(ready, status);
      const entry =
        replica.entries.findLast((seq) => (trace.entries[seq]?.atMs ?? 0) <= atMs) ?? replica.entries[0] ?? 0;
      // How the containers of a pod end that is deleted on purpose is no trouble, whatever STATUS says.
      const own = lookOfStatus(ready, status);
      const isTaken = own.tone === 'bad' && atMs >= deletedAtMs;
      const look = isTaken ? ({ tone: 'ending', texture: 'dense' } as const) : own;
      return { ...look, labels, fromMs: Math.max(atMs, 0), toMs, entry };
    }),
  );
  let restarts = 0;
  const marks = replica.entries.flatMap((seq): Mark[] => {
    const entry = trace.entries[seq];
    if (entry?.kind !== 'pod' || entry.pod.change !== 'restarted') return [];
    restarts++;
    return entry.atMs < 0
      ? []
      : [{ ...plainMark(entry.atMs, seq), glyph: 'restart', label: `${restarts}`, decisive: true }];
  });
  // What all names begin with says nothing here.
  const label = name.startsWith(`${trace.name}-`) ? name.slice(name.lastIndexOf('-') + 1) : name;
  const id = `replica:${revision}:${index}`;
  const shown = trace.kind === 'StatefulSet' ? say.podOrdinal({ ordinal: label }) : say.name({ name: label });
  return lane('replica', shown, say.name({ name }), { id, bands, marks, podIndex: replica.index });
}
