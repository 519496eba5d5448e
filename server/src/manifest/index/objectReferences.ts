/** Which fields name another object, by where they stand: known from the API, for completion and navigation alike. */
import type { FieldPath } from '../../base/fieldPath.ts';

/** The last names of a path, the innermost last, and the kind that stands there. */
const fields: readonly (readonly [names: readonly string[], kind: string])[] = [
  [['configMap', 'name'], 'ConfigMap'],
  [['configMapRef', 'name'], 'ConfigMap'],
  [['configMapKeyRef', 'name'], 'ConfigMap'],
  [['secret', 'secretName'], 'Secret'],
  [['secret', 'name'], 'Secret'],
  [['secretRef', 'name'], 'Secret'],
  [['secretKeyRef', 'name'], 'Secret'],
  [['imagePullSecrets', 'name'], 'Secret'],
  [['tls', 'secretName'], 'Secret'],
  [['persistentVolumeClaim', 'claimName'], 'PersistentVolumeClaim'],
  [['serviceAccountName'], 'ServiceAccount'],
  [['spec', 'serviceName'], 'Service'],
  [['backend', 'service', 'name'], 'Service'],
  [['defaultBackend', 'service', 'name'], 'Service'],
  [['storageClassName'], 'StorageClass'],
  [['priorityClassName'], 'PriorityClass'],
  [['ingressClassName'], 'IngressClass'],
];

const lastNames = new Set(fields.map(([names]) => names.at(-1)!));

/** The kind of the object that the scalar at `path` names; `siblings` gives the scalars beside it. */
export function kindNamedAt(path: FieldPath, siblings: (name: string) => string | undefined): string | undefined {
  const names = path.filter((step) => typeof step === 'string');
  const last = names.at(-1);
  if (last === undefined) return undefined;
  if (last === 'name' && names.at(-2) === 'scaleTargetRef') return siblings('kind') ?? 'Deployment';
  if (last === 'name' && names.at(-2) === 'backendRefs') return siblings('kind') ?? 'Service';
  if (last === 'name' && (names.at(-2) === 'roleRef' || names.at(-2) === 'subjects')) return siblings('kind');
  // Nearly every scalar of a manifest is asked about.
  if (!lastNames.has(last)) return undefined;
  return fields.find(([wanted]) => wanted.every((name, i) => names.at(i - wanted.length) === name))?.[1];
}
