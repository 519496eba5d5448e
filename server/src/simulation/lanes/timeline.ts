import type { RowChange } from '../../lifecycle/kubectl/row.ts';
import { lastMomentMs } from '../../lifecycle/trace/runs.ts';
import type { Trace } from '../../lifecycle/trace/trace.ts';
import { explainWindow } from '../explainMoment.ts';
import type { MomentWindow } from '../momentWindows.ts';
import { readyLane, stateLane } from './containerLanes.ts';
import type { LaneGroup, Span, Timeline } from './lanes.ts';
import { laneMessages as say } from './messages.ts';
import { nodeLane } from './nodeLane.ts';
import { eventsLane, podLane, serviceLane } from './podLanes.ts';
import { probeLanes } from './probeLanes.ts';
import { podLosses } from './requestLosses.ts';
import { requestsLane } from './requestsLane.ts';

/** The swim lanes of a trace. `changes` are the rows that `kubectl get pod` would print one after the other. */
export function podTimeline(
  trace: Trace,
  changes: readonly RowChange[],
  windows: readonly MomentWindow[] = [],
): Timeline {
  const spans = (moments: readonly MomentWindow['moment'][], container?: string) =>
    windows
      .filter(
        (window) => moments.includes(window.moment) && (container === undefined || window.container === container),
      )
      .map(spanOf);
  const own = [
    ...nodeLane(trace),
    { ...podLane(trace, changes), spans: spans(['gone']) },
    ...serviceLane(trace).map((lane) => ({ ...lane, spans: spans(['outOfService', 'backInService']) })),
    ...requestsLane({
      requests: trace.requests,
      losses: podLosses(trace),
      changes: endpointChanges(trace),
      endMs: lastMomentMs(trace),
    }),
    eventsLane(trace),
  ];
  const containers = trace.containers.map(({ name, type }): LaneGroup => {
    const lanes = [
      { ...stateLane(trace, name), spans: spans(['killed'], name) },
      ...probeLanes(trace, name),
      ...readyLane(trace, name, type).map((lane) => ({ ...lane, spans: spans(['ready'], name) })),
    ];
    const group = { name: say.name({ name }), lanes };
    return type === 'regular' ? group : { ...group, note: type === 'init' ? say.initContainer() : say.sidecar() };
  });
  return { endMs: trace.endMs, groups: [{ lanes: own }, ...containers] };
}

function endpointChanges({ entries }: Trace) {
  return entries.flatMap((entry) =>
    entry.kind === 'endpoint' ? [{ atMs: entry.atMs, entry: entry.seq, serves: entry.endpoint?.ready === true }] : [],
  );
}

function spanOf(window: MomentWindow): Span {
  const { entry, bestMs, worstMs } = window;
  return { fromMs: bestMs, toMs: worstMs, text: explainWindow(window), entry };
}
