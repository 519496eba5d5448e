/** How what is completed is laid out: in the file's own style, at the cursor's column. */
import type { Cursor } from '../../manifest/cursor.ts';
import type { FieldSchema } from '../../schema/catalog.ts';
import { enforcedFieldsOf, fieldOf } from '../../schema/catalog.ts';
import type { FieldType } from '../../schema/fieldType.ts';
import { escapeSnippet } from './item.ts';

export interface Layout {
  readonly style: Cursor['style'];
  readonly newline: string;
  /** Columns that a dash stands deeper than the key of its list. */
  readonly dashIndent: number;
}

export function layoutOf(text: string, style: Cursor['style']): Layout {
  const dashIndent = dashesStandAtKey(text) ? 0 : 2;
  return { style, newline: text.includes('\r\n') ? '\r\n' : '\n', dashIndent };
}

/** Whether the first list of the text stands at the column of its key. */
function dashesStandAtKey(text: string): boolean {
  let above = '';
  for (const [line] of text.matchAll(/[^\n]+/g)) {
    const dash = line.search(/\S/);
    const key = above.search(/\S/);
    if (/^ *- /.test(line) && /^ *(?:- +)?[^\s#-]/.test(above) && above.trimEnd().endsWith(':')) return dash === key;
    above = line;
  }
  return false;
}

/** Begins a line at a column. */
export function lineAt({ newline }: Layout, column: number): string {
  return newline + ' '.repeat(Math.max(column, 0));
}

export function quoted(text: string, { style }: Layout): string {
  return style === 'json' ? JSON.stringify(text) : text;
}

/**
 * A field with room for its value: a mapping or a list opens on the next line, with the fields that it can't do without.
 * `column` is where the key stands.
 */
export function fieldSnippet(field: FieldSchema, column: number, layout: Layout, release: string): string {
  const key = escapeSnippet(quoted(field.name, layout));
  if (layout.style !== 'block') return `${key}: ${inBraces(field.type, layout)}`;
  const { type } = field;
  if (type.shape === 'scalar') return `${key}: $0`;
  return `${key}:${bodySnippet(type, column, layout, release)}`;
}

/** What stands below a key of a mapping or a list. */
export function bodySnippet(type: FieldType, column: number, layout: Layout, release: string): string {
  if (type.shape !== 'list')
    return `${lineAt(layout, column + 2)}${requiredSnippet(type, column + 2, layout, release)}`;
  const dash = column + layout.dashIndent;
  return `${lineAt(layout, dash)}- ${requiredSnippet(type.items, dash + 2, layout, release)}`;
}

/** The scalar fields that the API server wants, each with a tab stop. */
export function requiredSnippet(type: FieldType, column: number, layout: Layout, release: string): string {
  if (type.shape !== 'object') return '$0';
  const fields = requiredScalars(type.definition, release);
  return fields.length === 0
    ? '$0'
    : fields
        .map((name, index) => `${name}: ${index === fields.length - 1 ? '$0' : `$${index + 1}`}`)
        .join(lineAt(layout, column));
}

function requiredScalars(definition: string, release: string): readonly string[] {
  if (definition.endsWith('.Container')) return ['name', 'image'];
  return enforcedFieldsOf(definition, release).filter(
    (name) => fieldOf(definition, name, release)?.type.shape === 'scalar',
  );
}

function inBraces(type: FieldType, { style }: Layout): string {
  if (type.shape === 'list') return '[$0]';
  if (type.shape !== 'scalar') return '{$0\\}';
  return style === 'json' && (type.scalar === 'string' || type.scalar === 'quantity') ? '"$0"' : '$0';
}
