import { expect, test } from 'vitest';
import { lifecycleTexts } from '../../lifecycle/messages.ts';
import { presets } from '../../lifecycle/world/presets.ts';
import { strictFormatter } from '../../rules/testing/formatter.ts';
import { readScenario } from './scenarioFile.ts';
import { scenarioText } from './scenarioText.ts';

const pod = {
  metadata: { name: 'web' },
  spec: {
    initContainers: [{ name: 'init', image: 'init:1' }],
    containers: [{ name: 'app', image: 'app:1' }],
    readinessGates: [{ conditionType: 'gate' }],
    schedulingGates: [{ name: 'gate' }],
  },
};

const formatter = strictFormatter(lifecycleTexts);

test.each(presets)('$name saved as a file is the same scenario', ({ name, scenario, message }) => {
  const titled = { title: formatter.text(message), description: formatter.detail(message) };
  expect(readScenario(scenarioText(scenario(pod), formatter), name)).toEqual({ ...titled, ...scenario(pod) });
});

test("a scenario of the user's own that goes by the name of a preset does not take its words", () => {
  const text = scenarioText({ name: 'deadlock', title: 'Mine' }, formatter);
  expect(readScenario(text, 'deadlock')).toEqual({ name: 'deadlock', title: 'Mine' });
});
