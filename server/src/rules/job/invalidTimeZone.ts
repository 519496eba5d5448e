import { isTimeZone, suggestTimeZone } from '../../kubernetes/timeZone.ts';
import { replaceValue } from '../../manifest/edit.ts';
import { defineRule } from '../rule.ts';

/** Upstream: `validateTimeZone`. */
export const invalidTimeZone = defineRule({
  meta: {
    id: 'invalid-time-zone',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'The time zone of a CronJob is one of the IANA database.',
    messages: {
      invalid: {
        text: '"{zone}" is not the name of a time zone. Use a name such as Etc/UTC or Europe/Berlin.',
        detail: 'Names are those of the IANA database. Without timeZone the time zone of the control plane counts.',
      },
      use: 'Use {zone}',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#time-zones',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/batch/validation/validation.go',
    ],
  },
  *check({ workload }) {
    if (workload.kind.kind !== 'CronJob') return;
    const node = workload.object.root.get('spec').get('timeZone');
    const zone = node.string;
    if (zone === undefined || isTimeZone(zone)) return;
    yield {
      message: 'invalid',
      at: node,
      data: { zone },
      fixes: () => {
        const meant = suggestTimeZone(zone);
        return meant ? [{ title: 'use', data: { zone: meant }, safe: true, edits: replaceValue(node, meant) }] : [];
      },
    };
  },
});
