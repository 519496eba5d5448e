import { describeWindow } from '../../analysis/describe.ts';
import { replaceValue } from '../../manifest/edit.ts';
import { defineRule } from '../rule.ts';
import { timingOf } from '../timing.ts';

/** Attempts never overlap: while one runs, the ticks are dropped. Upstream: `pkg/kubelet/prober/worker.go`. */
export const timeoutExceedsPeriod = defineRule({
  meta: {
    id: 'timeout-exceeds-period',
    severity: 'warning',
    appliesTo: 'probe',
    summary: 'A probe’s attempt is given up before the next one is due.',
    messages: {
      exceeds:
        'An attempt may take {timeout} s, but the next is due after {period} s. Attempts never overlap, so while the app hangs the probe runs every {timeout} s instead, and acts {window} after the hang begins. Set timeoutSeconds to {period} or less.',
      exceedsPlain:
        'An attempt may take {timeout} s, but the next is due after {period} s. Attempts never overlap, so while the app hangs the probe runs every {timeout} s instead. Set timeoutSeconds to {period} or less.',
      period: 'periodSeconds is {period}',
      shorten: 'Set timeoutSeconds to {period}',
      lengthen: 'Set periodSeconds to {timeout}',
    },
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/kubelet/prober/worker.go',
    ],
  },
  *check({ workload, container, probe }) {
    const timeout = probe.timings.timeoutSeconds;
    const period = probe.timings.periodSeconds;
    // An app that is starting is asked often and answers late, which only gives it more time.
    if (!container.runsOn || probe.type === 'startup' || timeout.value === undefined || period.value === undefined)
      return;
    if (timeout.value <= period.value || period.value < 1) return;
    const timing = timingOf(workload, container);
    const window =
      probe.type === 'readiness' ? timing?.removedFromEndpoints?.hang : timing?.stopsAnswering?.hang.killed;
    yield {
      message: window ? 'exceeds' : 'exceedsPlain',
      at: timeout.node.present ? timeout.node : period.node,
      data: { timeout: timeout.value, period: period.value, ...(window ? { window: describeWindow(window) } : {}) },
      related: timeout.node.present && period.node.present ? [{ at: period.node, message: 'period' }] : [],
      fixes: () => [
        ...(timeout.node.present
          ? [{ title: 'shorten' as const, safe: false, edits: replaceValue(timeout.node, String(period.value)) }]
          : []),
        ...(period.node.present
          ? [{ title: 'lengthen' as const, safe: false, edits: replaceValue(period.node, String(timeout.value)) }]
          : []),
      ],
    };
  },
});
