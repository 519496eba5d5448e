import type { ManifestNode } from '../../manifest/node.ts';
import { compareReleases } from '../../schema/release.ts';
import { objectsIn, textOf } from '../reading.ts';
import { defineRule, type RawFinding } from '../rule.ts';
import { isValidated } from '../validatedKinds.ts';

/** The strategies of the others set the generation themselves. */
const keepGeneration = new Set([
  'Service',
  'ConfigMap',
  'Secret',
  'ServiceAccount',
  'PersistentVolumeClaim',
  'HorizontalPodAutoscaler',
]);
const longestManager = 128;
/** Upstream: `MaxSubresourceNameLength`. */
const longestSubresource = 256;

type Found = RawFinding<
  'generation' | 'owner' | 'controllers' | 'operation' | 'fieldsType' | 'manager' | 'subresource' | 'bannedOwner'
>;

/** Upstream: `ValidateObjectMetaAccessor`, `ValidateOwnerReferences`, `ValidateManagedFields`. */
export const invalidMetadata = defineRule({
  meta: {
    id: 'invalid-metadata',
    severity: 'error',
    appliesTo: 'object',
    summary: 'The ownerReferences and managedFields of an object are valid.',
    messages: {
      generation: 'generation must not be negative, but is {value}. Remove it: the API server sets it.',
      owner: '{field} of this owner is missing; the API server requires it.',
      bannedOwner: 'An Event can’t own anything.',
      controllers: 'Only one owner can be the controller. Keep `controller: true` at one of them.',
      operation: 'operation must be Apply or Update, not "{value}".',
      fieldsType: 'fieldsType must be FieldsV1, not "{value}".',
      manager: 'manager must be at most 128 printable characters.',
      subresource: 'subresource must be at most 256 characters.',
    },
    references: [
      'https://kubernetes.io/docs/concepts/overview/working-with-objects/owners-dependents/',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go',
    ],
  },
  *check({ object }, { kubernetes }) {
    if (!isValidated(object)) return;
    const metadata = object.root.get('metadata');
    const generation = metadata.get('generation');
    if (keepGeneration.has(object.kind) && generation.integer !== undefined && generation.integer < 0)
      yield { message: 'generation', at: generation, data: { value: generation.integer } };
    // What was recorded in a cluster is compared, not applied: its owners lack what differs from run to run.
    if (!object.isPatch) yield* checkOwners(metadata.get('ownerReferences'), kubernetes);
    for (const entry of objectsIn(metadata.get('managedFields'))) yield* checkManaged(entry);
  },
});

/** The API server names the index since 1.37. */
function* checkOwners(list: ManifestNode, kubernetes: string): Generator<Found> {
  let controllers = 0;
  const hasIndex = compareReleases(kubernetes, '1.37') >= 0;
  for (const owner of objectsIn(list)) {
    const { path } = hasIndex ? owner : list;
    const version = textOf(owner.get('apiVersion'));
    for (const field of ['apiVersion', 'kind', 'name', 'uid'] as const) {
      const text = textOf(owner.get(field));
      const isMissing = field === 'apiVersion' && version !== undefined ? !hasVersion(version) : text === '';
      if (isMissing) yield { message: 'owner', at: owner.get(field), path: [...path, field], data: { field } };
    }
    if (version === 'v1' && textOf(owner.get('kind')) === 'Event') yield { message: 'bannedOwner', at: owner, path };
    if (owner.get('controller').value !== true) continue;
    controllers += 1;
    if (controllers > 1) yield { message: 'controllers', at: owner.get('controller'), path: list.path };
  }
}

/** Upstream: `schema.FromAPIVersionAndKind`, which reads what it can't parse as no version. */
function hasVersion(apiVersion: string): boolean {
  const parts = apiVersion.split('/');
  return parts.length <= 2 && parts.at(-1) !== '';
}

function* checkManaged(entry: ManifestNode): Generator<Found> {
  const operation = entry.get('operation');
  const value = textOf(operation);
  if (value !== undefined && value !== 'Apply' && value !== 'Update')
    yield { message: 'operation', at: operation, data: { value } };
  const type = entry.get('fieldsType');
  if (type.string && type.string !== 'FieldsV1')
    yield { message: 'fieldsType', at: type, data: { value: type.string } };
  const manager = entry.get('manager');
  if (manager.string && (manager.string.length > longestManager || /[\p{Cc}\p{Zl}\p{Zp}]/u.test(manager.string)))
    yield { message: 'manager', at: manager };
  const subresource = entry.get('subresource');
  if (subresource.string && subresource.string.length > longestSubresource)
    yield { message: 'subresource', at: subresource };
}
