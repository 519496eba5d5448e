/**
 * What is wrong with the sources of volumes that name storage systems, beyond the fields that the schema requires.
 * Upstream: `validateAzureDisk`, `validateISCSIVolumeSource` and its like in `pkg/apis/core/validation/validation.go`.
 */
import { checkDns1123Label } from '../../kubernetes/names.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import { plainComplaint } from '../complaint.ts';
import { textOf } from '../reading.ts';
import type { RawFinding } from '../rule.ts';

export const storageMessages = {
  required: '{field} is required here.',
  notEmpty: '{field} must not be empty. Remove it.',
  uri: 'diskURI of a {kind} disk must begin with {start}, not "{value}".',
  initiator: '"{value}" is not a valid {field}: it must be an iqn, eui or naa name.',
  outOfRange: '{field} must be from 0 to 255, not {value}.',
  oneOf: 'Either {first} or {second} is required here.',
  notBoth: '{first} and {second} can’t be combined. Keep one of them.',
  slash: '"{value}" must not contain a slash.',
  hostPort: '"{value}" is not a list of host:port pairs.',
  tenant: 'tenant must have at most 64 characters.',
  label: '"{value}" is not a valid {field}: {complaint}.',
  reserved: '"{key}" is not a valid option: kubernetes.io and k8s.io are reserved.',
} as const;

type Found = RawFinding<keyof typeof storageMessages>;

export function* checkStorage(source: ManifestNode): Generator<Found> {
  const get = (field: string) => source.get(field);
  switch (source.path.at(-1)) {
    case 'azureDisk':
      yield* checkAzureDisk(source);
      return;
    case 'iscsi':
      yield* checkIscsi(source);
      return;
    case 'fc':
      yield* checkFibreChannel(source);
      return;
    case 'quobyte':
      yield* checkQuobyte(source);
      return;
    case 'flocker':
      yield* checkFlocker(source);
      return;
    case 'gcePersistentDisk': {
      const named = (field: string) => [...source.path.slice(0, -1), 'persistentDisk', field];
      for (const found of required(get('pdName'))) yield { ...found, path: named('pdName') };
      for (const found of inRange(get('partition'))) yield { ...found, path: named('partition') };
      return;
    }
    case 'awsElasticBlockStore':
      yield* inRange(get('partition'));
      return;
    case 'cinder':
      yield* namedSecret(get('secretRef'));
      return;
    case 'storageos': {
      yield* required(get('volumeName'));
      yield* label(get('volumeName'));
      yield* label(get('volumeNamespace'));
      yield* namedSecret(get('secretRef'));
      return;
    }
    case 'flexVolume':
      for (const { key, node } of get('options').fields()) {
        const [namespace = ''] = key.split('/', 1);
        if (/\.(kubernetes|k8s)\.io$/.test(`.${namespace.toLowerCase()}`))
          yield { message: 'reserved', at: node, on: 'key', data: { key } };
      }
  }
}

function* checkAzureDisk(source: ManifestNode): Generator<Found> {
  for (const field of ['cachingMode', 'kind']) {
    const node = source.get(field);
    if (node.value === '') yield { message: 'notEmpty', at: node, data: { field } };
  }
  const kind = source.get('kind');
  const uri = source.get('diskURI');
  const value = textOf(uri);
  const type = kind.isSet ? kind.string : kind.unknown ? undefined : 'Shared';
  if (value === undefined || type === undefined) return;
  const start = type === 'Managed' ? '/subscriptions/' : 'https://';
  if (!value.startsWith(start)) yield { message: 'uri', at: uri, data: { kind: type, start, value } };
}

const initiator = {
  iqn: /^iqn\.\d{4}-\d{2}\.[A-Za-z0-9.-]+:[^,;*&$|\s]+$/,
  eui: /^eui.[A-Za-z0-9]{16}$/,
  naa: /^naa.[A-Za-z0-9]{32}$/,
} as const;

function isInitiator(name: string): boolean {
  const kind = name.slice(0, 3);
  return Object.hasOwn(initiator, kind) && initiator[kind as keyof typeof initiator].test(name);
}

function* checkIscsi(source: ManifestNode): Generator<Found> {
  const iqn = source.get('iqn');
  if (iqn.string && !isInitiator(iqn.string))
    yield { message: 'initiator', at: iqn, data: { field: 'iqn', value: iqn.string } };
  yield* inRange(source.get('lun'));
  const secret = source.get('secretRef');
  const asks = ['chapAuthDiscovery', 'chapAuthSession'].some((field) => source.get(field).value === true);
  if (asks && !secret.isSet && !secret.unknown) yield { message: 'required', at: secret, data: { field: 'secretRef' } };
  const name = source.get('initiatorName');
  if (name.isSet && name.string !== undefined && !isInitiator(name.string))
    yield {
      message: 'initiator',
      at: name,
      path: [...source.path, 'initiatorname'],
      data: { field: 'initiatorName', value: name.string },
    };
}

function* checkFibreChannel(source: ManifestNode): Generator<Found> {
  const [names, ids, lun] = ['targetWWNs', 'wwids', 'lun'].map((field) => source.get(field)) as [
    ManifestNode,
    ManifestNode,
    ManifestNode,
  ];
  if (names.unknown || ids.unknown || source.partial) return;
  const data = { first: 'targetWWNs', second: 'wwids' };
  const [hasNames, hasIds] = [names.items().length > 0, ids.items().length > 0];
  if (hasNames && hasIds) yield { message: 'notBoth', at: names, on: 'key', data };
  else if (!hasNames && !hasIds) yield { message: 'oneOf', at: names, data };
  if (!hasNames) return;
  if (lun.isSet) yield* inRange(lun);
  else if (!lun.unknown) yield { message: 'required', at: lun, data: { field: 'lun' } };
}

function* checkQuobyte(source: ManifestNode): Generator<Found> {
  const registry = source.get('registry');
  const tenant = source.get('tenant');
  if (!registry.string) return;
  if ((tenant.string?.length ?? 0) > 64) yield { message: 'tenant', at: tenant };
  // Upstream: `net.SplitHostPort`, which looks for one colon behind the host.
  else if (!registry.string.split(',').every((pair) => /^(\[[^[\]]*\]|[^:[\]]*):[^:[\]]*$/.test(pair)))
    yield { message: 'hostPort', at: registry, data: { value: registry.string } };
}

function* checkFlocker(source: ManifestNode): Generator<Found> {
  const name = source.get('datasetName');
  const [first, second] = [textOf(name), textOf(source.get('datasetUUID'))];
  const data = { first: 'datasetName', second: 'datasetUUID' };
  if (first === '' && second === '') yield { message: 'oneOf', at: source, on: 'key', data };
  if (first && second) yield { message: 'notBoth', at: source, on: 'key', data };
  if (first?.includes('/')) yield { message: 'slash', at: name, data: { value: first } };
}

function* required(node: ManifestNode): Generator<Found> {
  if (textOf(node) === '') yield { message: 'required', at: node, data: { field: String(node.path.at(-1)) } };
}

function* inRange(node: ManifestNode): Generator<Found> {
  const value = node.integer;
  if (value !== undefined && (value < 0 || value > 255))
    yield { message: 'outOfRange', at: node, data: { field: String(node.path.at(-1)), value } };
}

function* label(node: ManifestNode): Generator<Found> {
  const [complaint] = node.string ? checkDns1123Label(node.string) : [];
  if (complaint !== undefined)
    yield {
      message: 'label',
      at: node,
      data: { value: node.string!, field: String(node.path.at(-1)), complaint: plainComplaint(complaint) },
    };
}

function* namedSecret(reference: ManifestNode): Generator<Found> {
  if (reference.isMap) yield* required(reference.get('name'));
}
