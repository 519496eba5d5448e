import { describeDuration } from '../../analysis/describe.ts';
import { defineRule } from '../rule.ts';

/** From how long a delay on one would rather know when the container has started. */
const longSeconds = 60;

export const delayInsteadOfStartupProbe = defineRule({
  meta: {
    id: 'delay-instead-of-startup-probe',
    severity: 'hint',
    appliesTo: 'container',
    summary: 'A container that needs long to start has a startup probe instead of a long delay.',
    messages: {
      long: 'Liveness begins {delay} after each start, however soon the app is up: a hang in that time goes unnoticed, and a start that takes longer is killed. A startupProbe waits exactly as long as it takes.',
    },
    references: [
      'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/#startup-probe',
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-startup-probes',
    ],
  },
  *check({ container }) {
    const liveness = container.probes.find(({ type }) => type === 'liveness');
    if (!container.runsOn || !liveness || container.node.get('startupProbe').isSet || container.node.partial) return;
    const { value, node } = liveness.timings.initialDelaySeconds;
    if (value === undefined || value < longSeconds) return;
    yield { message: 'long', at: node, data: { delay: describeDuration(value * 1000) } };
  },
});
