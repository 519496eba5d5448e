import { timeRange } from '../../base/message.ts';
import { replaceValue } from '../../manifest/edit.ts';
import { defineRule } from '../rule.ts';
import { timingOf } from '../timing.ts';

export const livenessEndsPod = defineRule({
  meta: {
    id: 'liveness-ends-pod',
    severity: 'warning',
    appliesTo: 'container',
    summary: 'A Pod with a liveness probe may restart its containers.',
    messages: {
      ends: {
        text: 'If the app stops answering, the container is stopped after {window} and not started again.',
        detail: 'restartPolicy is Never. Use OnFailure or Always, or remove the probe.',
      },
      never: 'restartPolicy is Never',
      onFailure: 'Set restartPolicy to OnFailure',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/kubelet/kuberuntime/kuberuntime_manager.go',
    ],
  },
  *check({ workload, pod, container }) {
    // A Job makes another pod then.
    if (workload.kind.kind !== 'Pod' || pod.restartPolicy.value !== 'Never' || container.role !== 'regular') return;
    const liveness = container.probes.find(({ type }) => type === 'liveness');
    const killed = timingOf(workload, container)?.stopsAnswering?.error.killed;
    if (!liveness || !killed || container.node.get('restartPolicy').isSet) return;
    yield {
      message: 'ends',
      at: liveness.node,
      on: 'key',
      data: { window: timeRange(killed) },
      related: [{ at: pod.restartPolicy.node, message: 'never' }],
      fixes: () => [{ title: 'onFailure', safe: false, edits: replaceValue(pod.restartPolicy.node, 'OnFailure') }],
    };
  },
});
