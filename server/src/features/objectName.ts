/** What objects are called where people read it. */
import { shift } from '../base/span.ts';
import type { ManifestFile } from '../manifest/file.ts';
import type { ManifestObject } from '../manifest/object.ts';

const longest = 48;

/** Its name; where a template makes it, the template as it is written. `offset` is where its document begins. */
export function objectName(object: ManifestObject, { text }: ManifestFile, offset: number): string {
  if (object.name !== undefined) return object.name;
  const node = object.root.get('metadata').get('name');
  if (!node.present || !node.unknown) return '(no name)';
  const { start, end } = shift(node.span, offset);
  const written = text.slice(start, end).trim();
  return written.length > longest ? `${written.slice(0, longest - 1)}…` : written || '(no name)';
}
