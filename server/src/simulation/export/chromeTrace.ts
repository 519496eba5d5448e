/**
 * A simulation in Chrome's Trace Event Format, the JSON that Perfetto and `chrome://tracing` open: each group of lanes is
 * a process, each lane a thread. Format: "Trace Event Format" of the Chromium project; times are microseconds.
 */
import type { Band, Lane, Mark } from '../lanes/lanes.ts';
import type { Report } from './report.ts';

interface TraceEvent {
  readonly name: string;
  /** `X`: it lasts; `i`: an instant; `M`: names a process or thread. */
  readonly ph: 'X' | 'i' | 'M';
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Scope of an instant: its thread. */
  readonly s?: 't';
  readonly cat?: string;
  readonly args?: Readonly<Record<string, string | number>>;
}

/** The file's text. What happens on one lane never overlaps in part, as the format asks of a thread. */
export function chromeTrace(report: Report): string {
  const { title, sentence, origin, timeline } = report;
  const events: TraceEvent[] = [];
  let tid = 0;
  for (const [index, group] of timeline.groups.entries()) {
    const pid = index + 1;
    const named = (name: string, of: string, thread: number): TraceEvent => ({
      name,
      ph: 'M',
      pid,
      tid: thread,
      ts: 0,
      args: { name: of },
    });
    const sorted = (name: string, thread: number, place: number): TraceEvent => ({
      name,
      ph: 'M',
      pid,
      tid: thread,
      ts: 0,
      args: { sort_index: place },
    });
    events.push(named('process_name', group.name ?? title, 0), sorted('process_sort_index', 0, index));
    for (const lane of group.lanes) {
      tid++;
      events.push(named('thread_name', lane.label, tid), sorted('thread_sort_index', tid, tid));
      events.push(...laneEvents(lane, report, pid, tid));
    }
  }
  return JSON.stringify({
    traceEvents: events,
    displayTimeUnit: 'ms',
    otherData: { title, summary: sentence, origin },
  });
}

function laneEvents(lane: Lane<string>, report: Report, pid: number, tid: number): TraceEvent[] {
  const place = { pid, tid, cat: lane.kind };
  const lasting = (from: number, to: number) => ({ ts: micros(from), dur: micros(to) - micros(from) });
  const bands = lane.bands.map(
    ({ fromMs, toMs, labels, entry }: Band<string>): TraceEvent => ({
      name: labels[0] ?? '',
      ph: 'X',
      ...place,
      ...lasting(fromMs, toMs),
      args: { why: report.explain(entry) },
    }),
  );
  let freeFromMs = Number.NEGATIVE_INFINITY;
  const marks = lane.marks.map(({ fromMs, atMs, glyph, label, entry }: Mark): TraceEvent => {
    const what = { name: label === '' ? glyph : `${glyph} ${label}`, ...place, args: { why: report.explain(entry) } };
    // Bands and marks of one lane, or attempts of two runs, may cross: what would is an instant.
    if (fromMs >= atMs || lane.bands.length > 0 || fromMs < freeFromMs)
      return { ...what, ph: 'i', s: 't', ts: micros(atMs) };
    freeFromMs = atMs;
    return { ...what, ph: 'X', ...lasting(fromMs, atMs) };
  });
  return [...bands, ...marks].sort((a, b) => a.ts - b.ts);
}

function micros(ms: number): number {
  return Math.round(ms * 1000);
}
