import { shownName } from '../../manifest/index/facts.ts';
import { defineRule } from '../rule.ts';

/** Upstream: `getPodsForPdb` in `pkg/controller/disruption/disruption.go` lists pods of the budget's namespace. */
export const budgetInOtherNamespace = defineRule({
  meta: {
    id: 'budget-in-other-namespace',
    severity: 'warning',
    appliesTo: 'budgetInWorkspace',
    summary: 'A PodDisruptionBudget is in the namespace of its pods.',
    messages: {
      away: {
        text: 'A budget protects pods of its own namespace only: {kind} {name} is in {is}, not in {value}.',
        detail: 'It selects nothing, so that all these pods may be evicted at once. Write both in one namespace.',
      },
      there: '{kind} {name} is in the namespace {is}',
    },
    references: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/'],
  },
  *check({ object, facts, workspace }) {
    const { name, namespace, budget } = facts;
    const { pairs, complete } = budget.selector;
    if (typeof namespace !== 'string' || !complete || Object.keys(pairs).length === 0) return;
    if (object.context.role || workspace.isKustomized() || workspace.mayBePatched(facts)) return;
    const { certain, possible, areElsewhere } = workspace.podsWith(budget.selector, namespace);
    if (certain.length > 0 || possible.length > 0 || areElsewhere) return;
    const away = workspace.podsAway(budget.selector, namespace);
    if (away.some((pod) => workspace.mayBePatched(pod.facts))) return;
    const found = away.find((pod) => workspace.complete || workspace.isHere(pod));
    if (found === undefined) return;
    // One for each namespace.
    const others = typeof name === 'string' ? workspace.objectsNamed('PodDisruptionBudget', name) : [];
    if (others.some((other) => other.facts.namespace === found.facts.namespace)) return;
    const data = { kind: found.facts.kind, name: shownName(found.facts), is: String(found.facts.namespace) };
    const at = object.root.get('metadata').get('namespace');
    yield {
      message: 'away',
      at,
      data: { ...data, value: namespace },
      related: [{ at: found, message: 'there', data }],
    };
  },
});
