import { checkCronSchedule, cronDescriptors } from '../../kubernetes/cronSchedule.ts';
import { replaceValue } from '../../manifest/edit.ts';
import { compareReleases } from '../../schema/release.ts';
import { suggest } from '../../schema/suggest.ts';
import { defineRule } from '../rule.ts';

/** Upstream: `validateScheduleFormat`. */
export const invalidCronSchedule = defineRule({
  meta: {
    id: 'invalid-cron-schedule',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'A CronJob has a schedule that can be read.',
    messages: {
      missing: 'A CronJob needs a schedule, e.g. "0 3 * * *" for each night at three.',
      invalid: '"{schedule}" is not a valid schedule. {complaint}',
      use: 'Use {descriptor}',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax',
      'https://pkg.go.dev/github.com/robfig/cron/v3',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/batch/validation/validation.go',
    ],
  },
  *check({ workload }, { kubernetes }) {
    if (workload.kind.kind !== 'CronJob') return;
    const node = workload.object.root.get('spec').get('schedule');
    const schedule = node.isSet ? node.string : '';
    if (schedule === undefined || (!node.present && (node.partial || workload.object.isPatch))) return;
    if (schedule === '') {
      yield { message: 'missing', at: node };
      return;
    }
    const zone = workload.object.root.get('spec').get('timeZone');
    // Before 1.29 a time zone in the schedule was refused only beside the field for it.
    const mayNameZone = compareReleases(kubernetes, '1.29') < 0 && !zone.isSet;
    const complaint = checkCronSchedule(mayNameZone ? schedule.replace(/^(CRON_)?TZ=\S+ */, '') : schedule);
    if (complaint === undefined) return;
    yield {
      message: 'invalid',
      at: node,
      data: { schedule, complaint },
      fixes: () => {
        const descriptor = schedule.startsWith('@') ? suggest(schedule, cronDescriptors) : undefined;
        return descriptor
          ? [{ title: 'use', data: { descriptor }, safe: false, edits: replaceValue(node, `"${descriptor}"`) }]
          : [];
      },
    };
  },
});
