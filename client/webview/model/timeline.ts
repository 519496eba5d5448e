import { type Message, seconds } from '../../../server/src/base/message.ts';
import type { RowChange } from '../../../server/src/lifecycle/kubectl/row.ts';
import { lastMomentMs, type Pull, pullsOf, type Run, runsOf } from '../../../server/src/lifecycle/trace/runs.ts';
import type { ContainerStatus, Trace, TraceEntry } from '../../../server/src/lifecycle/trace/trace.ts';
import type { MomentWindow } from '../protocol.ts';
import { textOf } from '../text.ts';
import { laneMessages as say } from './laneMessages.ts';
import { explainWindow } from './windows.ts';

/** What colour means; every tone also comes with a texture and a label, so that nothing depends on seeing it. */
export type Tone = 'good' | 'waiting' | 'pending' | 'bad' | 'done' | 'ending' | 'none';

/** `solid`: it runs; `hatched`: it waits; `dense`: it has ended; `faint`: nothing is there. */
export type Texture = 'solid' | 'hatched' | 'dense' | 'faint';

/** A state that lasts. */
export interface Band {
  readonly fromMs: number;
  readonly toMs: number;
  /** Longest first: the first one that fits is written into the band. */
  readonly labels: readonly string[];
  readonly tone: Tone;
  readonly texture: Texture;
  /** The entry that brought the state about. */
  readonly entry: number;
}

export type Glyph = 'success' | 'failure' | 'unknown' | 'restart' | 'normal' | 'warning';

/** Something that happens at a moment. */
export interface Mark {
  readonly atMs: number;
  /** When it began, if it took time. */
  readonly fromMs: number;
  readonly glyph: Glyph;
  /** A character or two inside the shape: how many in a row, which restart. */
  readonly label: string;
  /** Whether it reached its threshold, i.e. had a consequence. */
  readonly decisive: boolean;
  readonly entry: number;
}

/** Failures (or successes) in a row that count toward a threshold. */
export interface Streak {
  readonly fromMs: number;
  readonly toMs: number;
  readonly reached: boolean;
}

/** Between what times something happens in a cluster, where clocks have other phases than in the simulation. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
  /** In a sentence. */
  readonly text: string;
  readonly entry: number;
}

export type LaneKind =
  | 'rollout'
  | 'endpoints'
  | 'replica'
  | 'node'
  | 'pod'
  | 'service'
  | 'events'
  | 'state'
  | 'startup'
  | 'readiness'
  | 'liveness'
  | 'ready';

export interface Lane {
  readonly id: string;
  readonly kind: LaneKind;
  readonly label: string;
  /** What the lane shows, in a sentence. */
  readonly description: string;
  readonly bands: readonly Band[];
  readonly marks: readonly Mark[];
  readonly streaks: readonly Streak[];
  readonly spans: readonly Span[];
}

export interface LaneGroup {
  /** Name of the container, or what the lanes have in common; absent for the pod's own lanes. */
  readonly name?: string;
  /** What kind of container, where that is worth saying. */
  readonly note?: string;
  readonly lanes: readonly Lane[];
}

export interface Timeline {
  readonly endMs: number;
  readonly groups: readonly LaneGroup[];
}

/** The swim lanes of a trace. `changes` are the rows that `kubectl get pod` would print one after the other. */
export function timelineOf(
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
    eventsLane(trace),
  ];
  const containers = trace.containers.map(({ name, type }): LaneGroup => {
    const lanes = [
      { ...stateLane(trace, name), spans: spans(['killed'], name) },
      ...probeLanes(trace, name),
      ...readyLane(trace, name, type).map((lane) => ({ ...lane, spans: spans(['ready'], name) })),
    ];
    const group = { name, lanes };
    return type === 'regular'
      ? group
      : { ...group, note: textOf(type === 'init' ? say.initContainer() : say.sidecar()) };
  });
  return { endMs: trace.endMs, groups: [{ lanes: own }, ...containers] };
}

export function lane(kind: LaneKind, name: Message, shows: Message, parts: Partial<Lane> & { id?: string }): Lane {
  return {
    id: kind,
    kind,
    label: textOf(name),
    description: textOf(shows),
    bands: [],
    marks: [],
    streaks: [],
    spans: [],
    ...parts,
  };
}

function spanOf(window: MomentWindow): Span {
  const { entry, bestMs, worstMs } = window;
  return { fromMs: bestMs, toMs: worstMs, text: textOf(explainWindow(window)), entry };
}

// --- the node ------------------------------------------------------------------------------------------------------

/** Events that come from or go for the node, whatever the pod does. */
const nodeEvents =
  /^(NodeNotReady|TaintManagerEviction|Evicted|Preempted|FailedScheduling|NetworkNotReady|ExceededGracePeriod)$/;

/**
 * Where the pod is and what happens around it: no node fits, the node is lost or not ready, somebody deletes the pod. A
 * pod that gets its node at once and keeps it needs no such lane.
 */
function nodeLane(trace: Trace): Lane[] {
  const around = trace.entries.filter(
    (entry) =>
      (entry.kind === 'world' && !('container' in entry.fact)) ||
      (entry.kind === 'event' && nodeEvents.test(entry.event.reason)) ||
      (entry.kind === 'api' && entry.call === 'deleted'),
  );
  if (around.length === 0) return [];
  const marks = around.map((entry): Mark => {
    const isBad = entry.kind === 'event' && entry.event.type === 'Warning';
    const { atMs, seq } = entry;
    return { atMs, fromMs: atMs, glyph: isBad ? 'warning' : 'normal', label: '', decisive: false, entry: seq };
  });
  return [lane('node', say.node(), say.nodeShows(), { bands: joinBands(nodeBands(trace)), marks })];
}

function nodeBands(trace: Trace): Band[] {
  const bands: Band[] = [];
  let name = '';
  const become = ({ atMs, seq }: TraceEntry, look: Look) => {
    const last = bands.at(-1);
    if (last) bands[bands.length - 1] = { ...last, toMs: atMs };
    bands.push({ ...look, fromMs: atMs, toMs: lastMomentMs(trace), entry: seq });
  };
  for (const entry of trace.entries) {
    if (entry.kind === 'api' && entry.call === 'created') {
      become(entry, { labels: [textOf(say.noNode()), textOf(say.noNodeShort())], tone: 'pending', texture: 'hatched' });
    } else if (entry.kind === 'api' && entry.call === 'bound') {
      name = entry.node ?? textOf(say.aNode());
      become(entry, { labels: [name], tone: 'good', texture: 'solid' });
    } else if (entry.kind === 'world' && name !== '') {
      if (entry.fact.type === 'nodeNotReady') {
        become(entry, {
          labels: [textOf(say.nodeNotReady({ node: name })), textOf(say.nodeNotReadyShort())],
          tone: 'bad',
          texture: 'hatched',
        });
      } else if (entry.fact.type === 'nodeReadyAgain') {
        become(entry, { labels: [name], tone: 'good', texture: 'solid' });
      } else if (entry.fact.type === 'nodeCutOff') {
        become(entry, {
          labels: [textOf(say.nodeCutOff({ node: name })), textOf(say.nodeCutOffShort())],
          tone: 'waiting',
          texture: 'hatched',
        });
      }
    }
  }
  return bands;
}

// --- the pod's own lanes -------------------------------------------------------------------------------------------

function podLane(trace: Trace, changes: readonly RowChange[]): Lane {
  const statuses = trace.entries.filter((entry) => entry.kind === 'status');
  const bands = joinBands(
    changes.map(({ atMs, row: { ready, status } }, index): Band => {
      const toMs = changes[index + 1]?.atMs ?? lastMomentMs(trace);
      const entry = statuses.findLast((entry) => entry.atMs <= atMs) ?? trace.entries[0];
      const { tone, texture } = lookOfStatus(ready, status);
      const labels = [`${ready} ${status}`, status, ...shortReason(status), ready];
      return { fromMs: atMs, toMs, labels, tone, texture, entry: entry?.seq ?? 0 };
    }),
  );
  return lane('pod', say.pod(), say.podShows(), { bands });
}

/** How a STATUS of `kubectl get pod` looks. */
export function lookOfStatus(ready: string, status: string): { tone: Tone; texture: Texture } {
  const plain = status.replace(/^Init:/, '');
  if (plain === 'Running') {
    const [up, of] = ready.split('/');
    return { tone: up === of ? 'good' : 'waiting', texture: 'solid' };
  }
  if (plain === 'Completed') return { tone: 'done', texture: 'dense' };
  if (plain === 'Terminating') return { tone: 'ending', texture: 'hatched' };
  if (plain === 'Error' || plain === 'OOMKilled' || /^(ExitCode|Signal):/.test(plain)) {
    return { tone: 'bad', texture: 'dense' };
  }
  if (isHarmlessWait(plain)) return { tone: 'pending', texture: 'hatched' };
  return { tone: 'bad', texture: 'hatched' };
}

/** The same in a word, for a narrow band. */
export function shortReason(reason: string): string[] {
  if (reason.endsWith('BackOff')) return [textOf(say.backOff())];
  if (/^(ErrImage|InvalidImage|Registry|ImageInspect)/.test(reason)) return [textOf(say.image())];
  if (reason === 'ContainerCreating') return [textOf(say.creating())];
  if (reason === 'PodInitializing') return [textOf(say.initializing())];
  return [];
}

/** A reason to wait that belongs to any pod's start. */
function isHarmlessWait(reason: string): boolean {
  return /^(Pending|ContainerCreating|PodInitializing|NotReady|SchedulingGated|\d+\/\d+)$/.test(reason);
}

function serviceLane(trace: Trace): Lane[] {
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

export type Look = Pick<Band, 'labels' | 'tone' | 'texture'>;

function outOfService(label: Message): Look {
  return { labels: [textOf(label), textOf(say.outShort())], tone: 'none', texture: 'faint' };
}

function lookOfEndpoint(entry: Extract<TraceEntry, { kind: 'endpoint' }>): Look {
  const { endpoint } = entry;
  if (endpoint === null) return outOfService(say.outOfService());
  if (endpoint.ready)
    return { labels: [textOf(say.getsTraffic()), textOf(say.inShort())], tone: 'good', texture: 'solid' };
  if (endpoint.terminating) {
    return endpoint.serving
      ? { labels: [textOf(say.stillServing()), textOf(say.stillServingShort())], tone: 'ending', texture: 'hatched' }
      : { labels: [textOf(say.terminating())], tone: 'ending', texture: 'dense' };
  }
  return outOfService(say.noTraffic());
}

function eventsLane(trace: Trace): Lane {
  const marks = trace.entries.flatMap((entry): Mark[] => {
    if (entry.kind !== 'event') return [];
    const glyph = entry.event.type === 'Warning' ? 'warning' : 'normal';
    return [{ atMs: entry.atMs, fromMs: entry.atMs, glyph, label: '', decisive: false, entry: entry.seq }];
  });
  return lane('events', say.events(), say.eventsShow(), { marks });
}

// --- a container's lanes -------------------------------------------------------------------------------------------

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
function stateLane(trace: Trace, container: string): Lane {
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
  const name = textOf(run.instance === 0 ? say.running() : say.runningAgain({ count: run.instance }));
  const bands: Band[] = [
    {
      fromMs: run.startMs,
      toMs: stopMs,
      labels: [name, textOf(say.running())],
      tone: 'good',
      texture: 'solid',
      entry: run.startEntry,
    },
  ];
  if (run.stopEntry !== undefined && stopMs < toMs) {
    const labels = [textOf(say.stopping()), textOf(say.stoppingShort())];
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
          labels: [textOf(say.pulling()), textOf(say.pullingShort())],
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
    return { labels: [state.reason, ...shortReason(state.reason)], tone, texture: 'hatched', entry: reported!.entry };
  }
  if (before?.exitEntry === undefined) return undefined;
  const code = before.exitCode ?? 0;
  const labels = [textOf(say.exited({ code })), textOf(say.exitedShort({ code }))];
  return { labels, tone: code === 0 ? 'done' : 'bad', texture: 'dense', entry: before.exitEntry };
}

function probeLanes(trace: Trace, container: string): Lane[] {
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

function readyLane(trace: Trace, container: string, type: 'init' | 'sidecar' | 'regular'): Lane[] {
  if (type === 'init') return [];
  const statuses = statusesOf(trace, container);
  const bands = statuses.map(({ atMs, entry, status }, index): Band => {
    const toMs = statuses[index + 1]?.atMs ?? lastMomentMs(trace);
    const look: Look = status.ready
      ? { labels: [textOf(say.isReady())], tone: 'good', texture: 'solid' }
      : { labels: [textOf(say.notReady()), textOf(say.notReadyShort())], tone: 'none', texture: 'faint' };
    return { ...look, fromMs: atMs, toMs, entry };
  });
  return [lane('ready', say.ready(), say.readyShows(), { id: `ready:${container}`, bands: joinBands(bands) })];
}

/** Neighbours that say the same become one band; empty ones vanish. */
export function joinBands(bands: readonly Band[]): Band[] {
  const joined: Band[] = [];
  for (const band of bands) {
    const last = joined.at(-1);
    if (last && last.toMs === band.fromMs && last.tone === band.tone && last.labels[0] === band.labels[0]) {
      joined[joined.length - 1] = { ...last, toMs: band.toMs };
    } else if (band.toMs > band.fromMs) {
      joined.push(band);
    }
  }
  return joined;
}
