import { percentage } from '../../kubernetes/intOrPercent.ts';
import { replaceValue } from '../../manifest/edit.ts';
import { asInteger, readField } from '../../manifest/field.ts';
import { defineRule } from '../rule.ts';

/** Upstream: `ResolveFenceposts` in `pkg/controller/deployment/util`: percentages of maxUnavailable are rounded down. */
export const rolloutTakesAllDown = defineRule({
  meta: {
    id: 'rollout-takes-all-down',
    severity: 'warning',
    appliesTo: 'workloadInWorkspace',
    summary: 'A rolling update leaves some pods running.',
    messages: {
      all: 'maxUnavailable allows all {replicas} pods to be down at once during an update, so nothing may be left to answer. Use a smaller number, or type: Recreate if that is what you want.',
      one: 'Set maxUnavailable to 1',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-unavailable',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/controller/deployment/util/deployment_util.go',
    ],
  },
  *check({ workload, facts, workspace }) {
    if (workload.kind.kind !== 'Deployment') return;
    const spec = workload.object.root.get('spec');
    const node = spec.get('strategy').get('rollingUpdate').get('maxUnavailable');
    const replicas = readField(spec.get('replicas'), { read: asInteger, default: 1 }).value;
    // One pod alone must be down where two can't run beside each other.
    if (replicas === undefined || replicas < 2 || !node.isSet) return;
    const share = node.string === undefined ? undefined : percentage(node.string);
    const down = share === undefined ? node.integer : Math.floor((share * replicas) / 100);
    if (down === undefined || down < replicas || (share !== undefined && share > 100)) return;
    // All is all, but a number of pods that an autoscaler decides is hardly the one that is written.
    if (share !== 100 && workspace.isAutoscaled(facts)) return;
    yield {
      message: 'all',
      at: node,
      data: { replicas },
      fixes: () => [{ title: 'one', safe: false, edits: replaceValue(node, '1') }],
    };
  },
});
