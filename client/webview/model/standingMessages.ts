import { defineMessages } from '../../../server/src/base/message.ts';

/** How a pod and its containers stand at the scrubber's time. */
export const standingMessages = defineMessages('standing', {
  more: 'Conditions, containers, kubectl describe pod',
  conditions: 'Conditions',
  containers: 'Containers',
  describe: 'kubectl describe pod',
  condition: '{type}: {status}',
  running: 'running for {length}',
  waiting: 'waiting: {reason}',
  waitingFor: 'waiting: {reason}, the next try in {left}',
  terminated: 'ended: {reason}, exit code {code}',
});
