import type { MessageFormatter } from '../../base/formatMessage.ts';
import { presetNamed } from '../../lifecycle/world/presets.ts';
import type { Scenario } from '../../lifecycle/world/scenario.ts';

interface TitledScenario {
  readonly name: string;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
}

/** What a scenario says of itself, and of a preset what we say of it in the reader's language. */
export function scenarioTitle(
  { name, title, description }: TitledScenario,
  formatter: MessageFormatter,
): Pick<Scenario, 'title' | 'description'> {
  const preset = title === undefined && description === undefined ? presetNamed(name) : undefined;
  if (preset) {
    const detail = formatter.detail(preset.message);
    return { title: formatter.text(preset.message), ...(detail === undefined ? {} : { description: detail }) };
  }
  return { ...(title === undefined ? {} : { title }), ...(description === undefined ? {} : { description }) };
}
