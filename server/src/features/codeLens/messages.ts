import { defineMessages } from '../../base/message.ts';

export const lensMessages = defineMessages('lens', {
  simulate: '▶ Simulate',
  onePod: '▶ One pod',
  rollout: '▶ Rollout',
});
