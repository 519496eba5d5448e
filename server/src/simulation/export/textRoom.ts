/** How much room text takes, about: nothing here can measure it, and a picture is looked at with fonts unknown. */

const narrow = /[ .,:;'|!ijltfrI()[\]{}/-]/;

/** In pixels, rather too much than too little. */
export function approximateWidth(text: string, sizePx: number): number {
  let ems = 0;
  for (const char of text)
    ems += narrow.test(char) ? 0.36 : /[A-ZmwMW@%]/.test(char) ? 0.78 : isWide(char) ? 1.05 : 0.6;
  return ems * sizePx;
}

/** Characters of East Asia are as wide as they are high. */
function isWide(char: string): boolean {
  return (char.codePointAt(0) ?? 0) >= 0x1100;
}

export function shortenedTo(text: string, roomPx: number, sizePx: number): string {
  if (text.length <= roomPx && approximateWidth(text, sizePx) <= roomPx) return text;
  let short = text.slice(0, Math.ceil(roomPx));
  while (short !== '' && approximateWidth(`${short}…`, sizePx) > roomPx) short = short.slice(0, -1);
  return `${short}…`;
}

/** The text in lines that fit. */
export function wrapped(text: string, roomPx: number, sizePx: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || approximateWidth(longer, sizePx) <= roomPx) line = longer;
    else {
      lines.push(shortenedTo(line, roomPx, sizePx));
      line = word;
    }
  }
  return [...lines, shortenedTo(line, roomPx, sizePx)];
}
