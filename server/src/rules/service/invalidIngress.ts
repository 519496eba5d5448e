import type { Value } from '../../base/message.ts';
import { isIpAddress } from '../../kubernetes/addresses.ts';
import {
  checkDns1123Subdomain,
  checkPathSegmentName,
  checkPortName,
  checkPortNumber,
  checkWildcardDns1123Subdomain,
} from '../../kubernetes/names.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import { plainComplaint } from '../complaint.ts';
import { objectsIn, readingMessages, textOf } from '../reading.ts';
import { defineRule, type RawFinding } from '../rule.ts';
import { nameCheckOf } from '../validatedKinds.ts';

type Found = RawFinding<
  | 'nothing'
  | 'noPaths'
  | 'pathType'
  | 'missing'
  | 'absolute'
  | 'sequence'
  | 'address'
  | 'name'
  | 'noBackend'
  | 'twoBackends'
  | 'noPort'
  | 'twoPorts'
  | 'port'
  | 'className'
>;

const pathTypes = ['Exact', 'ImplementationSpecific', 'Prefix'];

/** Upstream: `ValidateIngressCreate` and what it calls. */
export const invalidIngress = defineRule({
  meta: {
    id: 'invalid-ingress',
    severity: 'error',
    appliesTo: 'object',
    summary: 'An Ingress has rules or a default backend, and each path leads to one.',
    messages: {
      nothing: 'This Ingress leads nowhere. Add rules or a defaultBackend.',
      noPaths: 'This rule has no paths. Add one.',
      pathType: '"{value}" is not a pathType. Use Exact, Prefix or ImplementationSpecific.',
      missing: '{field} is required.',
      absolute: 'The path "{value}" must begin with /.',
      sequence: 'The path "{value}" must not contain "{part}".',
      address: 'host must be a DNS name; "{value}" is an IP address.',
      name: '"{value}" is not a valid {field}: {complaint}.',
      noBackend: 'A backend needs a service or a resource. Add one.',
      twoBackends: 'A backend must have either a service or a resource. Keep one of them.',
      noPort: 'The service needs a port. Add port.number or port.name.',
      twoPorts: 'A port must have either a name or a number. Keep one of them.',
      port: 'A port must be from 1 to 65535, not {value}.',
      className: 'The annotation says "{value}", but ingressClassName says "{other}". Keep one of them.',
    },
    references: [
      'https://kubernetes.io/docs/concepts/services-networking/ingress/',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/networking/validation/validation.go',
    ],
  },
  *check({ object }, { kubernetes }) {
    if (object.apiVersion !== 'networking.k8s.io/v1' || object.kind !== 'Ingress') return;
    const spec = object.root.get('spec');
    if (spec.unknown || (spec.isSet && !spec.isMap)) return;
    const rules = spec.get('rules');
    const defaultBackend = spec.get('defaultBackend');
    const isOpen = rules.unknown || (rules.isSet && !rules.isList) || defaultBackend.unknown || spec.partial;
    if (!isOpen && rules.items().length === 0 && !defaultBackend.isSet)
      yield { message: 'nothing', at: spec, on: spec.present ? 'key' : object.root.get('kind').span };
    if (defaultBackend.isMap) yield* checkBackend(defaultBackend, kubernetes);
    for (const rule of objectsIn(rules)) yield* checkIngressRule(rule, kubernetes);
    for (const tls of objectsIn(spec.get('tls'))) {
      for (const host of tls.get('hosts').items()) yield* checkHost(host, 'host', textOf(host));
      const secret = tls.get('secretName');
      if (secret.string) yield* checkName(secret, 'secretName', checkDns1123Subdomain);
    }
    const className = spec.get('ingressClassName');
    if (className.isSet) yield* checkName(className, 'ingressClassName', checkDns1123Subdomain);
    const annotation = object.root.get('metadata').get('annotations').get('kubernetes.io/ingress.class');
    if (className.string !== undefined && annotation.string !== undefined && annotation.string !== className.string)
      yield {
        message: 'className',
        at: annotation,
        path: annotation.path.slice(1),
        data: { value: annotation.string, other: className.string },
      };
  },
});

function* checkIngressRule(rule: ManifestNode, kubernetes: string): Generator<Found> {
  const host = rule.get('host');
  if (host.string) {
    if (isIpAddress(host.string)) yield { message: 'address', at: host, data: { value: host.string } };
    // An IPv4 address is a name as well, and needs no second complaint; one of IPv6 is none.
    else yield* checkHost(host, 'host', host.string);
  }
  const http = rule.get('http');
  if (!http.isMap) return;
  const paths = http.get('paths');
  if (!paths.unknown && !paths.partial && paths.items().length === 0) yield { message: 'noPaths', at: paths };
  for (const path of objectsIn(paths)) yield* checkIngressPath(path, kubernetes);
}

function* checkIngressPath(entry: ManifestNode, kubernetes: string): Generator<Found> {
  const type = entry.get('pathType');
  const path = entry.get('path');
  if (type.unknown || entry.partial) return;
  if (!type.isSet) {
    yield { message: 'missing', at: type, data: { field: 'pathType' } };
    return;
  }
  const value = textOf(path);
  if (type.string !== undefined && !pathTypes.includes(type.string)) {
    yield { message: 'pathType', at: type, data: { value: type.string } };
  } else if (value !== undefined && type.string !== undefined) {
    const isExact = type.string !== 'ImplementationSpecific';
    if (!value.startsWith('/') && (isExact || value !== '')) yield { message: 'absolute', at: path, data: { value } };
    const part = isExact ? forbiddenPart(value) : undefined;
    if (part !== undefined) yield { message: 'sequence', at: path, data: { value, part } };
  }
  yield* checkBackend(entry.get('backend'), kubernetes);
}

function forbiddenPart(path: string): string | undefined {
  return (
    ['//', '/./', '/../', '%2f', '%2F'].find((part) => path.includes(part)) ??
    ['/..', '/.'].find((end) => path.endsWith(end))
  );
}

function* checkBackend(backend: ManifestNode, kubernetes: string): Generator<Found> {
  if (backend.unknown || backend.partial || (backend.isSet && !backend.isMap)) return;
  const service = backend.get('service');
  const resource = backend.get('resource');
  if (service.unknown || resource.unknown) return;
  if (service.isSet && resource.isSet) {
    yield { message: 'twoBackends', at: backend, on: 'key' };
  } else if (resource.isSet) {
    if (resource.isMap) yield* checkResource(resource);
  } else if (!service.isSet) {
    yield { message: 'noBackend', at: backend, ...(backend.present ? { on: 'key' as const } : {}) };
  } else if (service.isMap) {
    const name = service.get('name');
    const text = textOf(name);
    if (text === '') yield { message: 'missing', at: name, data: { field: 'name' } };
    else yield* checkName(name, readingMessages.serviceName(), nameCheckOf('Service', kubernetes));
    yield* checkPort(service.get('port'), backend);
  }
}

function* checkPort(port: ManifestNode, backend: ManifestNode): Generator<Found> {
  const name = port.get('name');
  const number = port.get('number');
  if (port.unknown || name.unknown || number.unknown || (port.isSet && !port.isMap)) return;
  const text = textOf(name);
  const value = number.isSet ? number.integer : 0;
  if (text === undefined || value === undefined) return;
  if (text !== '' && value !== 0) yield { message: 'twoPorts', at: port, on: 'key', path: backend.path };
  else if (text !== '') yield* checkName(name, readingMessages.portName(), checkPortName);
  else if (value === 0) yield { message: 'noPort', at: port, path: backend.path };
  else if (checkPortNumber(value).length > 0) yield { message: 'port', at: number, data: { value } };
}

function* checkResource(resource: ManifestNode): Generator<Found> {
  const group = resource.get('apiGroup');
  if (group.isSet) yield* checkName(group, 'apiGroup', checkDns1123Subdomain);
  for (const field of ['kind', 'name']) {
    const node = resource.get(field);
    if (textOf(node) === '') yield { message: 'missing', at: node, data: { field } };
    else yield* checkName(node, field, checkPathSegmentName);
  }
}

function checkHost(node: ManifestNode, field: string, host: string | undefined): Generator<Found> {
  return checkName(node, field, host?.includes('*') ? checkWildcardDns1123Subdomain : checkDns1123Subdomain);
}

function* checkName(node: ManifestNode, field: Value, check: (text: string) => readonly string[]): Generator<Found> {
  const value = textOf(node);
  const [complaint] = value === undefined ? [] : check(value);
  if (complaint !== undefined)
    yield { message: 'name', at: node, data: { value: value!, field, complaint: plainComplaint(complaint) } };
}
