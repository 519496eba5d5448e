import { defineMessages } from '../../server/src/base/message.ts';

/** What the panel says besides what the engine says. */
export const panelMessages = defineMessages('panel', {
  podGone: 'The pod is gone.',
  podStands: { one: '{ready} {status}, {count} restart', other: '{ready} {status}, {count} restarts' },
  readyEndpoints: { one: '{count} ready endpoint.', other: '{count} ready endpoints.' },
  stopped: 'The simulation stopped after {at}: it had too many {limit}.',

  ready: 'Ready',
  killed: 'Killed',
  restarted: 'Restarted',
  outOfService: 'Out of the Service',
  backInService: 'Back in the Service',
  gone: 'Gone',
  afterStart: 'In a cluster: {moment} {window} after {container} has started. The clocks of the kubelet decide.',
  afterStop: 'In a cluster: {moment} {window} after {container} stops answering. The clocks of the kubelet decide.',
  afterRecovery: 'In a cluster: {moment} {window} after {container} answers again. The clocks of the kubelet decide.',
  sumOf: 'Sum of {formula}.',
  afterDeletion: 'In a cluster: {moment} {window} after the pod is deleted. The clocks of the kubelet decide.',
});
