import { describeDuration, describeWindow } from '../../analysis/describe.ts';
import { removeField } from '../../manifest/edit.ts';
import { defineRule } from '../rule.ts';
import { timingOf } from '../timing.ts';

/** Upstream: `setTerminationGracePeriod` in `pkg/kubelet/kuberuntime/kuberuntime_container.go`: the probe's value wins. */
export const probeGraceTooLong = defineRule({
  meta: {
    id: 'probe-grace-too-long',
    severity: 'warning',
    appliesTo: 'probe',
    summary: 'A container that a probe gave up on gets no longer to end than a healthy one.',
    messages: {
      longer:
        'A container that this probe has given up on gets {grace} to end, though a healthy one gets {ofPod} when its pod is deleted. An app that ignores SIGTERM, as one that hangs often does, is down for {grace} more before it is restarted{killed}. The field is there to be shorter: remove it, or set less than {seconds}.',
      ofPod: 'terminationGracePeriodSeconds of the pod is {seconds}',
      remove: 'Remove terminationGracePeriodSeconds of the probe, which then is {seconds} s',
    },
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#probe-level-terminationgraceperiodseconds',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/kubelet/kuberuntime/kuberuntime_container.go',
    ],
  },
  *check({ workload, pod, container, probe }) {
    if (!container.runsOn || probe.type === 'readiness') return;
    const node = probe.node.get('terminationGracePeriodSeconds');
    const { value: ofPod, node: podNode } = pod.terminationGracePeriodSeconds;
    const grace = node.integer;
    if (grace === undefined || ofPod === undefined || ofPod < 1 || grace <= ofPod) return;
    const timing = timingOf(workload, container);
    const kill = probe.type === 'liveness' ? timing?.stopsAnswering?.error : timing?.neverAnswers?.error;
    const since = probe.type === 'liveness' ? 'after it stopped answering' : 'after its start';
    const restarted = kill?.restarted?.ignores;
    yield {
      message: 'longer',
      at: node,
      data: {
        grace: describeDuration(grace * 1000),
        ofPod: describeDuration(ofPod * 1000),
        seconds: ofPod,
        killed: restarted ? `, ${describeWindow(restarted)} ${since}` : '',
      },
      related: podNode.present ? [{ at: podNode, message: 'ofPod' }] : [],
      fixes: () => [{ title: 'remove', safe: false, edits: removeField(node) }],
    };
  },
});
