import { allOf, anyOf } from '../../base/message.ts';
import { checkDns1123Label, checkDns1123Subdomain, checkQualifiedName } from '../../kubernetes/names.ts';
import { replaceValue } from '../../manifest/edit.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import { compareReleases } from '../../schema/release.ts';
import { suggest } from '../../schema/suggest.ts';
import { plainComplaint } from '../complaint.ts';
import { climbs, textOf } from '../reading.ts';
import { defineRule, type RawFinding } from '../rule.ts';
import { isDropped } from '../structure/guardedFields.ts';
import { checkDivisor, checkResourceName, resourceFieldMessages } from './resourceField.ts';

type Found = RawFinding<
  | 'noName'
  | 'missing'
  | 'noSource'
  | 'labelKey'
  | 'version'
  | 'name'
  | 'strictName'
  | 'source'
  | 'none'
  | 'several'
  | 'both'
  | 'fieldPath'
  | 'resource'
  | 'divisor'
  | 'keyName'
  | 'fileKey'
  | 'filePath'
  | 'fileVolume'
  | 'noVolume'
  | 'notEmptyDir'
  | 'use'
>;

const fieldPaths = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];
const sources = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'];
/** Printable ASCII but `=`. Upstream: `IsRelaxedEnvVarName`, on since 1.32. */
const envName = /^[ -<>-~]*$/;
/** Before 1.32. Upstream: `IsEnvVarName`. */
const strictEnvName = /^(?!\.$|\.\.)[-._a-zA-Z][-._a-zA-Z0-9]*$/;

/** Upstream: `ValidateEnv`, `validateEnvVarValueFrom`, `ValidateEnvFrom`. */
export const invalidEnvironment = defineRule({
  meta: {
    id: 'invalid-environment',
    severity: 'error',
    appliesTo: 'container',
    summary: 'Environment variables have a name and one source that can exist.',
    messages: {
      noName: 'An environment variable needs a name.',
      ...resourceFieldMessages,
      resource: { text: '"{value}" is not a resource that a variable can hold.', detail: 'It can hold {allowed}.' },
      noSource: 'The name of the {kind} is required here.',
      version: 'apiVersion of a fieldRef must be v1, not "{value}". Remove it.',
      name: '"{value}" is not a valid name of an environment variable: use printable ASCII characters, but no =.',
      strictName: {
        text: '"{value}" is not a valid name of an environment variable before Kubernetes 1.32.',
        detail: 'Use letters, digits, _, - and ., and no digit first.',
      },
      labelKey: '"{value}" is not a valid key of a label or annotation: {complaint}.',
      source: '"{value}" is not a valid name of a {kind}: {complaint}.',
      none: 'This needs a source: {sources}.',
      several: 'This has more than one source. Keep one of them.',
      both: 'An environment variable must have either a value or a valueFrom, not both.',
      fieldPath: {
        text: '"{value}" is not a field of the pod that a variable can hold.',
        detail: "It can hold {allowed}, and labels and annotations such as metadata.labels['app'].",
      },
      keyName: 'Key "{value}" is not valid: use letters, digits, -, _ and .',
      fileKey: '"{value}" is not a valid key of a file: use printable ASCII characters, but no =.',
      filePath: 'path "{value}" must not contain ..',
      fileVolume: '"{value}" is not a valid name of a volume: {complaint}.',
      noVolume: 'This pod has no volume "{value}". Add an emptyDir of that name, or use one that is there.',
      notEmptyDir: 'The file must be in an emptyDir, which volume "{value}" is not.',
      use: 'Use {value}',
    },
    references: [
      'https://kubernetes.io/docs/tasks/inject-data-application/environment-variable-expose-pod-information/',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ container, pod, workload: { object } }, context) {
    const { kubernetes } = context;
    const volumes = object.isPatch ? undefined : pod.spec.get('volumes');
    // Behind a gate that is off, the API server drops it.
    const counts = (source: ManifestNode) =>
      source.path.at(-1) !== 'fileKeyRef' ||
      (compareReleases(kubernetes, '1.34') >= 0 && !isDropped(object, source.path, context));
    const isRelaxed = compareReleases(kubernetes, '1.32') >= 0;
    const allowed = isRelaxed ? envName : strictEnvName;
    const message = isRelaxed ? 'name' : 'strictName';
    for (const variable of container.node.get('env').items()) {
      // An item that is written as nothing is one without a name.
      if (variable.unknown || (variable.isSet && !variable.isMap)) continue;
      const nameNode = variable.get('name');
      const name = nameNode.isSet ? nameNode.string : '';
      if (name === '') yield { message: 'noName', at: nameNode };
      else if (name !== undefined && !allowed.test(name)) yield { message, at: nameNode, data: { value: name } };
      yield* checkValueFrom(variable, counts, volumes);
    }
    const envFrom = container.node.get('envFrom');
    for (const source of envFrom.items()) {
      if (source.unknown || !source.readsAsMap) continue;
      const prefix = source.get('prefix').string;
      if (prefix && !allowed.test(prefix)) yield { message, at: source.get('prefix'), data: { value: prefix } };
      const named = ['configMapRef', 'secretRef'].map((field) => source.get(field)).filter((node) => node.isSet);
      for (const node of named) {
        if (node.isMap)
          yield* checkName(node.get('name'), node.path.at(-1) === 'secretRef' ? 'Secret' : 'ConfigMap', true);
      }
      if (named.length === 0 && !source.partial)
        yield {
          message: 'none',
          at: source,
          path: envFrom.path,
          data: { sources: anyOf(['configMapRef', 'secretRef']) },
        };
      if (named.length > 1) yield { message: 'several', at: source, path: envFrom.path };
    }
  },
});

function* checkValueFrom(
  variable: ManifestNode,
  counts: (source: ManifestNode) => boolean,
  volumes: ManifestNode | undefined,
): Generator<Found> {
  const node = variable.get('valueFrom');
  if (!node.isSet || node.unknown) return;

  const named = sources.map((field) => node.get(field)).filter((source) => source.isSet && counts(source));
  for (const source of named) {
    if (!source.isMap) continue;
    const field = source.path.at(-1);
    if (field === 'fieldRef') yield* checkFieldRef(source);
    else if (field === 'fileKeyRef') yield* checkFileKey(source, volumes);
    else if (field === 'resourceFieldRef') {
      yield* checkResourceName(source.get('resource'));
      yield* checkDivisor(source);
    } else if (field === 'configMapKeyRef' || field === 'secretKeyRef') {
      yield* checkName(source.get('name'), field === 'secretKeyRef' ? 'Secret' : 'ConfigMap');
      yield* checkKey(source.get('key'));
    }
  }
  const value = variable.get('value');
  if (named.length === 0) {
    if (!node.partial) yield { message: 'none', at: node, on: 'key', data: { sources: anyOf(sources.slice(0, 4)) } };
  } else if (value.isSet && value.value !== '') yield { message: 'both', at: node, on: 'key' };
  else if (named.length > 1) yield { message: 'several', at: node, on: 'key' };
}

function* checkFieldRef(source: ManifestNode): Generator<Found> {
  const node = source.get('fieldPath');
  const version = source.get('apiVersion');
  const path = node.isSet ? node.string : '';
  if (path === undefined || version.unknown) return;
  if (path !== '' && version.string && version.string !== 'v1') {
    yield { message: 'version', at: version, path: node.path, data: { value: version.string } };
    return;
  }
  if (path === '') {
    yield { message: 'missing', at: node, data: { field: 'fieldPath' } };
    return;
  }
  const [, parent, key] = /^([^[]+)\['(.*)'\]$/.exec(path) ?? [];
  if (parent === 'metadata.labels' || parent === 'metadata.annotations') {
    const [complaint] = checkQualifiedName(parent === 'metadata.labels' ? key! : key!.toLowerCase());
    if (complaint !== undefined)
      yield {
        message: 'labelKey',
        at: node,
        path: source.path,
        data: { value: key!, complaint: plainComplaint(complaint) },
      };
  } else if (!fieldPaths.includes(path) && path !== 'spec.host') {
    const meant = suggest(path, fieldPaths);
    yield {
      message: 'fieldPath',
      at: node,
      data: { value: path, allowed: allOf(fieldPaths) },
      fixes: () =>
        meant ? [{ title: 'use', data: { value: meant }, safe: false, edits: replaceValue(node, meant) }] : [],
    };
  }
}

/** Upstream: `validateFileKeySelector`, `validateFileKeyRefVolumes`. */
function* checkFileKey(source: ManifestNode, volumes: ManifestNode | undefined): Generator<Found> {
  if (source.partial) return;
  const nodeOf = (field: string) => source.get(field);
  for (const field of ['key', 'volumeName', 'path']) {
    if (textOf(nodeOf(field)) === '') yield { message: 'missing', at: nodeOf(field), data: { field } };
  }
  const key = nodeOf('key').string;
  if (key && !envName.test(key)) yield { message: 'fileKey', at: nodeOf('key'), data: { value: key } };
  const path = nodeOf('path').string;
  if (path && climbs(path)) yield { message: 'filePath', at: nodeOf('path'), data: { value: path } };
  const volumeName = nodeOf('volumeName');
  const value = volumeName.string;
  if (!value) return;
  const [complaint] = checkDns1123Label(value);
  const volume = volumes?.items().findLast((one) => one.get('name').string === value);
  if (complaint !== undefined)
    yield { message: 'fileVolume', at: volumeName, data: { value, complaint: plainComplaint(complaint) } };
  else if (volume !== undefined) {
    const emptyDir = volume.get('emptyDir');
    if (!emptyDir.isSet && !emptyDir.unknown && !volume.partial)
      yield { message: 'notEmptyDir', at: volumeName, data: { value } };
  } else if (volumes && !isOpen(volumes)) yield { message: 'noVolume', at: volumeName, data: { value } };
}

/** Whether a list may hold more volumes than are written. */
function isOpen(volumes: ManifestNode): boolean {
  const names = volumes.items().map((volume) => volume.get('name'));
  return volumes.unknown || volumes.partial || names.some((name) => name.unknown);
}

/** A name at which `envFrom` takes a hyphen for its end, as if more were to follow. Upstream: `ValidateEnvFrom`. */
function* checkName(node: ManifestNode, kind: 'Secret' | 'ConfigMap', mayEndOpen = false): Generator<Found> {
  const name = node.isSet ? node.string : '';
  if (name === undefined || (!node.present && node.partial)) return;
  const [complaint] = checkDns1123Subdomain(mayEndOpen ? name.replace(/.-$/, 'a') : name);
  if (name === '')
    yield {
      message: 'noSource',
      at: node,
      data: { kind },
    };
  else if (complaint !== undefined)
    yield { message: 'source', at: node, data: { value: name, kind, complaint: plainComplaint(complaint) } };
}

function* checkKey(node: ManifestNode): Generator<Found> {
  const key = node.isSet ? node.string : '';
  if (key === '' && !node.partial) yield { message: 'missing', at: node, data: { field: 'key' } };
  else if (key && (!/^[-._a-zA-Z0-9]+$/.test(key) || key.length > 253 || /^\.$|^\.\./.test(key)))
    yield { message: 'keyName', at: node, data: { value: key } };
}
