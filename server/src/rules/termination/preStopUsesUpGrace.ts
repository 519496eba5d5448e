import { seconds } from '../../base/message.ts';
import { scriptOf, sleptIn } from '../../kubernetes/script.ts';
import { addField, replaceValue } from '../../manifest/edit.ts';
import type { HookModel } from '../../manifest/podModel.ts';
import { defineRule } from '../rule.ts';

/** The hook's time is part of the grace period. Upstream: `killContainer`: what is left is 2 s at least. */
export const preStopUsesUpGrace = defineRule({
  meta: {
    id: 'pre-stop-uses-up-grace',
    severity: 'warning',
    appliesTo: 'container',
    summary: 'After its preStop hook a container still has time to end.',
    messages: {
      usesUp: {
        text: 'This hook takes {sleep} of the {limit} that the pod has to end, so the app is killed 2 s after SIGTERM.',
        detail:
          'SIGTERM comes when the grace period is over, and SIGKILL 2 s later. Sleep less, or raise terminationGracePeriodSeconds.',
      },
      grace: 'terminationGracePeriodSeconds is {grace}',
      raise: 'Set terminationGracePeriodSeconds to {raised}',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/kubelet/kuberuntime/kuberuntime_container.go',
    ],
  },
  *check({ container, pod }) {
    const { value: grace, node: graceNode, origin } = pod.terminationGracePeriodSeconds;
    if (!container.runsOn || grace === undefined || grace <= 0) return;
    const hook = container.hooks.find(({ type }) => type === 'preStop');
    const slept = hook && sleepSeconds(hook);
    // A sleep handler longer than the grace period is refused: sleep-exceeds-grace.
    if (!hook || slept === undefined || slept < grace || (hook.handlers[0]?.type === 'sleep' && slept > grace)) return;
    const raised = slept + 30;
    yield {
      message: 'usesUp',
      at: hook.node,
      on: 'key',
      data: { sleep: seconds(slept), limit: seconds(grace), grace },
      related: origin === 'explicit' ? [{ at: graceNode, message: 'grace' }] : [],
      fixes: () => [
        {
          title: 'raise',
          data: { raised },
          safe: false,
          edits: graceNode.present
            ? replaceValue(graceNode, String(raised))
            : addField(pod.spec, 'terminationGracePeriodSeconds', String(raised)),
        },
      ],
    };
  },
});

/** How long a hook sleeps in any case: a sleep handler, or sleeps that are written out in its command. */
function sleepSeconds({ handlers }: HookModel): number | undefined {
  const [handler, ...others] = handlers;
  if (!handler || others.length > 0) return undefined;
  if (handler.type === 'sleep') return handler.node.get('seconds').integer;
  if (handler.type !== 'exec') return undefined;
  const command = handler.node.get('command');
  const words = command.items().flatMap(({ string }) => string ?? []);
  // Without one of its words it may be another command.
  return command.partial || words.length < command.items().length ? undefined : sleptIn(scriptOf(words));
}
