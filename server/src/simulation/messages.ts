import { defineMessages } from '../base/message.ts';

/** What is said about a simulation before its result, or why there is none. */
export const simulationMessages = defineMessages('simulation', {
  otherRelease:
    'The target is Kubernetes {target}; {simulated} is simulated, the nearest release that the engine knows.',
  oneOfJob:
    'One pod without its Job: retries, backoffLimit and deadlines of the Job are left out. Its rollout shows them.',
  openEnds: 'Left open by templates: {fields}.',
  ignored: 'Not simulated, although it may decide the outcome: {fields}.',
  leftOut: '{field} (left out)',
  madeUp: '{field} (made up)',
  default: '{field} (default taken)',
  tooManyPods: '{workload} has {count} pods; up to {most} are simulated.',
  noSchedule: '{workload}: the schedule "{schedule}" never comes, or cannot be read.',
  tooManyTimes: 'The schedule comes more than {most} times. Ask for less time.',
  noScenario: 'There is no scenario {name}.',
  outOfRange: 'A simulation covers between 0 s and {count} years. Ask for a time between these.',
  scenarioTooLong: 'The scenario "{scenario}" has a time after more than {count} years, which no simulation reaches.',
  mayHaveMore: '{field} (what a template adds is left out)',
});
