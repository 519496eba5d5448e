/** What comes of probes that fail, as the end of a sentence: the same words wherever a rule finds a reason for it. */
import { describeDuration, describeWindow } from '../analysis/describe.ts';
import { asInteger, readField } from '../manifest/field.ts';
import type { ContainerModel, ProbeModel } from '../manifest/podModel.ts';
import type { Workload } from '../manifest/workload.ts';
import { timingOf } from './timing.ts';

/** What happens when every attempt of a probe fails: when, in seconds, where nothing hides the values. */
export function ifAlwaysFailing(workload: Workload, container: ContainerModel, probe: ProbeModel): string {
  if (probe.type === 'readiness') return `the pod never becomes ready${ofRollout(workload)}`;
  const timing = timingOf(workload, container);
  const kill =
    probe.type === 'startup' || timing?.startupAllowance?.by === 'liveness'
      ? timing?.neverAnswers?.error
      : timing?.livenessAlwaysFails?.error;
  const canRestart = workload.pod.restartPolicy.value !== 'Never' || container.role === 'sidecar';
  const what = canRestart ? 'restarted' : 'stopped';
  if (!kill) return `the container is ${what}${canRestart ? ' again and again' : ' for good'}`;
  const onset = kill.crashLoop && `, in CrashLoopBackOff after ${describeWindow(kill.crashLoop.window)}`;
  return `the container is ${what} ${describeWindow(kill.killed)} after ${canRestart ? 'each' : 'its'} start${onset ?? ''}`;
}

/** A Deployment gives up on pods that don't become ready. */
function ofRollout({ kind, object }: Workload): string {
  if (kind.kind !== 'Deployment') return '';
  const node = object.root.get('spec').get('progressDeadlineSeconds');
  const { value } = readField(node, { read: asInteger, default: 600 });
  return value === undefined ? '' : `, and its rollout counts as failed after ${describeDuration(value * 1000)}`;
}
