/** What the schema says about an object, asked once and shared by the rules of this folder. */
import type { ManifestObject } from '../../manifest/object.ts';
import type { SchemaProblem } from '../../schema/problem.ts';
import { validateObject } from '../../schema/validate.ts';

const known = new WeakMap<ManifestObject, { kubernetes: string; problems: readonly SchemaProblem[] }>();

type Kind = SchemaProblem['kind'];

/** The problems of one kind. The schema speaks of the target release `kubernetes`. */
export function problemsOf<K extends Kind>(
  object: ManifestObject,
  kubernetes: string,
  kind: K,
): Extract<SchemaProblem, { kind: K }>[] {
  let entry = known.get(object);
  if (entry?.kubernetes !== kubernetes) {
    entry = { kubernetes, problems: validateObject(object.root.value, { kubernetes }) };
    known.set(object, entry);
  }
  return entry.problems.filter((problem) => problem.kind === kind) as Extract<SchemaProblem, { kind: K }>[];
}
