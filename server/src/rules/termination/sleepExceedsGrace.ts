import { seconds } from '../../base/message.ts';
import { replaceValue } from '../../manifest/edit.ts';
import { compareReleases } from '../../schema/release.ts';
import { defineRule } from '../rule.ts';

/** Upstream: `validateSleepAction`, for postStart as well. Of a Pod, but not of a template, a negative grace period is converted to 1. */
export const sleepExceedsGrace = defineRule({
  meta: {
    id: 'sleep-exceeds-grace',
    severity: 'error',
    appliesTo: 'container',
    summary: 'A sleep hook sleeps no longer than the pod’s grace period.',
    messages: {
      tooLong: {
        text: 'This hook must not sleep longer ({sleep}) than the grace period of the pod ({limit}).',
        detail: 'Sleep less, or raise terminationGracePeriodSeconds.',
      },
      negative: 'seconds must be 0 or more, not {seconds}.',
      grace: 'terminationGracePeriodSeconds is {grace}',
      raise: 'Raise terminationGracePeriodSeconds to {raised}',
    },
    references: [
      'https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ container, pod, workload }, { kubernetes }) {
    const { value, node: graceNode } = pod.terminationGracePeriodSeconds;
    // Upstream: PodLifecycleSleepAction. Before, sleep is dropped unseen.
    if (!container.runsOn || value === undefined || compareReleases(kubernetes, '1.30') < 0) return;
    const grace = value < 0 && workload.kind.kind === 'Pod' ? 1 : value;
    for (const { handlers } of container.hooks) {
      const [first] = handlers;
      if (first?.type !== 'sleep' || first.node.unknown) continue;
      const slept = first.node.get('seconds').integer;
      if (slept === undefined || (slept >= 0 && slept <= grace)) continue;
      yield {
        message: slept < 0 ? 'negative' : 'tooLong',
        at: first.node,
        on: first.node.get('seconds').span,
        data: { seconds: slept, sleep: seconds(slept), limit: seconds(grace), grace },
        related: graceNode.present && slept >= 0 ? [{ at: graceNode, message: 'grace' }] : [],
        fixes: () =>
          slept >= 0 && graceNode.present
            ? [
                {
                  title: 'raise',
                  data: { raised: slept + 30 },
                  safe: false,
                  edits: replaceValue(graceNode, String(slept + 30)),
                },
              ]
            : [],
      };
    }
  },
});
