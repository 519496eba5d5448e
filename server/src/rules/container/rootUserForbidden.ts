import { defineRule } from '../rule.ts';

/**
 * A container that must not be root and is told to be root is never made.
 * Upstream: `verifyRunAsNonRoot` in `pkg/kubelet/kuberuntime/security_context_others.go`.
 */
export const rootUserForbidden = defineRule({
  meta: {
    id: 'root-user-forbidden',
    severity: 'warning',
    appliesTo: 'container',
    summary: 'A container that must not run as root is not told to.',
    messages: {
      forbidden: {
        text: 'runAsUser 0 is root, which runAsNonRoot forbids: the container never starts (CreateContainerConfigError).',
        detail: 'Remove runAsNonRoot, or choose a user other than 0.',
      },
      policy: 'runAsNonRoot forbids root',
    },
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/kubelet/kuberuntime/security_context_others.go',
    ],
  },
  *check({ container, pod }) {
    // The kubelet adds ephemeral containers in another way, but looks at them just so.
    const effective = (field: string) => {
      const own = container.node.get('securityContext').get(field);
      return own.isSet || own.unknown ? own : pod.spec.get('securityContext').get(field);
    };
    const [policy, user] = [effective('runAsNonRoot'), effective('runAsUser')];
    if (policy.unknown || user.unknown || policy.value !== true || user.integer !== 0) return;
    yield { message: 'forbidden', at: user, related: [{ at: policy, message: 'policy' }] };
  },
});
