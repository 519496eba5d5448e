/**
 * What is wrong with the spec of a PersistentVolumeClaim: of an object of its own, or of a template in a workload.
 * Upstream: `ValidatePersistentVolumeClaimSpec` in `pkg/apis/core/validation/validation.go`.
 */
import { isGateOn } from '../kubernetes/gates.ts';
import { checkDns1123Label, checkDns1123Subdomain } from '../kubernetes/names.ts';
import { parseQuantity } from '../kubernetes/quantity.ts';
import type { ManifestNode } from '../manifest/node.ts';
import { compareReleases } from '../schema/release.ts';
import { plainComplaint } from './complaint.ts';
import { selectorFaults, textOf } from './reading.ts';
import type { RawFinding, RuleContext } from './rule.ts';

export const claimMessages = {
  modes: 'accessModes is required here, e.g. ReadWriteOnce.',
  emptyMode: 'An item of accessModes must not be empty. Remove it.',
  podMode: 'ReadWriteOncePod can’t be combined with other access modes.',
  storage: 'resources.requests.storage is required here.',
  positive: 'storage must be more than 0, not {value}.',
  name: '"{value}" is not a valid {field}: {complaint}.',
  empty: '{field} must not be empty. Remove it.',
  selector: 'This selector is not valid: {fault}.',
  source: '{field} of this data source is required.',
  core: 'Without an apiGroup only a PersistentVolumeClaim can be a data source. Add the apiGroup of "{kind}".',
  sources: 'dataSource and dataSourceRef must name the same. Keep one of them.',
} as const;

type Found = RawFinding<keyof typeof claimMessages>;

export function* checkClaim(spec: ManifestNode, kubernetes: string): Generator<Found> {
  if (spec.unknown || spec.partial || (spec.isSet && !spec.isMap)) return;
  const modes = spec.get('accessModes');
  if (!spec.isSet) yield { message: 'modes', at: modes };
  const all = modes.items().map((mode) => textOf(mode));
  for (const [index, mode] of all.entries()) {
    // The API server names the list.
    if (mode === '') yield { message: 'emptyMode', at: modes.item(index), path: modes.path };
  }
  if (
    all.includes('ReadWriteOncePod') &&
    all.some((mode) => /^(ReadWriteOnce|ReadOnlyMany|ReadWriteMany)$/.test(mode ?? ''))
  )
    yield { message: 'podMode', at: modes, on: 'key' };
  yield* checkStorage(spec.get('resources'));
  const hasAttributes = compareReleases(kubernetes, '1.34') >= 0;
  for (const field of hasAttributes ? ['storageClassName', 'volumeAttributesClassName'] : ['storageClassName'])
    yield* checkName(spec.get(field), field);
  const mode = spec.get('volumeMode');
  if (mode.isSet && textOf(mode) === '') yield { message: 'empty', at: mode, data: { field: 'volumeMode' } };
  for (const { at, path, fault } of selectorFaults(spec.get('selector')))
    yield { message: 'selector', at, path, data: { fault } };
}

function* checkStorage(resources: ManifestNode): Generator<Found> {
  const storage = resources.get('requests').get('storage');
  // The API server names the amount as if it stood in resources itself.
  const named = [...resources.path, 'storage'];
  if (!storage.present) {
    if (!storage.unknown && !storage.partial) yield { message: 'storage', at: storage, path: named };
    return;
  }
  const { value } = storage;
  const parsed = typeof value === 'string' || typeof value === 'number' ? parseQuantity(value) : { value: 0 };
  if ((value !== null && typeof value === 'symbol') || !('value' in parsed)) return;
  if (parsed.value <= 0) yield { message: 'positive', at: storage, path: named, data: { value: String(value) } };
}

function* checkName(node: ManifestNode, field: string): Generator<Found> {
  const [complaint] = node.string ? checkDns1123Subdomain(node.string) : [];
  if (complaint !== undefined)
    yield { message: 'name', at: node, data: { value: node.string!, field, complaint: plainComplaint(complaint) } };
}

/**
 * What is wrong with the sources of a claim, each copied to the other where that is missing.
 * Upstream: `EnforceDataSourceBackwardsCompatibility`, `NormalizeDataSources`, `validateDataSource`.
 */
export function* checkDataSources(spec: ManifestNode, { kubernetes, gates }: RuleContext): Generator<Found> {
  const old = spec.get('dataSource');
  const ref = spec.get('dataSourceRef');
  if (old.unknown || ref.unknown) return;
  // Where claims can't be of other namespaces, the whole reference is dropped.
  const isForeign = Boolean(ref.get('namespace').string);
  const isLost = isForeign && !isGateOn('CrossNamespaceVolumeDataSource', kubernetes, gates);
  // Alone, the old field keeps nothing but claims and snapshots.
  const hasRef = ref.isSet && !isLost;
  const isDropped = !hasRef && !isClaimOrSnapshot(old);
  const shown = [...(old.isMap && !isDropped ? [old] : []), ...(hasRef && ref.isMap ? [ref] : [])];
  const [only] = shown.length === 1 ? shown : [];
  // A claim in another namespace has no place in the old field.
  const isCopied = only !== undefined && !only.get('namespace').string;
  for (const source of shown) {
    yield* checkSource(source, source.path);
    if (isCopied) yield* checkSource(source, (source === old ? ref : old).path);
  }
  if (shown.length === 2 && !old.partial) {
    const differs = ['apiGroup', 'kind', 'name'].some(
      (field) => textOf(old.get(field)) !== textOf(ref.get(field)) && ![old, ref].some((one) => one.get(field).unknown),
    );
    if (differs || isForeign) yield { message: 'sources', at: old, on: 'key', path: spec.path };
  }
}

/** The same of a template, where nothing is copied. */
export function* checkTemplateSources(spec: ManifestNode): Generator<Found> {
  for (const field of ['dataSource', 'dataSourceRef']) {
    const source = spec.get(field);
    if (source.isMap) yield* checkSource(source, source.path);
  }
}

/** Upstream: `dataSourceIsPvcOrSnapshot`. */
function isClaimOrSnapshot(source: ManifestNode): boolean {
  const group = textOf(source.get('apiGroup'));
  const kind = textOf(source.get('kind'));
  if (group === undefined || kind === undefined) return true;
  return group === ''
    ? kind === 'PersistentVolumeClaim'
    : group === 'snapshot.storage.k8s.io' && kind === 'VolumeSnapshot';
}

function* checkSource(source: ManifestNode, path: ManifestNode['path']): Generator<Found> {
  for (const field of ['name', 'kind']) {
    if (textOf(source.get(field)) === '')
      yield { message: 'source', at: source.get(field), path: [...path, field], data: { field } };
  }
  const group = source.get('apiGroup');
  const kind = textOf(source.get('kind'));
  if (textOf(group) === '' && kind !== undefined && kind !== 'PersistentVolumeClaim')
    yield { message: 'core', at: source, on: 'key', path, data: { kind } };
  const names = [
    { field: 'apiGroup', check: checkDns1123Subdomain },
    { field: 'namespace', check: checkDns1123Label },
  ];
  for (const { field, check } of names) {
    const node = source.get(field);
    const [complaint] = node.string ? check(node.string) : [];
    if (complaint !== undefined)
      yield {
        message: 'name',
        at: node,
        path: [...path, field],
        data: { value: node.string!, field, complaint: plainComplaint(complaint) },
      };
  }
}
