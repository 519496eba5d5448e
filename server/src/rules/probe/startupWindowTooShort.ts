import { duration, seconds, timeRange } from '../../base/message.ts';
import { addField, replaceValue } from '../../manifest/edit.ts';
import type { ProbeModel } from '../../manifest/podModel.ts';
import { defineRule } from '../rule.ts';
import { sameHandler } from '../sameHandler.ts';
import { timingOf } from '../timing.ts';

/** A startup probe is there to give more time. It takes time away if liveness alone would have given more. */
export const startupWindowTooShort = defineRule({
  meta: {
    id: 'startup-window-too-short',
    severity: 'warning',
    mild: { severity: 'hint' },
    appliesTo: 'container',
    summary: 'A startup probe gives a container more time to start than the other probes would.',
    messages: {
      shorterThanDelay: {
        text: 'This startup probe restarts the container {window} after its start, before the {type} probe begins ({delay}).',
        detail:
          'An app that needs that long never gets there. Raise failureThreshold of the startup probe; the delay is not needed then.',
      },
      shorterThanLiveness: {
        text: 'This startup probe restarts the container after {window}; liveness alone would wait {liveness}.',
        detail:
          'Both probes ask the same. Raise failureThreshold of the startup probe, unless the app is always up by then.',
      },
      delay: 'The {type} probe waits {delay}',
      liveness: 'The liveness probe',
      raise: 'Set failureThreshold of the startup probe to {threshold}',
    },
    references: [
      'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/#startup-probe',
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-startup-probes',
    ],
  },
  *check({ workload, container }) {
    const startup = container.probes.find(({ type }) => type === 'startup');
    if (!startup) return;
    const allowance = timingOf(workload, container)?.startupAllowance;
    if (allowance?.by !== 'startup') return;
    const window = timeRange(allowance.window);
    const liveness = container.probes.find(({ type }) => type === 'liveness');
    // Who writes the number of attempts has thought about the window: a fast start may well be watched closely.
    const isThoughtOut = startup.timings.failureThreshold.origin === 'explicit';
    if (liveness && sameHandler(startup, liveness)) {
      const { initialDelaySeconds, periodSeconds, failureThreshold } = liveness.timings;
      const alone = (initialDelaySeconds.value! + failureThreshold.value! * periodSeconds.value!) * 1000;
      if (allowance.window.worstMs * (isThoughtOut ? 2 : 1) < alone) {
        yield {
          message: 'shorterThanLiveness',
          at: startup.node,
          on: 'key',
          mild: isThoughtOut,
          data: { window, liveness: duration(alone) },
          related: [{ at: liveness.node, message: 'liveness' }],
          fixes: () => longer(startup, alone),
        };
        return;
      }
    }
    for (const { type, timings } of container.probes) {
      const delay = timings.initialDelaySeconds;
      if (type === 'startup' || !delay.value || allowance.window.worstMs > delay.value * 1000) continue;
      const data = { window, type, delay: seconds(delay.value) };
      yield {
        message: 'shorterThanDelay',
        at: startup.node,
        on: 'key',
        data,
        related: [{ at: delay.node, message: 'delay' }],
        fixes: () => longer(startup, delay.value! * 1000 + 1),
      };
      return;
    }
  },
});

/** Attempts enough to last for at least `ms` from the container's start. */
function longer({ node, timings }: ProbeModel, ms: number) {
  const { initialDelaySeconds: delay, periodSeconds: period, failureThreshold } = timings;
  // The first attempt may come at once, so one more is needed than periods fit in.
  const threshold = Math.ceil((ms / 1000 - delay.value!) / period.value!) + 1;
  const edits = failureThreshold.node.present
    ? replaceValue(failureThreshold.node, String(threshold))
    : addField(node, 'failureThreshold', String(threshold));
  return [{ title: 'raise' as const, data: { threshold }, safe: false, edits }];
}
