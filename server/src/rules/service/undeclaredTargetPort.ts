import { listed } from '../../base/message.ts';
import { replaceValue } from '../../manifest/edit.ts';
import { shownName } from '../../manifest/index/facts.ts';
import { defineRule } from '../rule.ts';
import { portsOfSelected } from './selectedPorts.ts';
import { containerBehind } from './servedPorts.ts';

/** A container may listen at a port that it does not declare: `ports` is information only. */
export const undeclaredTargetPort = defineRule({
  meta: {
    id: 'undeclared-target-port',
    severity: 'hint',
    appliesTo: 'serviceInWorkspace',
    summary: 'The port number in targetPort is one that the selected pods declare.',
    messages: {
      undeclared: {
        text: 'No selected pod declares port {number}. If nothing listens there, every connection is refused.',
        detail: 'The pods declare other ports. Declare this one, or send to one of them.',
      },
      pod: '{kind} {name} declares {ports}',
      use: 'Use {port}',
    },
    references: ['https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports'],
  },
  *check({ object, facts, workspace }) {
    if (facts.service.headless !== false) return;
    const pods = portsOfSelected(facts, workspace);
    const declared = pods.map((at) => ({
      at,
      ports: at.facts.pod.containers.flatMap(({ ports }) => ports).filter(({ number }) => number !== undefined),
    }));
    if (pods.length === 0 || declared.some(({ ports }) => ports.length === 0)) return;
    for (const [i, port] of facts.service.ports.entries()) {
      const { targetPort: number } = port;
      if (typeof number !== 'number' || pods.some((pod) => containerBehind(port, pod.facts.pod))) continue;
      const item = object.root.get('spec').get('ports').item(i);
      const node = item.get('targetPort');
      yield {
        message: 'undeclared',
        at: node.isSet ? node : item.get('port'),
        data: { number },
        related: declared.map(({ at, ports }) => ({
          at,
          on: ports[0]!.span,
          message: 'pod',
          data: {
            kind: at.facts.kind,
            name: shownName(at.facts),
            ports: listed(ports.map((found) => String(found.number))),
          },
        })),
        fixes: () =>
          [...new Set(declared.flatMap(({ ports }) => ports.map((found) => String(found.name || found.number))))].map(
            (choice) => ({ title: 'use', data: { port: choice }, safe: false, edits: replaceValue(node, choice) }),
          ),
      };
    }
  },
});
