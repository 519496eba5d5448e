/**
 * How sure the moments of a simulation are: a probe's ticker may stand anywhere when a container starts or an app fails, so
 * what the simulation shows to the second lies, in a cluster, somewhere in a window. The windows are those of `analysis`.
 */
import {
  addedBackAfterRecovery,
  type FailureMode,
  killedAfterFailure,
  killedFromStart,
  type PlacedContainer,
  placedContainers,
  readyAfterStart,
  removedAfterFailure,
} from '../analysis/probe.ts';
import { stopContainer, terminatePod } from '../analysis/stop.ts';
import { earliest, extend, fieldsOf, formulaOf, latest, type TimeWindow } from '../analysis/window.ts';
import type { Message } from '../base/message.ts';
import { type DefaultedPod, defaultPod } from '../kubernetes/defaults.ts';
import type { Pod } from '../kubernetes/pod.ts';
import { causes } from '../lifecycle/trace/causes.ts';
import type { EntryOf, ProbeExecution, Trace, TraceEntry } from '../lifecycle/trace/trace.ts';
import type { Scenario } from '../lifecycle/world/scenario.ts';

/** What a window is counted from: a container's start, the moment from which it stops or resumes answering, the deletion. */
export type SinceEvent = 'started' | 'stopsAnswering' | 'answersAgain' | 'podDeleted';

/** Between what times of the trace something happens, whatever the phases of the kubelet's clocks are. */
export interface MomentWindow {
  /** The entry of the trace that it is about. */
  readonly entry: number;
  readonly moment: 'ready' | 'killed' | 'restarted' | 'outOfService' | 'backInService' | 'gone';
  /** Where it is a container's. */
  readonly container?: string;
  /** What it is counted from. */
  readonly sinceMs: number;
  readonly since: SinceEvent;
  readonly bestMs: number;
  readonly worstMs: number;
  /** What the window is the sum of. */
  readonly formula: readonly Message[];
  /** Fields of the pod that decide it. */
  readonly fields: readonly string[];
}

/**
 * The windows of the moments that people read in a simulation, in order of time. A window holds under conditions
 * (`docs/timing.md`): where a scenario goes beyond them, so that the simulated moment is none of those that the window
 * speaks of, there is none.
 */
export function momentWindows(trace: Trace, pod: Pod, scenario: Scenario): MomentWindow[] {
  const context: Context = { trace, pod: defaultPod(pod), scenario };
  const windows = [
    ...runningContainers(context.pod).flatMap((placed) => containerWindows(context, placed)),
    ...serviceWindows(context),
    ...goneWindow(context),
  ];
  return windows.sort((a, b) => a.entry - b.entry);
}

interface Context {
  readonly trace: Trace;
  readonly pod: DefaultedPod;
  readonly scenario: Scenario;
}

function runningContainers(pod: DefaultedPod): PlacedContainer[] {
  const { regular, sidecars } = placedContainers(pod);
  return [...sidecars, ...regular];
}

function containerWindows(context: Context, placed: PlacedContainer): MomentWindow[] {
  const { trace, scenario, pod } = context;
  const { name } = placed.container;
  const answersFromMs = (scenario.containers?.[name]?.startupSeconds ?? 0) * 1000;
  const starts = trace.entries.filter(
    (entry): entry is EntryOf<'cri'> => isCall(entry, 'start', name) && entry.call.error === undefined,
  );
  return starts.flatMap((start, index) => {
    const next = starts[index + 1];
    const isInRun = ({ seq }: TraceEntry) => seq > start.seq && (next === undefined || seq < next.seq);
    const run = trace.entries.filter(isInRun);
    const ready = run.find((entry) => entry.kind === 'status' && isReady(entry, name));
    const kill = run.find((entry): entry is EntryOf<'event'> => isKill(entry, name));
    const windows: (MomentWindow | undefined)[] = [];
    if (ready) {
      const since = { atMs: start.atMs, event: 'started' as const };
      windows.push(around(ready, 'ready', since, readyAfterStart(placed, answersFromMs), name));
    }
    const verdict = kill && failedProbe(trace, kill.seq);
    if (kill && verdict && verdict.type !== 'readiness') {
      const killed = killWindow(run, start, kill, verdict, placed);
      windows.push(killed?.window);
      if (next && killed) {
        const stops = (['heeds', 'ignores'] as const).map((sigterm) =>
          around(
            next,
            'restarted',
            killed.since,
            extend(killed.timing, ...stopContainer(pod, placed, killed.by, sigterm).terms),
            name,
          ),
        );
        windows.push(stops.find((window) => window !== undefined));
      }
    }
    return windows.filter((window) => window !== undefined);
  });
}

/** Counted from what last changed in the container, if that explains the kill, else from its start. */
function killWindow(
  run: readonly TraceEntry[],
  start: TraceEntry,
  kill: TraceEntry,
  verdict: ProbeExecution,
  placed: PlacedContainer,
) {
  const { name } = placed.container;
  const by = verdict.type === 'startup' ? 'startup' : 'liveness';
  const mode = modeOf(verdict);
  const change = lastChange(run, kill, name);
  const candidates = [
    {
      since: change && { atMs: change.atMs, event: 'stopsAnswering' as const },
      timing: by === 'liveness' ? killedAfterFailure(placed, mode) : undefined,
    },
    { since: { atMs: start.atMs, event: 'started' as const }, timing: killedFromStart(placed, by, mode) },
  ] as const;
  for (const { since, timing } of candidates) {
    if (since === undefined || timing === undefined) continue;
    const window = around(kill, 'killed', since, timing, name);
    if (window) return { window, since, timing, by } as const;
  }
  return undefined;
}

/** When the pod leaves the endpoints and comes back because of a readiness probe. */
function serviceWindows({ trace, pod }: Context): MomentWindow[] {
  const windows: (MomentWindow | undefined)[] = [];
  let wasReady = false;
  let lostBy: ProbeExecution | undefined;
  for (const entry of trace.entries) {
    if (entry.kind !== 'endpoint') continue;
    const isIn = entry.endpoint?.ready === true;
    const probe = failedProbe(trace, entry.seq);
    if (wasReady && !isIn && entry.endpoint?.terminating !== true && probe?.type === 'readiness') {
      windows.push(serviceWindow(trace, pod, entry, 'outOfService', probe));
      lostBy = probe;
    } else if (!wasReady && isIn && lostBy !== undefined) {
      windows.push(serviceWindow(trace, pod, entry, 'backInService', lostBy));
      lostBy = undefined;
    }
    wasReady = isIn;
  }
  return windows.filter((window) => window !== undefined);
}

function serviceWindow(
  trace: Trace,
  pod: DefaultedPod,
  entry: TraceEntry,
  moment: 'outOfService' | 'backInService',
  probe: ProbeExecution,
) {
  const placed = runningContainers(pod).find(({ container }) => container.name === probe.container);
  const change = lastChange(trace.entries, entry, probe.container);
  if (placed === undefined || change === undefined) return undefined;
  const isOut = moment === 'outOfService';
  const timing = isOut ? removedAfterFailure(placed, modeOf(probe)) : addedBackAfterRecovery(placed, modeOf(probe));
  const event = isOut ? 'stopsAnswering' : 'answersAgain';
  return timing && around(entry, moment, { atMs: change.atMs, event }, timing, probe.container);
}

function goneWindow({ trace, pod }: Context): MomentWindow[] {
  const deleted = trace.entries.find((entry) => entry.kind === 'api' && entry.call === 'deleted');
  const removed = trace.entries.find((entry) => entry.kind === 'api' && entry.call === 'removed');
  if (deleted?.kind !== 'api' || removed === undefined) return [];
  // Somebody else's grace is none that the manifest decides.
  if (deleted.gracePeriodSeconds !== pod.spec.terminationGracePeriodSeconds) return [];
  const { regular, sidecars } = placedContainers(pod);
  const since = { atMs: deleted.atMs, event: 'podDeleted' as const };
  const windows = (['heeds', 'ignores'] as const).flatMap(
    (sigterm) => around(removed, 'gone', since, terminatePod(pod, regular, sidecars, sigterm)) ?? [],
  );
  return windows.slice(0, 1);
}

/** The window, if the moment is one that it speaks of. */
function around(
  entry: TraceEntry,
  moment: MomentWindow['moment'],
  since: { readonly atMs: number; readonly event: SinceEvent },
  timing: TimeWindow,
  container?: string,
): MomentWindow | undefined {
  const tookMs = entry.atMs - since.atMs;
  if (tookMs < earliest(timing) - roundingMs || tookMs > latest(timing) + roundingMs) return undefined;
  return {
    entry: entry.seq,
    moment,
    ...(container === undefined ? {} : { container }),
    sinceMs: since.atMs,
    since: since.event,
    // The kubelet's own steps may put the moment a little beside what the fields alone say.
    bestMs: Math.min(since.atMs + timing.bestMs, entry.atMs),
    worstMs: Math.max(since.atMs + timing.worstMs, entry.atMs),
    formula: formulaOf(timing),
    fields: fieldsOf(timing),
  };
}

/** The engine gives its steps a few milliseconds that the closed forms leave out. */
const roundingMs = 50;

/** The last thing before an entry that the scenario lets happen to a container. */
function lastChange(entries: readonly TraceEntry[], before: TraceEntry, container: string): TraceEntry | undefined {
  return entries.findLast(
    (entry) =>
      entry.seq < before.seq &&
      entry.kind === 'world' &&
      'container' in entry.fact &&
      entry.fact.container === container,
  );
}

function failedProbe(trace: Trace, seq: number): ProbeExecution | undefined {
  for (const link of causes(trace, seq)) {
    if (link.kind === 'entry' && link.entry.kind === 'probe' && link.entry.probe.result === 'failure')
      return link.entry.probe;
  }
  return undefined;
}

function modeOf({ trouble }: ProbeExecution): FailureMode {
  return trouble === 'timeout' ? 'hang' : 'error';
}

function isCall(entry: TraceEntry, op: string, container: string): entry is EntryOf<'cri'> {
  return entry.kind === 'cri' && entry.call.op === op && entry.call.container === container;
}

function isKill(entry: TraceEntry, container: string): entry is EntryOf<'event'> {
  return (
    entry.kind === 'event' && entry.event.reason === 'Killing' && (entry.event.field ?? '').includes(`{${container}}`)
  );
}

function isReady(entry: EntryOf<'status'>, container: string): boolean {
  const { containerStatuses, initContainerStatuses } = entry.status;
  return [...initContainerStatuses, ...containerStatuses].some(({ name, ready }) => name === container && ready);
}
