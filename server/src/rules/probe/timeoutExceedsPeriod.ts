import { duration, timeRange } from '../../base/message.ts';
import { replaceValue } from '../../manifest/edit.ts';
import { defineRule } from '../rule.ts';
import { timingOf } from '../timing.ts';

/** From how long on a hang that nobody notices hurts, if it was meant to be noticed in half that time. */
const longMs = 60_000;

/** Attempts never overlap: while one runs, the ticks are dropped. Upstream: `pkg/kubelet/prober/worker.go`. */
export const timeoutExceedsPeriod = defineRule({
  meta: {
    id: 'timeout-exceeds-period',
    severity: 'warning',
    mild: { severity: 'hint' },
    appliesTo: 'probe',
    summary: 'A probe’s attempt is given up before the next one is due.',
    messages: {
      late: {
        text: 'This probe acts {window} after a hang begins instead of about {meant}: the timeout is longer than the period.',
        detail:
          'Attempts never overlap: while the app hangs, one runs every {timeout} s, not every {period} s. Set timeoutSeconds to {period} or less.',
      },
      exceeds: {
        text: 'The timeout ({timeout} s) is longer than the period ({period} s): this probe acts {window} after a hang begins.',
        detail:
          'Attempts never overlap: while the app hangs, one runs every {timeout} s. If that is soon enough, nothing is wrong; else set timeoutSeconds to {period} or less.',
      },
      exceedsPlain: {
        text: 'The timeout ({timeout} s) is longer than the period ({period} s), so a hang is noticed later.',
        detail:
          'Attempts never overlap: while the app hangs, one runs every {timeout} s. If that is too late, set timeoutSeconds to {period} or less.',
      },
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
    const failures = probe.timings.failureThreshold;
    const meantMs = (failures.value ?? 1) * period.value * 1000;
    // Who asks for more failures than usual is patient on purpose.
    const isPatient = failures.origin === 'explicit' && failures.value! > 3;
    const isLate = !isPatient && window !== undefined && window.worstMs > longMs && window.worstMs > 2 * meantMs;
    yield {
      message: isLate ? 'late' : window ? 'exceeds' : 'exceedsPlain',
      mild: !isLate,
      at: timeout.node.present ? timeout.node : period.node,
      data: {
        timeout: timeout.value,
        period: period.value,
        ...(window ? { window: timeRange(window), meant: duration(meantMs) } : {}),
      },
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
