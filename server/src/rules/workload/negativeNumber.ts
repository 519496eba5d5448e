import { removeField, replaceValue } from '../../manifest/edit.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import { probeTimings } from '../../manifest/podModel.ts';
import { hasBackoffLimitPerIndex } from '../job/gates.ts';
import { defineRule, type RawFinding } from '../rule.ts';

/** Numbers of a workload's own spec that must not be negative, by kind. Upstream: `ValidateNonnegativeField` and its callers. */
const countsOf: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['replicas', 'minReadySeconds', 'revisionHistoryLimit', 'progressDeadlineSeconds'],
  ReplicaSet: ['replicas', 'minReadySeconds'],
  ReplicationController: ['replicas', 'minReadySeconds'],
  StatefulSet: ['replicas', 'minReadySeconds'],
  DaemonSet: ['minReadySeconds', 'revisionHistoryLimit'],
  Job: [
    'parallelism',
    'completions',
    'activeDeadlineSeconds',
    'backoffLimit',
    'ttlSecondsAfterFinished',
    'backoffLimitPerIndex',
    'maxFailedIndexes',
  ],
  CronJob: ['startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit'],
};

export const negativeNumber = defineRule({
  meta: {
    id: 'negative-number',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'Probe timings, replicas, limits and deadlines are not negative.',
    messages: {
      negative: '{field} must not be negative, but is {value}.',
      positive: 'Set {field} to {value}',
      remove: 'Remove {field}, so that its default holds',
    },
    references: ['https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go'],
  },
  *check({ workload, pod }, context) {
    const isDropped = !hasBackoffLimitPerIndex(workload, context);
    for (const node of numbersOf(workload.object.root, workload.kind.kind)) {
      if (isDropped && /^(backoffLimitPerIndex|maxFailedIndexes)$/.test(String(node.path.at(-1)))) continue;
      if (node.integer !== undefined && node.integer < 0) yield negative(node);
    }
    for (const { probes, runsOn } of pod.allContainers) {
      if (!runsOn) continue;
      for (const { node, type } of probes) {
        for (const timing of probeTimings) {
          // Of liveness and startup probes, success-threshold-must-be-one says more.
          if (timing === 'successThreshold' && type !== 'readiness') continue;
          const value = node.get(timing).integer;
          if (value !== undefined && value < 0) yield negative(node.get(timing));
        }
      }
    }
  },
});

function numbersOf(root: ManifestNode, kind: string): ManifestNode[] {
  const spec = root.get('spec');
  const fields = (of: string, parent: ManifestNode) => (countsOf[of] ?? []).map((name) => parent.get(name));
  const own = fields(kind, spec);
  if (kind === 'CronJob') return [...own, ...fields('Job', spec.get('jobTemplate').get('spec'))];
  if (kind === 'StatefulSet' && spec.get('ordinals').isSet) return [...own, spec.get('ordinals').get('start')];
  return own;
}

function negative(node: ManifestNode): RawFinding<'negative' | 'positive' | 'remove'> {
  const value = node.integer!;
  const field = String(node.path.at(-1));
  return {
    message: 'negative',
    at: node,
    data: { field, value },
    fixes: () => [
      // The lowest number of all has no counterpart.
      ...(value < -2147483647
        ? []
        : [
            {
              title: 'positive' as const,
              data: { field, value: -value },
              safe: false,
              edits: replaceValue(node, String(-value)),
            },
          ]),
      { title: 'remove', data: { field }, safe: false, edits: removeField(node) },
    ],
  };
}
