/** The other ways in which the template of a document can come out. */
import type { Reading } from '../template/readings.ts';
import { parseReading } from '../yaml/document.ts';
import type { DocumentContent } from './file.ts';
import { objectsOf } from './object.ts';

/** The document as a reading of its template has it, offsets as in its text; undefined where it is no single document then. */
export function contentIn({ text, yaml, context }: DocumentContent, reading: Reading): DocumentContent | undefined {
  const read = parseReading(yaml, reading);
  return read && { text, context, yaml: read, objects: objectsOf(read, context) };
}
