import { replaceValue } from '../../manifest/edit.ts';
import { asInteger, readField } from '../../manifest/field.ts';
import { defineRule } from '../rule.ts';

/** Upstream: `ValidateDeploymentSpec`. */
export const progressDeadlineTooShort = defineRule({
  meta: {
    id: 'progress-deadline-too-short',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'progressDeadlineSeconds is longer than minReadySeconds.',
    messages: {
      tooShort: {
        text: 'progressDeadlineSeconds ({deadline}) must be more than minReadySeconds ({minReady}).',
        detail: 'Otherwise no rollout finishes in time. Raise the deadline.',
      },
      minReady: 'minReadySeconds is {minReady}',
      raise: 'Set progressDeadlineSeconds to {raised}',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#progress-deadline-seconds',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/apps/validation/validation.go',
    ],
  },
  *check({ workload }) {
    if (workload.kind.kind !== 'Deployment') return;
    const spec = workload.object.root.get('spec');
    const deadline = readField(spec.get('progressDeadlineSeconds'), { read: asInteger, default: 600 });
    const minReady = readField(spec.get('minReadySeconds'), { read: asInteger, default: 0 });
    if (deadline.value === undefined || minReady.value === undefined || deadline.value > minReady.value) return;
    const raised = minReady.value + 600;
    yield {
      message: 'tooShort',
      at: deadline.node,
      ...(deadline.node.present ? {} : { on: minReady.node.span }),
      data: { deadline: deadline.value, minReady: minReady.value },
      related: minReady.node.present && deadline.node.present ? [{ at: minReady.node, message: 'minReady' }] : [],
      fixes: () =>
        deadline.node.present && raised <= 2147483647
          ? [{ title: 'raise', data: { raised }, safe: false, edits: replaceValue(deadline.node, String(raised)) }]
          : [],
    };
  },
});
