/**
 * What the API server's strict decoder says about an object: unknown fields, values that can't be decoded; and the
 * enumerations of its types. Works on plain JSON; what a template leaves open (`unknownValue`) is never complained about.
 * Upstream: apimachinery `pkg/runtime/serializer/json` in strict mode, sigs.k8s.io/json (field names are case-sensitive).
 */
import type { FieldPath } from '../base/fieldPath.ts';
import { isUnknown } from '../base/unknown.ts';
import { groupOf, isBuiltInGroup, removedIn } from '../kubernetes/apiVersions.ts';
import { apiVersionsOf } from './apiVersions.ts';
import {
  allKinds,
  enforcedFieldsOf,
  type FieldSchema,
  fieldOf,
  kindOf,
  nearestRelease,
  newestRelease,
  valueAvailability,
} from './catalog.ts';
import type { FieldType } from './fieldType.ts';
import { jsonType, type SchemaProblem } from './problem.ts';
import { isAvailable } from './release.ts';
import { scalarFault } from './scalars.ts';
import { suggest } from './suggest.ts';
import { validators } from './validators.generated.ts';

export interface ValidateOptions {
  /** The target release, e.g. `1.30`; the newest if absent. */
  readonly kubernetes?: string;
}

/** Problems of a whole object, found by its `apiVersion` and `kind`. Kinds that Kubernetes doesn't know have none. */
export function validateObject(value: unknown, options: ValidateOptions = {}): SchemaProblem[] {
  if (!isObject(value)) return [];
  const { apiVersion, kind } = value;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return [];
  const release = nearestRelease(options.kubernetes ?? newestRelease) ?? newestRelease;
  const entry = kindOf(apiVersion, kind);
  // `/v1` is another way to write `v1`; a group has no slash before it.
  if (/^\/[^/]*$/.test(apiVersion) && kindOf(apiVersion.slice(1), kind)) return [];
  if (entry === undefined) return unknownKind(value, apiVersion, kind, release);
  // What every release accepts needs no walk, which takes twice as long.
  if (validators[`${apiVersion} ${kind}`]?.(value)) return [];
  const problems: SchemaProblem[] = [];
  if (!isAvailable(entry, release)) {
    problems.push({
      kind: 'versionNotInRelease',
      path: ['apiVersion'],
      apiVersion,
      objectKind: kind,
      release,
      versions: apiVersionsOf(kind, release, groupOf(apiVersion)),
      ...(entry.since && { since: entry.since }),
      ...(entry.until && { until: entry.until }),
    });
  }
  problems.push(...validateDefinition(value, entry.definition, [], options));
  return problems;
}

/** Problems of an object that is known to be of a definition, e.g. the pod template of a custom resource. */
export function validateDefinition(
  value: unknown,
  definition: string,
  path: FieldPath = [],
  options: ValidateOptions = {},
): SchemaProblem[] {
  const release = nearestRelease(options.kubernetes ?? newestRelease) ?? newestRelease;
  const walk: Walk = { release, path: [...path], problems: [], inMap: false };
  visit(value, { shape: 'object', definition }, undefined, walk);
  return walk.problems;
}

interface Walk {
  readonly release: string;
  /** Where the walk is; copied into problems. */
  readonly path: (string | number)[];
  readonly problems: SchemaProblem[];
  /** Whether the walk is at a value of a map. */
  inMap: boolean;
}

function visit(value: unknown, type: FieldType, field: FieldSchema | undefined, walk: Walk): void {
  // Null is "not set" for every type of Kubernetes.
  if (value === null || value === undefined || isUnknown(value)) return;
  switch (type.shape) {
    case 'object':
      if (isObject(value)) visitObject(value, type.definition, walk);
      else wrongType(value, 'object', field, walk);
      return;
    case 'list':
      if (Array.isArray(value)) visitEntries(value.entries(), type.items, field, walk);
      else wrongType(value, 'list', field, walk);
      return;
    case 'map':
      if (isObject(value)) visitEntries(Object.entries(value), type.values, field, walk);
      else wrongType(value, 'map', field, walk);
      return;
    case 'scalar': {
      const fault = scalarFault(value, type.scalar);
      if (fault !== undefined) {
        const path = [...walk.path];
        const expected = type.scalar;
        const { definition } = field ?? {};
        walk.problems.push({
          kind: 'wrongType',
          path,
          expected,
          actual: jsonType(value),
          fault,
          value,
          definition,
          ...(walk.inMap && { inMap: true as const }),
        });
      } else if (field?.enum !== undefined && typeof value === 'string') {
        visitEnum(value, field, field.enum, walk);
      }
    }
  }
}

function visitEntries(
  entries: Iterable<[string | number, unknown]>,
  type: FieldType,
  field: FieldSchema | undefined,
  walk: Walk,
): void {
  for (const [step, item] of entries) {
    walk.path.push(step);
    // In a list null is an object without fields.
    walk.inMap = typeof step === 'string';
    visit(item === null && type.shape === 'object' && typeof step === 'number' ? {} : item, type, field, walk);
    walk.inMap = false;
    walk.path.pop();
  }
}

function visitObject(value: Readonly<Record<string, unknown>>, definition: string, walk: Walk): void {
  for (const name of Object.keys(value)) {
    const item = value[name];
    const field = fieldOf(definition, name, walk.release);
    walk.path.push(name);
    if (field === undefined) {
      walk.problems.push({ kind: 'unknownField', path: [...walk.path], name, definition });
    } else if (!isAvailable(field, walk.release)) {
      walk.problems.push({
        kind: 'fieldNotInRelease',
        path: [...walk.path],
        name,
        definition,
        release: walk.release,
        ...(field.since && { since: field.since }),
        ...(field.until && { until: field.until }),
      });
    } else {
      visit(item, field.type, field, walk);
    }
    walk.path.pop();
  }
  for (const name of enforcedFieldsOf(definition, walk.release)) {
    if (!isMissing(value[name], fieldOf(definition, name, walk.release))) continue;
    walk.problems.push({ kind: 'missingRequired', path: [...walk.path, name], name, definition });
  }
}

/** Of what is required, the empty text and the empty list are as good as nothing. */
function isMissing(value: unknown, field: FieldSchema | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (value === '') return field?.type.shape === 'scalar' && field.type.scalar === 'string';
  return Array.isArray(value) && value.length === 0 && field?.type.shape === 'list';
}

function visitEnum(value: string, field: FieldSchema, allowed: readonly string[], walk: Walk): void {
  // The empty string is "not set" for Kubernetes' own string types.
  if (value === '' || allowed.includes(value)) return;
  const path = [...walk.path];
  const { release } = walk;
  const { definition } = field;
  walk.problems.push({
    kind: 'notInEnum',
    path,
    value,
    definition,
    allowed,
    release,
    ...valueAvailability(field, value),
  });
}

function wrongType(
  value: unknown,
  expected: 'list' | 'object' | 'map',
  field: FieldSchema | undefined,
  walk: Walk,
): void {
  const path = [...walk.path];
  const { definition } = field ?? {};
  walk.problems.push({
    kind: 'wrongType',
    path,
    expected,
    actual: jsonType(value),
    fault: 'type',
    value,
    definition,
    ...(walk.inMap && { inMap: true as const }),
  });
}

const clientKinds = new Set(['List', 'Config']);
/** OpenShift had its kinds in the core group once. */
const openShiftKinds =
  /^(Build|BuildConfig|ClusterNetwork|DeploymentConfig|EgressNetworkPolicy|Group|HostSubnet|Identity|Image\w*|NetNamespace|OAuth\w*|Project\w*|Route|SecurityContextConstraints|Template|User\w*|\w*List)$/;

/** Whether an object of a kind that nobody knows is a valid object of a kind of the core group, but for its name. */
function isMadeAsAnother(value: object, kind: string, release: string): boolean {
  if (openShiftKinds.test(kind)) return false;
  return allKinds().some(
    (entry) =>
      entry.apiVersion === 'v1' &&
      isAvailable(entry, release) &&
      validateDefinition(value, entry.definition, [], { kubernetes: release }).length === 0,
  );
}

/** A kind without a schema is somebody's custom resource, unless its group is Kubernetes' own. */
function unknownKind(value: object, apiVersion: string, kind: string, release: string): SchemaProblem[] {
  // Kustomize's own transformers and generators, which no API server ever sees.
  if (apiVersion === 'builtin') return [];
  const group = groupOf(apiVersion);
  const path = ['apiVersion'];
  const versions = apiVersionsOf(kind, release, group);
  if (!isBuiltInGroup(group) && !isSlip(apiVersion, versions)) return [];
  const gone = removedIn(apiVersion, kind);
  if (gone !== undefined || versions.length > 0) {
    return [
      {
        kind: 'unknownVersion',
        path,
        apiVersion,
        objectKind: kind,
        versions,
        ...(gone === undefined ? {} : { removedIn: gone }),
      },
    ];
  }
  // Written under the core group's `v1`, but known to clients only: any other kind counts as a slip if one is near.
  if (apiVersion === 'v1' && clientKinds.has(kind)) return [];
  const suggestion = suggest(
    kind,
    allKinds()
      .filter((entry) => groupOf(entry.apiVersion) === group && isAvailable(entry, release))
      .map((entry) => entry.kind),
  );
  // What else clients know under `v1`, nobody can list; but hardly anything is made as Kubernetes' own kinds are.
  if (suggestion === undefined && apiVersion === 'v1' && !isMadeAsAnother(value, kind, release)) return [];
  return [{ kind: 'unknownKind', path: ['kind'], apiVersion, objectKind: kind, ...(suggestion ? { suggestion } : {}) }];
}

/**
 * Whether the apiVersion of a built-in kind, in a group that Kubernetes doesn't have, can't be that of a custom resource:
 * it is none, its group has no dot (those of custom resources have one), is one of Kubernetes' own, or is nearly the right one.
 */
function isSlip(apiVersion: string, versions: readonly string[]): boolean {
  if (versions.length === 0) return false;
  const [group = '', version, ...more] = apiVersion.split('/');
  if (more.length > 0 || version === '') return true;
  // Groups of Kubernetes' own projects are under k8s.io, and none of them has a kind of the same name.
  if (/(?:^|\.)k8s\.io$/.test(group) && group !== 'audit.k8s.io') return true;
  return !group.includes('.') || versions.some((known) => isNear(group, groupOf(known)));
}

/** Upstream: the validation of CustomResourceDefinitions, and the gap that a slip of the pen leaves. */
function isNear(group: string, known: string): boolean {
  return known !== '' && suggest(group, [known]) === known && Math.abs(group.length - known.length) <= 2;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
