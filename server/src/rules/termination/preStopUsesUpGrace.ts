import { addField, replaceValue } from '../../manifest/edit.ts';
import type { HookModel } from '../../manifest/podModel.ts';
import { defineRule } from '../rule.ts';
import { scriptOf, sleptIn } from '../script.ts';

/** The hook's time is part of the grace period. Upstream: `killContainer`: what is left is 2 s at least. */
export const preStopUsesUpGrace = defineRule({
  meta: {
    id: 'pre-stop-uses-up-grace',
    severity: 'warning',
    appliesTo: 'container',
    summary: 'After its preStop hook a container still has time to end.',
    messages: {
      usesUp:
        'This hook takes {seconds} s of the {grace} s that the pod has to end, so the app gets SIGTERM when its time is over, and SIGKILL 2 s later. Sleep less, or raise terminationGracePeriodSeconds.',
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
    const seconds = hook && sleepSeconds(hook);
    // A sleep handler longer than the grace period is refused: sleep-exceeds-grace.
    if (!hook || seconds === undefined || seconds < grace || (hook.handlers[0]?.type === 'sleep' && seconds > grace))
      return;
    const raised = seconds + 30;
    yield {
      message: 'usesUp',
      at: hook.node,
      on: 'key',
      data: { seconds, grace },
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
