/**
 * Block-style YAML line by line, for text that the parser gave up on: what each line says, apart from how far it is
 * indented.
 */
export interface Line {
  /** Where the line begins in the text. */
  readonly start: number;
  /** Length of the white space before the first character. */
  readonly indent: number;
  readonly content: LineContent;
}

export type LineContent =
  | { readonly type: 'blank' }
  | { readonly type: 'comment' }
  /** `---`, `...` and `%` lines stand where they stand. */
  | { readonly type: 'marker' }
  /** Belongs to the line before it: text of a block scalar, a string or brackets that go on. */
  | { readonly type: 'continuation' }
  | { readonly type: 'entry'; readonly entry: Entry };

/** What a line adds to a mapping or a list. Columns count from the line's first character. */
export type Entry =
  /** `text` is what stands behind the colon, without a comment. */
  | { readonly type: 'key'; readonly key: string; readonly value: InlineValue; readonly text: string }
  | { readonly type: 'item'; readonly inner: Entry | undefined; readonly innerColumn: number }
  | { readonly type: 'scalar'; readonly value: InlineValue };

/** What stands behind the colon; `none` where the value is on the lines below. */
export type InlineValue = 'none' | 'scalar' | 'mapping' | 'list' | 'any';

export function readLines(text: string): Line[] {
  const lines: Line[] = [];
  /** Set while a block scalar runs: its lines are indented deeper than this. */
  let blockParent: number | undefined;
  let open: OpenFlow | undefined;
  for (const match of text.matchAll(/[^\n]*(?:\n|$)/gy)) {
    const [raw] = match;
    if (raw === '' && match.index === text.length && match.index > 0) break;
    const written = raw.replace(/\r?\n$/, '');
    const rest = written.trimStart();
    const indent = written.length - rest.length;
    const add = (content: LineContent) => lines.push({ start: match.index, indent, content });
    if (blockParent !== undefined) {
      if (rest === '' || indent > blockParent) {
        add(rest === '' ? { type: 'blank' } : { type: 'continuation' });
        continue;
      }
      blockParent = undefined;
    }
    if (open) {
      add({ type: 'continuation' });
      open = scanFlow(rest, open);
    } else if (rest === '') add({ type: 'blank' });
    else if (rest.startsWith('#')) add({ type: 'comment' });
    else if (indent === 0 && /^(---|\.\.\.)(\s|$)|^%/.test(rest)) add({ type: 'marker' });
    else {
      const entry = readEntry(rest);
      if (entry.type === 'scalar') add({ type: 'continuation' });
      else {
        add({ type: 'entry', entry });
        const value = valueText(rest);
        if (/^[|>][-+0-9]*(\s+#.*)?$/.test(value)) blockParent = indent + lastDash(rest);
        else open = scanFlow(value, undefined);
      }
    }
  }
  return lines;
}

function readEntry(text: string): Entry {
  const dash = /^-(\s+|$)/.exec(text);
  if (dash) {
    const inner = text.slice(dash[0].length);
    const empty = inner === '' || inner.startsWith('#');
    return { type: 'item', inner: empty ? undefined : readEntry(inner), innerColumn: dash[0].length };
  }
  const key = keyOf(text);
  if (key) {
    const behind = text.slice(key.length);
    const value = behind.replace(/\s#.*$/s, '').trim();
    return { type: 'key', key: key.name, value: inlineValue(behind), text: value.replace(/^(["'])(.*)\1$/, '$2') };
  }
  return { type: 'scalar', value: inlineValue(text) };
}

function keyOf(text: string): { name: string; length: number } | undefined {
  const match = /^(?:"([^"]*)"\s*|'([^']*)'\s*|([^\s"'#[\]{},&*!|>%@`?][^#"'{}[\]]*?)):(?=\s|$)/.exec(text);
  return match ? { name: match[1] ?? match[2] ?? match[3]!.trimEnd(), length: match[0].length } : undefined;
}

function inlineValue(text: string): InlineValue {
  // Anchors and tags stand before the value and say nothing about where it is.
  const value = text.trim().replace(/^(?:[&!]\S*\s*)+/, '');
  if (value === '' || value.startsWith('#')) return 'none';
  if (value.startsWith('{')) return 'mapping';
  if (value.startsWith('[')) return 'list';
  return value.startsWith('*') ? 'any' : 'scalar';
}

/** What stands on the line behind its dashes and its key. */
function valueText(text: string): string {
  const rest = text.slice(lastDash(text));
  const key = keyOf(rest);
  return (key ? rest.slice(key.length) : rest).trim();
}

/** Column behind the dashes at the beginning of the line. */
function lastDash(text: string): number {
  return /^(?:-\s+)*/.exec(text)![0].length;
}

/** Brackets or quotes that the end of a line leaves open. */
interface OpenFlow {
  readonly depth: number;
  readonly quote: '"' | "'" | undefined;
}

function scanFlow(text: string, before: OpenFlow | undefined): OpenFlow | undefined {
  let { depth, quote } = before ?? { depth: 0, quote: undefined };
  if (!before && !/^["'[{]/.test(text)) return undefined;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (quote) {
      if (char === '\\' && quote === '"') i++;
      else if (char === quote) quote = undefined;
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '[' || char === '{') depth++;
    else if (char === ']' || char === '}') depth--;
    else if (char === '#' && /\s/.test(text[i - 1] ?? ' ')) break;
    if (!quote && depth <= 0) return undefined;
  }
  return depth > 0 || quote ? { depth, quote } : undefined;
}
