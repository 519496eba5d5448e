/**
 * How sure the moments of a rollout are. Each pod has the windows of its own probes; what a pod waits for adds its own,
 * along the chain by which the rollout came about. Pods of one template that start together live alike, so that the last
 * of them is as early and as late as the one that the chain names.
 */
import { type Message, timeRange } from '../base/message.ts';
import type { RolloutTrace } from '../lifecycle/trace/rolloutTrace.ts';
import { momentMessages as say } from './momentMessages.ts';
import type { Life } from './podLives.ts';

export interface RolloutWindow {
  /** Of the rollout's trace. */
  readonly entry: number;
  /** In the trace's pods; absent for the rollout as a whole. */
  readonly podIndex?: number;
  readonly bestMs: number;
  readonly worstMs: number;
  readonly text: Message;
}

interface Lives {
  readonly lives: readonly Life[];
  readonly lifeOf: readonly number[];
}

/** How much earlier and later a moment may be. */
interface Slack {
  readonly earlierMs: number;
  readonly laterMs: number;
}

const none: Slack = { earlierMs: 0, laterMs: 0 };

/** @param tookMs when the rollout is done, if it ever is */
export function rolloutWindows(
  trace: RolloutTrace,
  { lives, lifeOf }: Lives,
  tookMs: number | undefined,
): RolloutWindow[] {
  const podsByName = new Map<string, number[]>();
  for (const [index, { name }] of trace.pods.entries()) podsByName.set(name, [...(podsByName.get(name) ?? []), index]);
  const slackOf: Slack[] = [];
  const windows: RolloutWindow[] = [];
  for (const entry of trace.entries) {
    const before = ('entry' in entry.cause ? slackOf[entry.cause.entry] : undefined) ?? none;
    const moment = entry.kind === 'pod' ? moments[entry.pod.change as keyof typeof moments] : undefined;
    const podIndex =
      moment && podsByName.get(entry.object.slice('pod/'.length))?.findLast((index) => isAt(trace, index, entry.atMs));
    const { createdAtMs = 0, name = '' } = trace.pods[podIndex ?? -1] ?? {};
    const own = lives[lifeOf[podIndex ?? -1] ?? -1]?.windows.find(
      (window) => window.moment === moment && Math.abs(window.atMs + createdAtMs - entry.atMs) < sameMs,
    );
    const slack = own
      ? {
          earlierMs: before.earlierMs + own.atMs - own.bestMs,
          laterMs: before.laterMs + own.worstMs - own.atMs,
        }
      : before;
    slackOf.push(slack);
    if (moment === undefined || podIndex === undefined || entry.atMs < 0) continue;
    const span = around(entry.atMs, slack);
    if (span)
      windows.push({
        ...span,
        entry: entry.seq,
        podIndex,
        text: texts[moment]({ pod: name, window: timeRange(span) }),
      });
  }
  const done = trace.entries.findLast(
    ({ kind, atMs, ...entry }) =>
      kind === 'pod' && atMs === tookMs && 'pod' in entry && entry.pod.change === 'available',
  );
  const span = done && around(done.atMs, slackOf[done.seq] ?? none);
  return done && span
    ? [...windows, { ...span, entry: done.seq, text: say.rolloutDone({ window: timeRange(span) }) }]
    : windows;
}

/** The rollout tells the whole milliseconds of the pod's own trace. */
const sameMs = 2;

const moments = { ready: 'ready', gone: 'gone' } as const;
const texts = { ready: say.replicaReady, gone: say.replicaGone } as const;

function isAt({ pods }: RolloutTrace, index: number, atMs: number): boolean {
  const { createdAtMs = 0, goneAtMs = Number.POSITIVE_INFINITY } = pods[index] ?? {};
  return createdAtMs <= atMs && atMs <= goneAtMs;
}

function around(
  atMs: number,
  { earlierMs, laterMs }: Slack,
): { readonly bestMs: number; readonly worstMs: number } | undefined {
  if (earlierMs + laterMs <= 0) return undefined;
  return { bestMs: Math.max(0, atMs - earlierMs), worstMs: atMs + laterMs };
}
