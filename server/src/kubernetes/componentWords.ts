/** Reading what the kubelet, the scheduler and registries write into statuses and events: words that no API promises. */

/** Which probe had a container ended, by the message of an event `Killing`. */
export function killedByProbe(message: string, container: string): 'startup' | 'liveness' | undefined {
  return probesThatKill.find((type) => message.includes(killing(container, type)));
}

const probesThatKill = ['startup', 'liveness'] as const;

/** Upstream: `computePodActions` in `pkg/kubelet/kuberuntime/kuberuntime_manager.go`; "Container" was once written small. */
const killing = (container: string, type: string) => `ontainer ${container} failed ${type} probe`;

/** Upstream: `pkg/kubelet/images/types.go`. */
const imageReasons = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'ImageInspectError',
  'RegistryUnavailable',
  'SignatureValidationFailed',
]);

/** Whether a container waits, with this reason, for its image. */
export function isImageReason(reason: string): boolean {
  return imageReasons.has(reason);
}

/** Whether the registry asks who pulls. Upstream: containerd's and Docker's errors for the status codes 401 and 403. */
const denied = /unauthorized|denied|forbidden|authentication required|no basic auth|\b40[13]\b/i;

export function isPullDenied(message: string): boolean {
  return denied.test(message);
}

/** Upstream: `pkg/kubelet/images/image_manager.go`. */
const pullingBackOff = /^Back-off pulling image "[^"]*"(?:: \w+: )?/;

/** The registry's words of a status, without those that the kubelet puts before them. */
export function registryWords(message: string): string {
  return message.replace(pullingBackOff, '') || message;
}

/** Upstream: `doBackOff` in `pkg/kubelet/kuberuntime/kuberuntime_manager.go`. */
const backOff = /back-off ([\dhms.]+) restarting/;

/** How long the kubelet waits before it starts a container again, as it writes it: `1m20s`. */
export function backOffIn(message: string): string | undefined {
  return backOff.exec(message)?.[1];
}

/** What a node lacks for a pod. Upstream: `ErrReason…` below `pkg/scheduler/framework/plugins`. */
const schedulerReasons = {
  resources: /Insufficient/,
  taint: /taint/,
  selector: /affinity|selector/,
  volume: /persistentvolume/i,
  port: /free ports/,
} as const;

export type SchedulerReason = keyof typeof schedulerReasons;

/** Why no node takes a pod, by the message of its condition PodScheduled. */
export function schedulerReasonsIn(message: string): SchedulerReason[] {
  // After the reasons, it tells what preemption could do.
  const [reasons = ''] = message.split('preemption:');
  return (Object.keys(schedulerReasons) as SchedulerReason[]).filter((name) => schedulerReasons[name].test(reasons));
}
