import { defineMessages } from '../../base/message.ts';

export const featureTuneMessages = defineMessages('tune-manifest', {
  noContainer: '{workload} has no container with a name whose probes could be tuned.',
  templated: 'A template decides about these probes, so that no settings can be worked out.',
  notWritable: 'The settings cannot be written here: an alias brings the probe in.',
});
