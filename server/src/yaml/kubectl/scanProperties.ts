/** Anchors, aliases, tags and directives, as go-yaml reads them (`scannerc.go`). */
import { isBlank, isBlankOrEnd, isBreakOrEnd, isDigit, isWord } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { ReadError, type Token } from './token.ts';

/** `&name` or `*name`. */
export function scanAnchor(cursor: Cursor, type: 'anchor' | 'alias'): Token {
  const start = cursor.position++;
  const value = word(cursor);
  const isEnded = isBlankOrEnd(cursor.code()) || '?:,]}%@`'.includes(cursor.text[cursor.position]!);
  if (value === '' || !isEnded) throw new ReadError('did not find expected alphabetic or numeric character', start);
  return { type, start, end: cursor.position, value, suffix: '', style: undefined };
}

/** `!suffix`, `!handle!suffix`, `!<uri>` or `!`. */
export function scanTag(cursor: Cursor): Token {
  const start = cursor.position;
  let handle = '';
  let suffix: string;
  if (cursor.code(1) === 0x3c) {
    cursor.position += 2;
    suffix = uri(cursor, '', start);
    if (cursor.code() !== 0x3e) throw new ReadError("did not find the expected '>'", start);
    cursor.position++;
  } else {
    handle = tagHandle(cursor, false, start);
    if (handle.length > 1 && handle.endsWith('!')) suffix = uri(cursor, '', start);
    else {
      suffix = uri(cursor, handle, start);
      handle = '!';
      if (suffix === '') [handle, suffix] = ['', '!'];
    }
  }
  if (!isBlankOrEnd(cursor.code())) throw new ReadError('did not find expected whitespace or line break', start);
  return { type: 'tag', start, end: cursor.position, value: handle, suffix, style: undefined };
}

/** `%YAML 1.1` or `%TAG !handle! prefix`, with its line break. */
export function scanDirective(cursor: Cursor): Token {
  const start = cursor.position++;
  const name = word(cursor);
  if (name === '') throw new ReadError('could not find expected directive name', start);
  if (!isBlankOrEnd(cursor.code())) throw new ReadError('found unexpected non-alphabetical character', start);
  const token =
    name === 'YAML' ? versionDirective(cursor, start) : name === 'TAG' ? tagDirective(cursor, start) : undefined;
  if (!token) throw new ReadError('found unknown directive name', start);
  skipBlanks(cursor);
  if (cursor.code() === 0x23) cursor.skipComment();
  if (!isBreakOrEnd(cursor.code())) throw new ReadError('did not find expected comment or line break', start);
  cursor.readBreak();
  return token;
}

function versionDirective(cursor: Cursor, start: number): Token {
  skipBlanks(cursor);
  const major = versionNumber(cursor, start);
  if (cursor.code() !== 0x2e) throw new ReadError("did not find expected digit or '.' character", start);
  cursor.position++;
  const value = `${major}.${versionNumber(cursor, start)}`;
  return { type: 'versionDirective', start, end: cursor.position, value, suffix: '', style: undefined };
}

function versionNumber(cursor: Cursor, start: number): number {
  const from = cursor.position;
  while (isDigit(cursor.code())) cursor.position++;
  const digits = cursor.text.slice(from, cursor.position);
  if (digits.length > 2) throw new ReadError('found extremely long version number', start);
  if (digits === '') throw new ReadError('did not find expected version number', start);
  return Number(digits);
}

function tagDirective(cursor: Cursor, start: number): Token {
  skipBlanks(cursor);
  const value = tagHandle(cursor, true, start);
  if (!isBlank(cursor.code())) throw new ReadError('did not find expected whitespace', start);
  skipBlanks(cursor);
  const suffix = uri(cursor, '', start);
  if (!isBlankOrEnd(cursor.code())) throw new ReadError('did not find expected whitespace or line break', start);
  return { type: 'tagDirective', start, end: cursor.position, value, suffix, style: undefined };
}

function tagHandle(cursor: Cursor, isDirective: boolean, start: number): string {
  if (cursor.code() !== 0x21) throw new ReadError("did not find expected '!'", start);
  const from = cursor.position++;
  word(cursor);
  if (cursor.code() === 0x21) cursor.position++;
  else if (isDirective && cursor.position > from + 1) throw new ReadError("did not find expected '!'", start);
  return cursor.text.slice(from, cursor.position);
}

/** The rest of a tag whose beginning was taken for a handle, or a whole one. */
function uri(cursor: Cursor, head: string, start: number): string {
  let value = head.slice(1);
  let hasText = head !== '';
  for (;;) {
    const char = cursor.text[cursor.position]!;
    if (char === '%') value += escapedCharacter(cursor, start);
    else if (isWord(cursor.code()) || ";/?:@&=+$,.!~*'()[]".includes(char)) {
      value += char;
      cursor.position++;
    } else break;
    hasText = true;
  }
  if (!hasText) throw new ReadError('did not find expected tag URI', start);
  return value;
}

/** One character of a tag that is written as octets: `%C3%A9`. */
function escapedCharacter(cursor: Cursor, start: number): string {
  const escaped = /(?:%[0-9A-Fa-f]{2}){1,4}/y;
  escaped.lastIndex = cursor.position;
  const octets = escaped.exec(cursor.text)?.[0] ?? '';
  if (octets === '') throw new ReadError('did not find URI escaped octet', start);
  const first = Number.parseInt(octets.slice(1, 3), 16);
  const width = first < 0x80 ? 1 : first >> 5 === 6 ? 2 : first >> 4 === 14 ? 3 : first >> 3 === 30 ? 4 : 0;
  if (width === 0) throw new ReadError('found an incorrect leading UTF-8 octet', start);
  const character = octets.slice(0, width * 3);
  if (character.length < width * 3) throw new ReadError('did not find URI escaped octet', start);
  for (let i = 1; i < width; i++)
    if (Number.parseInt(character.slice(i * 3 + 1, i * 3 + 3), 16) >> 6 !== 2)
      throw new ReadError('found an incorrect trailing UTF-8 octet', start);
  cursor.position += character.length;
  return character;
}

function word(cursor: Cursor): string {
  const from = cursor.position;
  while (isWord(cursor.code())) cursor.position++;
  return cursor.text.slice(from, cursor.position);
}

function skipBlanks(cursor: Cursor): void {
  while (isBlank(cursor.code())) cursor.position++;
}
