import { defineRule } from '../rule.ts';

export const barePod = defineRule({
  meta: {
    id: 'bare-pod',
    severity: 'hint',
    profile: 'strict',
    appliesTo: 'workload',
    summary: 'A pod that should stay is made by something that makes it anew.',
    messages: {
      bare: 'Nothing makes this Pod anew when its node fails, is drained or runs out of memory: its containers are restarted in place, but the Pod itself is gone then. Use a Deployment, StatefulSet or DaemonSet.',
    },
    references: ['https://kubernetes.io/docs/concepts/workloads/pods/#working-with-pods'],
  },
  *check({ workload, pod }) {
    const { object, kind } = workload;
    // A pod that runs to its end may well be alone; static pods belong to their node.
    if (kind.kind !== 'Pod' || pod.restartPolicy.value !== 'Always' || object.namespace === 'kube-system') return;
    if (object.root.get('metadata').get('ownerReferences').isSet) return;
    yield { message: 'bare', at: object.root.get('kind') };
  },
});
