import { crashLoopWait } from '../../analysis/crashLoop.ts';
import { duration } from '../../base/message.ts';
import { replaceValue } from '../../manifest/edit.ts';
import { asInteger, readField } from '../../manifest/field.ts';
import { jobSpecOf } from '../../manifest/jobSpec.ts';
import { defineRule } from '../rule.ts';

/**
 * With OnFailure the kubelet restarts containers in place, and the Job only counts the restarts afterwards.
 * Upstream: `pastBackoffLimitOnFailure` in `pkg/controller/job/job_controller.go`.
 */
export const backoffLimitWithRestarts = defineRule({
  meta: {
    id: 'backoff-limit-with-restarts',
    severity: 'warning',
    mild: { severity: 'hint', profile: 'strict' },
    appliesTo: 'workload',
    summary: 'A Job’s backoffLimit and its restartPolicy mean the same number of tries.',
    messages: {
      zero: {
        text: 'With OnFailure and backoffLimit: 0, failed work begins a second time before the Job stops it.',
        detail:
          'The kubelet restarts the container within 1 s, before the Job sees the failure. With restartPolicy: Never there is exactly one try.',
      },
      first: {
        text: 'With backoffLimit 1 the first restart already fails the Job: there is no second try.',
        detail:
          'With restartPolicy: OnFailure the Job counts restarts, and deletes the pod with its logs when it fails. With Never each try has a pod of its own, and failed pods stay.',
      },
      inPlace: {
        text: 'With OnFailure the Job fails at restart {limit}, and its pod is deleted with its logs.',
        detail:
          'That is {window} after the first failure at the earliest. With Never each try has a pod of its own, and failed pods stay.',
      },
      policy: 'restartPolicy is OnFailure',
      never: 'Set restartPolicy to Never',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-backoff-failure-policy',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/controller/job/job_controller.go',
    ],
  },
  *check({ workload, pod }) {
    const spec = jobSpecOf(workload);
    const policy = pod.restartPolicy;
    if (!spec || policy.value !== 'OnFailure' || policy.origin !== 'explicit') return;
    // Per index it is counted otherwise, and an indexed Job may go on.
    const perIndex = spec.get('backoffLimitPerIndex');
    if (perIndex.isSet || perIndex.unknown) return;
    const { value: limit, node } = readField(spec.get('backoffLimit'), { read: asInteger, default: 6 });
    if (limit === undefined || limit < 0 || limit > 1000) return;
    const waits = Array.from({ length: limit }, (_, n) => crashLoopWait(n + 1).bestMs);
    yield {
      message: limit === 0 ? 'zero' : limit === 1 ? 'first' : 'inPlace',
      mild: limit > 0,
      at: limit === 0 ? node : policy.node,
      data: { limit, window: duration(waits.reduce((sum, ms) => sum + ms, 0)) },
      related: limit === 0 ? [{ at: policy.node, message: 'policy' }] : [],
      fixes: () => [{ title: 'never', safe: false, edits: replaceValue(policy.node, 'Never') }],
    };
  },
});
