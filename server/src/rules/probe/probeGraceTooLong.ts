import { seconds, timeRange } from '../../base/message.ts';
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
      longer: {
        text: 'If this probe fails and the app ignores SIGTERM, as a hanging app often does, it is down {grace} longer.',
        detail:
          'A healthy container gets {ofPod} to end when its pod is deleted. The field is meant to be shorter than that: remove it, or set less than {seconds}.',
      },
      longerSinceHang: {
        text: 'If this probe fails and the app ignores SIGTERM, as a hanging app often does, it is down {grace} longer.',
        detail:
          'A healthy container gets {ofPod} to end when its pod is deleted. This one is restarted {restarted} after it stopped answering. The field is meant to be shorter than that: remove it, or set less than {seconds}.',
      },
      longerSinceStart: {
        text: 'If this probe fails and the app ignores SIGTERM, as a hanging app often does, it is down {grace} longer.',
        detail:
          'A healthy container gets {ofPod} to end when its pod is deleted. This one is restarted {restarted} after its start. The field is meant to be shorter than that: remove it, or set less than {seconds}.',
      },
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
    const restarted = kill?.restarted?.ignores;
    yield {
      message: !restarted ? 'longer' : probe.type === 'liveness' ? 'longerSinceHang' : 'longerSinceStart',
      at: node,
      data: {
        grace: seconds(grace),
        ofPod: seconds(ofPod),
        seconds: ofPod,
        ...(restarted ? { restarted: timeRange(restarted) } : {}),
      },
      related: podNode.present ? [{ at: podNode, message: 'ofPod' }] : [],
      fixes: () => [{ title: 'remove', safe: false, edits: removeField(node) }],
    };
  },
});
