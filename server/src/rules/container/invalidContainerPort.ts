import { checkPortName, checkPortNumber } from '../../kubernetes/names.ts';
import { replaceValue } from '../../manifest/edit.ts';
import { suggest } from '../../schema/suggest.ts';
import { plainComplaint } from '../complaint.ts';
import { defineRule } from '../rule.ts';

const protocols = ['TCP', 'UDP', 'SCTP'];

/** Upstream: `validateContainerPorts`. */
export const invalidContainerPort = defineRule({
  meta: {
    id: 'invalid-container-port',
    severity: 'error',
    appliesTo: 'container',
    summary: 'Container ports have valid numbers, names and protocols.',
    messages: {
      missing: 'containerPort is required here: the number on which the container listens, 1 to 65535.',
      number: '{field} must be a number from 1 to 65535, not {value}.',
      name: {
        text: '"{value}" is not a valid port name: {complaint}.',
        detail: 'A port name has at most 15 lower-case letters, digits and single hyphens, and at least one letter.',
      },
      duplicate: 'Two ports of this container are named "{value}". Names must differ.',
      first: 'Also named "{value}"',
      protocol: 'protocol must be TCP, UDP or SCTP, in capitals, not "{value}".',
      use: 'Use {value}',
    },
    references: [
      'https://www.rfc-editor.org/rfc/rfc6335#section-5.1',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ container }) {
    const names = new Map<string, (typeof container.ports)[number]>();
    for (const port of container.ports) {
      if (port.node.unknown) continue;
      const name = port.name.value;
      if (name) {
        const [complaint] = checkPortName(name);
        const first = names.get(name);
        if (complaint !== undefined) {
          const repaired = name
            .trim()
            .toLowerCase()
            .replace(/[\s_.]+/g, '-');
          yield {
            message: 'name',
            at: port.name.node,
            data: { value: name, complaint: plainComplaint(complaint) },
            fixes: () =>
              checkPortName(repaired).length === 0
                ? [
                    {
                      title: 'use',
                      data: { value: repaired },
                      safe: false,
                      edits: replaceValue(port.name.node, repaired),
                    },
                  ]
                : [],
          };
        } else if (first) {
          yield {
            message: 'duplicate',
            at: port.name.node,
            data: { value: name },
            related: [{ at: first.name.node, message: 'first' }],
          };
        } else names.set(name, port);
      }
      const number = port.containerPort;
      if (number.origin === 'unset' || number.value === 0) yield { message: 'missing', at: number.node };
      else if (number.value !== undefined && checkPortNumber(number.value).length > 0)
        yield { message: 'number', at: number.node, data: { field: 'containerPort', value: number.value } };
      const hostPort = port.node.get('hostPort');
      if (hostPort.integer && checkPortNumber(hostPort.integer).length > 0)
        yield { message: 'number', at: hostPort, data: { field: 'hostPort', value: hostPort.integer } };
      const protocol = port.protocol.value;
      if (protocol !== undefined && !protocols.includes(protocol)) {
        const meant = suggest(protocol, protocols);
        yield {
          message: 'protocol',
          at: port.protocol.node,
          data: { value: protocol },
          fixes: () =>
            meant
              ? [
                  {
                    title: 'use',
                    data: { value: meant },
                    safe: meant === protocol.toUpperCase(),
                    edits: replaceValue(port.protocol.node, meant),
                  },
                ]
              : [],
        };
      }
    }
  },
});
