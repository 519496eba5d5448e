/** What can be written at a place of a manifest, or of what is to become one. */
import { type Cursor, cursorAt } from '../../manifest/cursor.ts';
import type { ManifestFile } from '../../manifest/file.ts';
import type { WorkspaceIndex } from '../../manifest/index/workspaceIndex.ts';
import { fieldAt } from '../../schema/catalog.ts';
import type { FieldType } from '../../schema/fieldType.ts';
import type { Target } from '../target.ts';
import { commentItems } from './comments.ts';
import { asInPodTemplate } from './inCustomResource.ts';
import type { CompletionItem } from './item.ts';
import { keyItems, openingItems } from './keys.ts';
import { labelItems, nameItems } from './names.ts';
import { type CompletionPlace, placeOf } from './place.ts';
import { probeItems } from './probes.ts';
import { valueItems } from './values.ts';
import { workloadItems } from './workloads.ts';

/**
 * The completions at `offset` for a cluster, the best first. `index` knows other files; the file itself is read as it is
 * now. In comments only those that this product reads; none in texts and where nothing can stand.
 */
export function complete(
  file: ManifestFile,
  offset: number,
  cluster: Pick<Target, 'kubernetes' | 'gates'>,
  index?: WorkspaceIndex,
): readonly CompletionItem[] {
  const inComment = commentItems(file, offset);
  if (inComment) return inComment;
  const cursor = cursorAt(file, offset);
  if (!cursor || cursor.type === 'text' || isTemplate(file, offset)) return [];
  const place = placeOf(cursor, file, cluster, index);
  return itemsAt(place).sort((a, b) => a.rank - b.rank);
}

function itemsAt(written: CompletionPlace): CompletionItem[] {
  const cursor = asInPodTemplate(written.cursor, written.file.context.podPaths);
  // Names are looked up where they are written.
  const place = { ...written, cursor };
  if (cursor.type === 'key') return keysAt(place);
  const scalars = [...valueItems(place), ...nameItems(written)];
  const type = typeAt(cursor);
  if (type === undefined || type.shape === 'scalar') return scalars;
  if (type.shape === 'list' || cursor.type === 'value') return [...scalars, ...openingItems(place, type)];
  return [...scalars, ...keysAt(place)];
}

function keysAt(place: CompletionPlace): CompletionItem[] {
  return [...keyItems(place), ...labelItems(place), ...probeItems(place), ...workloadItems(place)];
}

function typeAt({ object, path }: Cursor): FieldType | undefined {
  return object && fieldAt(object.apiVersion, object.kind, path)?.type;
}

/** Whether the cursor is in a template's own text. */
function isTemplate({ text }: ManifestFile, offset: number): boolean {
  const before = text.slice(Math.max(0, offset - 2000), offset);
  return before.lastIndexOf('{{') > before.lastIndexOf('}}') || before.lastIndexOf('{%') > before.lastIndexOf('%}');
}
