/** The text without the characters `char` at its end. An expression such as `/=+$/` would try each run of them in the text. */
export function trimEndOf(text: string, char: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === char) end--;
  return text.slice(0, end);
}
