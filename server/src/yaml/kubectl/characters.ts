/** Classes of characters, as go-yaml groups them (`yamlprivateh.go`). Codes are UTF-16 units; the text ends with {@link end}. */

/** Ends the scanned text; no manifest may contain it. */
export const end = 0;

export const tab = 0x09;
export const lineFeed = 0x0a;
export const carriageReturn = 0x0d;
export const space = 0x20;

/** CR, LF, and what YAML 1.1 counts as line breaks too: NEL, LS and PS. */
export function isBreak(code: number): boolean {
  return code === lineFeed || code === carriageReturn || code === 0x85 || code === 0x2028 || code === 0x2029;
}

export function isBlank(code: number): boolean {
  return code === space || code === tab;
}

/** White space, a line break or the end of the text. */
export function isBlankOrEnd(code: number): boolean {
  return code <= space
    ? code === space || code === lineFeed || code === tab || code === carriageReturn || code === end
    : code === 0x85 || code === 0x2028 || code === 0x2029;
}

export function isBreakOrEnd(code: number): boolean {
  return code === end || isBreak(code);
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** What names of anchors, tags and directives consist of. */
export function isWord(code: number): boolean {
  return (
    isDigit(code) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || code === 0x5f || code === 0x2d
  );
}

const refused = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Where the first character stands that go-yaml takes nowhere (`readerc.go`); -1 where there is none. */
export function controlCharacter(text: string): number {
  return text.search(refused);
}
