/** The scenarios that can be chosen, and what a choice means for a pod. */
import type { Pod } from '../kubernetes/pod.ts';
import { type Preset, presets } from '../lifecycle/world/presets.ts';
import type { Scenario } from '../lifecycle/world/scenario.ts';
import { groupOf, type ScenarioChoice } from './scenarioGroups.ts';

export type { ScenarioChoice };

/** Why there is nothing to simulate, in a sentence for the user. */
export interface SimulationFailure {
  readonly error: string;
}

export const presetChoices: readonly ScenarioChoice[] = presets.map(choiceOf);

function choiceOf({ name, title, description }: Preset): ScenarioChoice {
  return { name, title, description, group: groupOf(name) };
}

/** The scenario that is wanted, made to measure for the pod; without a wish the first preset. */
export function scenarioFor(pod: Pod, wanted: string | Scenario | undefined): Scenario | SimulationFailure {
  if (typeof wanted === 'object') return wanted;
  const preset = wanted === undefined ? presets[0] : presets.find(({ name }) => name === wanted);
  return preset ? preset.scenario(pod) : { error: `There is no scenario ${wanted}.` };
}
