/** Words, quotations and ends of lines in half-finished YAML, for the reader of its outline: where each begins and ends. */
import { resolvePlainKey } from './scalar.ts';

/** A line at which an unclosed quotation or brace ends, for the sake of the lines below. */
export const looksLikeKey = /^(?:- +)*["']?[\w./$-]+["']?:(?:\s|$)/;

/** A text whose lines end by a line feed. Offsets are those of the text. */
export class OutlineText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  lineEnd(start: number): number {
    const newline = this.text.indexOf('\n', start);
    const end = newline < 0 ? this.text.length : newline;
    return end > start && this.text[end - 1] === '\r' ? end - 1 : end;
  }

  afterBlanks(from: number, end: number): number {
    let at = from;
    while (at < end && (this.text[at] === ' ' || this.text[at] === '\t')) at++;
    return at;
  }

  isComment(at: number, lineBegins: number): boolean {
    return this.text[at] === '#' && (at === lineBegins || /\s/.test(this.text[at - 1] ?? ' '));
  }

  /** A key and its colon, if the line has one at `start`. */
  keyAt(start: number, end: number): { start: number; end: number; colon: number } | undefined {
    const first = this.text[start];
    if (first === '{' || first === '[' || first === '#' || first === undefined) return undefined;
    if (first === '"' || first === "'") {
      const close = this.quoteEnd(start, -1);
      const colon = this.afterBlanks(close, end);
      const isKey = close <= end && this.text[colon] === ':' && (colon + 1 >= end || /\s/.test(this.text[colon + 1]!));
      return isKey ? { start, end: close, colon } : undefined;
    }
    for (let at = start; at < end; at++) {
      const char = this.text[at];
      if (char === '#' && /\s/.test(this.text[at - 1]!)) return undefined;
      if (char !== ':' || (at + 1 < end && !/\s/.test(this.text[at + 1]!))) continue;
      let keyEnd = at;
      while (keyEnd > start && /\s/.test(this.text[keyEnd - 1]!)) keyEnd--;
      return { start, end: keyEnd, colon: at };
    }
    return undefined;
  }

  plainEnd(start: number, end: number): number {
    let at = start;
    while (at < end && !(this.text[at] === '#' && /\s/.test(this.text[at - 1] ?? ''))) at++;
    while (at > start && /\s/.test(this.text[at - 1]!)) at--;
    return at;
  }

  flowPlainEnd(start: number): number {
    let at = start;
    while (at < this.text.length) {
      const char = this.text[at]!;
      if (/[,[\]{}\n\r]/.test(char)) break;
      if (char === ':' && /[\s,[\]{}]|^$/.test(this.text[at + 1] ?? '')) break;
      if (char === '#' && /\s/.test(this.text[at - 1] ?? '')) break;
      at++;
    }
    while (at > start && /\s/.test(this.text[at - 1]!)) at--;
    return Math.max(at, start + 1);
  }

  /** Behind the closing quote; where there is none, the end of the line, for the sake of the lines below. */
  quoteEnd(start: number, indent: number): number {
    const quote = this.text[start];
    let at = start + 1;
    for (; at < this.text.length; at++) {
      const char = this.text[at];
      if (char === '\\' && quote === '"') at++;
      else if (char === quote) {
        if (quote === "'" && this.text[at + 1] === "'") at++;
        else return at + 1;
      } else if (char === '\n' && (indent < 0 ? this.endsBraces(at + 1, 1000) : this.endsBraces(at + 1, indent))) break;
    }
    return this.lineEnd(start);
  }

  /** Whether braces that were never closed end here, for the sake of what follows. */
  endsBraces(start: number, indent: number): boolean {
    const end = this.lineEnd(start);
    const first = this.afterBlanks(start, end);
    return first < end && first - start <= indent && looksLikeKey.test(this.text.slice(first, end));
  }

  /** The key that Kubernetes makes of what is written. */
  keyName(start: number, end: number): string {
    const written = this.unquoted(start, end);
    return /["']/.test(this.text[start]!) ? written : (resolvePlainKey(written) ?? written);
  }

  unquoted(start: number, end: number): string {
    const text = this.text.slice(start, end);
    const [, quote, inner] = /^(["'])(.*)\1$/s.exec(text) ?? [];
    return quote === undefined
      ? text
      : quote === '"'
        ? inner!.replace(/\\(["\\/])/g, '$1')
        : inner!.replaceAll("''", "'");
  }

  lineStartOf(at: number): number {
    return at <= 0 ? 0 : this.text.lastIndexOf('\n', at - 1) + 1;
  }

  skipTo(end: number): number {
    const newline = this.text.indexOf('\n', end);
    return newline < 0 ? this.text.length + 1 : newline + 1;
  }
}
