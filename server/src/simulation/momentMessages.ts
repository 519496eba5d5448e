import { defineMessages } from '../base/message.ts';

/** Between what ends the moments lie that people read in a simulation. */
export const momentMessages = defineMessages('moment', {
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
  replicaReady:
    'In a cluster {pod} is ready {window} after the beginning. The clocks of the kubelet decide, for its probes and those of the pods that it waits for.',
  replicaGone:
    'In a cluster {pod} is gone {window} after the beginning. The clocks of the kubelet decide, for this pod and those that it waits for.',
  rolloutDone: 'In a cluster the rollout is done {window} after the beginning. The clocks of the kubelets decide.',
  sumOf: 'Sum of {terms}.',
});
