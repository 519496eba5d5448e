import { jobSpecOf } from '../../manifest/jobSpec.ts';
import { defineRule } from '../rule.ts';
import { hasSuccessPolicy } from './gates.ts';

/** Upstream: `validateSuccessPolicy`. Outside Indexed Jobs, indexed-job speaks. */
export const invalidSuccessPolicy = defineRule({
  meta: {
    id: 'invalid-success-policy',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'The rules of a successPolicy can be fulfilled.',
    messages: {
      noRules: 'A successPolicy needs at least one rule.',
      tooMany: 'There are {count} rules here, but 20 at most are allowed.',
      empty: 'This rule says nothing about when the Job has succeeded. Add succeededCount or succeededIndexes.',
      indexes: 'succeededIndexes "{indexes}" can’t be read: {complaint}.',
      negative: 'succeededCount is {count}, but must not be negative.',
      unreachable: 'succeededCount is {count}, but only {limit} {what}, so the rule could never be fulfilled.',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/job/#success-policy',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/batch/validation/validation.go',
    ],
  },
  *check({ workload }, context) {
    if (!hasSuccessPolicy(workload, context)) return;
    const spec = jobSpecOf(workload);
    const policy = spec?.get('successPolicy');
    if (!spec || !policy?.isSet || policy.unknown || spec.get('completionMode').value !== 'Indexed') return;
    const rules = policy.get('rules');
    const items = rules.items();
    const [wanted, parallelism] = [spec.get('completions'), spec.get('parallelism')];
    const isDefaulted = !wanted.isSet && !wanted.unknown && !parallelism.isSet && !parallelism.unknown;
    const completions = wanted.integer ?? (isDefaulted ? 1 : undefined);
    if (items.length === 0 && !rules.partial && !rules.unknown) yield { message: 'noRules', at: rules };
    if (items.length > 20) yield { message: 'tooMany', at: rules, data: { count: items.length } };
    for (const rule of items) {
      const countNode = rule.get('succeededCount');
      const indexesNode = rule.get('succeededIndexes');
      if (rule.unknown) continue;
      if (!countNode.isSet && !indexesNode.isSet && !rule.partial) yield { message: 'empty', at: rule };
      if (completions === undefined) continue;
      const indexes = indexesNode.string;
      const parsed = indexes === undefined ? undefined : countIndexes(indexes, completions);
      if (typeof parsed === 'string')
        yield { message: 'indexes', at: indexesNode, data: { indexes: indexes!, complaint: parsed } };
      const count = countNode.integer;
      if (count === undefined) continue;
      const listed = indexes === undefined ? undefined : typeof parsed === 'number' ? parsed : 0;
      if (count < 0) yield { message: 'negative', at: countNode, data: { count } };
      else if (count > completions)
        yield {
          message: 'unreachable',
          at: countNode,
          data: { count, limit: completions, what: 'completions are wanted' },
        };
      else if (listed !== undefined && count > listed)
        yield { message: 'unreachable', at: countNode, data: { count, limit: listed, what: 'indexes are listed' } };
    }
  },
});

/** How many indexes a text such as `0,2-4` lists, or what is wrong with it. */
function countIndexes(text: string, completions: number): number | string {
  if (text === '') return 0;
  let total = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (const interval of text.split(',')) {
    const limits = interval.split('-');
    if (limits.length > 2) return `"${interval}" is no interval`;
    const [first, end = first] = limits.map((limit) => (/^[+-]?\d+$/.test(limit) ? Number(limit) : undefined));
    if (first === undefined || end === undefined || limits.some((limit) => !/^[+-]?\d+$/.test(limit)))
      return `"${interval}" is no number`;
    if (first >= completions || end >= completions) return `the last index is ${completions - 1}`;
    if ((limits.length > 1 && first >= end) || first <= last) return 'indexes must ascend';
    total += end - first + 1;
    last = end;
  }
  return total;
}
