import { defineMessages } from '../../base/message.ts';

/** What a simulation as text says besides what the engine says. */
export const transcriptMessages = defineMessages('transcript', {
  heading: '{workload}, scenario {scenario}',
  titled: '{title}: {description}',
  simulated: "Simulated as on Kubernetes {release}, {length} from the pod's creation.",
  cutOff: 'Then the simulation had too many {limit} to go on.',
  afterCreation: '{length} after its creation',
  expected: 'What was expected:',
  story: 'What happened, and which lines decided it:',
  soOften: 'This happened {count} times so far.',
  onLine: 'line {line} {written}',
  byDefault: 'line {line} {field} {value} (default)',
});
