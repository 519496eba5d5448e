/** Where the text goes on after Enter: in a list item, below its first key, as a person would write it. */
import { lineStart } from '../base/line.ts';
import { span } from '../base/span.ts';
import type { TextEdit } from '../base/textEdit.ts';

/**
 * The edit of a new line's indentation; undefined where the editor has put the cursor right, where text follows it, and in
 * texts of several lines. `offset` is where the cursor stands after Enter.
 */
export function indentAfterEnter(text: string, offset: number): TextEdit | undefined {
  const start = lineStart(text, offset);
  const end = text.indexOf('\n', offset);
  const line = text.slice(start, end < 0 ? text.length : end).replace(/\r$/, '');
  if (start === 0 || !/^[ ]*$/.test(line)) return undefined;
  const above = text.slice(lineStart(text, start - 1), start).replace(/\r?\n$/, '');
  const column = columnBehindDashes(above);
  if (column === undefined) return undefined;
  const content = above.slice(column);
  const wanted = columnBelow(column, content);
  return wanted === undefined || wanted === line.length
    ? undefined
    : { span: span(start, start + line.length), newText: ' '.repeat(wanted) };
}

/** Where the content of a list's item begins: behind its dash, or behind those of lists in lists. */
function columnBehindDashes(line: string): number | undefined {
  const [dashes] = /^[ ]*(?:-[ ]+)*/.exec(line)!;
  return dashes.includes('-') && dashes.length < line.length ? dashes.length : undefined;
}

/** `- name: web` goes on with another key, `- httpGet:` with a field of it; `- word` is complete. */
function columnBelow(column: number, content: string): number | undefined {
  if (/^["'[{#&*|>]/.test(content) || content.includes('{{')) return undefined;
  const value = /^[^\s:#]+:(?:[ \t](.*))?$/.exec(content);
  if (!value) return undefined;
  const written = value[1] ?? '';
  const comment = written.search(/(?:^|[ \t])#/);
  const rest = (comment < 0 ? written : written.slice(0, comment)).trim();
  return rest === '' || /^[|>][-+\d]*$/.test(rest) ? column + 2 : column;
}
