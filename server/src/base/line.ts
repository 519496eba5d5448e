/**
 * Where the line begins that holds `offset`. An offset right behind a newline is on the line that begins there.
 * (`lastIndexOf` with a negative start looks at index 0, so a text that begins with a newline needs the check.)
 */
export function lineStart(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}
