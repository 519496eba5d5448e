import { describeDuration, describeWindow } from '../../analysis/describe.ts';
import { defineRule } from '../rule.ts';
import { sameHandler } from '../sameHandler.ts';
import { timingOf } from '../timing.ts';

export const livenessKillsSlowStart = defineRule({
  meta: {
    id: 'liveness-kills-slow-start',
    severity: 'warning',
    appliesTo: 'container',
    summary: 'A container gets more time to start than its readiness probe expects it to need.',
    messages: {
      kills:
        'The readiness probe waits {delay} before it asks for the first time, but an app that does not answer yet is restarted by this liveness probe {window} after its start, so it may never become ready. Add a startupProbe, or let the liveness probe begin later.',
      delay: 'Readiness is asked for after {delay}',
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
    if (allowance?.by !== 'liveness' || !delay.value || allowance.window.worstMs > delay.value * 1000) return;
    yield {
      message: 'kills',
      at: liveness.node,
      on: 'key',
      data: { delay: describeDuration(delay.value * 1000), window: describeWindow(allowance.window) },
      related: [{ at: delay.node, message: 'delay' }],
    };
  },
});
