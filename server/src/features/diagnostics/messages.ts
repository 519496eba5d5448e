import { defineMessages } from '../../base/message.ts';

/** What is wrong with the YAML of a scenario file; what is wrong with the scenario says the engine. */
export const scenarioMessages = defineMessages('invalid-scenario', {
  syntax: 'This is not YAML: {problem}.',
  severalDocuments: 'A scenario must be one document.',
  noScenario: 'This is not a scenario.',
  meant: 'Write {name}',
});
