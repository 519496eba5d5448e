/**
 * Helm and other templates: `{{ … }}`, `{% … %}`, `{# … #}`, `${NAME}` as `envsubst` fills it in, and `__NAME__` and
 * `@NAME@` as `sed` and the like do. A template is masked by text of the same length, so no offset moves, and what it
 * covered is remembered as unknown.
 */
import { lineStart as startOfLine } from '../base/line.ts';
import { type Span, span } from '../base/span.ts';

export interface MaskedText {
  /** As long as the original; free of templates. */
  readonly text: string;
  /** Templates inside a line: the value they stand in is unknown. */
  readonly inline: readonly Span[];
  /** Where anything could be inserted: lines with nothing but a template, other branches of conditions, between items. */
  readonly lines: readonly Span[];
  /** What is there under a condition or several times: from `{{ if … }}` to its `{{ end }}`. */
  readonly conditional: readonly Span[];
}

/** Lines that put nothing out: control flow, comments, assignments. */
const silent =
  /^\{[%#]|^\{\{-?\s*(?:(?:if|else|end|range|with|define|block|template|break|continue)\b|\/\*|\$\w*\s*:?=)/;

export function maskTemplates(text: string): MaskedText {
  if (!/[{$]\{|\{[%#]|__[A-Z]|@[A-Z]/.test(text)) return { text, inline: [], lines: [], conditional: [] };
  const blocks = blockScalars(text);
  const inBlock = (at: Span) => blocks.find(({ start, end }) => start <= at.start && at.start < end);
  const braced = [...templates(text)];
  // In a script `${NAME}` is the shell's.
  const variables = [...substitutions(text)].filter(
    (variable) =>
      !inBlock(variable) && !braced.some(({ start, end }) => start <= variable.start && variable.start < end),
  );
  const pieces = [...braced, ...variables]
    .sort((a, b) => a.start - b.start)
    .map((template) => ({
      template,
      source: text.slice(template.start, template.end),
      block: inBlock(template),
      isAlone: standsAlone(text, template),
    }));
  const { conditional, otherBranches } = readControlFlow(
    text,
    pieces.filter(({ isAlone, block }) => isAlone && !block),
  );
  const inline: Span[] = [];
  const lines: Span[] = [...otherBranches];
  let masked = '';
  let end = 0;
  for (const { template, source, block, isAlone } of pieces) {
    masked += text.slice(end, template.start);
    if (block) {
      inline.push(template);
      masked += asContent(source, columnOf(text, template.start), block.indent);
    } else if (isAlone || beginsBlock(text, template)) {
      if (!silent.test(source)) lines.push(template);
      masked += hidden(source);
    } else if (standsBetweenItems(text, template)) {
      lines.push(template);
      masked += source.replace(/[^\r\n]/g, ' ');
    } else {
      inline.push(template);
      masked += source.replace(/[^\r\n]/g, 'x');
    }
    end = template.end;
  }
  masked += text.slice(end);
  for (const branch of otherBranches)
    masked = masked.slice(0, branch.start) + hidden(masked.slice(branch.start, branch.end)) + masked.slice(branch.end);
  return { text: masked, inline, lines: lines.sort((a, b) => a.start - b.start), conditional };
}

/** A comment of the same length. */
function hidden(source: string): string {
  return source.replace(/[^\r\n]/g, '#');
}

/**
 * Of a condition with several branches only the first one is read: all of them at once would be something that never
 * comes out.
 */
function readControlFlow(
  text: string,
  lines: readonly { readonly template: Span; readonly source: string }[],
): { readonly conditional: readonly Span[]; readonly otherBranches: readonly Span[] } {
  const conditional: Span[] = [];
  const otherBranches: Span[] = [];
  const open: { readonly start: number; otherFrom: number | undefined }[] = [];
  for (const { template, source } of lines) {
    const word = /^\{[{%][-+]?\s*(\w+)/.exec(source)?.[1] ?? '';
    const top = open.at(-1);
    if (/^(if|range|with|define|block|for)$/.test(word)) open.push({ start: template.start, otherFrom: undefined });
    else if (/^(else|elif)$/.test(word) && top) top.otherFrom ??= template.end;
    else if (/^end/.test(word) && top) {
      open.pop();
      conditional.push(span(top.start, template.end));
      const lineStart = text.lastIndexOf('\n', template.start) + 1;
      const isInside = open.some(({ otherFrom }) => otherFrom !== undefined);
      if (top.otherFrom !== undefined && !isInside && lineStart > top.otherFrom)
        otherBranches.push(span(top.otherFrom, lineStart));
    }
  }
  return { conditional, otherBranches };
}

function* templates(text: string): Generator<Span> {
  const opening = /\{[{%#]/g;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const close = endOf(text, match.index);
    if (close < 0) continue;
    opening.lastIndex = close;
    yield span(match.index, close);
  }
}

/**
 * `${NAME}` and `${NAME:-default}`, `__NAME__`, `@NAME@`; `${{ … }}` is a template of its own, with a dollar before it.
 */
function* substitutions(text: string): Generator<Span> {
  for (const { 0: source, index } of text.matchAll(
    /\$\{[A-Za-z_]\w*(?:[:?+=-][^{}\n]*)?\}|(?<!\w)__[A-Z][A-Z\d]*(?:_[A-Z\d]+)*__(?!\w)|(?<![\w@])@[A-Z][A-Z\d_]*@(?![\w@])/g,
  ))
    yield span(index, index + source.length);
}

/** Behind the end of the template that begins at `start`; -1 where it has none. What is quoted in it is skipped. */
function endOf(text: string, start: number): number {
  const opening = text[start + 1]!;
  const closing = `${opening === '{' ? '}' : opening}}`;
  const comment = /^\{\{-?\s*\/\*/.exec(text.slice(start, start + 40));
  if (comment) {
    const commentEnd = text.indexOf('*/', start);
    const close = commentEnd < 0 ? -1 : text.indexOf(closing, commentEnd);
    return close < 0 ? -1 : close + 2;
  }
  const first = text.indexOf(closing, start + 2);
  if (first < 0) return -1;
  if (opening === '#') return first + 2;
  let quote = '';
  for (let i = start + 2; i < text.length && i < start + 10_000; i++) {
    const char = text[i]!;
    if (quote !== '') {
      if (char === '\\' && quote === '"') i++;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === '`') quote = char;
    else if (text.startsWith(closing, i)) return i + 2;
  }
  // A quotation mark without its partner: then it is none.
  return first + 2;
}

/** Whether nothing but white space and further templates shares the template's lines. */
function standsAlone(text: string, template: Span): boolean {
  const before = text.slice(startOfLine(text, template.start), template.start);
  const lineEnd = text.indexOf('\n', template.end);
  const after = text.slice(template.end, lineEnd < 0 ? text.length : lineEnd);
  return (
    /^\s*(\{\{[^\n]*\}\}\s*|\{[%#][^\n]*[%#]\}\s*)*$/.test(before) &&
    /^\s*(\{\{[^\n]*\}\}\s*|\{[%#][^\n]*[%#]\}\s*)*(#.*)?$/.test(after)
  );
}

/** `["a"{{ more }}]`: it brings its own comma, or what follows it does, so it writes items and not a part of one. */
function standsBetweenItems(text: string, { start, end }: Span): boolean {
  const line = text.slice(startOfLine(text, start), start);
  const before = line.trimEnd().at(-1);
  const after = /^[ \t]*(.?.?)/.exec(text.slice(end))![1]!;
  const endsItem = before !== undefined && /["'\]}]/.test(before) && !line.trimEnd().endsWith('}}');
  const beginsItem = /^["'[{]/.test(after) && !/^\{[{%#]/.test(after) && (before === '[' || before === ',');
  return (endsItem || beginsItem) && isInFlow(line);
}

/** Whether a line ends inside of `[` or `{`, and not in what is quoted. */
function isInFlow(line: string): boolean {
  let depth = 0;
  const plain = line.replace(/\{\{.*?\}\}/g, 'x');
  for (const [piece] of plain.matchAll(/"(?:[^"\\]|\\.)*"?|(?<=[[{,:\s])'[^']*'?|[[\]{}]/g)) {
    if (piece.length === 1 && /[[{]/.test(piece)) depth++;
    else if (/^[\]}]$/.test(piece)) depth--;
    else if (piece.length === 1 || !piece.endsWith(piece[0]!)) return false;
  }
  return depth > 0;
}

/** `livenessProbe: {{ toYaml … }}` with further fields of the probe on the lines below. */
function beginsBlock(text: string, { start, end }: Span): boolean {
  const lineStart = startOfLine(text, start);
  const key = /^([ \t]*(?:- +)*)[\w"'./-]+:[ \t]+$/.exec(text.slice(lineStart, start));
  const rest = /^[ \t]*(?:#[^\n]*)?\r?\n/.exec(text.slice(end));
  if (!key || !rest) return false;
  const next = /^(?:[ \t]*\r?\n|[ \t]*#[^\n]*\n|[ \t]*\{\{[^\n]*\n)*([ \t]*)[^\s]/.exec(
    text.slice(end + rest[0].length),
  );
  return next !== null && next[1]!.length > key[1]!.length;
}

interface BlockScalar extends Span {
  /** Column at which its text begins. */
  readonly indent: number;
}

/**
 * The literal texts (`key: |`) of a document. Templates may stand in them at any column; where one stood too far to the
 * left, the parser would take its mask for the end of the text.
 */
function blockScalars(text: string): BlockScalar[] {
  const found: BlockScalar[] = [];
  let open: { start: number; end: number; parent: number; indent: number | undefined } | undefined;
  const close = () => {
    if (open) found.push({ start: open.start, end: open.end, indent: open.indent ?? open.parent + 2 });
    open = undefined;
  };
  let start = 0;
  for (const line of text.split('\n')) {
    const end = start + line.length + 1;
    const indent = /^ */.exec(line)![0].length;
    const isTemplate = /^\s*\{[{%#]/.test(line);
    if (open && line.trim() !== '') {
      const isInside = indent > open.parent;
      // `key: |` and below it `{{ … | indent 4 }}` at the very left: the template makes the text.
      const makesText = isTemplate && open.end === open.start && !silent.test(line.trim());
      if (isInside || makesText) open.end = end;
      if (isInside && !isTemplate) open.indent ??= indent;
      if (!isInside && !isTemplate) close();
    }
    const header = open ? null : /^( *(?:- +)*)(?:[^#]*?[:\s])?[|>][-+\d]*[ \t]*(?:#.*)?\r?$/.exec(line);
    if (header && !isTemplate) {
      const column = header[1]!.length;
      const parent = line.slice(column).includes(':') ? column : Math.max(0, column - 2);
      open = { start: end, end, parent, indent: undefined };
    }
    start = end;
  }
  close();
  return found;
}

/** Text that stands within a literal text: too far to the left it becomes white space. */
function asContent(source: string, column: number, indent: number): string {
  let at = column;
  return [...source.split('')]
    .map((char) => {
      if (char === '\n') {
        at = 0;
        return char;
      }
      return char === '\r' ? char : at++ < indent ? ' ' : 'x';
    })
    .join('');
}

function columnOf(text: string, offset: number): number {
  return offset - startOfLine(text, offset);
}
