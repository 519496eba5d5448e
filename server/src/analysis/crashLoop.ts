import type { DefaultedPod } from '../kubernetes/defaults.ts';
import { isSidecar } from '../kubernetes/pod.ts';
import { initialBackOffMs, maxBackOffMs, relistMs, retryJitterMs, retryMs, tickMs } from './kubelet.ts';
import { windowMessages as say } from './messages.ts';
import { type FailureMode, killedFromStart, type PlacedContainer, verdictToVerdict } from './probe.ts';
import { type SigtermBehaviour, stopContainer } from './stop.ts';
import { earliest, extend, latest, sum, type TimeWindow } from './window.ts';

/**
 * From the exit of a container that keeps crashing to its `n`-th restart, counted from 1. The first is immediate; then
 * the kubelet waits 10 s, 20 s, 40 s … up to 5 min, and looks only every 11 to 15 s whether that time is over.
 * Upstream: `doBackOff` in `pkg/kubelet/kuberuntime/kuberuntime_manager.go`.
 */
export function crashLoopWait(n: number): TimeWindow {
  const seen = { label: say.seenExit(), bestMs: 0, worstMs: relistMs, fields: [] };
  if (n <= 1) return sum(seen);
  const waitMs = Math.min(initialBackOffMs * 2 ** (n - 2), maxBackOffMs);
  const backOff = { label: say.backOff(), bestMs: waitMs, worstMs: waitMs, fields: [] };
  // The 10 s are over when the kubelet looks for the first time; later looks may just miss the end.
  const lookMs = waitMs === retryMs ? relistMs + retryJitterMs + tickMs : retryMs + retryJitterMs;
  // A sync that something else brings about in between puts the next look off.
  return sum(backOff, {
    label: say.kubeletLooks(),
    bestMs: 0,
    worstMs: lookMs,
    laterMs: relistMs,
    fields: [],
  });
}

/** When a container whose probe always fails stops being restarted at once. */
export interface CrashLoopOnset {
  /** Restarts that happen at once before the first one has to wait; what RESTARTS shows then. */
  readonly restarts: { readonly fewest: number; readonly most: number };
  /** From the container's first start until `CrashLoopBackOff` shows. */
  readonly window: TimeWindow;
}

/**
 * A kill leads to `CrashLoopBackOff` only when the back-off, which doubles with every restart, is longer than the
 * container just ran. `undefined` when it never is, because the container runs for longer than the longest back-off.
 */
export function crashLoopOnset(
  pod: DefaultedPod,
  placed: PlacedContainer,
  type: 'startup' | 'liveness',
  mode: FailureMode,
  sigterm: SigtermBehaviour,
): CrashLoopOnset | undefined {
  if (pod.spec.restartPolicy === 'Never' && !isSidecar(placed.container)) return undefined;
  const stop = stopContainer(pod, placed, type, sigterm);
  const first = killedFromStart(placed, type, mode);
  const cycle = verdictToVerdict(placed, type, mode, stop);
  if (first === undefined || cycle === undefined) return undefined;
  // A verdict takes effect at once or with the next relist, so a run may be that much shorter or longer.
  const fewest = restartsAtOnce(earliest(cycle) - relistMs);
  const most = restartsAtOnce(latest(cycle) + relistMs);
  if (fewest === undefined || most === undefined) return undefined;
  return {
    restarts: { fewest, most },
    window: extend(
      first,
      {
        label: fewest === most ? say.moreKills({ count: most }) : say.moreKillsBetween({ fewest, most }),
        bestMs: fewest * cycle.bestMs,
        worstMs: most * cycle.worstMs,
        earlierMs: fewest * cycle.earlierMs,
        laterMs: most * cycle.laterMs,
        fields: [...new Set(cycle.terms.flatMap((term) => term.fields))],
      },
      ...stop.terms,
      { label: say.seenExit(), bestMs: 0, worstMs: relistMs, fields: [] },
    ),
  };
}

/**
 * The back-off of a kill is looked up against the end of the run before, so the first kill finds none, the second
 * creates it, and the third is the first that can be held back.
 */
function restartsAtOnce(runMs: number): number | undefined {
  if (runMs >= maxBackOffMs) return undefined;
  let restarts = 2;
  while (initialBackOffMs * 2 ** (restarts - 2) <= runMs) restarts++;
  return restarts;
}
