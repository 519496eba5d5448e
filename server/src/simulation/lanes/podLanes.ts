/** The lanes of the pod as a whole: its row, its place in the Service, its events. */
import type { Message } from '../../base/message.ts';
import type { RowChange } from '../../lifecycle/kubectl/row.ts';
import { lastMomentMs } from '../../lifecycle/trace/runs.ts';
import type { Trace, TraceEntry } from '../../lifecycle/trace/trace.ts';
import { type Band, joinBands, type Lane, type Look, lane, type Mark } from './lanes.ts';
import { laneMessages as say } from './messages.ts';
import { lookOfStatus, statusLabels } from './statusLook.ts';

export function podLane(trace: Trace, changes: readonly RowChange[]): Lane {
  const statuses = trace.entries.filter((entry) => entry.kind === 'status');
  const bands = joinBands(
    changes.map(({ atMs, row: { ready, status } }, index): Band => {
      const toMs = changes[index + 1]?.atMs ?? lastMomentMs(trace);
      const entry = statuses.findLast((entry) => entry.atMs <= atMs) ?? trace.entries[0];
      const { tone, texture } = lookOfStatus(ready, status);
      const labels = statusLabels(ready, status);
      return { fromMs: atMs, toMs, labels, tone, texture, entry: entry?.seq ?? 0 };
    }),
  );
  return lane('pod', say.pod(), say.podShows(), { bands });
}

export function serviceLane(trace: Trace): Lane[] {
  const entries = trace.entries.filter((entry) => entry.kind === 'endpoint');
  if (entries.length === 0) return [];
  const first = trace.entries[0];
  const before: Band[] =
    first && entries[0]!.atMs > 0
      ? [{ ...outOfService(say.outOfService()), fromMs: 0, toMs: entries[0]!.atMs, entry: first.seq }]
      : [];
  const bands = entries.map((entry, index): Band => {
    const toMs = entries[index + 1]?.atMs ?? lastMomentMs(trace);
    return { ...lookOfEndpoint(entry), fromMs: entry.atMs, toMs, entry: entry.seq };
  });
  return [lane('service', say.service(), say.serviceShows(), { bands: joinBands([...before, ...bands]) })];
}

function outOfService(label: Message): Look {
  return { labels: [label, say.outShort()], tone: 'none', texture: 'faint' };
}

function lookOfEndpoint(entry: Extract<TraceEntry, { kind: 'endpoint' }>): Look {
  const { endpoint } = entry;
  if (endpoint === null) return outOfService(say.outOfService());
  if (endpoint.ready) return { labels: [say.getsTraffic(), say.inShort()], tone: 'good', texture: 'solid' };
  if (endpoint.terminating) {
    return endpoint.serving
      ? { labels: [say.stillServing(), say.stillServingShort()], tone: 'ending', texture: 'hatched' }
      : { labels: [say.terminating()], tone: 'ending', texture: 'dense' };
  }
  return outOfService(say.noTraffic());
}

export function eventsLane(trace: Trace): Lane {
  const marks = trace.entries.flatMap((entry): Mark[] => {
    if (entry.kind !== 'event') return [];
    const glyph = entry.event.type === 'Warning' ? 'warning' : 'normal';
    return [{ atMs: entry.atMs, fromMs: entry.atMs, glyph, label: '', decisive: false, entry: entry.seq }];
  });
  return lane('events', say.events(), say.eventsShow(), { marks });
}
