import { defineMessages } from '../../base/message.ts';

export const scenarioMessages = defineMessages('invalid-scenario', {
  problem: '{problem}',
});
