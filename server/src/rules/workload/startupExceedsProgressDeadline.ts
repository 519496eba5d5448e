import { duration, seconds } from '../../base/message.ts';
import { addField, replaceValue } from '../../manifest/edit.ts';
import { asInteger, readField } from '../../manifest/field.ts';
import { defineRule } from '../rule.ts';
import { timingOf } from '../timing.ts';

/** Upstream: `DeploymentTimedOut` in `pkg/controller/deployment/util/deployment_util.go`. */
export const startupExceedsProgressDeadline = defineRule({
  meta: {
    id: 'startup-exceeds-progress-deadline',
    severity: 'warning',
    appliesTo: 'container',
    summary: 'A Deployment waits for its pods at least as long as their startup probes do.',
    messages: {
      exceeds: {
        text: 'A start may take {startup}, but the rollout counts as failed after {deadline} without progress.',
        detail:
          'This startup probe allows that time. Raise progressDeadlineSeconds (reason: ProgressDeadlineExceeded).',
      },
      never: {
        text: 'Each rollout counts as failed after {deadline}: readiness is first asked {startup} after the start.',
        detail:
          'Until then no pod is available (ProgressDeadlineExceeded). Raise progressDeadlineSeconds, or ask sooner.',
      },
      deadline: 'progressDeadlineSeconds is {seconds}',
      raise: 'Set progressDeadlineSeconds to {raised}',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#failed-deployment',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/controller/deployment/util/deployment_util.go',
    ],
  },
  *check({ workload, container }) {
    if (workload.kind.kind !== 'Deployment') return;
    const startup = container.probes.find(({ type }) => type === 'startup');
    const readiness = container.probes.find(({ type }) => type === 'readiness');
    const timing = timingOf(workload, container);
    const allowance = timing?.startupAllowance;
    const spec = workload.object.root.get('spec');
    const deadline = readField(spec.get('progressDeadlineSeconds'), { read: asInteger, default: 600 });
    const minReady = readField(spec.get('minReadySeconds'), { read: asInteger, default: 0 });
    if (deadline.value === undefined || minReady.value === undefined) return;
    const readyMs = readiness && timing ? timing.ready.bestMs : 0;
    const isNeverReady = readyMs + minReady.value * 1000 > deadline.value * 1000;
    const startMs = isNeverReady ? readyMs : allowance?.by === 'startup' ? allowance.window.bestMs : 0;
    const grantedMs = startMs + minReady.value * 1000;
    // Beyond what the field holds somebody means "without end".
    if (grantedMs <= deadline.value * 1000 || grantedMs > 2_000_000_000_000) return;
    const probe = isNeverReady ? readiness : startup;
    if (!probe) return;
    const raised = Math.ceil(grantedMs / 60_000) * 60 + 60;
    yield {
      message: isNeverReady ? 'never' : 'exceeds',
      at: probe.node,
      on: 'key',
      data: { startup: duration(startMs), deadline: seconds(deadline.value), seconds: deadline.value },
      related: deadline.node.present ? [{ at: deadline.node, message: 'deadline' }] : [],
      fixes: () => [
        {
          title: 'raise',
          data: { raised },
          safe: false,
          edits: deadline.node.present
            ? replaceValue(deadline.node, String(raised))
            : addField(spec, 'progressDeadlineSeconds', String(raised)),
        },
      ],
    };
  },
});
