import { checkDns1123Label, checkPortName, checkPortNumber, checkQualifiedName } from '../../kubernetes/names.ts';
import { replaceValue } from '../../manifest/edit.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import { suggest } from '../../schema/suggest.ts';
import { plainComplaint } from '../complaint.ts';
import { defineRule, type RawFinding } from '../rule.ts';

type Found = RawFinding<
  | 'none'
  | 'number'
  | 'missing'
  | 'nameMissing'
  | 'name'
  | 'duplicateName'
  | 'duplicatePort'
  | 'duplicateNodePort'
  | 'targetName'
  | 'quoted'
  | 'protocol'
  | 'appProtocol'
  | 'nodePortOfClusterIp'
  | 'use'
>;

const protocols = ['TCP', 'UDP', 'SCTP'];

/** Upstream: `validateService`, `validateServicePort`. A targetPort that is left out is the port. */
export const invalidServicePort = defineRule({
  meta: {
    id: 'invalid-service-port',
    severity: 'error',
    appliesTo: 'object',
    summary: 'The ports of a Service have valid, different numbers and names.',
    messages: {
      none: 'A Service needs at least one port, unless it is headless (clusterIP: None) or an ExternalName.',
      number: '{field} must be a number from 1 to 65535, not {value}.',
      missing: 'This entry needs port: the number under which the Service is reached.',
      nameMissing: 'With more than one port each port needs a name.',
      name: '"{value}" is not a valid port name of a Service: {complaint}.',
      duplicateName: 'Two ports of this Service are named "{value}". Names must differ.',
      duplicatePort: 'Port {value} with this protocol is listed twice. Remove one, or change its number.',
      duplicateNodePort: 'nodePort {value} is used twice with this protocol. Change one, or leave it to the cluster.',
      targetName: {
        text: '"{value}" is not a valid port name: {complaint}.',
        detail: 'targetPort is the name or number of a container’s port.',
      },
      quoted: 'targetPort "{value}" is text, which is read as the name of a port. Write the number without quotes.',
      protocol: 'protocol must be TCP, UDP or SCTP, in capitals, not "{value}".',
      appProtocol: '"{value}" is not a valid appProtocol: {complaint}.',
      nodePortOfClusterIp: 'A Service of type ClusterIP must not have a nodePort. Remove it, or set type: NodePort.',
      use: 'Use {value}',
    },
    references: [
      'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ object }) {
    if (object.apiVersion !== 'v1' || object.kind !== 'Service') return;
    const spec = object.root.get('spec');
    const list = spec.get('ports');
    if (spec.unknown || list.unknown || (list.isSet && !list.isList)) return;
    const ports = list.items().filter((port) => port.readsAsMap);
    const type = spec.get('type');
    const isHeadless = spec.get('clusterIP').value === 'None';
    if (list.items().length === 0) {
      const needsNone = isHeadless || type.value === 'ExternalName' || type.unknown || spec.get('clusterIP').unknown;
      const isWritten = spec.isSet || (spec.present && !object.isPatch);
      if (!needsNone && !list.partial && isWritten) yield { message: 'none', at: list };
      return;
    }
    const isClusterIp =
      !type.unknown && (type.value === 'ClusterIP' || type.value === '' || !type.isSet) && !spec.partial;
    const seen = { names: new Set<string>(), ports: new Set<string>(), nodePorts: new Set<string>() };
    for (const port of ports) {
      yield* checkNumbers(port);
      const name = port.get('name').isSet ? port.get('name').string : '';
      if (name === '') {
        if (ports.length > 1 && !port.partial) yield { message: 'nameMissing', at: port.get('name') };
      } else if (name !== undefined) {
        const [complaint] = checkDns1123Label(name);
        if (complaint !== undefined)
          yield { message: 'name', at: port.get('name'), data: { value: name, complaint: plainComplaint(complaint) } };
        if (seen.names.has(name)) yield { message: 'duplicateName', at: port.get('name'), data: { value: name } };
        seen.names.add(name);
      }
      const protocolNode = port.get('protocol');
      const isReadable = !protocolNode.unknown && (!protocolNode.isSet || protocolNode.string !== undefined);
      const protocol = isReadable ? protocolNode.string || 'TCP' : undefined;
      if (protocol !== undefined && !protocols.includes(protocol)) {
        const meant = suggest(protocol, protocols);
        yield {
          message: 'protocol',
          at: protocolNode,
          data: { value: protocol },
          fixes: () => (meant ? [use(protocolNode, meant, meant === protocol.toUpperCase())] : []),
        };
      }
      const number = port.get('port').integer;
      const key = `${protocol} ${number}`;
      if (protocol !== undefined && number !== undefined) {
        if (seen.ports.has(key))
          yield { message: 'duplicatePort', at: port.get('port'), path: port.path, data: { value: number } };
        seen.ports.add(key);
      }
      const nodePort = port.get('nodePort').integer;
      if (!nodePort) continue;
      if (isClusterIp) yield { message: 'nodePortOfClusterIp', at: port.get('nodePort'), on: 'key' };
      if (protocol === undefined) continue;
      if (seen.nodePorts.has(`${protocol} ${nodePort}`))
        yield { message: 'duplicateNodePort', at: port.get('nodePort'), data: { value: nodePort } };
      seen.nodePorts.add(`${protocol} ${nodePort}`);
    }
  },
});

function* checkNumbers(port: ManifestNode): Generator<Found> {
  const number = port.get('port');
  if (!number.isSet) {
    if (!number.unknown) yield { message: 'missing', at: number };
  } else if (number.integer !== undefined && checkPortNumber(number.integer).length > 0)
    yield { message: 'number', at: number, data: { field: 'port', value: number.integer } };
  const target = port.get('targetPort');
  // 0 and the empty text count as left out.
  if (target.integer && checkPortNumber(target.integer).length > 0)
    yield { message: 'number', at: target, data: { field: 'targetPort', value: target.integer } };
  const [complaint] = target.string ? checkPortName(target.string) : [];
  if (complaint !== undefined) {
    const value = target.string!;
    const isNumber = /^[1-9]\d*$/.test(value) && checkPortNumber(Number(value)).length === 0;
    const repaired = isNumber ? value : value.toLowerCase();
    yield {
      message: isNumber ? 'quoted' : 'targetName',
      at: target,
      data: { value, complaint: plainComplaint(complaint) },
      fixes: () => (isNumber || checkPortName(repaired).length === 0 ? [use(target, repaired, isNumber)] : []),
    };
  }
  const appProtocol = port.get('appProtocol');
  const [fault] = appProtocol.string === undefined ? [] : checkQualifiedName(appProtocol.string);
  if (fault !== undefined)
    yield {
      message: 'appProtocol',
      at: appProtocol,
      data: { value: appProtocol.string!, complaint: plainComplaint(fault) },
    };
}

function use(node: ManifestNode, value: string, safe: boolean) {
  return { title: 'use', data: { value }, safe, edits: replaceValue(node, value) } as const;
}
