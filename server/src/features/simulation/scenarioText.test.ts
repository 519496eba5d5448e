import { expect, test } from 'vitest';
import { presets } from '../../lifecycle/world/presets.ts';
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

test.each(presets)('$name saved as a file is the same scenario', ({ name, scenario }) => {
  expect(readScenario(scenarioText(scenario(pod)), name)).toEqual(scenario(pod));
});
