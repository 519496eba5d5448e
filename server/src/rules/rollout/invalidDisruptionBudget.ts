import { checkIntOrPercent, percentage } from '../../kubernetes/intOrPercent.ts';
import { selectorFaults, textOf } from '../reading.ts';
import { defineRule } from '../rule.ts';

/** Upstream: `ValidatePodDisruptionBudgetSpec`. */
export const invalidDisruptionBudget = defineRule({
  meta: {
    id: 'invalid-disruption-budget',
    severity: 'error',
    appliesTo: 'object',
    summary: 'A PodDisruptionBudget says one amount, and which pods it is about.',
    messages: {
      both: 'A budget must have either minAvailable or maxUnavailable. Keep one of them.',
      amount: '{field} {complaint}.',
      tooMuch: '{field} must be at most 100 %, not {value}.',
      selector: 'This selector is not valid: {fault}.',
      policy: 'unhealthyPodEvictionPolicy must be IfHealthyBudget or AlwaysAllow, not empty.',
    },
    references: [
      'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/policy/validation/validation.go',
    ],
  },
  *check({ object }) {
    if (object.apiVersion !== 'policy/v1' || object.kind !== 'PodDisruptionBudget') return;
    const spec = object.root.get('spec');
    const amounts = ['minAvailable', 'maxUnavailable'].map((field) => ({ field, node: spec.get(field) }));
    if (amounts.every(({ node }) => node.isSet)) yield { message: 'both', at: spec, on: 'key' };
    for (const { field, node } of amounts) {
      const value = node.isSet ? (node.integer ?? node.string) : undefined;
      if (value === undefined) continue;
      const complaint = checkIntOrPercent(value);
      if (complaint !== undefined) yield { message: 'amount', at: node, data: { field, complaint } };
      else if ((percentage(value) ?? 0) > 100) yield { message: 'tooMuch', at: node, data: { field, value } };
    }
    for (const { at, path, fault } of selectorFaults(spec.get('selector')))
      yield { message: 'selector', at, path, data: { fault } };
    const policy = spec.get('unhealthyPodEvictionPolicy');
    // Other values are not among those of the schema.
    if (policy.isSet && textOf(policy) === '') yield { message: 'policy', at: policy };
  },
});
