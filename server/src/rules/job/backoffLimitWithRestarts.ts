import { crashLoopWait } from '../../analysis/crashLoop.ts';
import { describeDuration } from '../../analysis/describe.ts';
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
      zero: 'backoffLimit: 0 allows no retry, but with restartPolicy: OnFailure the kubelet restarts a container that failed within 1 s, before the Job sees it: the work begins a second time, and is then killed. Use restartPolicy: Never, which is one try for certain.',
      inPlace:
        'With restartPolicy: OnFailure the Job counts restarts in place: at number {limit}, {window} of waiting after the first failure at the earliest, it fails and deletes the pod, logs included. With Never each try has a pod of its own, and failed ones stay to be looked at.',
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
      message: limit === 0 ? 'zero' : 'inPlace',
      mild: limit > 0,
      at: limit === 0 ? node : policy.node,
      data: { limit, window: describeDuration(waits.reduce((sum, ms) => sum + ms, 0)) },
      related: limit === 0 ? [{ at: policy.node, message: 'policy' }] : [],
      fixes: () => [{ title: 'never', safe: false, edits: replaceValue(policy.node, 'Never') }],
    };
  },
});
