/** A scenario as a file of the user's own, to be changed there. */
import { stringify } from 'yaml';
import type { Scenario } from '../../lifecycle/world/scenario.ts';

/** YAML that `readScenario` reads as the same scenario, but for its name, which is that of the file. */
export function scenarioText({ name: _, ...scenario }: Scenario): string {
  return stringify(scenario, { lineWidth: 110, aliasDuplicateObjects: false });
}
