import type { Message } from '../../base/message.ts';
import type { RolloutWorkload } from '../../kubernetes/workloadSpec.ts';
import type { PodStory } from '../../lifecycle/explain/explainRollout.ts';
import type { RolloutSummary } from '../../lifecycle/explain/rolloutSummary.ts';
import { type PodRow, type RowChange, rowAt, changes as rowChanges } from '../../lifecycle/kubectl/row.ts';
import type { RolloutEntry, RolloutPod, RolloutTrace } from '../../lifecycle/trace/rolloutTrace.ts';
import { withName } from '../../lifecycle/workload/podTraces.ts';
import type { Life, PodLives } from '../podLives.ts';

/** What a rollout comes to, with the lives of its pods. */
export interface RolloutResult extends PodLives {
  readonly trace: RolloutTrace;
  readonly summary: RolloutSummary;
  /** What was run, where it is known. */
  readonly input?: { readonly workload: RolloutWorkload };
}

/** A pod of a rollout with its life. */
export interface Replica extends RolloutPod {
  /** In the trace's pods. */
  readonly index: number;
  readonly life: Life;
  /** The entries of the rollout that are about it, in order. */
  readonly entries: readonly number[];
}

/** What keeps a pod from being ready. */
export interface Trouble {
  readonly message: Message;
  readonly fields: readonly string[];
}

/** All pods, those that are gone before time 0 left out. */
export function replicasOf({ trace, lives, lifeOf }: Omit<RolloutResult, 'summary'>): Replica[] {
  const byObject = new Map<string, { readonly seq: number; readonly atMs: number; readonly revision: string }[]>();
  for (const entry of trace.entries) {
    if (entry.kind !== 'pod') continue;
    const own = byObject.get(entry.object) ?? [];
    own.push({ seq: entry.seq, atMs: entry.atMs, revision: entry.pod.revision });
    byObject.set(entry.object, own);
  }
  return trace.pods.flatMap((pod, index): Replica[] => {
    const life = lives[lifeOf[index] ?? -1];
    const { createdAtMs, goneAtMs = Number.POSITIVE_INFINITY } = pod;
    if (life === undefined || goneAtMs < 0) return [];
    // Pods of a StatefulSet have the name of the one before them.
    const entries = (byObject.get(`pod/${pod.name}`) ?? [])
      .filter(({ atMs, revision }) => revision === pod.revision && atMs >= createdAtMs && atMs <= goneAtMs)
      .map(({ seq }) => seq);
    return [{ ...pod, index, life, entries }];
  });
}

/** The rows that `kubectl get pods` would print one after the other for a pod, on the rollout's clock. */
export function changesOf({ life, createdAtMs }: Replica): RowChange[] {
  return rowChanges(life.trace).map(({ atMs, row }) => ({ atMs: atMs + createdAtMs, row }));
}

/** `kubectl get pods`: it lists pods by name. */
export function rowsAt(replicas: readonly Replica[], timeMs: number): (PodRow & { readonly replica: Replica })[] {
  return replicas
    .flatMap((replica) => {
      const { life, name, createdAtMs } = replica;
      const row = timeMs < createdAtMs ? undefined : rowAt(life.trace, timeMs - createdAtMs);
      return row === undefined ? [] : [{ ...row, name, replica }];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

export function troubleAt({ life, name, createdAtMs }: Replica, timeMs: number): Trouble | undefined {
  const trouble = life.troubles.findLast(({ atMs }) => atMs + createdAtMs <= timeMs);
  if (trouble?.message === undefined) return undefined;
  return { message: withName(trouble.message, name), fields: trouble.fields };
}

/** The exit that made the pod fail. */
export function failureReasonAt({ life, name, createdAtMs }: Replica, timeMs: number): Message | undefined {
  const { failure } = life;
  return failure && failure.atMs + createdAtMs <= timeMs ? withName(failure.why, name) : undefined;
}

/** What ended the run of a container before it is started again. */
export function restartReasonAt({ life, name, createdAtMs }: Replica, timeMs: number): Message | undefined {
  const restart = life.restarts.findLast(({ atMs }) => atMs + createdAtMs <= timeMs);
  return restart && withName(restart.why, name);
}

/** What is known of the pod that an entry is about. */
export function storyOf(replica: Replica | undefined, { kind, atMs }: RolloutEntry): PodStory {
  if (replica === undefined || kind !== 'pod') return {};
  const trouble = troubleAt(replica, atMs)?.message ?? failureReasonAt(replica, atMs);
  return { trouble, restartReason: restartReasonAt(replica, atMs) };
}
