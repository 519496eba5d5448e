/** The fields of an object that stand behind a feature gate that is off, found once for the rules of this folder. */
import type { FieldPath } from '../../base/fieldPath.ts';
import type { ManifestObject } from '../../manifest/object.ts';
import { type GuardedField, guardedFieldsIn } from '../../schema/guardedFields.ts';
import type { RuleContext } from '../rule.ts';
import { schemaPlacesOf } from './problems.ts';

const known = new WeakMap<ManifestObject, { context: RuleContext; fields: readonly GuardedField[] }>();

/** Whether the API server drops what is at a path before it looks at it. */
export function isDropped(object: ManifestObject, path: FieldPath, context: RuleContext): boolean {
  return guardedFieldsOf(object, context).some(
    (field) => field.guard.effect !== 'rejected' && field.path.every((step, index) => path[index] === step),
  );
}

export function guardedFieldsOf(object: ManifestObject, context: RuleContext): readonly GuardedField[] {
  let entry = known.get(object);
  if (entry?.context !== context) {
    const fields = schemaPlacesOf(object).flatMap(({ path, definition }) =>
      guardedFieldsIn(object.root.at(path).value, definition, path, context),
    );
    entry = { context, fields };
    known.set(object, entry);
  }
  return entry.fields;
}
