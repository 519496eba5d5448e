import { crashLoopWait } from '../../analysis/crashLoop.ts';
import { duration, seconds } from '../../base/message.ts';
import { replaceValue } from '../../manifest/edit.ts';
import { asInteger, readField } from '../../manifest/field.ts';
import { jobSpecOf } from '../../manifest/jobSpec.ts';
import { defineRule } from '../rule.ts';

/** The waits before new pods. Upstream: `DefaultJobPodFailureBackOff` and `MaxJobPodFailureBackOff`, `getRemainingTime`. */
const firstWaitMs = 10_000;
const longestWaitMs = 600_000;

/** Upstream: `pkg/controller/job/backoff_utils.go`, `job_controller.go`. */
export const deadlineBeforeBackoffLimit = defineRule({
  meta: {
    id: 'deadline-before-backoff-limit',
    severity: 'information',
    appliesTo: 'workload',
    summary: 'A Job has time for the retries that it allows.',
    messages: {
      unreachable: {
        text: 'activeDeadlineSeconds ends the Job after {deadline}, before it has retried {limit} times.',
        detail:
          'The waits before {limit} retries alone take {needed}, so it retries at most {reachable} times (DeadlineExceeded). Raise the deadline, or lower backoffLimit.',
      },
      limit: 'backoffLimit is {limit}',
      lower: 'Set backoffLimit to {reachable}',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/controller/job/backoff_utils.go',
    ],
  },
  *check({ workload, pod }) {
    const spec = jobSpecOf(workload);
    const limit = spec && readField(spec.get('backoffLimit'), { read: asInteger });
    const deadline = spec && readField(spec.get('activeDeadlineSeconds'), { read: asInteger });
    const policy = pod.restartPolicy.value;
    // What nobody wrote contradicts nothing.
    if (!limit?.value || !deadline?.value || (policy !== 'Never' && policy !== 'OnFailure')) return;
    if (limit.value < 1 || limit.value > 1000 || deadline.value < 1) return;
    const waitMs = (retry: number) =>
      policy === 'OnFailure' ? crashLoopWait(retry).bestMs : Math.min(firstWaitMs * 2 ** (retry - 1), longestWaitMs);
    let neededMs = 0;
    let reachable = 0;
    for (let retry = 1; retry <= limit.value; retry++) {
      neededMs += waitMs(retry);
      if (neededMs < deadline.value * 1000) reachable = retry;
    }
    if (reachable === limit.value) return;
    yield {
      message: 'unreachable',
      at: deadline.node,
      data: {
        limit: limit.value,
        reachable,
        needed: duration(neededMs),
        deadline: seconds(deadline.value),
      },
      related: [{ at: limit.node, message: 'limit' }],
      fixes: () => [{ title: 'lower', safe: false, edits: replaceValue(limit.node, String(reachable)) }],
    };
  },
});
