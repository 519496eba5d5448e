/** The scenarios that can be chosen: the presets, and the user's own files. */
import type { Scenario } from '../../lifecycle/world/scenario.ts';
import { presetChoices, type ScenarioChoice, type SimulationFailure } from '../../simulation/scenarios.ts';
import { readScenario } from './scenarioFile.ts';

/** A scenario of the user's own. */
export interface ScenarioText {
  readonly uri: string;
  readonly text: string;
}

/** The user's own scenarios come first: who has written one wants it. One that is broken says so when it is chosen. */
export function scenarioChoices(files: readonly ScenarioText[] = []): ScenarioChoice[] {
  const own = files.map(({ uri, text }): ScenarioChoice => {
    const file = fileName(uri);
    const read = readScenario(text, file.replace(/\.scenario\.\w+$/i, ''));
    if ('error' in read) return { name: uri, title: file, description: `${file}: ${read.error}`, own: true };
    const { name, title = name, description = file } = read;
    return { name: uri, title, description, own: true };
  });
  return [...own, ...presetChoices];
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
  return 'error' in read ? { error: `The scenario ${name} can't be read: ${read.error}.`.replace('..', '.') } : read;
}

function fileName(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
