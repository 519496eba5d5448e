/**
 * Half-finished YAML: finds the lines that the parser stumbles over and takes them out, so that the rest of the document
 * is understood as it was before. A line taken out becomes a comment of the same length: no offset moves.
 */
import { lineStart } from '../base/line.ts';
import { type Span, span } from '../base/span.ts';

export interface ParseError {
  readonly code: string;
  readonly message: string;
  readonly span: Span;
}

export interface Recovery {
  /** As long as the text; the parser has nothing to say about it. */
  readonly text: string;
  /** The lines that were taken out. */
  readonly lines: readonly Span[];
  /** What the parser said, one for each of these lines, at the line. */
  readonly errors: readonly ParseError[];
}

/** Each attempt parses the document once more; beyond this size that would be felt while typing. */
const longest = 40_000;
/** A person breaks one line at a time. More broken lines are a text that lost its indentation, or no YAML at all. */
const mostLines = 2;

/** Undefined where taking out a line or two does not help. `parse` gives the parser's errors for a text. */
export function recover(text: string, parse: (text: string) => readonly ParseError[]): Recovery | undefined {
  if (text.length > longest) return undefined;
  let current: Recovery = { text, lines: [], errors: [] };
  let errors = parse(text);
  while (errors.length > 0 && current.lines.length < mostLines) {
    const next = withoutOneLine(current.text, errors, parse);
    if (!next) return undefined;
    current = {
      text: next.text,
      lines: [...current.lines, next.line],
      errors: [...current.errors, at(next.line, errors[0]!)],
    };
    errors = next.left;
  }
  return errors.length === 0 ? current : undefined;
}

interface Attempt {
  readonly text: string;
  readonly line: Span;
  readonly left: readonly ParseError[];
}

/** The text without the line whose absence leaves the fewest errors, if any line's does. */
function withoutOneLine(
  text: string,
  errors: readonly ParseError[],
  parse: (text: string) => readonly ParseError[],
): Attempt | undefined {
  let best: Attempt | undefined;
  for (const line of suspects(text, errors)) {
    // A tab before a comment would still be one.
    const start = lineStart(text, line.start);
    const indent = text.slice(start, line.start).replaceAll('\t', ' ');
    const masked = text.slice(0, start) + indent + '#'.repeat(line.end - line.start) + text.slice(line.end);
    const left = parse(masked);
    if (left.length === 0) return { text: masked, line, left };
    if (left.length < (best?.left.length ?? errors.length)) best = { text: masked, line, left };
  }
  return best;
}

/** The line of the first error, the one above it, and the first one that opens a quotation without an end. */
function suspects(text: string, errors: readonly ParseError[]): Span[] {
  const [first] = errors;
  const line = lineAt(text, Math.min(first!.span.start, text.length));
  const above = line.start > 0 ? contentAbove(text, line.start) : undefined;
  const open = first!.code === 'MISSING_CHAR' ? unclosedQuote(text) : undefined;
  return [open, line, above]
    .filter((candidate) => candidate !== undefined)
    .map(({ start, end }) => span(start + /^[ \t]*/.exec(text.slice(start, end))![0].length, end))
    .filter(({ start, end }, index, all) => end > start && all.findIndex((other) => other.start === start) === index);
}

function contentAbove(text: string, start: number): Span | undefined {
  let line = lineAt(text, start - 1);
  while (text.slice(line.start, line.end).trim() === '' && line.start > 0) line = lineAt(text, line.start - 1);
  return line;
}

/** The first line on which a quotation begins and does not end. */
function unclosedQuote(text: string): Span | undefined {
  let start = 0;
  while (start < text.length) {
    const line = lineAt(text, start);
    if (opensQuote(text.slice(line.start, line.end))) return line;
    const newline = text.indexOf('\n', line.start);
    if (newline < 0) return undefined;
    start = newline + 1;
  }
  return undefined;
}

function opensQuote(line: string): boolean {
  let open = '';
  for (let i = 0; i < line.length; i++) {
    const char = line[i]!;
    if (open !== '') {
      if (char === '\\' && open === '"') i++;
      else if (char === open) open = '';
    } else if (char === '#' && /^$|\s/.test(line[i - 1] ?? '')) return false;
    else if ((char === '"' || char === "'") && /^$|[\s[{,:]/.test(line[i - 1] ?? '')) open = char;
  }
  return open !== '';
}

function lineAt(text: string, offset: number): Span {
  // Before the text's beginning `lastIndexOf` would still find a newline that stands there.
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const newline = text.indexOf('\n', offset);
  const end = newline < 0 ? text.length : newline;
  return span(start, end > start && text[end - 1] === '\r' ? end - 1 : end);
}

/** The error where it begins if that is in the line, else at the whole line: the parser may have stumbled much later. */
function at(line: Span, { code, message, span: place }: ParseError): ParseError {
  const inside = place.start >= line.start && place.start < line.end;
  return { code, message, span: inside ? span(place.start, Math.min(place.end, line.end)) : line };
}
