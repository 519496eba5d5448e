import { defineMessages } from '../base/message.ts';

/** Titles of the groups of scenarios. */
export const scenarioGroupMessages = defineMessages('scenario-group', {
  own: 'Your scenarios',
  usual: 'Usual',
  process: 'Process',
  traffic: 'Probes and traffic',
  image: 'Image',
  start: 'Container start',
  node: 'Scheduling and node',
  other: 'More',
});
