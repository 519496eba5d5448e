/**
 * What becomes of a pod or a rollout over a range of one parameter and one setting: each pair is a run of the engine, at several
 * phases of the kubelet's clocks. "With how many failures does a start of 60 s still end well?"
 */
import { probeDefaults } from '../kubernetes/defaults.ts';
import type { Container, Pod } from '../kubernetes/pod.ts';
import { simulate } from '../lifecycle/simulate.ts';
import { restartsIn } from '../lifecycle/trace/runs.ts';
import { containerStatuses, isReady, statusEntries } from '../lifecycle/trace/statuses.ts';
import type { PodStatus, Trace } from '../lifecycle/trace/trace.ts';
import type { PodInput } from './simulatePod.ts';
import type { RolloutInput } from './simulateRollout.ts';
import { type RolloutOutcome, rolloutCell, rolloutOutcomes } from './sweepRollout.ts';

/** What a run comes to, the best first. */
export const outcomes = ['inTime', 'late', 'restarted', 'crashLoop', 'never'] as const;

/**
 * `inTime`: ready within the deadline, and it stays so without a restart. `late`: the same after the deadline.
 * `restarted`: containers were restarted. `crashLoop`: and at the end they wait for another restart. `never`: it is not
 * ready at the end, though nothing was restarted.
 */
export type Outcome = (typeof outcomes)[number];

export interface RunOutcome {
  readonly outcome: Outcome | RolloutOutcome;
  /** Of a pod's containers. */
  readonly restarts?: number;
  /** Of a rollout's requests. */
  readonly lost?: number;
  /**
   * From the start of the first container on, absent where the pod is never ready; of a rollout, when it is finished.
   */
  readonly readyAfterMs?: number;
}

export interface SweepPlan {
  /** The input with the parameter at one value and the setting at another. */
  readonly vary: (parameter: number, setting: number) => PodInput | RolloutInput;
  readonly parameters: readonly number[];
  readonly settings: readonly number[];
  /** From the start of the first container on; of a rollout, from its beginning on. */
  readonly readyWithinMs: number;
}

/** Where the clocks stand decides; these are the luckiest, that of a usual run, and the unluckiest that were met. */
export interface Cell {
  readonly parameter: number;
  readonly setting: number;
  readonly best: RunOutcome;
  readonly typical: RunOutcome;
  readonly worst: RunOutcome;
}

/** So much of each pod's life is looked at: as much as the panel looks ahead. */
const watchedMs = 10 * 60_000;

/** Where in a probe's period the container may start. The first is that of a usual run. */
const phases = [0, 0.5, 0.95];

/** One cell after the other, setting by setting; whoever wants no more of them stops asking. */
export function* sweep({ vary, parameters, settings, readyWithinMs }: SweepPlan): Generator<Cell> {
  for (const setting of settings) {
    for (const parameter of parameters) {
      const input = vary(parameter, setting);
      const periodSeconds = longestPeriodSeconds(input.pod);
      const runs = phases.map((phase): RunOutcome => {
        const laterSeconds = phase * periodSeconds;
        if ('workload' in input) return rolloutCell(input, laterSeconds, readyWithinMs);
        return outcomeOf(run(input, laterSeconds), readyWithinMs);
      });
      const ordered = runs.toSorted(compareOutcomes);
      yield { parameter, setting, best: ordered[0]!, typical: runs[0]!, worst: ordered.at(-1)! };
    }
  }
}

/** A container that is made later meets its probes at another point of their periods. */
function run({ pod, scenario, served: _, untilMs: __, ...options }: PodInput, createdAfterSeconds: number): Trace {
  return simulate(pod, scenario, {
    ...options,
    untilMs: watchedMs,
    environment: { create: createdAfterSeconds },
    // What is at rest is not run further: probes that succeed change no outcome.
    restShownMs: () => 0,
  });
}

function longestPeriodSeconds({ spec }: Pod): number {
  const periods = (container: Container) =>
    [container.startupProbe, container.livenessProbe, container.readinessProbe].flatMap((probe) =>
      probe === undefined ? [] : [probe.periodSeconds ?? probeDefaults.periodSeconds],
    );
  return Math.max(0, ...[...(spec.initContainers ?? []), ...spec.containers].flatMap(periods));
}

export function outcomeOf(trace: Trace, readyWithinMs: number): RunOutcome {
  const statuses = statusEntries(trace);
  const restarts = restartsIn(trace).length;
  const startedAtMs = trace.entries.find((entry) => entry.kind === 'cri' && entry.call.op === 'start')?.atMs ?? 0;
  const ready = statuses.find(({ status }) => isReady(status));
  const last = statuses.at(-1)?.status;
  const isReadyAtEnd = last !== undefined && isReady(last);
  const outcome = (): Outcome => {
    if (last !== undefined && !isReadyAtEnd && isBackingOff(last)) return 'crashLoop';
    if (restarts > 0) return 'restarted';
    if (ready === undefined || !isReadyAtEnd) return 'never';
    return ready.atMs - startedAtMs <= readyWithinMs ? 'inTime' : 'late';
  };
  return {
    outcome: outcome(),
    restarts,
    ...(ready === undefined ? {} : { readyAfterMs: ready.atMs - startedAtMs }),
  };
}

function isBackingOff(status: PodStatus): boolean {
  return containerStatuses(status).some(({ state }) => state.type === 'waiting' && state.reason === 'CrashLoopBackOff');
}

/** The better one first; both of pods, or both of rollouts. */
export function compareOutcomes(a: RunOutcome, b: RunOutcome): number {
  const rank = rankOf(a) - rankOf(b);
  if (rank !== 0) return rank;
  const harm = ({ restarts = 0, lost = 0 }: RunOutcome) => restarts + lost;
  return harm(a) - harm(b) || (a.readyAfterMs ?? 0) - (b.readyAfterMs ?? 0);
}

function rankOf({ outcome, lost }: RunOutcome): number {
  const order: readonly RunOutcome['outcome'][] = lost === undefined ? outcomes : rolloutOutcomes;
  return order.indexOf(outcome);
}

/**
 * The smallest setting that is safe with this parameter and with every smaller one that was tried: in time wherever the
 * clocks stand, and so is every larger setting. Undefined where there is none.
 */
export function smallestSafe(cells: readonly Cell[], parameter: number): number | undefined {
  const concerned = cells.filter((cell) => cell.parameter <= parameter);
  const settings = [...new Set(concerned.map(({ setting }) => setting))].sort((a, b) => b - a);
  let safe: number | undefined;
  for (const setting of settings) {
    const isSafe = concerned.every((cell) => cell.setting !== setting || cell.worst.outcome === 'inTime');
    if (!isSafe) break;
    safe = setting;
  }
  return safe;
}
