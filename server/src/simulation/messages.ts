import { defineMessages } from '../base/message.ts';

/** What is said about a simulation before its result. */
export const simulationMessages = defineMessages('simulation', {
  otherRelease:
    'The target is Kubernetes {target}; {simulated} is simulated, the nearest release that the engine knows.',
  oneOfJob:
    'One pod without its Job: retries, backoffLimit and deadlines of the Job are left out. Its rollout shows them.',
  openEnds: 'Left open by templates: {fields}.',
  leftOut: '{field} (left out)',
  madeUp: '{field} (made up)',
  default: '{field} (default taken)',
  mayHaveMore: '{field} (what a template adds is left out)',
});
