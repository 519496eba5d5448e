/** What follows when each attempt of a probe fails: the same sentences wherever a rule finds a reason for it. */
import { defineMessages, duration, type Message, timeRange } from '../base/message.ts';
import { asInteger, readField } from '../manifest/field.ts';
import type { ContainerModel, ProbeModel } from '../manifest/podModel.ts';
import type { Workload } from '../manifest/workload.ts';
import { timingOf } from './timing.ts';

export const consequenceMessages = defineMessages('consequence', {
  neverReady: 'The pod never becomes ready.',
  rolloutFails: 'The pod never becomes ready, and the rollout counts as failed after {deadline}.',
  restarted: 'The container is restarted again and again.',
  restartedAfter: 'The container is restarted {killed} after each start.',
  crashLoop: 'The container is restarted {killed} after each start, with CrashLoopBackOff after {onset}.',
  stopped: 'The container is stopped and not started again.',
  stoppedAfter: 'The container is stopped {killed} after its start and not started again.',
  neverRestarts: 'This probe never restarts the container.',
  neverStarted: 'The container never counts as started, and nothing restarts it.',
  hookFails: 'The hook fails each time.',
});

/** What happens when every attempt of a probe fails: when, where nothing hides the values. */
export function ifAlwaysFailing(workload: Workload, container: ContainerModel, probe: ProbeModel): Message {
  const say = consequenceMessages;
  if (probe.type === 'readiness') {
    const deadlineMs = progressDeadlineMs(workload);
    return deadlineMs === undefined ? say.neverReady() : say.rolloutFails({ deadline: duration(deadlineMs) });
  }
  const timing = timingOf(workload, container);
  const kill =
    probe.type === 'startup' || timing?.startupAllowance?.by === 'liveness'
      ? timing?.neverAnswers?.error
      : timing?.livenessAlwaysFails?.error;
  const canRestart = workload.pod.restartPolicy.value !== 'Never' || container.role === 'sidecar';
  if (!kill) return canRestart ? say.restarted() : say.stopped();
  const killed = timeRange(kill.killed);
  if (!canRestart) return say.stoppedAfter({ killed });
  if (!kill.crashLoop) return say.restartedAfter({ killed });
  return say.crashLoop({ killed, onset: timeRange(kill.crashLoop.window) });
}

/** What happens when no attempt of a probe can be made: such results are thrown away (`pkg/kubelet/prober/worker.go`). */
export function ifAlwaysErroring(workload: Workload, container: ContainerModel, probe: ProbeModel): Message {
  if (probe.type === 'liveness') return consequenceMessages.neverRestarts();
  return probe.type === 'startup' ? consequenceMessages.neverStarted() : ifAlwaysFailing(workload, container, probe);
}

/** When a Deployment gives up on pods that don't become ready. */
function progressDeadlineMs({ kind, object }: Workload): number | undefined {
  if (kind.kind !== 'Deployment') return undefined;
  const node = object.root.get('spec').get('progressDeadlineSeconds');
  const { value } = readField(node, { read: asInteger, default: 600 });
  return value === undefined ? undefined : value * 1000;
}
