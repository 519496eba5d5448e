/** What the choice of a scenario means for a pod. */
import type { Message } from '../base/message.ts';
import type { Pod } from '../kubernetes/pod.ts';
import { presetNamed, presets } from '../lifecycle/world/presets.ts';
import type { Scenario } from '../lifecycle/world/scenario.ts';
import { simulationMessages as say } from './messages.ts';

/** Why there is nothing to simulate. */
export interface SimulationFailure {
  readonly error: Message;
}

/** The scenario that is wanted, made to measure for the pod; without a wish the first preset. */
export function scenarioFor(pod: Pod, wanted: string | Scenario | undefined): Scenario | SimulationFailure {
  if (typeof wanted === 'object') return wanted;
  const preset = wanted === undefined ? presets[0] : presetNamed(wanted);
  return preset ? preset.scenario(pod) : { error: say.noScenario({ name: String(wanted) }) };
}
