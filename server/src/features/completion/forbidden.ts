/** Fields that the schema has and the API server refuses, or ignores, at a place. They are not offered. */
import type { FieldPath } from '../../base/fieldPath.ts';

/** Written by the server. Upstream: apimachinery `pkg/apis/meta/v1/types.go`. */
const writtenByServer = new Set([
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
]);

const probes = new Set(['livenessProbe', 'readinessProbe', 'startupProbe']);
const hooks = new Set(['postStart', 'preStop']);
const handlers = new Set(['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep']);
/** Their pods never end by themselves. Upstream: `pkg/apis/apps/validation/validation.go`, ValidatePodTemplateSpecForReplicaSet. */
const endless = new Set(['DaemonSet', 'Deployment', 'ReplicaSet', 'ReplicationController', 'StatefulSet']);

/** Beside a field of the first set, the others of it are refused. By the definition that has them. */
const exclusive: Readonly<Record<string, ReadonlySet<string>>> = {
  'core.v1.EnvVar': new Set(['value', 'valueFrom']),
  'core.v1.EnvFromSource': new Set(['configMapRef', 'secretRef']),
  'core.v1.EnvVarSource': new Set(['configMapKeyRef', 'fieldRef', 'resourceFieldRef', 'secretKeyRef', 'fileKeyRef']),
};

export interface FieldPlace {
  readonly kind: string;
  /** Of the mapping, from the object. */
  readonly path: FieldPath;
  readonly definition: string;
  readonly siblings: ReadonlyMap<string, string | null>;
}

export function isForbidden(field: string, { kind, path, definition, siblings }: FieldPlace): boolean {
  const parent = path.at(-1);
  if (path.length === 0) return field === 'status';
  if (parent === 'metadata' && writtenByServer.has(field)) return true;
  if (field === 'ephemeralContainers' || field === 'serviceAccount') return true;
  if (field === 'activeDeadlineSeconds') return path.length > 1 && endless.has(kind);
  if (typeof parent === 'string' && (probes.has(parent) || hooks.has(parent)))
    return isRefusedInHandler(field, parent, siblings);
  if (path.at(-2) === 'initContainers' && (probes.has(field) || field === 'lifecycle'))
    return siblings.get('restartPolicy') !== 'Always';
  if (definition === 'core.v1.Volume' && field !== 'name')
    return [...siblings.keys()].some((other) => other !== 'name');
  const group = exclusive[definition];
  return group?.has(field) === true && [...siblings.keys()].some((other) => group.has(other));
}

/** Upstream: `pkg/apis/core/validation/validation.go`, validateProbe, validateHandler, validateLivenessProbe. */
function isRefusedInHandler(field: string, parent: string, siblings: ReadonlyMap<string, string | null>): boolean {
  if (handlers.has(field)) {
    // The API server takes a tcpSocket for a hook, and the kubelet doesn't run it.
    const isOfOther = probes.has(parent) ? field === 'sleep' : field === 'grpc' || field === 'tcpSocket';
    return isOfOther || [...siblings.keys()].some((other) => handlers.has(other));
  }
  if (field === 'successThreshold') return parent !== 'readinessProbe';
  return field === 'terminationGracePeriodSeconds' && parent === 'readinessProbe';
}
