import { seconds } from '../../base/message.ts';
import { shownName } from '../../manifest/index/facts.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import { defineRule } from '../rule.ts';

/** Until a node that is silent is taken for lost. Upstream: `NodeMonitorGracePeriod`, 40 s before 1.32. */
const nodeGraceSeconds = 50;
/** Upstream: the admission plugin `DefaultTolerationSeconds`. */
const defaultTolerationSeconds = 300;

export const barePod = defineRule({
  meta: {
    id: 'bare-pod',
    severity: 'hint',
    mild: { severity: 'hint', profile: 'strict' },
    appliesTo: 'workloadInWorkspace',
    summary: 'A pod that should stay is made by something that replaces it.',
    messages: {
      served: {
        text: 'Nothing replaces this Pod when its node is drained or lost; then Service {service} refuses connections.',
        detail:
          'Its containers are restarted in place, but the Pod itself is gone when its node is drained, or {lost} after the node is lost. Use a Deployment, StatefulSet or DaemonSet.',
      },
      bare: {
        text: 'Nothing replaces this Pod when its node is drained or lost.',
        detail:
          'Its containers are restarted in place, but the Pod itself is gone when its node is drained, or {lost} after the node is lost. Use a Deployment, StatefulSet or DaemonSet.',
      },
      service: 'Service {service} selects this Pod',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/#working-with-pods',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/plugin/pkg/admission/defaulttolerationseconds/admission.go',
    ],
  },
  *check({ workload, pod, facts, workspace }) {
    const { object, kind } = workload;
    // A pod that runs to its end may well be alone; static pods belong to their node.
    if (kind.kind !== 'Pod' || pod.restartPolicy.value !== 'Always' || object.namespace === 'kube-system') return;
    const metadata = object.root.get('metadata');
    if (metadata.get('ownerReferences').isSet || metadata.get('annotations').get('helm.sh/hook').isSet) return;
    const tolerated = tolerationSeconds(pod.spec);
    if (tolerated === undefined) return;
    const services = workspace.servicesBeside(facts);
    yield {
      message: services.length > 0 ? 'served' : 'bare',
      mild: services.length === 0,
      at: object.root.get('kind'),
      data: {
        lost: seconds(nodeGraceSeconds + tolerated),
        service: services[0] ? shownName(services[0].facts) : '',
      },
      related: services.map((at) => ({ at, message: 'service', data: { service: shownName(at.facts) } })),
    };
  },
});

/** How long the pod stays bound to a node that is lost; undefined where it stays for good, or a template decides. */
function tolerationSeconds(spec: ManifestNode): number | undefined {
  const tolerations = spec.get('tolerations');
  if (tolerations.unknown || tolerations.partial) return undefined;
  const own = tolerations.items().find((toleration) => {
    const [key, effect] = [toleration.get('key').string, toleration.get('effect').string];
    return (!key || key === 'node.kubernetes.io/unreachable') && (!effect || effect === 'NoExecute');
  });
  return own ? own.get('tolerationSeconds').integer : defaultTolerationSeconds;
}
