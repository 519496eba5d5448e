import { removeField } from '../../manifest/edit.ts';
import type { ContainerModel } from '../../manifest/podModel.ts';
import { defineRule } from '../rule.ts';

/** Upstream: a deletion with 0 seconds removes the object at once, without waiting for the kubelet. */
export const noGracePeriod = defineRule({
  meta: {
    id: 'no-grace-period',
    severity: 'warning',
    mild: { severity: 'hint' },
    appliesTo: 'workload',
    summary: 'A pod has time to end.',
    messages: {
      zero: {
        text: 'With 0 seconds each deletion cuts off requests, and a replacement may run beside the old pod.',
        detail:
          'The deletion is forced: the Pod object is gone at once, even if its containers still run. Remove the field (30 s), or use 1 or more.',
      },
      remove: 'Remove terminationGracePeriodSeconds, which then is 30',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination-forced',
      'https://kubernetes.io/docs/tasks/run-application/force-delete-stateful-set-pod/',
    ],
  },
  *check({ workload, pod }) {
    const { value, node } = pod.terminationGracePeriodSeconds;
    if (value !== 0) return;
    // Agents of a node and work that is done again lose little; so does what neither serves nor keeps anything.
    const isMild = /^(DaemonSet|Job|CronJob)$/.test(workload.kind.kind) || !pod.containers.some(hasSomethingToEnd);
    yield {
      message: 'zero',
      mild: isMild,
      at: node,
      fixes: () => [{ title: 'remove', safe: false, edits: removeField(node) }],
    };
  },
});

function hasSomethingToEnd({ node, ports, probes, hooks }: ContainerModel): boolean {
  return ports.length + probes.length + hooks.length + node.get('volumeMounts').items().length > 0;
}
