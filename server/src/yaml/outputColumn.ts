import { lineStart } from '../base/line.ts';
import type { Span } from '../base/span.ts';

/** The column at which the lines of a template's output begin, where it says so: `{{ … | nindent 8 }}`. */
export function outputColumn(text: string, { start, end }: Span): number | undefined {
  const [, isNew, columns] = /\|\s*(n?)indent\s+(\d+)\s*-?\}\}$/.exec(text.slice(start, end)) ?? [];
  // Without a new line the first one is moved on from where it stands.
  return columns !== undefined && (isNew || start === lineStart(text, start)) ? Number(columns) : undefined;
}
