import { defineMessages } from '../../base/message.ts';

/** What a simulation as text says besides what the engine says. */
export const transcriptMessages = defineMessages('transcript', {
  heading: '{workload}, scenario {scenario}',
  titled: '{title}: {description}',
  simulated: "Simulated as on Kubernetes {release}, {length} from the pod's creation.",
  cutOff: 'Then the simulation had too many {limit} to go on.',
  afterCreation: '{length} after its creation',
  expected: 'What was expected:',
  holds: 'ok',
  fails: 'failed',
  story: 'What happened, and which lines decided it:',
  soOften: 'This happened {count} times so far.',
  onLine: 'line {line} {written}',
  byDefault: 'line {line} {field} {value} (default)',
});

/** Why there is nothing to simulate. */
export const simulationFailures = defineMessages('no-simulation', {
  notBuiltWith: 'The chart or overlay cannot be built with its files as they were committed.',
  numbersFixed: 'A template or an alias decides these numbers, so there is no manifest that has them.',
  noWorkload: 'There is no workload here: nothing that makes pods, such as a Deployment or a Pod.',
  unknownWorkload: 'There is no workload {name} here.',
  brokenYaml: 'The YAML of {workload} is broken in line {line}.',
  patch:
    '{workload} is a patch: it holds only what it changes, the rest of the pod stands elsewhere. Simulate what it is merged into, or the built result.',
  fromTemplate: 'A template makes the pod of {workload}. Render it first.',
  noContainers: '{workload} has no containers to simulate.',
  failed: 'The manifest is not open, or its simulation failed. The log says more.',
  noSchedule: '{workload} has no schedule to simulate. A CronJob has one.',
  noRollout:
    '{workload} has no rollout to simulate. A Deployment, StatefulSet, DaemonSet, ReplicaSet, Job or CronJob has one.',
  scenarioUnreadable: 'The scenario {scenario} cannot be read: {reason}',
});
