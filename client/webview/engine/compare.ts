import { comparePods, compareRollouts, simulateBoth } from '../../../server/src/simulation/compare.ts';
import { simulateRollout } from '../../../server/src/simulation/simulateRollout.ts';
import type { CompareQuestion, Comparison } from './messages.ts';

/** How two simulations of one kind differ, in words; those of two kinds have nothing in common. */
export function compare({ before, after }: CompareQuestion): Comparison {
  if ('workload' in before && 'workload' in after) {
    return { differences: compareRollouts(simulateRollout(before), simulateRollout(after)) };
  }
  if ('workload' in before || 'workload' in after) return { differences: [] };
  const runs = simulateBoth(before, after);
  return { differences: comparePods(runs.before.trace, runs.after.trace) };
}
