/** Simulations with their input, as the extension sends them: they can be run again. */
import type { Scenario } from '../../../server/src/lifecycle/world/scenario.ts';
import { momentWindows } from '../../../server/src/simulation/momentWindows.ts';
import { type PodInput, simulatePod } from '../../../server/src/simulation/simulatePod.ts';
import type { PodSimulation } from '../protocol.ts';
import { podOf, simulationOf } from './traces.ts';

/** The life of a pod with a Service, simulated from the input that it carries. */
export function podRun(scenario: Scenario, parts: Partial<PodInput> = {}): PodSimulation {
  const pod = podOf({ ports: [{ containerPort: 80 }] });
  const input: PodInput = { pod, scenario, endpoints: true, publishNotReadyAddresses: false, served: {}, ...parts };
  const run = simulatePod(input);
  return simulationOf(run.trace, { ...run, input, windows: momentWindows(run.trace, input.pod, scenario) });
}
