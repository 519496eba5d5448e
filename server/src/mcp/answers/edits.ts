import { LineIndex } from '../../base/lineIndex.ts';
import type { TextEdit } from '../../base/textEdit.ts';
import { formatter } from '../formatter.ts';
import { mcpMessages as say } from '../messages.ts';

/** A fix as edits of the text: places by line and column, both from 1. */
export function editLines(text: string, edits: readonly TextEdit[]): string[] {
  const lines = new LineIndex(text);
  const place = (offset: number) => {
    const { line, character } = lines.positionAt(offset);
    return `${line + 1}:${character + 1}`;
  };
  return edits.map(
    ({ span, newText }) =>
      `  ${formatter.text(say.edit({ from: place(span.start), to: place(span.end), text: { verbatim: JSON.stringify(newText) } }))}`,
  );
}
