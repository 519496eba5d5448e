import { defineMessages } from '../../base/message.ts';

export const lensMessages = defineMessages('lens', {
  simulate: '▶ Simulate',
  onePod: '▶ One pod',
  rollout: '▶ Rollout',
  chooseWorkload: '▶ Choose the workload that it runs on',

  errors: { one: '{count} error', other: '{count} errors' },
  warnings: { one: '{count} warning', other: '{count} warnings' },
  both: '{first} · {second}',
  ready: 'ready ≥ {window}',
  restart: 'restart {window} after a hang',
});
