/** Which field of the pod to change, so that the cause goes away. */
import { type Message, seconds } from '../../base/message.ts';
import { isPullDenied, type SchedulerReason, schedulerReasonsIn } from '../../kubernetes/componentWords.ts';
import { containerStatuses } from '../../lifecycle/trace/statuses.ts';
import { explainPodMessages as say } from './messages.ts';
import { containerPath, containerSpec, type ObservedPod } from './observedPod.ts';
import type { Cause } from './podCauses.ts';

export interface Change {
  readonly message: Message;
  /** From the pod, e.g. `spec.containers[0].startupProbe.failureThreshold`. */
  readonly field: string;
}

export function changesFor(cause: Cause, observed: ObservedPod): Change[] {
  const { pod, status } = observed;
  if (cause.kind === 'unscheduled')
    return schedulingChanges(
      status.conditions.find(({ type }) => type === 'PodScheduled')?.message ?? '',
      pod.spec.affinity !== undefined,
    );
  if (cause.kind === 'gated') return [change(say.gate, 'spec.schedulingGates')];
  const name = cause.container;
  const spec = name === undefined ? undefined : containerSpec(pod, name);
  if (name === undefined || spec === undefined) return [];
  const path = containerPath(pod, name);
  const probe = (field: 'startupProbe' | 'livenessProbe' | 'readinessProbe') =>
    change(say.checkProbe, `${path}.${field}`);
  switch (cause.kind) {
    case 'startup':
    case 'startupKill': {
      const period = seconds(spec.startupProbe?.periodSeconds ?? 10);
      const field = `${path}.startupProbe.failureThreshold`;
      return [{ message: say.moreTime({ field, period }), field }, probe('startupProbe')];
    }
    case 'livenessKill':
      return spec.startupProbe === undefined
        ? [change(say.addStartup, `${path}.startupProbe`), probe('livenessProbe')]
        : [probe('livenessProbe')];
    case 'readiness':
      return [probe('readinessProbe')];
    case 'outOfMemory':
      return [change(say.raiseMemory, `${path}.resources.limits.memory`)];
    case 'completes':
      return [change(say.restartOnFailure, 'spec.restartPolicy')];
    case 'imagePull':
      return imageChanges(path, messageOf(name, observed));
    case 'config':
      return [
        change(say.reference, `${path}.${spec.env === undefined && spec.envFrom !== undefined ? 'envFrom' : 'env'}`),
      ];
    case 'start':
      return [change(say.command, `${path}.command`)];
    case 'exits':
      return cause.end?.state.exitCode === 127 ? [change(say.command, `${path}.command`)] : [];
    case 'postStart':
      return [change(say.hook, `${path}.lifecycle.postStart`)];
    default:
      return [];
  }
}

function messageOf(name: string, { status }: ObservedPod): string {
  const state = containerStatuses(status).find((each) => each.name === name)?.state;
  return (state?.type === 'waiting' ? state.message : undefined) ?? '';
}

function imageChanges(path: string, message: string): Change[] {
  const isDenied = isPullDenied(message);
  return [change(say.image, `${path}.image`), ...(isDenied ? [change(say.pullSecret, 'spec.imagePullSecrets')] : [])];
}

/** What helps against each reason of the scheduler, and where. */
const schedulerHelp: Readonly<Record<SchedulerReason, readonly [(data: { field: string }) => Message, string]>> = {
  resources: [say.requests, 'spec.containers[*].resources.requests'],
  taint: [say.tolerate, 'spec.tolerations'],
  selector: [say.selector, 'spec.nodeSelector'],
  volume: [say.volume, 'spec.volumes'],
  port: [say.hostPort, 'spec.containers[*].ports[*].hostPort'],
};

function schedulingChanges(message: string, hasAffinity: boolean): Change[] {
  return schedulerReasonsIn(message).map((reason) => {
    const [say, field] = schedulerHelp[reason];
    return change(say, reason === 'selector' && hasAffinity ? 'spec.affinity' : field);
  });
}

function change(say: (data: { field: string }) => Message, field: string): Change {
  return { message: say({ field }), field };
}
