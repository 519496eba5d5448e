import { formatFieldPath } from '../../base/fieldPath.ts';
import { allOf } from '../../base/message.ts';
import { moveFields } from '../../manifest/edit.ts';
import type { ManifestNode } from '../../manifest/node.ts';
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
      misplaced: {
        text: '"{name}" belongs in {home}, not here.',
        detail: 'The API server rejects it here, or drops it if validation is off.',
      },
      indent: {
        text: '"{name}" belongs inside {parent}: indent it.',
        detail: 'Its place is {home}. The API server rejects it here, or drops it if validation is off.',
      },
      indentInItem: {
        text: '"{name}" belongs inside the item of {parent} above: indent it.',
        detail: 'Its place is {home}. The API server rejects it here, or drops it if validation is off.',
      },
      taken: {
        text: '"{name}" belongs in {home}, where it is set already, not here.',
        detail: 'The API server rejects it here, or drops it if validation is off.',
      },
      misspelt: {
        text: '"{name}" does not belong here. Did you mean "{meant}" in {home}?',
        detail: 'The API server rejects it here, or drops it if validation is off.',
      },
      home: '{home} is here.',
      move: 'Move "{name}" into {home}',
      moveRenamed: 'Move "{name}" into {home}, as "{meant}"',
      moveAll: 'Move {names} into {home}',
      moveMany: 'Move {first} and {count} more fields into {home}',
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
      const parent = home.path.findLast((step) => typeof step === 'string') ?? homeName;
      const together = misplaced.filter((other) => belongsWith(other, field));
      yield {
        ...at,
        message:
          field.meant !== undefined
            ? 'misspelt'
            : !isBelow(home, together[0]!.node)
              ? 'misplaced'
              : typeof home.path.at(-1) === 'number'
                ? 'indentInItem'
                : 'indent',
        data: { name, meant, home: homeName, parent },
        fixes: () => [
          {
            ...titleOf(field, together, homeName),
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

/** Whether a field stands right behind its home, and only its indentation is wrong. */
function isBelow(home: ManifestNode, { keySpan, document, parent }: ManifestNode): boolean {
  const isWithin = parent !== undefined && home.path.length > parent.path.length && home.present;
  const between = document.text.slice(home.extent.end, keySpan.start);
  return isWithin && home.extent.end <= keySpan.start && /^\s*$/.test(between);
}

/** From so many fields on, a title names only the first. */
const manyFields = 4;

function titleOf({ name, meant }: UnknownField, together: readonly UnknownField[], home: string) {
  const names = together.map((other) => `"${other.name}"`);
  if (names.length >= manyFields)
    return { title: 'moveMany', data: { first: names[0]!, count: names.length - 1, home } } as const;
  if (names.length > 1) return { title: 'moveAll', data: { names: allOf(names), home } } as const;
  return meant === undefined
    ? ({ title: 'move', data: { name, home } } as const)
    : ({ title: 'moveRenamed', data: { name, meant, home } } as const);
}
