/** What can be completed at a cursor: the field that stands there and what the schema and its siblings say of it. */
import type { FieldPath } from '../../base/fieldPath.ts';
import { defaultGates, type GateSettings } from '../../kubernetes/gates.ts';
import type { Cursor } from '../../manifest/cursor.ts';
import type { ManifestFile } from '../../manifest/file.ts';
import type { WorkspaceIndex } from '../../manifest/index/workspaceIndex.ts';
import type { Target } from '../target.ts';
import { type Layout, layoutOf } from './layout.ts';

export interface CompletionPlace {
  readonly cursor: Cursor;
  readonly layout: Layout;
  /** The release that is completed for. */
  readonly release: string;
  /** Feature gates that the cluster has otherwise than the release. */
  readonly gates: GateSettings;
  readonly file: ManifestFile;
  /** What is known of other files; without it, there are none. */
  readonly index: WorkspaceIndex | undefined;
}

export function placeOf(
  cursor: Cursor,
  file: ManifestFile,
  { kubernetes, gates = defaultGates }: Pick<Target, 'kubernetes' | 'gates'>,
  index: WorkspaceIndex | undefined,
): CompletionPlace {
  return { cursor, layout: layoutOf(file.text, cursor.style), release: kubernetes, gates, file, index };
}

/** The mapping that a key belongs to, relative to the object. */
export function mappingAt({ type, path, hasColon }: Cursor): FieldPath {
  return type === 'key' && hasColon ? path.slice(0, -1) : path;
}

/** The keys beside the cursor with their scalars; the one that the cursor is in is none of them. */
export function siblingsAt({ type, path, hasColon, collections }: Cursor): ReadonlyMap<string, string | null> {
  const around = collections.at(-1);
  if (type !== 'key' || around?.type !== 'map') return new Map();
  const siblings = new Map(around.fields);
  if (hasColon) siblings.delete(String(path.at(-1)));
  return siblings;
}

/** The fields with their scalars of the mapping around the cursor that is so many levels up: 0 is the innermost. */
export function fieldsAround({ collections }: Cursor, level: number): ReadonlyMap<string, string | null> {
  return collections.filter(({ type }) => type === 'map').at(-1 - level)?.fields ?? new Map();
}
