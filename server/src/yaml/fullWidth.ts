/**
 * Full-width punctuation where YAML needs its own: what an input method for Chinese or Japanese writes when it is left on.
 * A reader of lines, since the parser takes such text for something else.
 */
import type { Span } from '../base/span.ts';

/** A character, and what YAML needs at its place. */
export interface Slip extends Span {
  readonly written: string;
  readonly meant: string;
}

const lookAlikes: Readonly<Record<string, string>> = {
  '“': '"',
  '”': '"',
  '„': '"',
  '‘': "'",
  '’': "'",
  '、': ',',
  '。': '.',
  '—': '-',
  '–': '-',
  '\u3000': ' ',
  '\u00a0': ' ',
};

/** The character of ASCII that one looks like: `：` as `:`, `Ａ` as `A`, `“` as `"`. */
export function lookAlike(char: string): string | undefined {
  const code = char.charCodeAt(0);
  return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : lookAlikes[char];
}

/** Text without any of these has no such slip. */
export const hasLookAlikes = /[\u00a0\u2013-\u201e\u3000-\u3002\uff01-\uff5e]/;

/** Where full-width characters stand in the place of YAML's colons, commas, brackets, dashes and blanks. */
export function fullWidthSlips(text: string): readonly Slip[] {
  return hasLookAlikes.test(text) ? [...slipsIn(text)] : [];
}

/** A line at which a quotation that was not closed is over. */
const looksLikeKey = /^\s*(?:- +)*["']?[A-Za-z][\w./-]*["']?[:：](?:\s|$)/;

function* slipsIn(text: string): Generator<Slip> {
  /** Set while a literal text runs: its lines are indented deeper than this. */
  let literal: number | undefined;
  /** What closes the quotation that runs on from the line above. */
  let quote = '';
  let depth = 0;
  for (const { 0: line, index: start } of text.matchAll(/[^\n]+/g)) {
    const indent = /^[ \t]*/.exec(line)![0].length;
    if (literal !== undefined && indent > literal) continue;
    literal = undefined;
    if (looksLikeKey.test(line)) quote = '';
    const read = readLine(line, quote, depth);
    quote = read.quote;
    depth = looksLikeKey.test(line) && indent === 0 ? Math.min(read.depth, 1) : read.depth;
    for (const { at, written, meant } of read.slips)
      yield { start: start + at, end: start + at + written.length, written, meant };
    if (/[\s:：][|>][-+\d]{0,2}$/.test(withoutComment(line))) literal = parentColumn(line);
  }
}

function withoutComment(line: string): string {
  const comment = line.search(/[ \t]#/);
  return (comment < 0 ? line : line.slice(0, comment)).trimEnd();
}

/** The column of the key, or of the dash, that a literal text belongs to. */
function parentColumn(line: string): number {
  const [before] = /^[ \t]*(?:- +)*/.exec(line)!;
  return /^[|>]/.test(line.slice(before.length)) ? before.lastIndexOf('-') : before.length;
}

interface LineRead {
  readonly slips: readonly { readonly at: number; readonly written: string; readonly meant: string }[];
  /** What is still open at its end. */
  readonly quote: string;
  readonly depth: number;
}

function readLine(line: string, openQuote: string, openDepth: number): LineRead {
  const slips: { at: number; written: string; meant: string }[] = [];
  let quote = openQuote;
  let depth = openDepth;
  /** Whether an entry may begin here: at the line's beginning, behind a dash, a bracket or a comma. */
  let begins = quote === '';
  /** Whether a value may begin here. */
  let valueBegins = begins;
  const slip = (at: number, written: string, meant: string) => slips.push({ at, written, meant });
  for (let at = 0; at < line.length; at++) {
    const char = line[at]!;
    if (quote !== '') {
      if (char === '\\' && quote === '"') at++;
      else if (char === quote) quote = '';
      continue;
    }
    if (char === '#' && /^$|\s/.test(line[at - 1] ?? '')) break;
    if (char === ' ' || char === '\t' || char === '\r') continue;
    const rest = line.slice(at);
    if (char === '\u3000' || char === '\u00a0') {
      const run = /^[\u3000\u00a0 \t]+/.exec(rest)![0];
      const isOutside = begins || valueBegins || /^(?:#|\r?$)/.test(rest.slice(run.length));
      if (isOutside)
        slip(at, run, line.slice(0, at).trim() === '' ? run.replace(/\u3000/g, '  ').replace(/\u00a0/g, ' ') : ' ');
      at += run.length - 1;
      continue;
    }
    if (begins && /^[－—–][ \u3000]/.test(rest) && depth === 0) {
      slip(at, char, '-');
      continue;
    }
    const [key] = (begins && /^["']?[A-Za-z_][\w./-]*["']?/.exec(rest)) || [''];
    if (key !== '' && rest[key.length] === '：') {
      const colon = at + key.length;
      slip(colon, '：', /^(?:\s|$)/.test(line.slice(colon + 1)) ? ':' : ': ');
      at = colon;
      begins = depth > 0;
      valueBegins = true;
      continue;
    }
    if (valueBegins && (char === '"' || char === "'")) quote = char;
    else if (char === '[' || char === '{') depth++;
    else if (char === ']' || char === '}') depth = Math.max(0, depth - 1);
    else if (valueBegins && (char === '［' || char === '｛')) {
      slip(at, char, lookAlike(char)!);
      depth++;
    } else if (depth > 0 && (char === '］' || char === '｝')) {
      slip(at, char, lookAlike(char)!);
      depth--;
    } else if (depth > 0 && (char === '，' || char === '、') && isBetweenItems(line, at)) {
      slip(at, char, /^\s/.test(line.slice(at + 1)) ? ',' : ', ');
    }
    begins = /[[{,［｛，、]/.test(char) || (begins && char === '-' && /^\s/.test(line.slice(at + 1)));
    valueBegins = begins || (char === ':' && /^(?:\s|$|[\u3000\u00a0])/.test(line.slice(at + 1)));
  }
  return { slips, quote, depth };
}

/** In a text, what stands around a comma is no ASCII. */
function isBetweenItems(line: string, at: number): boolean {
  const before = line.slice(0, at).trimEnd().at(-1) ?? '';
  const behind = line.slice(at + 1).trimStart()[0] ?? '';
  return /^[\x21-\x7e”’］｝]$/.test(before) && /^[\x21-\x7e“‘［｛]?$/.test(behind);
}
