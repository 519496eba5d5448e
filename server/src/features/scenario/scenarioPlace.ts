/** Where a cursor stands in a scenario file, and what the engine takes there. */

import { scenarioShape } from '../../lifecycle/world/scenarioShape.ts';
import type { Shape } from '../../lifecycle/world/shapes/shape.ts';
import { type Cursor, cursorAt } from '../../manifest/cursor.ts';
import type { ManifestFile } from '../../manifest/file.ts';

export interface ScenarioPlace {
  readonly cursor: Cursor;
  /** Of the field at the cursor, or of the mapping that its key belongs to. */
  readonly shape: Shape;
}

/** Undefined in comments, in texts, and where no scenario has anything. */
export function scenarioPlace(file: ManifestFile, offset: number, path?: Cursor['path']): ScenarioPlace | undefined {
  const cursor = cursorAt(file, offset);
  if (!cursor || cursor.type === 'text') return undefined;
  const shape = shapeAt(path ?? cursor.path);
  return shape && { cursor, shape };
}

export function shapeAt(path: Cursor['path']): Shape | undefined {
  let shape: Shape | undefined = scenarioShape;
  for (const step of path) {
    if (shape?.type === 'object') shape = Object.hasOwn(shape.fields, step) ? shape.fields[step] : undefined;
    else if (shape?.type === 'list' || shape?.type === 'map') shape = shape.of;
    else return undefined;
  }
  return shape;
}
