/**
 * The fields of an object that a cluster's API server takes only where a feature gate is on that is off there.
 * Works on plain JSON, by the definitions of the schema.
 */
import type { FieldPath } from '../base/fieldPath.ts';
import { isUnknown } from '../base/unknown.ts';
import { defaultGates, type GateSettings, type Guard, guardsOf, isEverGuarded, isGateOn } from '../kubernetes/gates.ts';
import { fieldOf } from './catalog.ts';
import type { FieldType } from './fieldType.ts';
import { isAvailable } from './release.ts';

export interface GuardedField {
  readonly path: FieldPath;
  readonly guard: Guard;
}

export interface Cluster {
  /** The minor release, e.g. `1.34`. */
  readonly kubernetes: string;
  /** Feature gates that the cluster has otherwise than the release. */
  readonly gates?: GateSettings;
}

/** The guarded fields in the object of a definition, in the order in which they stand there. */
export function guardedFieldsIn(value: unknown, definition: string, path: FieldPath, cluster: Cluster): GuardedField[] {
  const walk: Walk = { cluster, path: [...path], found: [] };
  visit(value, { shape: 'object', definition }, walk);
  return walk.found;
}

/** A field of a definition where it stands. */
export interface PlaceOfField {
  readonly definition: string;
  readonly name: string;
  /** The field that holds the list in which the definition's object stands, e.g. `initContainers`. */
  readonly list: string | number | undefined;
}

/**
 * The guards that a release has for a field: those of the field itself, and those of the value that it has; without a
 * value only those of the field.
 */
export function guardsAt(
  { definition, name, list }: PlaceOfField,
  kubernetes: string,
  value?: unknown,
): readonly Guard[] {
  if (!isEverGuarded(name)) return noGuards;
  return guardsOf(`${definition}.${name}`).filter(
    (guard) =>
      isAvailable(guard, kubernetes) &&
      (guard.in === undefined || guard.in === list) &&
      (!guard.values || guard.values.some((guarded) => guarded === value)),
  );
}

/** Nearly all fields are there for everybody. */
const noGuards: readonly Guard[] = [];

interface Walk {
  readonly cluster: Cluster;
  readonly path: (string | number)[];
  readonly found: GuardedField[];
}

function visit(value: unknown, type: FieldType, walk: Walk): void {
  if (typeof value !== 'object' || value === null || isUnknown(value) || type.shape === 'scalar') return;
  const isList = Array.isArray(value);
  if (isList !== (type.shape === 'list')) return;
  const steps = isList ? value.keys() : Object.keys(value);
  for (const step of steps) {
    const item = (value as Readonly<Record<string | number, unknown>>)[step];
    walk.path.push(step);
    if (type.shape === 'object') visitField(item, type.definition, String(step), walk);
    else visit(item, type.shape === 'list' ? type.items : type.values, walk);
    walk.path.pop();
  }
}

function visitField(value: unknown, definition: string, name: string, walk: Walk): void {
  if (value === null || value === undefined || isUnknown(value)) return;
  const { kubernetes, gates = defaultGates } = walk.cluster;
  const field = fieldOf(definition, name, kubernetes);
  if (!field || !isAvailable(field, kubernetes)) return;
  const guard = guardsAt({ definition, name, list: walk.path.at(-3) }, kubernetes, value).find(
    ({ gate }) => !isGateOn(gate, kubernetes, gates),
  );
  if (guard) walk.found.push({ path: [...walk.path], guard });
  else visit(value, field.type, walk);
}
