/** A scenario as a file of the user's own, to be changed there. */
import { stringify } from 'yaml';
import type { MessageFormatter } from '../../base/formatMessage.ts';
import type { Scenario } from '../../lifecycle/world/scenario.ts';
import { scenarioTitle } from './scenarioTitle.ts';

/** YAML that `readScenario` reads as the same scenario, but for its name, which is that of the file. */
export function scenarioText({ name, title, description, ...scenario }: Scenario, formatter: MessageFormatter): string {
  const titled = scenarioTitle({ name, title, description }, formatter);
  return stringify({ ...titled, ...scenario }, { lineWidth: 110, aliasDuplicateObjects: false });
}
