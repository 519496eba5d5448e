import type { Data } from '../../base/message.ts';
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
      tooMany: 'A successPolicy can have at most 20 rules, not {count}.',
      empty: 'This rule needs succeededCount or succeededIndexes.',
      interval: '"{part}" in succeededIndexes "{indexes}" is not an interval.',
      number: '"{part}" in succeededIndexes "{indexes}" is not a number.',
      last: 'succeededIndexes "{indexes}" must not go beyond the last index, {last}.',
      order: 'The indexes in succeededIndexes "{indexes}" must ascend.',
      negative: 'succeededCount must not be negative, but is {count}.',
      beyondCompletions: 'succeededCount {count} is never reached: completions is {limit}.',
      beyondIndexes: {
        text: 'succeededCount {count} is never reached.',
        detail: 'The number of indexes in succeededIndexes is {limit}.',
      },
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
      if (typeof parsed === 'object')
        yield { message: parsed.fault, at: indexesNode, data: { indexes: indexes!, ...parsed.data } };
      const count = countNode.integer;
      if (count === undefined) continue;
      const listed = indexes === undefined ? undefined : typeof parsed === 'number' ? parsed : 0;
      if (count < 0) yield { message: 'negative', at: countNode, data: { count } };
      else if (count > completions)
        yield {
          message: 'beyondCompletions',
          at: countNode,
          data: { count, limit: completions },
        };
      else if (listed !== undefined && count > listed)
        yield { message: 'beyondIndexes', at: countNode, data: { count, limit: listed } };
    }
  },
});

interface IndexesFault {
  readonly fault: 'interval' | 'number' | 'last' | 'order';
  readonly data?: Data;
}

/** How many indexes a text such as `0,2-4` lists, or what is wrong with it. */
function countIndexes(text: string, completions: number): number | IndexesFault {
  if (text === '') return 0;
  let total = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (const interval of text.split(',')) {
    const limits = interval.split('-');
    if (limits.length > 2) return { fault: 'interval', data: { part: interval } };
    const [first, end = first] = limits.map((limit) => (/^[+-]?\d+$/.test(limit) ? Number(limit) : undefined));
    if (first === undefined || end === undefined || limits.some((limit) => !/^[+-]?\d+$/.test(limit)))
      return { fault: 'number', data: { part: interval } };
    if (first >= completions || end >= completions) return { fault: 'last', data: { last: completions - 1 } };
    if ((limits.length > 1 && first >= end) || first <= last) return { fault: 'order' };
    total += end - first + 1;
    last = end;
  }
  return total;
}
