/** The run of a rollout as an editor shows it: plain data, without the traces of its pods. */

import type { Verdict } from '../lifecycle/expect/judge.ts';
import type { RolloutSummary } from '../lifecycle/explain/rolloutSummary.ts';
import { type RolloutStatusLine, rolloutStatusLines } from '../lifecycle/kubectl/rolloutStatus.ts';
import type { RolloutTrace } from '../lifecycle/trace/rolloutTrace.ts';
import { type PodLives, podLives } from './podLives.ts';
import type { RolloutInput, RolloutRun } from './simulateRollout.ts';

export interface ShownRollout extends PodLives {
  readonly trace: RolloutTrace;
  readonly summary: RolloutSummary;
  readonly verdicts: readonly Verdict[];
  /** What `kubectl rollout status` prints. */
  readonly statusLines: readonly RolloutStatusLine[];
}

export function shownRollout(input: RolloutInput, run: RolloutRun): ShownRollout {
  const { trace, summary, verdicts } = run;
  return {
    trace,
    summary,
    // An entry of a pod's own trace is none of this one.
    verdicts: verdicts.map(({ pod, seq, ...verdict }) =>
      pod === undefined && seq !== undefined ? { ...verdict, seq } : verdict,
    ),
    statusLines: rolloutStatusLines(input.workload, trace),
    ...podLives(run, input),
  };
}
