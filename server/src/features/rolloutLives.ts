/** The lives of a rollout's pods, cut down to what an editor shows of them: there may be hundreds. */
import { podTrouble } from '../lifecycle/rollout/podTrouble.ts';
import type { Trace } from '../lifecycle/trace.ts';
import type { RolloutSimulation } from './rollout.ts';

/** Times count from the pod's creation. */
export interface ToldLife {
  /** Its statuses and its deletion only, without the pod's name. */
  readonly trace: Trace;
  /** From when on what keeps it from being ready; no sentence where nothing does. */
  readonly troubles: readonly PodTroubleFrom[];
}

export interface PodTroubleFrom {
  readonly atMs: number;
  readonly sentence?: string;
  /** From the workload, e.g. `spec.template.spec.containers[0].image`. */
  readonly fields: readonly string[];
}

/** Pods that live alike share a life: `lifeOf` says for each pod of the trace which one it is. */
export function rolloutLives({ trace, pods }: RolloutSimulation): { lives: ToldLife[]; lifeOf: number[] } {
  const known = new Map<Trace, number>();
  const lives: ToldLife[] = [];
  const lifeOf = trace.pods.map((_, index) => {
    const life = pods.shared(index)!;
    let number = known.get(life);
    if (number === undefined) {
      number = lives.length;
      known.set(life, number);
      lives.push({ trace: cutDown(life), troubles: troublesOf(life) });
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
function troublesOf(life: Trace): PodTroubleFrom[] {
  const troubles: PodTroubleFrom[] = [];
  for (const { kind, atMs } of life.entries) {
    if (kind !== 'status') continue;
    const trouble = podTrouble(life, atMs);
    const sentence = trouble?.sentence;
    const before = troubles.at(-1);
    const isLater = before !== undefined && before.atMs < atMs;
    if (before?.sentence === sentence && before !== undefined) continue;
    const fields = (trouble?.fields ?? []).map((field) => `spec.template.${field}`);
    const next = { atMs, fields, ...(sentence === undefined ? {} : { sentence }) };
    if (isLater || before === undefined) troubles.push(next);
    else troubles[troubles.length - 1] = next;
  }
  return troubles;
}
