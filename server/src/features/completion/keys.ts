/** Keys: the fields that the schema of the target release has here, those that can't be left out first. */
import { formatFieldPath } from '../../base/fieldPath.ts';
import type { Message } from '../../base/message.ts';
import { definitionAt, enforcedFieldsOf, type FieldSchema, fieldsOf } from '../../schema/catalog.ts';
import type { FieldType } from '../../schema/fieldType.ts';
import { isAvailable } from '../../schema/release.ts';
import { fieldDocs, fieldMessage, fieldText } from '../hover/fieldDocs.ts';
import { isForbidden } from './forbidden.ts';
import { closedDetail, closedGate, droppedRank } from './gates.ts';
import { type CompletionItem, escapeSnippet } from './item.ts';
import { bodySnippet, fieldSnippet, lineAt, quoted } from './layout.ts';
import { completionMessages as say } from './messages.ts';
import { type CompletionPlace, mappingAt, siblingsAt } from './place.ts';

/** The order in which people write the top of an object. */
const topFields = ['apiVersion', 'kind', 'metadata', 'spec', 'data', 'stringData'];

export function keyItems(place: CompletionPlace): CompletionItem[] {
  const { cursor, release } = place;
  const path = mappingAt(cursor);
  const siblings = siblingsAt(cursor);
  if (cursor.object === undefined) return path.length === 0 ? topItems(place, siblings) : [];
  const { apiVersion, kind } = cursor.object;
  const definition = definitionAt(apiVersion, kind, path, release);
  if (definition === undefined) return [];
  const required = new Set(enforcedFieldsOf(definition, release));
  return fieldsOf(definition, release)
    .filter((field) => isAvailable(field, release) && !siblings.has(field.name))
    .filter(({ name }) => !isForbidden(name, { kind, path, definition, siblings }))
    .map((field) => keyItem(place, field, path.length === 0 ? topRank(field.name) : required.has(field.name) ? 0 : 1));
}

function topRank(name: string): number {
  const rank = topFields.indexOf(name);
  return rank < 0 ? topFields.length : rank / topFields.length;
}

/** Before the object says what it is. */
function topItems(place: CompletionPlace, siblings: ReadonlyMap<string, string | null>): CompletionItem[] {
  const type = (name: string): FieldType =>
    name === 'metadata' || name === 'spec'
      ? { shape: 'object', definition: '' }
      : { shape: 'scalar', scalar: 'string' };
  return ['apiVersion', 'kind', 'metadata', 'spec']
    .filter((name) => !siblings.has(name))
    .map((name, rank) => {
      const field = { name, definition: '', type: type(name), required: true, enforced: true };
      return keyItem(place, field, rank / topFields.length);
    });
}

function keyItem(place: CompletionPlace, field: FieldSchema, rank: number): CompletionItem {
  const { cursor, layout, release, file } = place;
  const { name } = field;
  const closed = closedGate(field, mappingAt(cursor).at(-2), place);
  const type = described(field.type);
  const detail = rank === 0 ? say.required({ type }) : type;
  const doc = documentation(place, name);
  const key = quoted(name, layout);
  // A key that is there already keeps its value.
  const snippet = cursor.hasColon
    ? escapeSnippet(key)
    : fieldSnippet(field, cursor.indent, layout, release) + commaAfter(place);
  const isQuoted = /^["']/.test(file.text.slice(cursor.token.start, cursor.token.end));
  return {
    label: name,
    type: 'field',
    detail: closed ? closedDetail(closed.gate, detail) : detail,
    ...(doc === undefined ? {} : { documentation: doc }),
    snippet,
    span: cursor.token,
    filter: isQuoted ? JSON.stringify(name) : name,
    rank: closed ? rank + droppedRank : rank,
    ...(cursor.hasColon ? {} : { goesOn: true }),
  };
}

/** In braces and in JSON a comma must follow where other keys do. */
export function commaAfter({ cursor: { style, token }, file: { text } }: CompletionPlace): string {
  return style !== 'block' && /^\s*["'\w]/.test(text.slice(token.end, token.end + 200)) ? ',' : '';
}

function documentation({ cursor }: CompletionPlace, name: string): Message | undefined {
  const path = [...mappingAt(cursor), name].filter((step) => typeof step === 'string');
  const probe = path.find((step) => /^(startup|readiness|liveness)Probe$/.test(step));
  const scopes = probe === path.at(-1) || !probe ? ['container', 'pod'] : ['probe'];
  const inside = probe && probe !== path.at(-1) ? path.slice(path.indexOf(probe) + 1) : path.slice(-1);
  for (const scope of scopes) {
    const key = `${scope}.${inside.join('.')}`;
    if (!Object.hasOwn(fieldDocs, key)) continue;
    const type = probe?.replace('Probe', '') as 'startup' | 'readiness' | 'liveness' | undefined;
    return say.fieldDoc({ title: fieldMessage(key, 'title'), text: fieldText(key, type) });
  }
  return undefined;
}

/** What is written there, as the schema names it. */
export function described(type: FieldType): Message {
  switch (type.shape) {
    case 'scalar':
      if (type.scalar === 'intOrString') return say.numberOrString();
      return say.name({ name: type.scalar.replace(/^int\d+$/, 'number') });
    case 'list':
      return say.listOf({ items: described(type.items) });
    case 'map':
      return say.map();
    case 'object':
      return type.definition === '' ? say.object() : say.name({ name: type.definition.split('.').at(-1)! });
  }
}

/** Where a list or a mapping is wanted behind a colon, or a list's items below a key: its first line. */
export function openingItems(place: CompletionPlace, type: FieldType): CompletionItem[] {
  const { cursor, layout, release } = place;
  if (cursor.style !== 'block' || type.shape === 'scalar') return [];
  const below = cursor.type === 'value';
  if (!below && type.shape !== 'list') return [];
  const opened = bodySnippet(type, cursor.indent, layout, release);
  const snippet = below ? opened : opened.slice(lineAt(layout, cursor.indent + layout.dashIndent).length);
  const label = type.shape === 'list' ? '- …' : '…';
  const detail = say.field({ field: formatFieldPath(cursor.path.slice(-1)), type: described(type) });
  return [
    {
      label,
      type: 'field',
      detail,
      snippet,
      span: cursor.token,
      filter: cursor.prefix || label,
      rank: 0,
      goesOn: true,
    },
  ];
}
