/** What can be written in a config file: names of settings, rules and gates, and the values of choices. */
import { verbatim } from '../../base/message.ts';
import { type Cursor, cursorAt } from '../../manifest/cursor.ts';
import type { ManifestFile } from '../../manifest/file.ts';
import { type CompletionItem, escapeSnippet } from '../completion/item.ts';
import { layoutOf, lineAt, quoted } from '../completion/layout.ts';
import { mappingAt, siblingsAt } from '../completion/place.ts';
import { configSchema, type Schema } from './configSchema.ts';
import { configMessages as say } from './messages.ts';

export function completeConfig(file: ManifestFile, offset: number): readonly CompletionItem[] {
  const cursor = cursorAt(file, offset);
  if (!cursor || cursor.type === 'text') return [];
  const here = schemaAt(cursor.type === 'key' ? mappingAt(cursor) : cursor.path);
  if (!here) return [];
  if (here.properties === undefined) return cursor.type === 'key' ? [] : valueItems(here, cursor);
  return cursor.type === 'key' || cursor.type === 'either' ? keyItems(here.properties, cursor, file) : [];
}

function schemaAt(path: Cursor['path']): Schema | undefined {
  let schema: Schema | undefined = configSchema;
  for (const step of path) schema = schema && below(schema, step);
  return schema;
}

function below({ properties = {}, items, additionalProperties }: Schema, step: string | number): Schema | undefined {
  if (typeof step === 'number') return items;
  if (Object.hasOwn(properties, step)) return properties[step];
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}

function keyItems(properties: Readonly<Record<string, Schema>>, cursor: Cursor, file: ManifestFile): CompletionItem[] {
  const siblings = siblingsAt(cursor);
  const layout = layoutOf(file.text, cursor.style);
  return Object.entries(properties)
    .filter(([name]) => !siblings.has(name))
    .map(([name, { type, description }], rank) => {
      const key = escapeSnippet(quoted(name, layout));
      const isMapping = [type].flat().includes('object') && cursor.style === 'block';
      const rest = isMapping ? `${lineAt(layout, cursor.indent + 2)}$0` : ' $0';
      return {
        label: name,
        type: 'field' as const,
        ...(description === undefined ? {} : { documentation: say.description({ text: verbatim(description) }) }),
        snippet: cursor.hasColon ? key : `${key}:${rest}`,
        span: cursor.token,
        filter: name,
        rank,
        ...(cursor.hasColon ? {} : { goesOn: true as const }),
      };
    });
}

function valueItems({ type, enum: choices }: Schema, { token }: Cursor): CompletionItem[] {
  // Releases are there as numbers, too.
  const words = choices?.filter((value) => typeof value === 'string' && value !== '');
  const values = words ?? ([type].flat().includes('boolean') ? ['true', 'false'] : []);
  return values.map((value, rank) => ({
    label: String(value),
    type: 'value',
    snippet: escapeSnippet(String(value)),
    span: token,
    filter: String(value),
    rank,
  }));
}
