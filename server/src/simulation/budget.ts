/** Where each second goes: until a pod is ready or gone, and until a rollout is done. */
import type { Message } from '../base/message.ts';
import { causes } from '../lifecycle/trace/causes.ts';
import type { RolloutEntry, RolloutTrace } from '../lifecycle/trace/rolloutTrace.ts';
import { budgetMessages as say } from './budgetMessages.ts';
import type { Phase, PhaseKind, PodPhases } from './podPhases.ts';

export type BudgetKind =
  | PhaseKind
  /** Ready, and not available before `minReadySeconds`. */
  | 'minReady'
  /** A pod of a Job works. */
  | 'running'
  /** The controller waits: for a back-off, a deadline, its next look. */
  | 'controller';

export interface BudgetPart {
  readonly kind: BudgetKind;
  readonly ms: number;
}

export interface Budget {
  /** What the time is of. */
  readonly title: Message;
  readonly totalMs: number;
  /** In the order in which they usually come. */
  readonly parts: readonly BudgetPart[];
}

const order: readonly BudgetKind[] = [
  'scheduling',
  'preparing',
  'pull',
  'init',
  'restarts',
  'start',
  'readiness',
  'minReady',
  'running',
  'preStop',
  'grace',
  'cleanup',
  'controller',
];

/** Less is not worth a bar. */
const leastMs = 1_000;

export function podBudgets({ untilReady, isReady, untilGone }: PodPhases): Budget[] {
  return [...budgetOf(isReady ? say.untilReady : say.notReady, untilReady), ...budgetOf(say.untilGone, untilGone)];
}

/** A pod of a rollout, and what it spends its time with. */
export interface BudgetedPod {
  readonly createdAtMs: number;
  readonly phases: PodPhases;
}

/**
 * The chain of what waits for what, from the beginning to the moment at which the rollout is done; what other pods do
 * meanwhile costs nothing.
 */
export function rolloutBudget(
  trace: RolloutTrace,
  tookMs: number | undefined,
  minReadySeconds: number,
  podOf: (seq: number) => BudgetedPod | undefined,
): Budget[] {
  if (tookMs === undefined) return [];
  const last = trace.entries.findLast(
    (entry) => entry.atMs <= tookMs && entry.kind === 'pod' && isGoal(entry.pod.change),
  );
  if (last === undefined) return [];
  const chain = causes(trace, last.seq)
    .flatMap((link) => (link.kind === 'entry' ? [link.entry] : []))
    .reverse();
  const phases: Interval[] = [{ kind: 'controller', fromMs: last.atMs, toMs: tookMs }];
  for (let index = 0; index + 1 < chain.length; index++) {
    const [cause, entry] = [chain[index]!, chain[index + 1]!];
    const interval = { fromMs: Math.max(0, cause.atMs), toMs: entry.atMs };
    if (interval.toMs > interval.fromMs) phases.push(...spentIn(interval, cause, minReadySeconds, podOf(cause.seq)));
  }
  return budgetOf(say.rollout, phases);
}

interface Interval {
  readonly kind: BudgetKind;
  readonly fromMs: number;
  readonly toMs: number;
}

function isGoal(change: string): boolean {
  return ['available', 'succeeded', 'ready'].includes(change);
}

/** Between an entry and what it caused: what its pod did, and the rest. */
function spentIn(
  { fromMs, toMs }: Omit<Interval, 'kind'>,
  cause: RolloutEntry,
  minReadySeconds: number,
  pod: BudgetedPod | undefined,
): Interval[] {
  const own = (pod === undefined ? [] : [...pod.phases.untilReady, ...pod.phases.untilGone]).flatMap(
    (phase): Interval[] => {
      const { createdAtMs = 0 } = pod ?? {};
      const part = {
        kind: phase.kind,
        fromMs: Math.max(fromMs, phase.fromMs + createdAtMs),
        toMs: Math.min(toMs, phase.toMs + createdAtMs),
      };
      return part.toMs > part.fromMs ? [part] : [];
    },
  );
  const restMs = toMs - fromMs - own.reduce((sum, part) => sum + part.toMs - part.fromMs, 0);
  return restMs <= 0 ? own : [...own, { kind: restOf(cause, minReadySeconds), fromMs: 0, toMs: restMs }];
}

function restOf(cause: RolloutEntry, minReadySeconds: number): BudgetKind {
  if (cause.kind !== 'pod') return 'controller';
  if (cause.pod.change === 'ready' && minReadySeconds > 0) return 'minReady';
  return cause.pod.change === 'created' ? 'running' : 'controller';
}

function budgetOf(title: () => Message, phases: readonly (Interval | Phase)[]): Budget[] {
  const sums = new Map<BudgetKind, number>();
  for (const { kind, fromMs, toMs } of phases) sums.set(kind, (sums.get(kind) ?? 0) + toMs - fromMs);
  const parts = order.flatMap((kind) => {
    const ms = sums.get(kind) ?? 0;
    return ms > 0 ? [{ kind, ms }] : [];
  });
  const totalMs = parts.reduce((sum, { ms }) => sum + ms, 0);
  return totalMs < leastMs ? [] : [{ title: title(), totalMs, parts }];
}
