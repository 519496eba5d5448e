/** What a pod spends its time with, from its creation until it is ready, and from its deletion until it is gone. */
import { isReady } from '../lifecycle/trace/statuses.ts';
import type { EntryOf, RuntimeCall, Trace, TraceEntry } from '../lifecycle/trace/trace.ts';

export type PhaseKind =
  | 'scheduling'
  /** Sandbox, volumes, and what the kubelet does between two steps. */
  | 'preparing'
  | 'pull'
  | 'init'
  /** Runs that ended before the pod was ready, and the back-off after them. */
  | 'restarts'
  /** The app runs and does not answer yet. */
  | 'start'
  /** The app answers, and the probes have not noticed it. */
  | 'readiness'
  | 'preStop'
  /** From SIGTERM to the end of the process. */
  | 'grace'
  | 'cleanup';

export interface Phase {
  readonly kind: PhaseKind;
  /** Counted from the pod's creation. */
  readonly fromMs: number;
  readonly toMs: number;
}

export interface PodPhases {
  /** Gapless, until the pod is ready for the first time, or until the end. */
  readonly untilReady: readonly Phase[];
  readonly isReady: boolean;
  /** Gapless, from the deletion until the pod is gone, or until the end; none where it is not deleted. */
  readonly untilGone: readonly Phase[];
}

/** Where several containers do different things at once, what comes first in this order is what the pod waits for. */
const order: readonly PhaseKind[] = [
  'scheduling',
  'restarts',
  'pull',
  'init',
  'start',
  'readiness',
  'preStop',
  'grace',
  'preparing',
  'cleanup',
];

export function podPhases(trace: Trace): PodPhases {
  const { entries, endMs } = trace;
  const ready = entries.find((entry) => entry.kind === 'status' && isReady(entry.status));
  const deleted = entries.find((entry) => entry.kind === 'api' && entry.call === 'deleted');
  const removed = entries.find((entry) => entry.kind === 'api' && entry.call === 'removed');
  const readyMs = ready?.atMs ?? deleted?.atMs ?? endMs;
  return {
    isReady: ready !== undefined,
    untilReady: gapless(comingUp(trace, readyMs), 0, readyMs, 'preparing'),
    untilGone:
      deleted === undefined
        ? []
        : gapless(goingDown(trace, deleted.atMs), deleted.atMs, removed?.atMs ?? endMs, 'cleanup'),
  };
}

function comingUp({ entries, containers }: Trace, readyMs: number): Phase[] {
  const before = entries.filter(({ atMs }) => atMs <= readyMs);
  const bound = before.find((entry) => entry.kind === 'api' && entry.call === 'bound');
  const calls = before.filter((entry) => entry.kind === 'cri');
  const pulls = spans(calls, 'pull', 'pulled', readyMs).map((span) => ({ ...span, kind: 'pull' as const }));
  const runs = containers.flatMap(({ name, type }): Phase[] => {
    const own = calls.filter(({ call }) => call.container === name);
    if (type === 'init') return spans(own, 'start', 'exited', readyMs).map((span) => ({ ...span, kind: 'init' }));
    const starts = own.filter(({ call }) => call.op === 'start' && call.error === undefined);
    const [first, last] = [starts[0], starts.at(-1)];
    if (first === undefined || last === undefined) return [];
    const startedUp = before.find(
      (entry) =>
        entry.kind === 'world' &&
        entry.fact.type === 'startedUp' &&
        entry.fact.container === name &&
        entry.atMs >= last.atMs,
    );
    const answersMs = startedUp?.atMs ?? last.atMs;
    return [
      { kind: 'restarts', fromMs: first.atMs, toMs: last.atMs },
      { kind: 'start', fromMs: last.atMs, toMs: answersMs },
      { kind: 'readiness', fromMs: answersMs, toMs: readyMs },
    ];
  });
  return [{ kind: 'scheduling', fromMs: 0, toMs: bound?.atMs ?? readyMs }, ...pulls, ...runs];
}

function goingDown({ entries, endMs, containers }: Trace, deletedMs: number): Phase[] {
  const after = entries.filter(({ atMs }) => atMs >= deletedMs);
  const calls = after.filter((entry) => entry.kind === 'cri');
  return containers.flatMap(({ name }): Phase[] => {
    const hooks = after.filter(
      (entry): entry is EntryOf<'hook'> =>
        entry.kind === 'hook' && entry.hook.type === 'preStop' && entry.hook.container === name,
    );
    const [began, ended] = [hooks.find(isBegin), hooks.find((hook) => !isBegin(hook))];
    const own = calls.filter(({ call }) => call.container === name);
    return [
      ...(began ? [{ kind: 'preStop' as const, fromMs: began.atMs, toMs: ended?.atMs ?? endMs }] : []),
      ...spans(own, 'stop', 'exited', endMs).map((span) => ({ ...span, kind: 'grace' as const })),
    ];
  });
}

function isBegin({ hook }: EntryOf<'hook'>): boolean {
  return hook.result === undefined && hook.trouble === undefined;
}

/** From one call to the next other one of the same container. */
function spans(
  calls: readonly EntryOf<'cri'>[],
  from: RuntimeCall['op'],
  to: RuntimeCall['op'],
  endMs: number,
): Pick<Phase, 'fromMs' | 'toMs'>[] {
  return calls.flatMap((begin, index) => {
    if (begin.call.op !== from) return [];
    const isEnd = ({ call }: TraceEntry & { readonly kind: 'cri' }) =>
      call.op === to && call.container === begin.call.container && call.image === begin.call.image;
    return [{ fromMs: begin.atMs, toMs: calls.slice(index + 1).find(isEnd)?.atMs ?? endMs }];
  });
}

/** One phase after the other, what lies over another hiding it. */
function gapless(phases: readonly Phase[], fromMs: number, toMs: number, otherwise: PhaseKind): Phase[] {
  const inside = phases
    .map(({ kind, ...span }) => ({ kind, fromMs: Math.max(span.fromMs, fromMs), toMs: Math.min(span.toMs, toMs) }))
    .filter((phase) => phase.toMs > phase.fromMs);
  const edges = [...new Set([fromMs, toMs, ...inside.flatMap((phase) => [phase.fromMs, phase.toMs])])].sort(
    (a, b) => a - b,
  );
  const result: Phase[] = [];
  for (let index = 0; index + 1 < edges.length; index++) {
    const [begin, end] = [edges[index]!, edges[index + 1]!];
    const there = inside.filter((phase) => phase.fromMs <= begin && phase.toMs >= end).map(({ kind }) => kind);
    const kind = order.find((one) => there.includes(one)) ?? otherwise;
    const last = result.at(-1);
    if (last?.kind === kind) result[result.length - 1] = { ...last, toMs: end };
    else result.push({ kind, fromMs: begin, toMs: end });
  }
  return result;
}
