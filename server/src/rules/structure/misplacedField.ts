import { formatFieldPath } from '../../base/fieldPath.ts';
import { moveFields } from '../../manifest/edit.ts';
import { defineRule } from '../rule.ts';
import { reindentFix, reindentMessages } from './indentation/fix.ts';
import { type UnknownField, unknownFieldsOf } from './unknownFields.ts';

/** A known field one or more levels too high or too low: lost indentation, most of the time. */
export const misplacedField = defineRule({
  meta: {
    id: 'misplaced-field',
    severity: 'error',
    appliesTo: 'object',
    summary: 'A field that belongs to another level of the object.',
    messages: {
      misplaced:
        '"{name}" does not belong here, but in {home}. The API server rejects it here, or drops it where validation is off.',
      taken: '"{name}" does not belong here, but in {home}, where it is set already. The API server rejects it here.',
      misspelt:
        '"{name}" does not belong here; probably "{meant}" is meant, which belongs in {home}. The API server rejects it here.',
      home: '{home} is here.',
      move: 'Move "{name}" into {home}',
      moveRenamed: 'Move "{name}" into {home}, as "{meant}"',
      moveAll: 'Move {names} into {home}',
      ...reindentMessages,
    },
    references: ['https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation'],
  },
  *check({ object }, { kubernetes }) {
    const misplaced = unknownFieldsOf(object, kubernetes).filter((field) => field.home);
    for (const field of misplaced) {
      const { node, name, home } = field;
      if (!home) continue;
      const homeName = formatFieldPath(home.path) || object.kind;
      const related = home.isMap ? [{ at: home, message: 'home', data: { home: homeName } } as const] : [];
      const at = { at: node, on: 'key', related } as const;
      const reindentation = () => reindentFix(object.document, kubernetes, manyErrors);
      const meant = field.meant ?? name;
      if (home.get(meant).present) {
        // Where it is set already, a similar name may well be something else.
        if (field.meant === undefined)
          yield { ...at, message: 'taken', data: { name, home: homeName }, fixes: reindentation };
        else if (field.suggestion === undefined)
          yield { ...at, message: 'misspelt', data: { name, meant, home: homeName } };
        continue;
      }
      const together = misplaced.filter((other) => belongsWith(other, field));
      yield {
        ...at,
        message: field.meant === undefined ? 'misplaced' : 'misspelt',
        data: { name, meant, home: homeName },
        fixes: () => [
          {
            title: together.length > 1 ? 'moveAll' : field.meant === undefined ? 'move' : 'moveRenamed',
            data: { name, meant, home: homeName, names: listOf(together.map((other) => other.name)) },
            safe: together.every((other) => other.meant === undefined),
            edits: moveFields(
              together.map((other) => other.node),
              home,
              new Map(together.flatMap((other) => (other.meant === undefined ? [] : [[other.node, other.meant]]))),
            ),
          },
          ...reindentation(),
        ],
      };
    }
  },
});

/** From so many errors on, it is lines that slipped, rather than a field. */
const manyErrors = 3;

/** Fields that were lost together move together. */
function belongsWith(other: UnknownField, { node, home }: UnknownField): boolean {
  const sameHome =
    other.home && home && other.home.path.length === home.path.length && String(other.home) === String(home);
  return sameHome === true && other.node.parent === node.parent && !home?.get(other.meant ?? other.name).present;
}

function listOf(names: readonly string[]): string {
  const quoted = names.map((name) => `"${name}"`);
  if (quoted.length > 3) return `${quoted[0]} and ${quoted.length - 1} more fields`;
  return quoted.length < 2 ? (quoted[0] ?? '') : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`;
}
