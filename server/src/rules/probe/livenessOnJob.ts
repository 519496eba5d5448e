import { timeRange } from '../../base/message.ts';
import { jobDefaults } from '../../kubernetes/workloadDefaults.ts';
import { removeField } from '../../manifest/edit.ts';
import { asInteger, readField } from '../../manifest/field.ts';
import { jobSpecOf } from '../../manifest/jobSpec.ts';
import { defineRule } from '../rule.ts';
import { timingOf } from '../timing.ts';

/** Longer than by the defaults, a probe waits because somebody knows how long the work may be silent. */
const patientMs = 30_000;

/** Upstream: `getNewFinishedPods` and `pastBackoffLimitOnFailure` in `pkg/controller/job/job_controller.go`. */
export const livenessOnJob = defineRule({
  meta: {
    id: 'liveness-on-job',
    severity: 'warning',
    mild: { severity: 'hint' },
    appliesTo: 'container',
    summary: 'A Job’s container is not stopped for being too busy to answer.',
    messages: {
      fails: {
        text: 'Work that is only busy is stopped {window} after it stops answering, and starts over in a new pod.',
        detail:
          'Its pod has failed then, which counts against backoffLimit ({limit}). Give it longer, or remove the probe and limit the work by activeDeadlineSeconds.',
      },
      restarts: {
        text: 'Work that is only busy is restarted from its beginning {window} after it stops answering.',
        detail:
          'The restart counts against backoffLimit ({limit}). Give it longer, or remove the probe and limit the work by activeDeadlineSeconds.',
      },
      policy: 'restartPolicy is {policy}',
      remove: 'Remove the livenessProbe',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-backoff-failure-policy',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/controller/job/job_controller.go',
    ],
  },
  *check({ workload, pod, container }) {
    const spec = jobSpecOf(workload);
    const liveness = container.probes.find(({ type }) => type === 'liveness');
    if (!spec || !liveness || container.role !== 'regular') return;
    const policy = pod.restartPolicy.value;
    const killed = timingOf(workload, container)?.stopsAnswering?.error.killed;
    const limit = readField(spec.get('backoffLimit'), { read: asInteger, default: jobDefaults.backoffLimit }).value;
    if (!killed || limit === undefined || (policy !== 'Never' && policy !== 'OnFailure')) return;
    yield {
      message: policy === 'Never' ? 'fails' : 'restarts',
      mild: killed.worstMs > patientMs,
      at: liveness.node,
      on: 'key',
      data: { window: timeRange(killed), limit, policy },
      related: [{ at: pod.restartPolicy.node, message: 'policy' }],
      fixes: () => [{ title: 'remove', safe: false, edits: removeField(liveness.node) }],
    };
  },
});
