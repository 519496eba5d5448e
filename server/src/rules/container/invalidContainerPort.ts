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
      missing: 'This port has no containerPort. Add the number on which the container listens, 1 to 65535.',
      number: '{field} {value} does not exist: ports are numbers from 1 to 65535.',
      name: 'Port name "{value}" is not valid: it {complaint}. At most 15 lower-case letters, digits and single hyphens, with a letter among them.',
      duplicate: 'Another port of this container is named "{value}" too; names must differ.',
      first: 'Also named "{value}"',
      protocol: 'protocol is TCP, UDP or SCTP, in capitals; "{value}" would be rejected.',
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
