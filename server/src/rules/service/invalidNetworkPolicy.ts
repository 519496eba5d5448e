import { isCidr, isInRange } from '../../kubernetes/addresses.ts';
import { checkPortName, checkPortNumber } from '../../kubernetes/names.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import { plainComplaint } from '../complaint.ts';
import { objectsIn, selectorFaults, textOf } from '../reading.ts';
import { defineRule, type RawFinding } from '../rule.ts';

type Found = RawFinding<
  | 'selector'
  | 'noPeer'
  | 'mixedPeer'
  | 'range'
  | 'subset'
  | 'protocol'
  | 'port'
  | 'endPort'
  | 'endAlone'
  | 'types'
  | 'type'
>;

const protocols = ['TCP', 'UDP', 'SCTP'];

/** Upstream: `ValidateNetworkPolicySpec` and what it calls. */
export const invalidNetworkPolicy = defineRule({
  meta: {
    id: 'invalid-network-policy',
    severity: 'error',
    appliesTo: 'object',
    summary: 'The peers and ports of a NetworkPolicy can be used.',
    messages: {
      selector: 'This selector is not valid: {fault}.',
      noPeer: 'A peer needs a podSelector, a namespaceSelector or an ipBlock.',
      mixedPeer: 'An ipBlock must be the only field of its peer. Make two peers of this one.',
      range: '"{value}" is not a range of IP addresses, such as 10.0.0.0/8.',
      subset: '"{value}" must be a smaller range inside of {cidr}.',
      protocol: '"{value}" is not a protocol. Use TCP, UDP or SCTP.',
      port: '"{value}" is not a valid port: {complaint}.',
      endPort: 'endPort must be from port to 65535, not {value}.',
      endAlone: 'endPort needs a port that is a number.',
      types: 'policyTypes can have two items at most. Keep Ingress, Egress or both.',
      type: '"{value}" is not a policy type. Use Ingress or Egress.',
    },
    references: [
      'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/networking/validation/validation.go',
    ],
  },
  *check({ object }) {
    if (object.apiVersion !== 'networking.k8s.io/v1' || object.kind !== 'NetworkPolicy') return;
    const spec = object.root.get('spec');
    yield* checkSelector(spec.get('podSelector'));
    for (const [direction, peers] of [
      ['ingress', 'from'],
      ['egress', 'to'],
    ] as const) {
      for (const rule of objectsIn(spec.get(direction))) {
        for (const port of objectsIn(rule.get('ports'))) yield* checkPort(port);
        for (const peer of objectsIn(rule.get(peers))) yield* checkPeer(peer);
      }
    }
    const types = spec.get('policyTypes');
    if (types.items().length > 2) {
      yield { message: 'types', at: types, on: 'key' };
      return;
    }
    for (const item of types.items()) {
      const value = textOf(item);
      if (value !== undefined && value !== 'Ingress' && value !== 'Egress')
        yield { message: 'type', at: item, data: { value } };
    }
  },
});

function* checkSelector(selector: ManifestNode): Generator<Found> {
  for (const { at, path, fault } of selectorFaults(selector)) yield { message: 'selector', at, path, data: { fault } };
}

function* checkPeer(peer: ManifestNode): Generator<Found> {
  const block = peer.get('ipBlock');
  const selectors = [peer.get('podSelector'), peer.get('namespaceSelector')];
  for (const selector of selectors) yield* checkSelector(selector);
  if (block.isMap) yield* checkBlock(block);
  if (peer.partial || [block, ...selectors].some((node) => node.unknown)) return;
  const count = [block, ...selectors].filter((node) => node.isSet).length;
  if (count === 0) yield { message: 'noPeer', at: peer };
  else if (count > 1 && block.isSet) yield { message: 'mixedPeer', at: peer };
}

function* checkBlock(block: ManifestNode): Generator<Found> {
  const cidr = block.get('cidr');
  const range = textOf(cidr);
  if (range === undefined) return;
  if (!isCidr(range)) {
    yield { message: 'range', at: cidr, data: { value: range } };
    return;
  }
  for (const item of block.get('except').items()) {
    const value = textOf(item);
    if (value === undefined) continue;
    if (!isCidr(value)) yield { message: 'range', at: item, data: { value } };
    else if (!isInRange(value, range)) yield { message: 'subset', at: item, data: { value, cidr: range } };
  }
}

function* checkPort(entry: ManifestNode): Generator<Found> {
  const protocol = entry.get('protocol');
  if (protocol.isSet && protocol.string !== undefined && !protocols.includes(protocol.string))
    yield { message: 'protocol', at: protocol, data: { value: protocol.string } };
  const port = entry.get('port');
  const end = entry.get('endPort');
  if (port.unknown || end.unknown) return;
  const last = end.isSet ? end.integer : undefined;
  if (port.integer !== undefined) {
    const [complaint] = checkPortNumber(port.integer);
    if (complaint !== undefined) yield { message: 'port', at: port, data: { value: String(port.integer), complaint } };
    if (last !== undefined && (last < port.integer || checkPortNumber(last).length > 0))
      yield { message: 'endPort', at: end, data: { value: last } };
    return;
  }
  if (last !== undefined && (port.string !== undefined || !port.isSet)) yield { message: 'endAlone', at: end };
  const [complaint] = port.string === undefined ? [] : checkPortName(port.string);
  if (complaint !== undefined)
    yield { message: 'port', at: port, data: { value: port.string!, complaint: plainComplaint(complaint) } };
}
