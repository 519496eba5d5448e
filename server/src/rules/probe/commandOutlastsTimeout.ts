import { seconds } from '../../base/message.ts';
import { ownLimitSeconds } from '../../kubernetes/commandLimit.ts';
import { addField, replaceValue } from '../../manifest/edit.ts';
import { checkedHandlers } from '../handlers.ts';
import { defineRule } from '../rule.ts';

/** Upstream: `Probe` in `pkg/probe/exec/exec.go`: a command that runs into the time limit is a failure. */
export const commandOutlastsTimeout = defineRule({
  meta: {
    id: 'command-outlasts-timeout',
    severity: 'information',
    appliesTo: 'container',
    summary: 'The time limit of a probe’s command ends before timeoutSeconds does.',
    messages: {
      outlasts: {
        text: 'The command waits up to {own}, but the kubelet ends it after timeoutSeconds, {timeout}: a slow answer fails.',
        detail:
          'The attempt counts as failed, and the command’s own message is lost. Set timeoutSeconds to more than the command’s limit, or shorten that.',
      },
      raise: 'Set timeoutSeconds to {enough}',
    },
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/probe/exec/exec.go',
    ],
  },
  *check({ container }) {
    for (const { type, node: handler, probe } of checkedHandlers(container)) {
      if (type !== 'exec' || !probe) continue;
      const list = handler.get('command');
      const words = list.items().map(({ string }) => string);
      const { node, value: timeout } = probe.timings.timeoutSeconds;
      if (list.partial || list.unknown || words.includes(undefined) || timeout === undefined) continue;
      const own = ownLimitSeconds(words as string[]);
      if (own === undefined || own <= timeout) continue;
      const enough = Math.floor(own) + 1;
      const period = probe.timings.periodSeconds.value ?? 0;
      yield {
        message: 'outlasts',
        at: node.isSet ? node : list,
        ...(node.isSet ? {} : { on: 'key' as const }),
        data: { own: seconds(own), timeout: seconds(timeout) },
        // An attempt that takes longer than the period delays the next one.
        fixes: () =>
          enough > period
            ? []
            : [
                {
                  title: 'raise',
                  data: { enough },
                  safe: false,
                  edits: node.present
                    ? replaceValue(node, String(enough))
                    : addField(probe.node, 'timeoutSeconds', String(enough)),
                },
              ],
      };
    }
  },
});
