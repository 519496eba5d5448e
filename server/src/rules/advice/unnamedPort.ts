import { usualPortName } from '../../kubernetes/portNames.ts';
import { addField } from '../../manifest/edit.ts';
import { defineRule } from '../rule.ts';

export const unnamedPort = defineRule({
  meta: {
    id: 'unnamed-port',
    severity: 'hint',
    profile: 'strict',
    appliesTo: 'container',
    summary: 'Ports have names.',
    messages: {
      unnamed: {
        text: 'Port {port} has no name, so probes and Services must change when its number changes.',
        detail: 'A wrong port name is reported in the editor; a wrong number shows only in the cluster.',
      },
      name: 'Name it {name}',
    },
    references: [
      'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#use-a-named-port',
    ],
  },
  *check({ container }) {
    for (const { node, name, containerPort } of container.ports) {
      if (name.node.isSet || name.origin === 'unknown' || node.partial || containerPort.value === undefined) continue;
      const taken = container.ports.map((other) => other.name.value);
      const usual = usualPortName(containerPort.value);
      yield {
        message: 'unnamed',
        at: name.node,
        on: containerPort.node.span,
        data: { port: containerPort.value },
        fixes: () =>
          usual && !taken.includes(usual)
            ? [{ title: 'name', data: { name: usual }, safe: false, edits: addField(node, 'name', usual) }]
            : [],
      };
    }
  },
});
