import { describeDuration } from '../../analysis/describe.ts';
import { percentage } from '../../kubernetes/intOrPercent.ts';
import { replaceValue } from '../../manifest/edit.ts';
import { asInteger, readField } from '../../manifest/field.ts';
import { defineRule } from '../rule.ts';
import { timingOf } from '../timing.ts';

/** Upstream: `ResolveFenceposts` in `pkg/controller/deployment/util`: percentages of maxUnavailable are rounded down. */
export const rolloutTakesAllDown = defineRule({
  meta: {
    id: 'rollout-takes-all-down',
    severity: 'warning',
    appliesTo: 'workloadInWorkspace',
    summary: 'A rolling update leaves some pods running.',
    messages: {
      all: 'maxUnavailable allows {all} to be down at once during an update, so nothing may be left to answer{outage}. Use a smaller number, or type: Recreate if that is what you want.',
      replicas: 'replicas is {replicas}',
      one: 'Set maxUnavailable to 1',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-unavailable',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/controller/deployment/util/deployment_util.go',
    ],
  },
  *check({ workload, pod, facts, workspace }) {
    if (workload.kind.kind !== 'Deployment') return;
    const spec = workload.object.root.get('spec');
    const node = spec.get('strategy').get('rollingUpdate').get('maxUnavailable');
    const field = readField(spec.get('replicas'), { read: asInteger, default: 1 });
    if (!node.isSet || spec.get('strategy').get('type').value === 'Recreate') return;
    const share = node.string === undefined ? undefined : percentage(node.string);
    if (share !== undefined && share > 100) return;
    // All is all, however many an autoscaler makes of them.
    const isOpen = workspace.isAutoscaled(facts);
    if (isOpen ? share !== 100 : field.value === undefined) return;
    const replicas = field.value ?? 0;
    // One pod alone must be down where two can't run beside each other.
    if (!isOpen && replicas < 2) return;
    const down = share === undefined ? node.integer : Math.floor((share * replicas) / 100);
    if (!isOpen && (down === undefined || down < replicas)) return;
    const readyMs = Math.max(
      0,
      ...pod.containers.map((container) => timingOf(workload, container)?.ready.worstMs ?? 0),
    );
    yield {
      message: 'all',
      at: node,
      data: {
        all: isOpen ? 'all pods' : `all ${replicas} pods`,
        outage: readyMs > 0 ? `, for ${describeDuration(readyMs)} and more until new ones are ready` : '',
      },
      related: field.origin === 'explicit' ? [{ at: field.node, message: 'replicas', data: { replicas } }] : [],
      fixes: () => [{ title: 'one', safe: false, edits: replaceValue(node, '1') }],
    };
  },
});
