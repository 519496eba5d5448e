import { defineRule } from '../rule.ts';

export const unnamedPort = defineRule({
  meta: {
    id: 'unnamed-port',
    severity: 'hint',
    profile: 'strict',
    appliesTo: 'container',
    summary: 'Ports have names.',
    messages: {
      unnamed:
        'Port {port} has no name. With one, probes and Services can follow it when the number changes, and a slip is noticed here instead of in the cluster.',
    },
    references: [
      'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#use-a-named-port',
    ],
  },
  *check({ container }) {
    for (const { node, name, containerPort } of container.ports) {
      if (name.node.isSet || name.origin === 'unknown' || node.partial || containerPort.value === undefined) continue;
      yield { message: 'unnamed', at: name.node, on: containerPort.node.span, data: { port: containerPort.value } };
    }
  },
});
