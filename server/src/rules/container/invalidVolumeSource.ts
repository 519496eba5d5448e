import { allOf, type Message } from '../../base/message.ts';
import { checkDns1123Subdomain, checkQualifiedName, tooLong } from '../../kubernetes/names.ts';
import { parseQuantity } from '../../kubernetes/quantity.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import { compareReleases } from '../../schema/release.ts';
import { plainComplaint } from '../complaint.ts';
import { climbs, localPathFault, objectsIn, textOf, writtenPathFault } from '../reading.ts';
import { defineRule, type RawFinding } from '../rule.ts';
import { volumesOf } from './podVolumes.ts';
import { checkDivisor, checkResourceName, resourceFieldMessages } from './resourceField.ts';
import { checkStorage, storageMessages } from './storageVolumes.ts';

type Found = RawFinding<
  | 'several'
  | 'negative'
  | 'mode'
  | 'path'
  | 'climbs'
  | 'relative'
  | 'labelKey'
  | 'missing'
  | 'name'
  | 'fieldPath'
  | 'fieldAndResource'
  | 'fieldOrResource'
  | 'severalInSource'
  | 'expiration'
  | 'samePath'
  | 'claimMetadata'
  | 'bundle'
  | 'empty'
  | 'version'
  | keyof typeof storageMessages
  | keyof typeof resourceFieldMessages
>;

/** In the order in which the API server looks at them: the first one counts. */
const order = [
  'emptyDir',
  'hostPath',
  'gitRepo',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'secret',
  'nfs',
  'iscsi',
  'glusterfs',
  'flocker',
  'persistentVolumeClaim',
  'rbd',
  'cinder',
  'cephfs',
  'quobyte',
  'downwardAPI',
  'fc',
  'flexVolume',
  'configMap',
  'azureFile',
  'vsphereVolume',
  'photonPersistentDisk',
  'portworxVolume',
  'azureDisk',
  'storageos',
  'projected',
  'scaleIO',
  'csi',
  'ephemeral',
  'image',
];
/** As the API server names a second source, where it is not by the field's own name. */
const namedAs: Readonly<Record<string, string>> = { cephfs: 'cephFS', downwardAPI: 'downwarAPI' };
/** What the API server does not take over from such a template. Upstream: `ValidateTemplateObjectMeta`. */
const claimMetadata = [
  'name',
  'generateName',
  'namespace',
  'uid',
  'resourceVersion',
  'generation',
  'finalizers',
  'ownerReferences',
];
const podFields = ['metadata.name', 'metadata.namespace', 'metadata.labels', 'metadata.annotations', 'metadata.uid'];

/** Upstream: `validateVolumeSource` and what it calls. */
export const invalidVolumeSource = defineRule({
  meta: {
    id: 'invalid-volume-source',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'A volume has one source, and that can be used.',
    messages: {
      ...storageMessages,
      ...resourceFieldMessages,
      version: 'apiVersion of a fieldRef must be v1, not "{value}". Remove it.',
      several: 'A volume must have one source, and {first} is there already.',
      negative: 'sizeLimit must not be negative, but is {value}.',
      mode: '{field} must be from 0 to 0777 (511), not {value}.',
      path: '{field} "{value}" is not valid. {complaint}',
      climbs: 'path "{value}" must not contain ..',
      relative: 'path "{value}" must begin with /.',
      missing: '{field} is required here.',
      name: '"{value}" is not a valid {field}: {complaint}.',
      labelKey: '"{value}" is not a valid key of a label or annotation: {complaint}.',
      fieldPath: {
        text: '"{value}" is not a field of the pod that a file can hold.',
        detail: 'A file can hold {allowed}.',
      },
      fieldAndResource: 'A file must have either a fieldRef or a resourceFieldRef, not both.',
      fieldOrResource: 'A file needs a fieldRef or a resourceFieldRef.',
      severalInSource: 'A source of a projected volume must be of one kind. Make two sources of it.',
      expiration: 'expirationSeconds must be from 600 to 4294967296, not {value}.',
      claimMetadata: 'The claim template of a volume can have labels and annotations only. Remove {field}.',
      bundle: 'Either name or signerName is required here.',
      samePath: 'Two files of this volume have the path "{value}". Paths must differ.',
      empty: '{field} must not be empty. Remove it.',
    },
    references: [
      'https://kubernetes.io/docs/concepts/storage/volumes/',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ pod, workload }, { kubernetes }) {
    const isPod = workload.kind.kind === 'Pod';
    for (const volume of volumesOf(workload, pod)) yield* checkVolume(volume, kubernetes, isPod);
  },
});

/** What is wrong with the source of a volume, of a Pod or a template. */
export function* checkVolume(volume: ManifestNode, kubernetes: string, isPod: boolean): Generator<Found> {
  const sources = order
    // Upstream: ImageVolume. Before, the API server drops such a volume.
    .filter((name) => name !== 'image' || compareReleases(kubernetes, '1.35') >= 0)
    .map((name) => volume.get(name))
    .filter((source) => source.isSet);
  const [first, ...others] = sources;
  // Without any source it is an emptyDir.
  if (!first) return;
  for (const source of others) {
    const name = String(source.path.at(-1));
    if (!source.mayExclude(first))
      yield {
        message: 'several',
        at: source,
        on: 'key',
        path: [...volume.path, namedAs[name] ?? name],
        data: { first: String(first.path.at(-1)) },
      };
  }
  if (first.isMap) yield* checkSource(first, kubernetes, isPod);
}

function* checkSource(source: ManifestNode, kubernetes: string, isPod: boolean): Generator<Found> {
  switch (source.path.at(-1)) {
    case 'emptyDir': {
      const limit = source.get('sizeLimit');
      const { value } = limit;
      const parsed = typeof value === 'string' || typeof value === 'number' ? parseQuantity(value) : { value: 0 };
      if ('value' in parsed && parsed.value < 0)
        yield { message: 'negative', at: limit, data: { value: String(limit.value) } };
      return;
    }
    case 'hostPath': {
      const path = source.get('path');
      if (path.string && climbs(path.string))
        yield {
          message: 'climbs',
          at: path,
          data: { value: path.string },
        };
      return;
    }
    case 'gitRepo':
      yield* checkPath(source.get('directory'), localPathFault);
      return;
    case 'secret':
    case 'configMap':
      yield* checkMode(source.get('defaultMode'));
      for (const item of objectsIn(source.get('items'))) yield* checkKeyToPath(item);
      return;
    case 'nfs': {
      const path = source.get('path');
      if (path.string && !path.string.startsWith('/'))
        yield {
          message: 'relative',
          at: path,
          data: { value: path.string },
        };
      return;
    }
    case 'downwardAPI':
      yield* checkMode(source.get('defaultMode'));
      for (const item of objectsIn(source.get('items'))) yield* checkPodFile(item, source);
      return;
    case 'projected':
      yield* checkProjected(source, kubernetes);
      return;
    case 'csi': {
      const driver = source.get('driver');
      const [complaint] = driver.string ? checkDns1123Subdomain(driver.string.toLowerCase()) : [];
      const fault = complaint ?? tooLong(driver.string ?? '', 63)[0];
      if (fault !== undefined)
        yield {
          message: 'name',
          at: driver,
          data: { value: driver.string!, field: 'driver', complaint: plainComplaint(fault) },
        };
      const secret = source.get('nodePublishSecretRef');
      if (secret.isSet && secret.isMap && textOf(secret.get('name')) === '')
        yield { message: 'missing', at: secret.get('name'), data: { field: 'name' } };
      return;
    }
    case 'image':
      if (textOf(source.get('reference')) === '' && (isPod || compareReleases(kubernetes, '1.37') >= 0))
        yield { message: 'missing', at: source.get('reference'), data: { field: 'reference' } };
      return;
    case 'ephemeral': {
      const metadata = source.get('volumeClaimTemplate').get('metadata');
      for (const { node } of metadata.fields()) {
        const field = String(node.path.at(-1));
        if (claimMetadata.includes(field) && node.isSet && node.value !== '' && node.value !== 0)
          yield { message: 'claimMetadata', at: node, on: 'key', data: { field } };
      }
      return;
    }
    default:
      yield* checkStorage(source);
  }
}

function* checkProjected(source: ManifestNode, kubernetes: string): Generator<Found> {
  yield* checkMode(source.get('defaultMode'));
  // The others are behind feature gates.
  const kinds = ['secret', 'configMap', 'downwardAPI', 'serviceAccountToken'];
  const seen = new Set<string>();
  function* unique(path: ManifestNode): Generator<Found> {
    if (!path.string) return;
    if (seen.has(path.string)) yield { message: 'samePath', at: path, path: source.path, data: { value: path.string } };
    seen.add(path.string);
  }
  for (const one of objectsIn(source.get('sources'))) {
    const bundle = one.get('clusterTrustBundle');
    if (bundle.isMap && !bundle.partial && compareReleases(kubernetes, '1.37') >= 0) {
      const isNamed = ['name', 'signerName'].some((field) => bundle.get(field).isSet || bundle.get(field).unknown);
      if (!isNamed) yield { message: 'bundle', at: bundle, on: 'key' };
    }
    const named = kinds.map((kind) => one.get(kind)).filter((node) => node.isSet);
    if (named.length > 1) yield { message: 'severalInSource', at: one, on: 'key' };
    for (const node of named) {
      if (!node.isMap) continue;
      const kind = node.path.at(-1);
      if (kind === 'secret' || kind === 'configMap') {
        if (textOf(node.get('name')) === '')
          yield { message: 'missing', at: node.get('name'), data: { field: 'name' } };
        for (const item of objectsIn(node.get('items'))) {
          yield* checkKeyToPath(item);
          yield* unique(item.get('path'));
        }
      } else if (kind === 'downwardAPI') {
        for (const item of objectsIn(node.get('items'))) {
          yield* checkPodFile(item, node);
          yield* unique(item.get('path'));
        }
      } else if (kind === 'serviceAccountToken') {
        const expiration = node.get('expirationSeconds');
        const value = expiration.integer;
        if (value !== undefined && (value < 600 || value > 2 ** 32))
          yield { message: 'expiration', at: expiration, data: { value } };
        const path = node.get('path');
        const named = [...source.path, 'path'];
        if (textOf(path) === '') yield { message: 'missing', at: path, path: named, data: { field: 'path' } };
        // Upstream: AllowNonLocalProjectedTokenPath, which came with patches of releases before.
        else if (compareReleases(kubernetes, '1.34') >= 0)
          for (const found of checkPath(path, writtenPathFault)) yield { ...found, path: named };
      }
    }
  }
}

function* checkKeyToPath(item: ManifestNode): Generator<Found> {
  yield* checkPath(item.get('path'), writtenPathFault);
  yield* checkMode(item.get('mode'));
}

/** Upstream: `validateDownwardAPIVolumeFile`, which names no index. */
function* checkPodFile(item: ManifestNode, source: ManifestNode): Generator<Found> {
  const named = (...steps: string[]) => [...source.path, ...steps];
  const path = item.get('path');
  const text = textOf(path);
  if (text === '') yield { message: 'missing', at: path, path: named('path'), data: { field: 'path' } };
  const complaint = text ? writtenPathFault(text) : undefined;
  if (complaint !== undefined)
    yield { message: 'path', at: path, path: named('path'), data: { field: 'path', value: text!, complaint } };
  const mode = item.get('mode');
  for (const found of checkMode(mode)) yield { ...found, path: named('mode') };
  const field = item.get('fieldRef');
  const resource = item.get('resourceFieldRef');
  if (field.unknown || resource.unknown || item.partial) return;
  if (field.isSet && resource.isSet) yield { message: 'fieldAndResource', at: resource, on: 'key', path: source.path };
  else if (!field.isSet && !resource.isSet)
    yield { message: 'fieldOrResource', at: item, on: 'key', path: source.path };
  if (field.isMap) {
    const version = field.get('apiVersion');
    const value = textOf(field.get('fieldPath'));
    if (value === '') {
      const at = field.get('fieldPath');
      yield { message: 'missing', at, path: named('fieldRef', 'fieldPath'), data: { field: 'fieldPath' } };
    }
    if (value && version.string && version.string !== 'v1') {
      yield {
        message: 'version',
        at: version,
        path: named('fieldRef', 'fieldPath'),
        data: { value: version.string },
      };
      return;
    }
    const [, parent, key] = /^([^[]+)\['(.*)'\]$/.exec(value ?? '') ?? [];
    if (parent === 'metadata.labels' || parent === 'metadata.annotations') {
      const [fault] = checkQualifiedName(parent === 'metadata.labels' ? key! : key!.toLowerCase());
      if (fault !== undefined)
        yield {
          message: 'labelKey',
          at: field.get('fieldPath'),
          path: named('fieldRef'),
          data: { value: key!, complaint: plainComplaint(fault) },
        };
    } else if (value && !podFields.includes(value))
      yield {
        message: 'fieldPath',
        at: field.get('fieldPath'),
        path: named('fieldRef', 'fieldPath'),
        data: { value, allowed: allOf(podFields) },
      };
  } else if (!field.isSet && resource.isMap) {
    const container = resource.get('containerName');
    if (textOf(container) === '')
      yield {
        message: 'missing',
        at: container,
        path: named('resourceFieldRef', 'containerName'),
        data: { field: 'containerName' },
      };
    else if (container.isSet) {
      const name = resource.get('resource');
      for (const found of checkResourceName(name)) yield { ...found, path: named('resourceFieldRef', 'resource') };
    }
    for (const found of checkDivisor(resource)) yield { ...found, path: named('resourceFieldRef', 'divisor') };
  }
}

function* checkPath(node: ManifestNode, fault: (path: string) => Message | undefined): Generator<Found> {
  const complaint = node.string ? fault(node.string) : undefined;
  if (complaint !== undefined)
    yield { message: 'path', at: node, data: { field: String(node.path.at(-1)), value: node.string!, complaint } };
}

function* checkMode(node: ManifestNode): Generator<Found> {
  const value = node.integer;
  if (value !== undefined && (value < 0 || value > 0o777))
    yield { message: 'mode', at: node, data: { field: String(node.path.at(-1)), value } };
}
