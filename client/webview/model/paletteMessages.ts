import { defineMessages } from '../../../server/src/base/message.ts';

/** Things that can be made to happen, and those that do. */
export const paletteMessages = defineMessages('palette', {
  palette: 'Make something happen',
  howTo: 'Drag one onto the time axis, or press it to let it happen at the scrubber.',
  hang: 'Hang',
  crash: 'Crash',
  oom: 'Out of memory',
  outage: 'Outage of 30 s',
  slow: 'Slow for 30 s',
  nodeLost: 'Node lost',
  delete: 'Pod deleted',

  lane: 'What happens in the scenario',
  at: '{what} at {time}. Arrow keys move it, Delete removes it.',
  inContainer: '{container}: {what}',
  inPod: 'new pod {nth}, {what}',
  whatHang: 'stops answering',
  whatFails: 'probes fail',
  whatAnswers: 'answers again',
  whatSlow: 'answers slowly',
  whatCrash: 'the process ends',
  whatOom: 'out of memory',
  whatNodeLost: 'the node is lost',
  whatNodeBack: 'the node is back',
  whatDelete: 'the pod is deleted',
  whatEvict: 'the pod is evicted',
  failAttempt: 'Make this attempt fail',
});
