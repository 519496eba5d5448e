import { duration, seconds, timeRange } from '../../base/message.ts';
import { addMapping } from '../../manifest/edit.ts';
import { copiedHandler } from '../copiedHandler.ts';
import { defineRule } from '../rule.ts';
import { sameHandler } from '../sameHandler.ts';
import { timingOf } from '../timing.ts';

/** How often a startup probe that is added asks. */
const startupPeriodSeconds = 5;

export const livenessKillsSlowStart = defineRule({
  meta: {
    id: 'liveness-kills-slow-start',
    severity: 'warning',
    appliesTo: 'container',
    summary: 'A container gets more time to start than its readiness probe expects it to need.',
    messages: {
      kills: {
        text: 'Liveness restarts the container {window} after its start, before readiness first asks ({delay}).',
        detail:
          'An app that does not answer yet is restarted by this liveness probe, so the container may never become ready. Add a startupProbe, or let the liveness probe begin later.',
      },
      impatient: {
        text: 'A start that takes longer than {window} never ends: liveness restarts the container.',
        detail:
          'The readiness probe may fail for {patience} ({delaySeconds} + {failures} × {period} s), but an app that does not answer yet is restarted by this liveness probe. Add a startupProbe, or let the liveness probe begin later.',
      },
      delay: 'Readiness first asks after {delay}',
      patience: 'The readiness probe',
      startup: 'Add a startupProbe that grants {granted} to start',
    },
    references: [
      'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/#startup-probe',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/kubelet/prober/worker.go',
    ],
  },
  *check({ workload, container }) {
    const liveness = container.probes.find(({ type }) => type === 'liveness');
    const readiness = container.probes.find(({ type }) => type === 'readiness');
    if (!liveness || !readiness || container.probes.some(({ type }) => type === 'startup')) return;
    // While nobody listens at a port, both probes of it fail. What a command or another port answers is another question.
    const samePort = liveness.port?.value !== undefined && liveness.port.value === readiness.port?.value;
    if (!samePort && !sameHandler(liveness, readiness)) return;
    const allowance = timingOf(workload, container)?.startupAllowance;
    const delay = readiness.timings.initialDelaySeconds;
    if (allowance?.by !== 'liveness' || delay.value === undefined) return;
    const killedMs = allowance.window.worstMs;
    const { failureThreshold: failures, periodSeconds: period } = readiness.timings;
    // What nobody wrote says nothing about how long a start may take.
    const isPatient = failures.origin === 'explicit' && failures.value! > 3;
    const patienceMs = isPatient ? (delay.value + failures.value! * period.value!) * 1000 : 0;
    const waits = delay.value > 0 && killedMs <= delay.value * 1000;
    // A probe that asks the same is another rule's business: it tells which of the two gives up first.
    const asksElse = copiedHandler(liveness) && copiedHandler(readiness) && !sameHandler(liveness, readiness);
    if (!waits && (patienceMs < 2 * killedMs || !asksElse)) return;
    const grantedSeconds = Math.max(60, Math.ceil((2 * Math.max(delay.value * 1000, patienceMs)) / 1000));
    const grantedFailures = Math.ceil(grantedSeconds / startupPeriodSeconds);
    yield {
      message: waits ? 'kills' : 'impatient',
      at: liveness.node,
      on: 'key',
      data: {
        delay: seconds(delay.value),
        delaySeconds: delay.value,
        patience: duration(patienceMs),
        failures: failures.value!,
        period: period.value!,
        window: timeRange(allowance.window),
      },
      related: [waits ? { at: delay.node, message: 'delay' } : { at: readiness.node, message: 'patience' }],
      fixes: () => {
        const handler = copiedHandler(liveness);
        const probe = { ...handler, periodSeconds: startupPeriodSeconds, failureThreshold: grantedFailures };
        const granted = seconds(grantedFailures * startupPeriodSeconds);
        return handler
          ? [
              {
                title: 'startup',
                data: { granted },
                safe: false,
                edits: addMapping(container.node, 'startupProbe', probe),
              },
            ]
          : [];
      },
    };
  },
});
