/** What a container does, and whether it counts as ready. */
import { lastMomentMs, type Pull, pullsOf, type Run, runsOf } from '../../lifecycle/trace/runs.ts';
import type { ContainerStatus, Trace } from '../../lifecycle/trace/trace.ts';
import { type Band, joinBands, type Lane, type Look, lane, type Mark } from './lanes.ts';
import { laneMessages as say } from './messages.ts';
import { isHarmlessWait, shortReason } from './statusLook.ts';

interface StatusAt {
  readonly atMs: number;
  readonly entry: number;
  readonly status: ContainerStatus;
}

function statusesOf(trace: Trace, container: string): StatusAt[] {
  return trace.entries.flatMap((entry): StatusAt[] => {
    if (entry.kind !== 'status') return [];
    const status =
      entry.status.containerStatuses.find(({ name }) => name === container) ??
      entry.status.initContainerStatuses.find(({ name }) => name === container);
    return status ? [{ atMs: entry.atMs, entry: entry.seq, status }] : [];
  });
}

/**
 * The container as the runtime knows it: what runs, runs. Between runs, the reported status says why nothing does;
 * until the kubelet has noticed an exit, its exit code stands there.
 */
export function stateLane(trace: Trace, container: string): Lane {
  const runs = runsOf(trace, container);
  const pulls = pullsOf(trace, container);
  const statuses = statusesOf(trace, container);
  const bands: Band[] = [];
  const endMs = lastMomentMs(trace);
  let fromMs = 0;
  for (let index = 0; index <= runs.length; index++) {
    const run = runs[index];
    bands.push(...gapBands(fromMs, run?.startMs ?? endMs, runs[index - 1], statuses, pulls));
    if (!run) break;
    bands.push(...runBands(run, endMs));
    fromMs = run.exitMs ?? endMs;
  }
  const marks = runs
    .filter(({ instance }) => instance > 0)
    .map(({ startMs, startEntry, instance }): Mark => {
      return {
        atMs: startMs,
        fromMs: startMs,
        glyph: 'restart',
        label: `${instance}`,
        decisive: true,
        entry: startEntry,
      };
    });
  return lane('state', say.state(), say.stateShows(), { id: `state:${container}`, bands: joinBands(bands), marks });
}

function runBands(run: Run, endMs: number): Band[] {
  const toMs = run.exitMs ?? endMs;
  const stopMs = Math.min(run.stopMs ?? toMs, toMs);
  const name = run.instance === 0 ? say.running() : say.runningAgain({ count: run.instance });
  const bands: Band[] = [
    {
      fromMs: run.startMs,
      toMs: stopMs,
      labels: [name, say.running()],
      tone: 'good',
      texture: 'solid',
      entry: run.startEntry,
    },
  ];
  if (run.stopEntry !== undefined && stopMs < toMs) {
    const labels = [say.stopping(), say.stoppingShort()];
    bands.push({ fromMs: stopMs, toMs, labels, tone: 'ending', texture: 'hatched', entry: run.stopEntry });
  }
  return bands;
}

function gapBands(
  fromMs: number,
  toMs: number,
  before: Run | undefined,
  statuses: readonly StatusAt[],
  pulls: readonly Pull[],
): Band[] {
  if (toMs <= fromMs) return [];
  const cuts = [fromMs, toMs];
  for (const { atMs } of statuses) if (atMs > fromMs && atMs < toMs) cuts.push(atMs);
  for (const pull of pulls) {
    for (const atMs of [pull.fromMs, pull.toMs]) if (atMs > fromMs && atMs < toMs) cuts.push(atMs);
  }
  cuts.sort((a, b) => a - b);
  const bands: Band[] = [];
  for (let index = 0; index + 1 < cuts.length; index++) {
    const start = cuts[index]!;
    const end = cuts[index + 1]!;
    if (end <= start) continue;
    const reported = statuses.findLast(({ atMs }) => atMs <= start);
    const pull = pulls.find((candidate) => candidate.fromMs <= start && end <= candidate.toMs);
    const band = pull
      ? {
          labels: [say.pulling(), say.pullingShort()],
          tone: 'pending' as const,
          texture: 'hatched' as const,
          entry: pull.entry,
        }
      : lookOfGap(reported, before);
    if (band) bands.push({ ...band, fromMs: start, toMs: end });
  }
  return bands;
}

function lookOfGap(reported: StatusAt | undefined, before: Run | undefined): (Look & { entry: number }) | undefined {
  const state = reported?.status.state;
  const isNews = before?.exitMs === undefined || (reported !== undefined && reported.atMs >= before.exitMs);
  if (state?.type === 'waiting' && isNews) {
    const tone = isHarmlessWait(state.reason) ? 'pending' : 'bad';
    return {
      labels: [say.name({ name: state.reason }), ...shortReason(state.reason)],
      tone,
      texture: 'hatched',
      entry: reported!.entry,
    };
  }
  if (before?.exitEntry === undefined) return undefined;
  const code = before.exitCode ?? 0;
  const labels = [say.exited({ code }), say.exitedShort({ code })];
  return { labels, tone: code === 0 ? 'done' : 'bad', texture: 'dense', entry: before.exitEntry };
}

export function readyLane(trace: Trace, container: string, type: 'init' | 'sidecar' | 'regular'): Lane[] {
  if (type === 'init') return [];
  const statuses = statusesOf(trace, container);
  const bands = statuses.map(({ atMs, entry, status }, index): Band => {
    const toMs = statuses[index + 1]?.atMs ?? lastMomentMs(trace);
    const look: Look = status.ready
      ? { labels: [say.isReady()], tone: 'good', texture: 'solid' }
      : { labels: [say.notReady(), say.notReadyShort()], tone: 'none', texture: 'faint' };
    return { ...look, fromMs: atMs, toMs, entry };
  });
  return [lane('ready', say.ready(), say.readyShows(), { id: `ready:${container}`, bands: joinBands(bands) })];
}
