/** The lives of a rollout's pods, cut down to what an editor shows of them: there may be hundreds. */
import type { Message } from '../base/message.ts';
import { explain, explainCause } from '../lifecycle/explain/explain.ts';
import { podTrouble } from '../lifecycle/explain/podTrouble.ts';
import { reasonOfRestart } from '../lifecycle/trace/restart.ts';
import { firstReady, restartCount } from '../lifecycle/trace/statuses.ts';
import type { Trace } from '../lifecycle/trace/trace.ts';
import { type MomentWindow, momentWindows } from './momentWindows.ts';
import { type PodPhases, podPhases } from './podPhases.ts';
import type { RolloutInput, RolloutRun } from './simulateRollout.ts';

/** Times count from the pod's creation. */
export interface Life {
  /** Its statuses and its deletion only, without the pod's name. */
  readonly trace: Trace;
  /** From when on what keeps it from being ready; no message where nothing does. */
  readonly troubles: readonly TroubleFrom[];
  /** When a restart of a container shows, and what ended the run before. */
  readonly restarts: readonly { readonly atMs: number; readonly why: Message }[];
  /** When the pod has failed, and the exit that made it fail. */
  readonly failure?: { readonly atMs: number; readonly why: Message };
  /** How sure it is when the pod is ready and when it is gone. */
  readonly windows: readonly LifeWindow[];
  readonly phases: PodPhases;
}

export interface LifeWindow {
  readonly moment: 'ready' | 'gone';
  readonly atMs: number;
  readonly bestMs: number;
  readonly worstMs: number;
}

export interface TroubleFrom {
  readonly atMs: number;
  readonly message?: Message;
  /** From the workload, e.g. `spec.template.spec.containers[0].image`. */
  readonly fields: readonly string[];
}

export interface PodLives {
  readonly lives: readonly Life[];
  /** For each pod of the trace which of the lives it lives. */
  readonly lifeOf: readonly number[];
}

/** Pods that live alike share a life: `lifeOf` says for each pod of the trace which one it is. */
export function podLives(
  { trace, pods }: Pick<RolloutRun, 'trace' | 'pods'>,
  { pod, scenario, oldScenario = scenario }: Pick<RolloutInput, 'pod' | 'scenario' | 'oldScenario'>,
): PodLives {
  const known = new Map<Trace, number>();
  const lives: Life[] = [];
  const lifeOf = trace.pods.map(({ revision }, index) => {
    const life = pods.shared(index)!;
    let number = known.get(life);
    if (number === undefined) {
      number = lives.length;
      known.set(life, number);
      lives.push({
        trace: cutDown(life),
        troubles: troublesOf(life),
        restarts: restartsOf(life),
        ...failureOf(life),
        windows: windowsOf(life, momentWindows(life, pod, revision === 'old' ? oldScenario : scenario)),
        phases: podPhases(life),
      });
    }
    return number;
  });
  return { lives, lifeOf };
}

function cutDown(life: Trace): Trace {
  const entries = life.entries.filter(({ kind }) => kind === 'status' || kind === 'api');
  return { ...life, pod: '', entries };
}

/** Each change of the pod's status may mean another trouble. */
function troublesOf(life: Trace): TroubleFrom[] {
  const troubles: TroubleFrom[] = [];
  for (const { kind, atMs } of life.entries) {
    if (kind !== 'status') continue;
    const trouble = podTrouble(life, atMs);
    const message = trouble?.message;
    const before = troubles.at(-1);
    const isLater = before !== undefined && before.atMs < atMs;
    if (before !== undefined && JSON.stringify(before.message) === JSON.stringify(message)) continue;
    const fields = (trouble?.fields ?? []).map((field) => `spec.template.${field}`);
    const next = { atMs, fields, ...(message === undefined ? {} : { message }) };
    if (isLater || before === undefined) troubles.push(next);
    else troubles[troubles.length - 1] = next;
  }
  return troubles;
}

function restartsOf(life: Trace): Life['restarts'] {
  const restarts: { atMs: number; why: Message }[] = [];
  let before = 0;
  for (const entry of life.entries) {
    if (entry.kind !== 'status') continue;
    const count = restartCount(entry.status);
    const reason = count > before ? reasonOfRestart(life, entry.seq) : undefined;
    if (reason !== undefined) restarts.push({ atMs: entry.atMs, why: explainCause(life, reason.seq) });
    before = count;
  }
  return restarts;
}

/** A pod without an exit that is to blame, such as an evicted one, says in its status why it failed. */
function failureOf(life: Trace): Pick<Life, 'failure'> {
  const { entries } = life;
  const failed = entries.find((entry) => entry.kind === 'status' && entry.status.phase === 'Failed');
  const exit = entries.findLast(
    (entry) =>
      entry.seq < (failed?.seq ?? 0) && entry.kind === 'cri' && entry.call.op === 'exited' && entry.call.exitCode !== 0,
  );
  return failed && exit ? { failure: { atMs: failed.atMs, why: explain(life, exit.seq) } } : {};
}

/** The pod is ready with the last of its containers. */
function windowsOf(life: Trace, windows: readonly MomentWindow[]): LifeWindow[] {
  const readyMs = firstReady(life)?.atMs;
  const ready = windows.filter(
    ({ moment, entry }) => moment === 'ready' && (life.entries[entry]?.atMs ?? 0) <= (readyMs ?? -1),
  );
  const gone = windows.find(({ moment }) => moment === 'gone');
  const goneMs = gone && life.entries[gone.entry]?.atMs;
  return [
    ...(readyMs === undefined || ready.length === 0
      ? []
      : [
          {
            moment: 'ready' as const,
            atMs: readyMs,
            bestMs: Math.min(readyMs, Math.max(...ready.map(({ bestMs }) => bestMs))),
            worstMs: Math.max(readyMs, ...ready.map(({ worstMs }) => worstMs)),
          },
        ]),
    ...(gone && goneMs !== undefined
      ? [{ moment: 'gone' as const, atMs: goneMs, bestMs: gone.bestMs, worstMs: gone.worstMs }]
      : []),
  ];
}
