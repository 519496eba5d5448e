import { defineMessages } from '../../base/message.ts';

/** What stands in exported simulations besides what the simulation itself says. */
export const exportMessages = defineMessages('export', {
  inScenario: '{name}, scenario “{scenario}”',
  duringUpdate: 'Update of {name}, scenario “{scenario}”',
  firstRollout: 'First rollout of {name}, scenario “{scenario}”',
  simulated: 'Simulated with Probewise, Kubernetes {release}.',

  readyAfter: 'Ready after',
  never: 'never',
  restarts: 'Restarts',
  outOfService: 'Out of the Service for',
  lostRequests: 'Lost requests',
  took: 'Finished after',
  fewestEndpoints: 'Fewest ready endpoints',
  count: '{count}',

  before: 'Before',
  after: 'After',
  time: 'Time',
  rolloutStatus: 'kubectl rollout status',
  more: 'and {count} more',
  timelineOf: 'Timeline of {title}',
});
