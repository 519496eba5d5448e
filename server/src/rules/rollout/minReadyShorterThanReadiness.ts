import { seconds } from '../../base/message.ts';
import { replaceValue } from '../../manifest/edit.ts';
import { asInteger, readField } from '../../manifest/field.ts';
import { defineRule } from '../rule.ts';

/** Upstream: `IsPodAvailable` in `pkg/api/v1/pod/util.go`: ready for minReadySeconds without a break is available. */
export const minReadyShorterThanReadiness = defineRule({
  meta: {
    id: 'min-ready-shorter-than-readiness',
    severity: 'hint',
    appliesTo: 'workload',
    summary: 'minReadySeconds is long enough for the readiness probe to fail.',
    messages: {
      tooShort: {
        text: 'minReadySeconds ({minReady}) protects nothing: the readiness probe needs {failing} to notice a failure.',
        detail:
          'A new pod counts as available {minReady} after it became ready. The probe fails after {failures} × {period}. Make minReadySeconds longer than that.',
      },
      period: 'The probe is tried every {period}',
      raise: 'Set minReadySeconds to {raised}',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#min-ready-seconds',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/api/v1/pod/util.go',
    ],
  },
  *check({ workload, pod }) {
    if (!['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'].includes(workload.kind.kind)) return;
    const minReady = readField(workload.object.root.get('spec').get('minReadySeconds'), { read: asInteger });
    if (minReady.value === undefined || minReady.value < 1) return;
    const probes = pod.allContainers.flatMap((container) =>
      container.runsOn ? container.probes.filter(({ type }) => type === 'readiness') : [],
    );
    const timed = probes.map(({ node, timings }) => ({
      node: timings.periodSeconds.node.present ? timings.periodSeconds.node : node,
      period: timings.periodSeconds.value,
      failures: timings.failureThreshold.value,
    }));
    // Several probes: the one that notices first decides.
    const noticed = timed.map(({ node, period, failures }) =>
      period === undefined || failures === undefined || period < 1 || failures < 1
        ? undefined
        : { node, period, failures, failing: period * failures },
    );
    const first = noticed.reduce((a, b) => (a && b && b.failing < a.failing ? b : a), noticed[0]);
    if (!first || noticed.includes(undefined) || minReady.value >= first.period) return;
    const { node, period, failures, failing } = first;
    yield {
      message: 'tooShort',
      at: minReady.node,
      data: { minReady: seconds(minReady.value), failing: seconds(failing), failures, period: seconds(period) },
      related: [{ at: node, message: 'period' }],
      fixes: () => [
        { title: 'raise', data: { raised: failing }, safe: false, edits: replaceValue(minReady.node, String(failing)) },
      ],
    };
  },
});
