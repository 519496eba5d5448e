import { seconds } from '../../base/message.ts';
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
      long: {
        text: 'No liveness attempt runs for {delay} after each start: a hang in that time goes unnoticed.',
        detail:
          'A start that takes longer is stopped all the same. A startupProbe waits exactly as long as the app needs.',
      },
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
      data: { delay: seconds(value) },
      fixes: () => {
        const { periodSeconds: period, failureThreshold: failures } = liveness.timings;
        const handler = copiedHandler(liveness);
        if (!handler || !period.value || !failures.value) return [];
        // As long as liveness would have waited, and no shorter than another probe's delay.
        const delays = container.probes.map(({ timings }) => timings.initialDelaySeconds.value ?? 0);
        const wait = Math.max(value + failures.value * period.value, ...delays);
        const failureThreshold =
          Math.ceil(wait / startupPeriodSeconds) + (wait > value + failures.value * period.value ? 1 : 0);
        const granted = seconds(failureThreshold * startupPeriodSeconds);
        const probe = { ...handler, periodSeconds: startupPeriodSeconds, failureThreshold };
        const [remove, add] = [removeField(node), addMapping(container.node, 'startupProbe', probe)];
        return [{ title: 'startup', data: { granted }, safe: false, edits: remove && add && [...remove, ...add] }];
      },
    };
  },
});
