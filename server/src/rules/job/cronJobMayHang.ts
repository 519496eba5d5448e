import { jobSpecOf } from '../../manifest/jobSpec.ts';
import { defineRule } from '../rule.ts';

/**
 * With Forbid a run that has not ended keeps the next ones from starting; only a deadline ends one that hangs, e.g. in
 * ImagePullBackOff, which is no failure. Upstream: `syncCronJob` in `pkg/controller/cronjob/cronjob_controllerv2.go`.
 */
export const cronJobMayHang = defineRule({
  meta: {
    id: 'cron-job-may-hang',
    severity: 'hint',
    appliesTo: 'workload',
    summary: 'A run of a CronJob that hangs does not keep all later ones from starting.',
    messages: {
      blocks: {
        text: 'With Forbid a run that hangs keeps all later runs from starting, and nothing ends it.',
        detail:
          'A pod that waits for its image, its volume or a node never fails by itself. Set activeDeadlineSeconds in jobTemplate.spec.',
      },
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#concurrency-policy',
      'https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup',
    ],
  },
  *check({ workload, pod }) {
    const spec = jobSpecOf(workload);
    if (workload.kind.kind !== 'CronJob' || spec === undefined || spec.partial) return;
    const policy = workload.object.root.get('spec').get('concurrencyPolicy');
    const deadlines = [spec.get('activeDeadlineSeconds'), pod.spec.get('activeDeadlineSeconds')];
    if (policy.string !== 'Forbid' || deadlines.some((deadline) => deadline.present) || pod.spec.partial) return;
    yield { message: 'blocks', at: policy };
  },
});
