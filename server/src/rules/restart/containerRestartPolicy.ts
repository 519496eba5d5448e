import { formatFieldPath } from '../../base/fieldPath.ts';
import { moveFields } from '../../manifest/edit.ts';
import { compareReleases } from '../../schema/release.ts';
import { defineRule } from '../rule.ts';
import { isPolicy, unknownPolicy } from './unknownPolicy.ts';

/** The release whose feature gate ContainerRestartRules is on by default. */
const validatedSince = '1.35';

/** Upstream: `dropContainerRestartRules` in `pkg/api/pod/util.go`, `validateContainerRestartPolicy`. */
export const containerRestartPolicy = defineRule({
  meta: {
    id: 'container-restart-policy',
    severity: 'warning',
    appliesTo: 'container',
    summary: 'The target’s API server knows the restartPolicy of a container.',
    messages: {
      unknown: {
        text: 'restartPolicy of a container must be Always, OnFailure or Never. Kubernetes drops "{value}".',
        detail: 'Since 1.35 the API server rejects it.',
      },
      dropped: {
        text: 'Kubernetes {release} drops {field} of this container, so the pod’s restartPolicy counts.',
        detail:
          'This holds unless the feature gate ContainerRestartRules is on. Before 1.35 only init containers may have restartPolicy: Always.',
      },
      use: 'Use {policy}',
      move: 'Move restartPolicy into {home}, for all containers',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#individual-container-restart-policy-and-rules',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/api/pod/util.go',
    ],
  },
  *check({ container, pod, workload }, { kubernetes }) {
    // What is rejected is the affair of invalid-container-restart-policy.
    const isRejected = compareReleases(kubernetes, validatedSince) >= 0 || isRejectedBefore(container.role, kubernetes);
    if (container.role === 'ephemeral' || isRejected) return;
    const node = container.node.get('restartPolicy');
    const rules = container.node.get('restartPolicyRules');
    const value = node.string;
    yield* unknownPolicy(node);
    if (value !== undefined && isPolicy(value) && container.role !== 'sidecar') {
      const isAccepted = (workload.kind.restartPolicies as readonly string[]).includes(value);
      const home = formatFieldPath(pod.spec.path);
      yield {
        message: 'dropped',
        at: node,
        data: { release: kubernetes, field: 'restartPolicy' },
        fixes: () =>
          pod.restartPolicy.origin === 'default' && !pod.restartPolicy.node.present && isAccepted
            ? [{ title: 'move', data: { home }, safe: false, edits: moveFields([node], pod.spec) }]
            : [],
      };
    }
    if (rules.items().length > 0)
      yield { message: 'dropped', at: rules, on: 'key', data: { release: kubernetes, field: 'restartPolicyRules' } };
  },
});

/** Upstream, up to 1.33: `validateContainers`, and `validateInitContainerRestartPolicy` since there are sidecars. */
function isRejectedBefore(role: string, kubernetes: string): boolean {
  if (compareReleases(kubernetes, '1.34') >= 0) return false;
  return role === 'regular' || compareReleases(kubernetes, '1.29') >= 0;
}
