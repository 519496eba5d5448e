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
      tooLong:
        'This hook sleeps {seconds} s, longer than the pod’s terminationGracePeriodSeconds of {grace} s: the object would be rejected. Sleep less, or raise the grace period above it.',
      negative: 'A hook can’t sleep {seconds} s. Use 0 or more.',
      grace: 'terminationGracePeriodSeconds is {grace} s',
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
      const seconds = first.node.get('seconds').integer;
      if (seconds === undefined || (seconds >= 0 && seconds <= grace)) continue;
      yield {
        message: seconds < 0 ? 'negative' : 'tooLong',
        at: first.node,
        on: first.node.get('seconds').span,
        data: { seconds, grace },
        related: graceNode.present && seconds >= 0 ? [{ at: graceNode, message: 'grace' }] : [],
        fixes: () =>
          seconds >= 0 && graceNode.present
            ? [
                {
                  title: 'raise',
                  data: { raised: seconds + 30 },
                  safe: false,
                  edits: replaceValue(graceNode, String(seconds + 30)),
                },
              ]
            : [],
      };
    }
  },
});
