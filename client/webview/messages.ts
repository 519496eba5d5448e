import { defineMessages } from '../../server/src/base/message.ts';

/** What the panel says besides what the engine says. */
export const panelMessages = defineMessages('panel', {
  podGone: 'The pod is gone.',
  podStands: { one: '{ready} {status}, {count} restart', other: '{ready} {status}, {count} restarts' },
  readyEndpoints: { one: '{count} ready endpoint.', other: '{count} ready endpoints.' },
  stopped: 'The simulation stopped after {at}: it had too many {limit}.',

  readyAfterStart: 'In a cluster {container} is ready {window} after it has started. The clocks of the kubelet decide.',
  killedAfterStart:
    'In a cluster {container} is killed {window} after it has started. The clocks of the kubelet decide.',
  killedAfterStop:
    'In a cluster {container} is killed {window} after it stops answering. The clocks of the kubelet decide.',
  restartedAfterStart:
    'In a cluster {container} is restarted {window} after it has started. The clocks of the kubelet decide.',
  restartedAfterStop:
    'In a cluster {container} is restarted {window} after it stops answering. The clocks of the kubelet decide.',
  outOfService:
    'In a cluster the pod leaves the Service {window} after {container} stops answering. The clocks of the kubelet decide.',
  backInService:
    'In a cluster the pod is back in the Service {window} after {container} answers again. The clocks of the kubelet decide.',
  gone: 'In a cluster the pod is gone {window} after it is deleted. The clocks of the kubelet decide.',
  sumOf: 'Sum of {terms}.',
});
