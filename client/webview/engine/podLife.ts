import { withName } from '../../../server/src/lifecycle/workload/podTraces.ts';
import { momentWindows } from '../../../server/src/simulation/momentWindows.ts';
import type { PodInput } from '../../../server/src/simulation/simulatePod.ts';
import { simulateRollout } from '../../../server/src/simulation/simulateRollout.ts';
import type { PodLife, PodLifeQuestion } from './messages.ts';

/** The whole life of one pod of a rollout: what the extension sends has only what lanes and tables show of it. */
export function podLife({ input, podIndex }: PodLifeQuestion): PodLife | undefined {
  const { trace: rollout, pods } = simulateRollout(input);
  const placed = rollout.pods[podIndex];
  const shared = pods.shared(podIndex);
  if (placed === undefined || shared === undefined) return undefined;
  const { workload: _, oldScenario, claims: __, untilMs: ___, ...common } = input;
  const scenario = placed.revision === 'old' ? (oldScenario ?? input.scenario) : input.scenario;
  const own: PodInput = { ...common, scenario };
  const trace = withName(shared, placed.name);
  return { podIndex, input: own, trace, windows: momentWindows(trace, own.pod, scenario) };
}
