import { duration } from '../../base/message.ts';
import { isGateOn } from '../../kubernetes/gates.ts';
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
      deployment: {
        text: 'maxUnavailable allows all pods to be down at once during an update, so requests may fail.',
        detail: 'Use a smaller maxUnavailable, or type: Recreate if you want this.',
      },
      deploymentTimed: {
        text: 'maxUnavailable allows all pods to be down at once during an update, so requests may fail.',
        detail: 'That takes at least {outage}. Use a smaller maxUnavailable, or type: Recreate if you want this.',
      },
      statefulSet: {
        text: 'maxUnavailable allows all pods to be down at once during an update, so requests may fail.',
        detail: 'Use a smaller maxUnavailable.',
      },
      statefulSetTimed: {
        text: 'maxUnavailable allows all pods to be down at once during an update, so requests may fail.',
        detail: 'That takes at least {outage}. Use a smaller maxUnavailable.',
      },
      replicas: 'replicas is {replicas}',
      one: 'Set maxUnavailable to 1',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-unavailable',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/controller/deployment/util/deployment_util.go',
    ],
  },
  *check({ workload, pod, facts, workspace }, { kubernetes, gates }) {
    const { kind } = workload.kind;
    if (kind !== 'Deployment' && kind !== 'StatefulSet') return;
    // Else the field of a StatefulSet is dropped, and its pods go one by one.
    if (kind === 'StatefulSet' && !isGateOn('MaxUnavailableStatefulSet', kubernetes, gates)) return;
    const spec = workload.object.root.get('spec');
    const strategy = spec.get(kind === 'Deployment' ? 'strategy' : 'updateStrategy');
    const update = strategy.get('rollingUpdate');
    const node = update.get('maxUnavailable');
    // Below the partition nothing is updated.
    if (update.get('partition').isSet || update.get('partition').unknown) return;
    const field = readField(spec.get('replicas'), { read: asInteger, default: 1 });
    if (!node.isSet || /^(Recreate|OnDelete)$/.test(strategy.get('type').string ?? '')) return;
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
      message:
        kind === 'Deployment'
          ? readyMs > 0
            ? 'deploymentTimed'
            : 'deployment'
          : readyMs > 0
            ? 'statefulSetTimed'
            : 'statefulSet',
      at: node,
      data: { outage: duration(readyMs) },
      related: field.origin === 'explicit' ? [{ at: field.node, message: 'replicas', data: { replicas } }] : [],
      fixes: () => [{ title: 'one', safe: false, edits: replaceValue(node, '1') }],
    };
  },
});
