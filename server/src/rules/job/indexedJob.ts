import { checkDns1123Label } from '../../kubernetes/names.ts';
import { addField, removeField, replaceValue } from '../../manifest/edit.ts';
import { jobSpecOf } from '../../manifest/jobSpec.ts';
import { plainComplaint } from '../complaint.ts';
import { defineRule } from '../rule.ts';
import { hasBackoffLimitPerIndex, hasSuccessPolicy } from './gates.ts';

/** Limits of Indexed Jobs: the status lists their indexes. */
const mostPods = 100_000;
const manyCompletions = 100_000;
const mostPodsOfMany = 10_000;

/** Upstream: `validateJobSpec`, `ValidateJobCreate`. */
export const indexedJob = defineRule({
  meta: {
    id: 'indexed-job',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'Fields that count by index stand in an Indexed Job only, and within its limits.',
    messages: {
      mode: 'completionMode must be NonIndexed or Indexed, not "{value}".',
      indexedOnly: '{field} needs completionMode: Indexed. Add that, or remove {field}.',
      needsLimit: 'maxFailedIndexes needs backoffLimitPerIndex: it counts indexes that exceeded it.',
      needsCompletions: 'completionMode: Indexed needs completions.',
      needsMaxFailed: 'With more than {limit} completions and a backoffLimitPerIndex, maxFailedIndexes is required.',
      tooMany: '{field} can be at most {limit} here, not {value}.',
      hostname: 'The pod name "{hostname}" of this Job is not a valid host name: {complaint}. Shorten the name.',
      makeIndexed: 'Make the Job Indexed',
      remove: 'Remove {field}',
      use: 'Use {value}',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/job/#completion-mode',
      'https://kubernetes.io/docs/concepts/workloads/controllers/job/#backoff-limit-per-index',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/batch/validation/validation.go',
    ],
  },
  *check({ workload }, context) {
    const spec = jobSpecOf(workload);
    if (!spec || spec.unknown) return;
    const hasLimitPerIndex = hasBackoffLimitPerIndex(workload, context);
    const mode = spec.get('completionMode');
    const perIndex = spec.get('backoffLimitPerIndex');
    const maxFailed = spec.get('maxFailedIndexes');
    const completions = spec.get('completions');
    const parallelism = spec.get('parallelism');
    if (hasLimitPerIndex && maxFailed.isSet && !perIndex.isSet)
      yield { message: 'needsLimit', at: perIndex, on: maxFailed.keySpan };
    if (mode.unknown || (mode.isSet && mode.string === undefined)) return;
    const value = mode.isSet ? mode.string! : 'NonIndexed';
    if (value !== 'NonIndexed' && value !== 'Indexed') {
      const same = ['NonIndexed', 'Indexed'].find((known) => known.toLowerCase() === value.toLowerCase());
      yield {
        message: 'mode',
        at: mode,
        data: { value },
        fixes: () =>
          same ? [{ title: 'use', data: { value: same }, safe: true, edits: replaceValue(mode, same) }] : [],
      };
    }
    if (value !== 'Indexed') {
      // Of an unknown mode the API server says only that it does not fit a successPolicy.
      const counting = value === 'NonIndexed' && hasLimitPerIndex ? [perIndex, maxFailed] : [];
      for (const node of [...counting, ...(hasSuccessPolicy(workload, context) ? [spec.get('successPolicy')] : [])]) {
        if (!node.isSet) continue;
        const field = String(node.path.at(-1));
        yield {
          message: 'indexedOnly',
          at: node,
          on: 'key',
          data: { field },
          fixes: () => [
            {
              title: 'makeIndexed',
              safe: false,
              edits: mode.present ? replaceValue(mode, 'Indexed') : addField(spec, 'completionMode', 'Indexed'),
            },
            { title: 'remove', safe: false, edits: removeField(node) },
          ],
        };
      }
      return;
    }
    // A Job that sets neither gets one of each; the template of a CronJob gets nothing.
    const isDefaulted =
      workload.kind.kind === 'Job' && !parallelism.isSet && !parallelism.unknown && !completions.unknown;
    const count = completions.isSet ? completions.integer : isDefaulted ? 1 : undefined;
    if (!completions.isSet && count === undefined) yield { message: 'needsCompletions', at: completions };
    const many = count !== undefined && count > manyCompletions && perIndex.isSet && hasLimitPerIndex;
    const limits = [
      { node: parallelism, limit: many ? mostPodsOfMany : mostPods },
      ...(hasLimitPerIndex
        ? [{ node: maxFailed, limit: Math.min(many ? mostPodsOfMany : mostPods, count ?? mostPods) }]
        : []),
    ];
    for (const { node, limit } of limits) {
      if (node.integer === undefined || node.integer <= limit) continue;
      yield { message: 'tooMany', at: node, data: { field: String(node.path.at(-1)), value: node.integer, limit } };
    }
    if (many && !maxFailed.isSet) yield { message: 'needsMaxFailed', at: maxFailed, data: { limit: manyCompletions } };
    const { name } = workload.object;
    if (workload.kind.kind !== 'Job' || !name || !count || count < 1) return;
    const hostname = `${name}-${count - 1}`;
    const [complaint] = checkDns1123Label(hostname);
    if (complaint !== undefined)
      yield {
        message: 'hostname',
        at: workload.object.root.get('metadata').get('name'),
        data: { hostname, complaint: plainComplaint(complaint) },
      };
  },
});
