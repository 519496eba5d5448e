import { humanDuration } from '../../kubernetes/duration.ts';
import type { KubernetesEvent, Trace } from '../trace/trace.ts';

/** An event object as the API server holds it: identical occurrences are one object with a count. */
export interface EventObject extends Omit<KubernetesEvent, 'count'> {
  readonly count: number;
  readonly firstMs: number;
  readonly lastMs: number;
  /** The entry of its last occurrence. */
  readonly seq: number;
}

/** The pod's events at a time of the trace, the latest last; what the spam filter swallowed is not among them. */
export function eventsAt(trace: Trace, atMs: number): EventObject[] {
  const objects = new Map<string, EventObject>();
  for (const { kind, seq, atMs: timeMs, ...rest } of trace.entries) {
    if (timeMs > atMs) break;
    if (kind !== 'event' || !('event' in rest)) continue;
    const { count, ...event } = rest.event;
    if (count === undefined) continue;
    const key = [event.from, event.field, event.type, event.reason, event.message].join('\n');
    const firstMs = objects.get(key)?.firstMs ?? timeMs;
    objects.delete(key);
    objects.set(key, { ...event, count, firstMs, lastMs: timeMs, seq });
  }
  return [...objects.values()];
}

/**
 * The events as `kubectl describe pod` lists them. Upstream: `DescribeEvents` in `kubectl/pkg/describe/describe.go`.
 */
export function describeEvents(trace: Trace, atMs: number): string {
  const events = eventsAt(trace, atMs);
  if (events.length === 0) return 'Events:  <none>';
  const lines = [
    ['Type', 'Reason', 'Age', 'From', 'Message'],
    ['----', '------', '----', '----', '-------'],
    ...byLastSeen(events).map((event) => [
      event.type,
      event.reason,
      age(event, atMs),
      event.from,
      event.message.trim(),
    ]),
  ];
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const body = lines.map((line) =>
    `  ${line.map((cell, column) => (column === line.length - 1 ? cell : cell.padEnd(widths[column]!))).join('  ')}`.trimEnd(),
  );
  return ['Events:', ...body].join('\n');
}

/** Events of the scheduler carry no such time and come first. */
function byLastSeen(events: readonly EventObject[]): EventObject[] {
  const rank = (event: EventObject) => (event.from === 'default-scheduler' ? Number.NEGATIVE_INFINITY : event.lastMs);
  return [...events].sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
}

function age({ count, firstMs, lastMs }: EventObject, atMs: number): string {
  const last = humanDuration(atMs - lastMs);
  return count > 1 ? `${last} (x${count} over ${humanDuration(atMs - firstMs)})` : last;
}
