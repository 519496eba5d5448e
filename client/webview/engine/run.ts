/** A run of the engine as the extension would make it. */
import { momentWindows } from '../../../server/src/simulation/momentWindows.ts';
import { shownRollout } from '../../../server/src/simulation/shownRollout.ts';
import { type PodInput, simulatePod } from '../../../server/src/simulation/simulatePod.ts';
import { type RolloutInput, simulateRollout } from '../../../server/src/simulation/simulateRollout.ts';
import type { Input } from '../model/inputPath.ts';
import type { PodResult, RolloutResult, WhatIfRun } from './messages.ts';

export function run(input: Input): WhatIfRun {
  return 'workload' in input ? runRollout(input) : runPod(input);
}

function runPod(input: PodInput): PodResult {
  const { trace, verdicts } = simulatePod(input);
  return { input, trace, verdicts, windows: momentWindows(trace, input.pod, input.scenario) };
}

function runRollout(input: RolloutInput): RolloutResult {
  return { input, ...shownRollout(input, simulateRollout(input)) };
}
