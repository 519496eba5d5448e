import { describeDuration } from '../../analysis/describe.ts';
import { addMapping, removeField } from '../../manifest/edit.ts';
import { copiedHandler } from '../copiedHandler.ts';
import { defineRule } from '../rule.ts';

/** From how long a delay on one would rather know when the container has started. */
const longSeconds = 60;

/** How often a startup probe that is added asks. */
const startupPeriodSeconds = 5;

export const delayInsteadOfStartupProbe = defineRule({
  meta: {
    id: 'delay-instead-of-startup-probe',
    severity: 'hint',
    appliesTo: 'container',
    summary: 'A container that needs long to start has a startup probe instead of a long delay.',
    messages: {
      long: 'Liveness begins {delay} after each start, however soon the app is up: a hang in that time goes unnoticed, and a start that takes longer is killed. A startupProbe waits exactly as long as it takes.',
      startup: 'Use a startupProbe that grants {granted} to start instead of the delay',
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
    yield {
      message: 'long',
      at: node,
      data: { delay: describeDuration(value * 1000) },
      fixes: () => {
        const { periodSeconds: period, failureThreshold: failures } = liveness.timings;
        const handler = copiedHandler(liveness);
        if (!handler || !period.value || !failures.value) return [];
        // As long as liveness would have waited.
        const failureThreshold = Math.ceil((value + failures.value * period.value) / startupPeriodSeconds);
        const granted = describeDuration(failureThreshold * startupPeriodSeconds * 1000);
        const probe = { ...handler, periodSeconds: startupPeriodSeconds, failureThreshold };
        const [remove, add] = [removeField(node), addMapping(container.node, 'startupProbe', probe)];
        return [{ title: 'startup', data: { granted }, safe: false, edits: remove && add && [...remove, ...add] }];
      },
    };
  },
});
