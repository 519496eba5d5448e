/** The scenarios that can be chosen: the presets, and the user's own files. */
import type { MessageFormatter } from '../../base/formatMessage.ts';
import { type Preset, presets } from '../../lifecycle/world/presets.ts';
import type { Scenario } from '../../lifecycle/world/scenario.ts';
import { groupOf, type ScenarioChoice } from '../../simulation/scenarioGroups.ts';
import type { SimulationFailure } from '../../simulation/scenarios.ts';
import { simulationFailures as say } from './messages.ts';
import { readScenario } from './scenarioFile.ts';

/** A scenario of the user's own. */
export interface ScenarioText {
  readonly uri: string;
  readonly text: string;
}

/** The user's own scenarios come first: who has written one wants it. One that is broken says so when it is chosen. */
export function scenarioChoices(formatter: MessageFormatter, files: readonly ScenarioText[] = []): ScenarioChoice[] {
  const own = files.map(({ uri, text }): ScenarioChoice => {
    const file = fileName(uri);
    const read = readScenario(text, file.replace(/\.scenario\.\w+$/i, ''));
    if ('error' in read)
      return { name: uri, title: file, description: `${file}: ${formatter.text(read.error)}`, own: true };
    const { name, title = name, description = file } = read;
    return { name: uri, title, description, own: true };
  });
  return [...own, ...presets.map((preset) => presetChoice(preset, formatter))];
}

function presetChoice({ name, message }: Preset, formatter: MessageFormatter): ScenarioChoice {
  return { name, title: formatter.text(message), description: formatter.detail(message) ?? '', group: groupOf(name) };
}

/** What `simulateWorkload` takes: the file's scenario if a file is chosen, else the name as it is. */
export function chosenScenario(
  chosen: string | undefined,
  files: readonly ScenarioText[] = [],
): string | Scenario | undefined | SimulationFailure {
  const file = files.find(({ uri }) => uri === chosen);
  if (file === undefined) return chosen;
  const name = fileName(file.uri);
  const read = readScenario(file.text, name.replace(/\.scenario\.\w+$/i, ''));
  return 'error' in read ? { error: say.scenarioUnreadable({ scenario: name, reason: read.error }) } : read;
}

function fileName(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
