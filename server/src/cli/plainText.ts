/** Text from a manifest on its way to a terminal. */

/** The text without anything that a terminal would obey: a manifest must not move the cursor or change colours. */
export function harmless(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff]/g,
    '\ufffd',
  );
}

/** The value as JSON in which nothing stands raw that a terminal would obey. */
export function harmlessJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The text on one line: names from a manifest must not begin lines of their own, which could pass for findings or commands. */
export function harmlessLine(text: string): string {
  return harmless(text.replace(/\r\n|[\r\n]/g, '␊'));
}

/** The text without lines that the runner of a CI system would obey; they may be indented. */
export function withoutCommands(text: string): string {
  return text.replace(/^([ \t]*)(?=::|##(?:\[|vso\[))/gm, '$1\ufffd');
}

/** How many columns a terminal gives the text; tabs must be gone. */
export function columnsOf(text: string): number {
  // Nearly all lines are of this kind.
  if (/^[ -~]*$/.test(text)) return text.length;
  let columns = 0;
  for (const char of text) {
    if (!/\p{Mark}|\u200d/u.test(char)) columns += isWide(char) ? 2 : 1;
  }
  return columns;
}

/** East Asian wide characters and emoji, roughly as terminals measure them. */
function isWide(char: string): boolean {
  return /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(
    char,
  );
}
