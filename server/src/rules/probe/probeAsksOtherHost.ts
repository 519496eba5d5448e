import { addMapping, removeField } from '../../manifest/edit.ts';
import { ifAlwaysFailing } from '../consequence.ts';
import { checkedHandlers } from '../handlers.ts';
import { defineRule } from '../rule.ts';

/** Upstream: `pkg/kubelet/prober/prober.go`: the host if there is one, else the pod's IP. The kubelet asks, not the pod. */
export const probeAsksOtherHost = defineRule({
  meta: {
    id: 'probe-asks-other-host',
    severity: 'warning',
    appliesTo: 'container',
    summary: 'A probe asks the pod itself: host is left out.',
    messages: {
      localhost: {
        text: '{host} is the node here, not the pod, so the {owner} says nothing about this container.',
        detail:
          'The kubelet sends this from the node. Remove host to ask the pod itself. What follows if nothing answers on the node: {consequence}',
      },
      hook: {
        text: '{host} is the node here, not the pod: the {owner} calls what listens on the node, or fails.',
        detail: 'The kubelet sends this from the node. Remove host to call the pod itself.',
      },
      other: {
        text: 'The {owner} asks {host} instead of the pod, so it says nothing about this container.',
        detail:
          'Remove host; for a virtual host, set the HTTP header Host. What follows if {host} does not answer: {consequence}',
      },
      remove: 'Remove host',
      header: 'Send {host} as the header Host instead',
    },
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#http-probes',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/kubelet/prober/prober.go',
    ],
  },
  *check({ workload, container, pod }) {
    // On the node's network its addresses are the pod's own.
    const network = pod.spec.get('hostNetwork');
    if (network.unknown || network.value === true) return;
    for (const { type, node: handler, owner, probe } of checkedHandlers(container)) {
      const node = handler.get('host');
      if ((type !== 'httpGet' && type !== 'tcpSocket') || !node.string) continue;
      // A hook may well call another service.
      const isLocal = /^(localhost|127(\.\d+){3}|\[?::1\]?|0\.0\.0\.0)$/i.test(node.string);
      if (!isLocal && !probe) continue;
      yield {
        message: !probe ? 'hook' : isLocal ? 'localhost' : 'other',
        at: node,
        data: {
          host: node.string,
          owner,
          ...(probe ? { consequence: ifAlwaysFailing(workload, container, probe) } : {}),
        },
        fixes: () => {
          const remove = removeField(node);
          const header = addMapping(handler, 'httpHeaders', [{ name: 'Host', value: node.string! }]);
          // An address is no virtual host, and there may be headers already.
          const isVirtual =
            type === 'httpGet' && !isLocal && /[a-z]/i.test(node.string!) && !handler.get('httpHeaders').present;
          return [
            ...(isVirtual
              ? [{ title: 'header' as const, safe: false, edits: remove && header && [...remove, ...header] }]
              : []),
            { title: 'remove', safe: false, edits: remove },
          ];
        },
      };
    }
  },
});
