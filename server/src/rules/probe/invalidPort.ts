import { checkPortName, checkPortNumber } from '../../kubernetes/names.ts';
import { addField, replaceValue } from '../../manifest/edit.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import type { ContainerModel } from '../../manifest/podModel.ts';
import { plainComplaint } from '../complaint.ts';
import { checkedHandlers } from '../handlers.ts';
import { defineRule } from '../rule.ts';

/** Upstream: `ValidatePortNumOrName`. A port that is left out counts as 0. */
export const invalidPort = defineRule({
  meta: {
    id: 'invalid-port',
    severity: 'error',
    appliesTo: 'container',
    summary: 'The port of a probe or hook is a number from 1 to 65535 or a valid port name.',
    messages: {
      number: 'The port of the {owner} must be a number from 1 to 65535, not {value}.',
      name: {
        text: '"{value}" is not a valid port name: {complaint}.',
        detail: 'Use the name of one of the container’s ports, or a number.',
      },
      missing: 'The {owner} needs a port: a number from 1 to 65535, or the name of one of the container’s ports.',
      quoted: 'Port "{value}" is text, which is read as the name of a port. Write the number without quotes.',
      use: 'Use port {port}',
    },
    references: [
      'https://www.rfc-editor.org/rfc/rfc6335#section-5.1',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ container, workload }) {
    const isFilledIn = workload.kind.custom?.filledIn?.includes('port') ?? false;
    for (const { type, node: handler, owner } of checkedHandlers(container)) {
      if (type === 'exec' || type === 'sleep') continue;
      const node = handler.get('port');
      // Knative writes 0 where it means the port that it finds.
      if (isFilledIn && node.value === 0) continue;
      if (!node.isSet) {
        if (!handler.isMap && handler.isSet) continue;
        yield {
          message: 'missing',
          at: node,
          data: { owner },
          fixes: () =>
            ownPorts(container, type).map((port) => ({
              title: 'use',
              data: { port },
              safe: false,
              edits: node.present ? replaceValue(node, port) : addField(handler, 'port', port),
            })),
        };
      } else if (node.integer !== undefined && checkPortNumber(node.integer).length > 0) {
        yield {
          message: 'number',
          at: node,
          data: { value: node.integer, owner },
          fixes: () => useOwnPort(container, node, type),
        };
      } else if (type !== 'grpc' && node.string !== undefined) {
        const value = node.string;
        const [complaint] = checkPortName(value);
        if (complaint === undefined) continue;
        const isNumber = /^[1-9]\d*$/.test(value) && checkPortNumber(Number(value)).length === 0;
        yield {
          message: isNumber ? 'quoted' : 'name',
          at: node,
          data: { value, owner, complaint: plainComplaint(complaint) },
          fixes: () => {
            const [repaired] = isNumber
              ? [value]
              : [value.trim().toLowerCase()].filter(
                  (name) => checkPortName(name).length === 0 && isNamed(container, name),
                );
            return repaired !== undefined
              ? [{ title: 'use', data: { port: repaired }, safe: isNumber, edits: replaceValue(node, repaired) }]
              : useOwnPort(container, node, type);
          },
        };
      }
    }
  },
});

function useOwnPort(container: ContainerModel, node: ManifestNode, type: string) {
  return ownPorts(container, type).map(
    (port) => ({ title: 'use', data: { port }, safe: false, edits: replaceValue(node, port) }) as const,
  );
}

/** Whether a port of the container has the name, or may have it from elsewhere. */
function isNamed({ node, ports }: ContainerModel, wanted: string): boolean {
  return node.get('ports').partial || ports.some(({ name }) => name.value === wanted || name.origin === 'unknown');
}

function isPort(port: number | string): boolean {
  return (typeof port === 'number' ? checkPortNumber(port) : checkPortName(port)).length === 0;
}

/** The container's valid TCP ports, by name where they have one and the handler takes names. */
function ownPorts({ ports }: ContainerModel, handler: string): string[] {
  return ports.flatMap(({ name, containerPort, protocol }) => {
    if (protocol.value !== 'TCP') return [];
    const port = handler === 'grpc' ? containerPort.value : name.value || containerPort.value;
    return port === undefined || !isPort(port) ? [] : [String(port)];
  });
}
