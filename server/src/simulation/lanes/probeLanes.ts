import { seconds } from '../../base/message.ts';
import type { Trace } from '../../lifecycle/trace/trace.ts';
import { type Lane, lane, type Mark, type Streak } from './lanes.ts';
import { laneMessages as say } from './messages.ts';

/** Each probe of a container: its attempts, and how they count toward the threshold. */
export function probeLanes(trace: Trace, container: string): Lane[] {
  const kinds = [
    ['startup', say.startup, say.startupShows],
    ['readiness', say.readiness, say.readinessShows],
    ['liveness', say.liveness, say.livenessShows],
  ] as const;
  return kinds.flatMap(([type, name, shows]): Lane[] => {
    const marks: Mark[] = [];
    const streaks: Streak[] = [];
    let streakFromMs = 0;
    let periodSeconds: number | undefined;
    for (const entry of trace.entries) {
      if (entry.kind !== 'probe' || entry.probe.container !== container || entry.probe.type !== type) continue;
      const { result, inARow, threshold, tookMs } = entry.probe;
      periodSeconds ??= entry.probe.periodSeconds;
      const counts = inARow <= threshold && (result === 'failure' || (result === 'success' && threshold > 1));
      const decisive = counts && inARow === threshold;
      const label = counts ? `${inARow}` : '';
      marks.push({ atMs: entry.atMs, fromMs: entry.atMs - tookMs, glyph: result, label, decisive, entry: entry.seq });
      if (result !== 'failure') continue;
      if (inARow === 1) streakFromMs = entry.atMs;
      else if (inARow <= threshold) {
        if (inARow > 2) streaks.pop();
        streaks.push({ fromMs: streakFromMs, toMs: entry.atMs, reached: decisive });
      }
    }
    if (marks.length === 0) return [];
    return [
      lane(type, name(), shows({ period: seconds(periodSeconds ?? 0) }), {
        id: `${type}:${container}`,
        marks,
        streaks,
      }),
    ];
  });
}
