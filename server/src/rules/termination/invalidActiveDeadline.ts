import { removeField } from '../../manifest/edit.ts';
import { defineRule } from '../rule.ts';

const limit = 2147483647;
const longRunning = ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'ReplicationController'];

/** Upstream: `ValidatePodSpec`, and `ValidatePodTemplateSpecForReplicaSet` and its like. */
export const invalidActiveDeadline = defineRule({
  meta: {
    id: 'invalid-active-deadline',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'activeDeadlineSeconds of a pod is positive, and absent where pods keep running.',
    messages: {
      range: 'activeDeadlineSeconds of a pod must be from 1 to 2147483647, not {value}.',
      forbidden: 'Pods of a {kind} must not have activeDeadlineSeconds: they keep running. Remove it, or use a Job.',
      remove: 'Remove activeDeadlineSeconds',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/apps/validation/validation.go',
    ],
  },
  *check({ workload, pod }) {
    const node = pod.spec.get('activeDeadlineSeconds');
    if (!node.isSet || node.unknown) return;
    const { kind } = workload.kind;
    const value = node.integer;
    const fixes = () => [{ title: 'remove', safe: false, edits: removeField(node) }] as const;
    if (longRunning.includes(kind)) yield { message: 'forbidden', at: node, on: 'key', data: { kind }, fixes };
    else if (value !== undefined && (value < 1 || value > limit))
      yield { message: 'range', at: node, data: { value }, fixes };
  },
});
