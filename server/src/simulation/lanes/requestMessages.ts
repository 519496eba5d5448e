import { defineMessages } from '../../base/message.ts';

/** What becomes of requests, in the timeline, its table and the details. */
export const requestMessages = defineMessages('lostRequests', {
  requests: 'Requests',
  shows: 'What becomes of {perSecond} requests per second to the Service: answered, slow or lost',
  showsAssumed:
    'What becomes of requests to the Service: answered, slow or lost. No scenario says how many there are; {perSecond} per second are taken.',
  noneYet: 'no requests yet',
  answered: 'answered',
  answeredShort: 'ok',
  slow: '{share} % answered slowly',
  slowShort: 'slow',
  lag: 'Some nodes still use the old endpoints until {until}: a change takes {length} to reach each node.',
  lostHere: 'Requests lost',

  lostShort: '{count} lost',
  elsewhere: 'other pods answer',
  elsewhereShort: 'elsewhere',

  stopped: {
    one: 'About {count} request is lost from {from} to {until}: the pod is being deleted and does not listen any more, but nodes still send it requests.',
    other:
      'About {count} requests are lost from {from} to {until}: the pod is being deleted and does not listen any more, but nodes still send it requests.',
  },
  cutOff: {
    one: 'About {count} request is lost from {from} to {until}: a container ends in the middle of an answer.',
    other: 'About {count} requests are lost from {from} to {until}: a container ends in the middle of an answer.',
  },
  refused: {
    one: 'About {count} request is lost from {from} to {until}: nothing listens, so the connection is refused.',
    other: 'About {count} requests are lost from {from} to {until}: nothing listens, so connections are refused.',
  },
  failed: {
    one: 'About {count} request is lost from {from} to {until}: the answer is an error.',
    other: 'About {count} requests are lost from {from} to {until}: the answers are errors.',
  },
  timedOut: {
    one: 'About {count} request is lost from {from} to {until}: no answer comes in time.',
    other: 'About {count} requests are lost from {from} to {until}: no answer comes in time.',
  },
  noEndpoint: {
    one: 'About {count} request is lost from {from} to {until}: no pod is ready, so it has nowhere to go.',
    other: 'About {count} requests are lost from {from} to {until}: no pod is ready, so they have nowhere to go.',
  },
  byPod: 'Pod {pod}.',
  byPods: { one: '{count} pod loses them.', other: '{count} pods lose them.' },

  reasonStopped: 'Pod stops',
  reasonCutOff: 'Cut off',
  reasonRefused: 'Refused',
  reasonFailed: 'Error',
  reasonTimedOut: 'Too late',
  reasonNoEndpoint: 'No ready pod',
});
