import { percentage } from '../../kubernetes/intOrPercent.ts';
import { replaceValue } from '../../manifest/edit.ts';
import { shownName } from '../../manifest/index/facts.ts';
import type { Workspace } from '../../manifest/index/workspace.ts';
import type { IndexedBudget, IndexedPod } from '../../manifest/index/workspaceIndex.ts';
import { defineRule } from '../rule.ts';

/**
 * Percentages are rounded up, and an eviction needs at least one pod more than must stay.
 * Upstream: `getExpectedPodCount` in `pkg/controller/disruption/disruption.go`, `checkAndDecrement` in
 * `pkg/registry/core/pod/storage/eviction.go`.
 */
export const budgetAllowsNoEviction = defineRule({
  meta: {
    id: 'budget-allows-no-eviction',
    severity: 'warning',
    appliesTo: 'budgetInWorkspace',
    summary: 'A PodDisruptionBudget lets at least one pod be evicted.',
    messages: {
      never: {
        text: '{field}: {value} lets no healthy pod be evicted: draining a node waits until this budget is changed.',
        detail:
          'The eviction API refuses each try (429, Too Many Requests), so node upgrades and autoscalers can’t empty a node. Set maxUnavailable to at least 1.',
      },
      all: {
        text: 'minAvailable: {value} needs {needed} of {count} pods: no healthy pod can be evicted, draining a node waits.',
        detail:
          'The eviction API refuses each try (429, Too Many Requests), so node upgrades and autoscalers can’t empty a node. Use maxUnavailable: 1, or run more replicas.',
      },
      pods: '{kind} {name} is selected',
      set: 'Set {field} to {to}',
    },
    references: [
      'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/controller/disruption/disruption.go',
    ],
  },
  *check({ object, facts, workspace }) {
    if (workspace.mayBePatched(facts)) return;
    const spec = object.root.get('spec');
    const maximum = spec.get('maxUnavailable');
    const minimum = spec.get('minAvailable');
    const most = maximum.integer ?? maximum.string;
    const least = minimum.integer ?? minimum.string;
    if (most !== undefined && (most === 0 || percentage(most) === 0)) {
      const data = { field: 'maxUnavailable', value: most, to: 1 };
      const edits = replaceValue(maximum, '1');
      yield { message: 'never', at: maximum, data, fixes: () => [{ title: 'set', data, safe: false, edits }] };
    }
    if (least === undefined) return;
    if (percentage(least) === 100) {
      yield { message: 'never', at: minimum, data: { field: 'minAvailable', value: least } };
      return;
    }
    const pods = selectedPods(facts, workspace);
    const count = pods.reduce((sum, { replicas }) => sum + replicas, 0);
    const percent = percentage(least);
    const needed = percent === undefined ? least : Math.ceil((percent * count) / 100);
    if (count === 0 || typeof needed !== 'number' || needed < count) return;
    const data = { field: 'minAvailable', value: least, needed, count, to: count - 1 };
    yield {
      message: 'all',
      at: minimum,
      data,
      related: pods.map(({ pod }) => ({
        at: pod,
        message: 'pods',
        data: { kind: pod.facts.kind, name: shownName(pod.facts) },
      })),
      fixes: () =>
        count > 1 ? [{ title: 'set', data, safe: false, edits: replaceValue(minimum, String(count - 1)) }] : [],
    };
  },
});

/** The pods that a budget is about, with their numbers; none where some of that is not certain. */
function selectedPods({ budget, namespace }: IndexedBudget['facts'], workspace: Workspace) {
  const { certain, possible, areElsewhere } = workspace.podsWith(budget.selector, namespace);
  if (possible.length > 0 || areElsewhere) return [];
  const counted = certain.flatMap((pod) => {
    const { replicas } = pod.facts;
    return typeof replicas === 'number' && isFixed(pod, workspace) ? [{ pod, replicas }] : [];
  });
  return counted.length === certain.length ? counted : [];
}

/** Whether the number of pods is the one that is written. */
function isFixed({ facts }: IndexedPod, workspace: Workspace): boolean {
  return !workspace.isAutoscaled(facts) && !workspace.mayBePatched(facts);
}
