/** What can be written in a scenario file: fields with what they do, and the values of choices. */
import { verbatim } from '../../base/message.ts';
import type { Shape } from '../../lifecycle/world/shapes/shape.ts';
import type { Cursor } from '../../manifest/cursor.ts';
import type { ManifestFile } from '../../manifest/file.ts';
import { type CompletionItem, escapeSnippet } from '../completion/item.ts';
import { layoutOf, lineAt, quoted } from '../completion/layout.ts';
import { mappingAt, siblingsAt } from '../completion/place.ts';
import { scenarioFileMessages as say } from './messages.ts';
import { scenarioPlace, shapeAt } from './scenarioPlace.ts';

export function completeScenario(file: ManifestFile, offset: number): readonly CompletionItem[] {
  const place = scenarioPlace(file, offset, []);
  if (!place) return [];
  const { cursor } = place;
  const here = shapeAt(cursor.type === 'key' ? mappingAt(cursor) : cursor.path);
  if (!here) return [];
  if (cursor.type !== 'key' && here.type !== 'object') return valueItems(here, cursor);
  return here.type === 'object' && (cursor.type === 'key' || cursor.type === 'either')
    ? keyItems(here, cursor, file)
    : [];
}

function keyItems(shape: Extract<Shape, { type: 'object' }>, cursor: Cursor, file: ManifestFile): CompletionItem[] {
  const siblings = siblingsAt(cursor);
  const layout = layoutOf(file.text, cursor.style);
  return Object.entries(shape.fields)
    .filter(([name]) => !siblings.has(name))
    .map(([name, field]) => {
      const key = escapeSnippet(quoted(name, layout));
      const isRequired = shape.required.includes(name);
      return {
        label: name,
        type: 'field' as const,
        detail: isRequired ? say.required() : say.optional(),
        documentation: say.description({ text: verbatim(field.description) }),
        snippet: cursor.hasColon ? key : `${key}:${opening(field, cursor, layout)}`,
        span: cursor.token,
        filter: name,
        rank: isRequired ? 0 : 1,
        ...(cursor.hasColon ? {} : { goesOn: true as const }),
      };
    })
    .sort((a, b) => a.rank - b.rank);
}

/** What stands behind the colon, or below it. */
function opening({ type }: Shape, { style, indent }: Cursor, layout: ReturnType<typeof layoutOf>): string {
  if (style !== 'block') return type === 'list' ? ' [$0]' : type === 'map' || type === 'object' ? ' { $0 }' : ' $0';
  if (type === 'list') return `${lineAt(layout, indent + layout.dashIndent)}- $0`;
  return type === 'map' || type === 'object' ? `${lineAt(layout, indent + 2)}$0` : ' $0';
}

function valueItems(shape: Shape, { token }: Cursor): CompletionItem[] {
  const values = shape.type === 'choice' ? shape.values : shape.type === 'flag' ? ['true', 'false'] : [];
  return values.map((value, rank) => ({
    label: value,
    type: 'value',
    snippet: escapeSnippet(value),
    span: token,
    filter: value,
    rank,
  }));
}
