import { type List, listed } from '../../base/message.ts';
import { replaceValue } from '../../manifest/edit.ts';
import { type ContainerPortFacts, shownName } from '../../manifest/index/facts.ts';
import { suggest } from '../../schema/suggest.ts';
import { defineRule } from '../rule.ts';
import { portsOfSelected } from './selectedPorts.ts';
import { containerBehind } from './servedPorts.ts';

/**
 * A name that a pod does not have is passed over, and the endpoint gets no such port.
 * Upstream: `getEndpointPorts` in `staging/src/k8s.io/endpointslice/utils.go`, `findPort` beside it.
 */
export const unresolvedTargetPort = defineRule({
  meta: {
    id: 'unresolved-target-port',
    severity: 'warning',
    appliesTo: 'serviceInWorkspace',
    summary: 'The port name in targetPort is the name of a port of the pods that the Service selects.',
    messages: {
      missing: {
        text: 'No selected pod has a port named "{name}", so connections to this port have no target.',
        detail: 'Use the name or the number of a container’s port.',
      },
      protocol: {
        text: 'The port "{name}" of the selected pods is for {found}, this one for {protocol}, so it has no endpoints.',
        detail: 'The protocols must agree.',
      },
      pod: '{kind} {name} is selected and has {ports}',
      podWithout: '{kind} {name} is selected and names no ports',
      use: 'Use {port}',
    },
    references: [
      'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/staging/src/k8s.io/endpointslice/utils.go',
    ],
  },
  *check({ object, facts, workspace }) {
    const named = facts.service.ports.some(({ targetPort }) => typeof targetPort === 'string');
    // Who uses a headless Service gets the pods' addresses and brings the port along.
    if (!named || facts.service.headless !== false) return;
    const pods = portsOfSelected(facts, workspace);
    if (pods.length === 0) return;
    for (const [i, port] of facts.service.ports.entries()) {
      const { targetPort: name, protocol } = port;
      if (typeof name !== 'string' || typeof protocol !== 'string') continue;
      if (pods.some((pod) => containerBehind(port, pod.facts.pod))) continue;
      const node = object.root.get('spec').get('ports').item(i).get('targetPort');
      const ports = pods.flatMap((pod) => pod.facts.pod.containers.flatMap((container) => container.ports));
      const other = ports.find((found) => found.name === name);
      yield {
        message: other ? 'protocol' : 'missing',
        at: node,
        data: { name, protocol, found: String(other?.protocol) },
        related: pods.map((at) => {
          const own = at.facts.pod.containers.flatMap((container) => container.ports);
          const data = { kind: at.facts.kind, name: shownName(at.facts), ports: list(own) };
          const message = own.some((port) => port.name) ? 'pod' : 'podWithout';
          return {
            at,
            ...(own[0] ? { on: (own.find((found) => found.name === name) ?? own[0]).span } : {}),
            message,
            data,
          };
        }),
        fixes: () => {
          const names = ports.flatMap((found) =>
            found.protocol === protocol && typeof found.name === 'string' && found.name !== '' ? [found.name] : [],
          );
          const close = suggest(name, names);
          return [...new Set([...(close ? [close] : []), ...names])].map((choice) => ({
            title: 'use' as const,
            data: { port: choice },
            safe: false,
            edits: replaceValue(node, choice),
          }));
        },
      };
    }
  },
});

function list(ports: readonly ContainerPortFacts[]): List {
  return listed(ports.flatMap(({ name, number }) => (name ? [`${String(name)} (${String(number)})`] : [])));
}
