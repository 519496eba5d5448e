/**
 * Writes trees as sigs.k8s.io/yaml does, to the letter (`go.yaml.in/yaml/v2`: `encode.go`, `emitterc.go`, `sorter.go`): so
 * do Helm's `toYaml`, whose text charts hash and encode, and Kustomize. Every piece keeps the provenance of its value.
 */
import { jsonNumber } from '../base/goJson.ts';
import { resolvePlainScalar } from '../yaml/scalar.ts';
import { type Mark, TextBuilder, type TracedText } from './tracedText.ts';
import { compareKeys } from './yamlKeys.ts';

/** Lines are broken at the first space behind this column. */
const bestWidth = 80;

/** A node of a tree of some kind as the writer sees it. */
export type YamlView<T> = { readonly mark: Mark } & (
  | { readonly type: 'map'; readonly entries: readonly YamlEntry<T>[] }
  | { readonly type: 'list'; readonly items: readonly YamlItem<T>[] }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'number'; readonly value: number }
  /** What is written without quotes as it is: `true`, `null`, a whole number. */
  | { readonly type: 'word'; readonly text: string }
);

export interface YamlEntry<T> {
  readonly key: string;
  /** What wrote the key. */
  readonly mark: Mark;
  readonly value: T;
}

export interface YamlItem<T> {
  /** What wrote the dash. */
  readonly mark: Mark;
  readonly value: T;
}

/** Ends with a line break. Throws a `RangeError` where a tree holds itself. */
export function writeYaml<T>(root: T, view: (node: T) => YamlView<T>): TracedText {
  const writer = new YamlWriter(view);
  writer.node(root, 0, 'root');
  writer.put('\n', view(root).mark);
  return writer.build();
}

type Place = 'root' | 'afterKey' | 'afterDash';

class YamlWriter<T> {
  readonly #view: (node: T) => YamlView<T>;
  readonly #out = new TextBuilder();
  #column = 0;

  constructor(view: (node: T) => YamlView<T>) {
    this.#view = view;
  }

  build(): TracedText {
    return this.#out.build();
  }

  /** What stands around a value, or came out otherwise than it was written. */
  put(text: string, mark: Mark): void {
    this.#putMarked(text, made(mark));
  }

  #putMarked(text: string, mark: Mark): void {
    this.#out.addMarked(text, mark);
    const lineBreak = text.lastIndexOf('\n');
    this.#column = lineBreak < 0 ? this.#column + text.length : text.length - lineBreak - 1;
  }

  node(node: T, indent: number, place: Place): void {
    const view = this.#view(node);
    if (view.type === 'list' && view.items.length > 0) this.#list(view.items, indent, place);
    else if (view.type === 'map' && view.entries.length > 0) this.#map(view.entries, indent, place);
    else {
      if (place !== 'root') this.put(' ', view.mark);
      if (view.type === 'text') this.#text(view.text, indent, view.mark, false);
      else this.#whole(plainScalar(view), view.mark);
    }
  }

  /** In a mapping the dashes stand at the key's own column. */
  #list(items: readonly YamlItem<T>[], indent: number, place: Place): void {
    const column = place === 'afterKey' ? Math.max(indent - 2, 0) : indent;
    for (const [index, { mark, value }] of items.entries()) {
      this.#begin(index === 0, column, place, mark);
      this.put('-', mark);
      this.node(value, column + 2, 'afterDash');
    }
  }

  #map(entries: readonly YamlEntry<T>[], indent: number, place: Place): void {
    for (const [index, { key, mark, value }] of sorted(entries).entries()) {
      this.#begin(index === 0, indent, place, mark);
      const isLong = key.length > 128 || key.includes('\n');
      if (isLong) this.put('? ', mark);
      this.#text(key, indent, mark, !isLong);
      if (isLong) this.put(`\n${' '.repeat(indent)}`, mark);
      this.put(':', mark);
      this.node(value, indent + 2, 'afterKey');
    }
  }

  /** Before a key or a dash: behind the dash of a list it stands on the same line. */
  #begin(isFirst: boolean, column: number, place: Place, mark: Mark): void {
    if (isFirst && place === 'root') return;
    if (isFirst && place === 'afterDash') this.put(' ', mark);
    else this.put(`\n${' '.repeat(column)}`, mark);
  }

  #text(text: string, indent: number, mark: Mark, isKey: boolean): void {
    const style = styleOf(text, isKey);
    if (style === 'plain') this.#folded(text, indent, mark, !isKey, (char) => char, 'plain');
    else if (style === 'single') {
      this.put("'", mark);
      this.#folded(text, indent, mark, !isKey, (char) => (char === "'" ? "''" : char), 'single');
      this.put("'", mark);
    } else if (style === 'double') {
      this.put('"', mark);
      this.#folded(text, indent, mark, !isKey, escapeDouble, 'double');
      this.put('"', mark);
    } else this.#literal(text, indent, mark);
  }

  /** A whole value: it may stand as it was written. */
  #whole(text: string, mark: Mark): void {
    const { place } = mark;
    if (place?.isLiteral && place.end - place.start !== text.length) this.put(text, mark);
    else this.#putMarked(text, mark);
  }

  /** A text over several lines where it grows too long: a single space becomes a line break. */
  #folded(
    text: string,
    indent: number,
    mark: Mark,
    breaks: boolean,
    write: (char: string) => string,
    style: 'plain' | 'single' | 'double',
  ): void {
    if (!breaks || this.#column + text.length <= bestWidth) {
      let escaped = '';
      for (const char of text) escaped += write(char);
      if (this.#column + escaped.length <= bestWidth || !breaks) {
        if (escaped === text) this.#whole(escaped, mark);
        else this.put(escaped, mark);
        return;
      }
    }
    const chars = [...text];
    let piece = '';
    let wasSpace = false;
    const flush = () => {
      this.put(piece, mark);
      piece = '';
    };
    for (const [index, char] of chars.entries()) {
      if (char !== ' ') {
        piece += write(char);
        wasSpace = false;
        continue;
      }
      const isInside = style === 'plain' || (index > 0 && index < chars.length - 1);
      const isSingle = style === 'double' || chars[index + 1] !== ' ';
      if (!wasSpace && this.#column + piece.length > bestWidth && isInside && isSingle) {
        flush();
        this.put(`\n${' '.repeat(indent)}`, mark);
        if (style === 'double' && chars[index + 1] === ' ') piece += '\\';
      } else piece += char;
      wasSpace = true;
    }
    flush();
  }

  #literal(text: string, indent: number, mark: Mark): void {
    const hint = /^[ \n]/.test(text) ? '2' : '';
    const chomp = !text.endsWith('\n') ? '-' : text === '\n' || text.endsWith('\n\n') ? '+' : '';
    const margin = ' '.repeat(Math.max(indent, 2));
    const body = text.endsWith('\n') ? text.slice(0, -1) : text;
    const lines = body.split('\n').map((line) => (line === '' ? '' : margin + line));
    this.put(`|${hint}${chomp}\n${lines.join('\n')}`, mark);
  }
}

function made(mark: Mark): Mark {
  const { place, origins } = mark;
  return place?.isLiteral ? { place: { ...place, isLiteral: false }, origins } : mark;
}

function sorted<T>(entries: readonly YamlEntry<T>[]): readonly YamlEntry<T>[] {
  return entries.toSorted((a, b) => compareKeys(a.key, b.key));
}

function plainScalar<T>(view: YamlView<T>): string {
  switch (view.type) {
    case 'list':
      return '[]';
    case 'map':
      return '{}';
    case 'number':
      return yamlNumber(view.value);
    default:
      return view.text;
  }
}

function yamlNumber(value: number): string {
  const text = jsonNumber(value);
  return /^-?\d+e/.test(text) || !Number.isInteger(value) ? text.replace(/e([-+])(\d)$/, 'e$10$2') : text;
}

type Style = 'plain' | 'single' | 'double' | 'literal';

function styleOf(text: string, isKey: boolean): Style {
  const analysis = analyze(text);
  if (text.includes('\n') && !isKey) return analysis.literalAllowed ? 'literal' : 'double';
  if (text.includes('\n')) return 'double';
  const isString = typeof resolvePlainScalar(text) === 'string' && !looksLikeBase60(text) && !looksLikeTimestamp(text);
  if (!isString) return 'double';
  if (analysis.plainAllowed && !(text === '' && isKey)) return 'plain';
  return analysis.singleAllowed ? 'single' : 'double';
}

interface Analysis {
  readonly plainAllowed: boolean;
  readonly singleAllowed: boolean;
  readonly literalAllowed: boolean;
}

/** What styles a text can have (`yaml_emitter_analyze_scalar`), in block context. */
function analyze(text: string): Analysis {
  if (text === '') return { plainAllowed: true, singleAllowed: true, literalAllowed: false };
  const hasIndicators =
    /^(?:---|\.\.\.|[#,[\]{}&*!|>'"%@`]|[?:-](?:[ \t\n]|$))/.test(text) ||
    /:(?:[ \t\n]|$)|[ \t\n\r\u0085\u2028\u2029]#/.test(text);
  const isSpecial = !/^[\n\x20-\x7e\u0085\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]*$/u.test(text);
  const spaceBreak = / [\n\r\u0085\u2028\u2029]/.test(text);
  const breakSpace = /[\n\r\u0085\u2028\u2029] /.test(text);
  const hasBreaks = /[\n\r\u0085\u2028\u2029]/.test(text);
  const trailingSpace = text.endsWith(' ');
  const edges = /^[ \n\r\u0085\u2028\u2029]|[ \n\r\u0085\u2028\u2029]$/.test(text);
  return {
    plainAllowed: !hasIndicators && !isSpecial && !hasBreaks && !edges && !spaceBreak && !breakSpace,
    singleAllowed: !isSpecial && !spaceBreak && !breakSpace,
    literalAllowed: !isSpecial && !spaceBreak && !trailingSpace,
  };
}

/** `1:20:30`, which YAML 1.1 takes for a number of base 60; it is quoted for other readers. */
function looksLikeBase60(text: string): boolean {
  return /^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$/.test(text);
}

function looksLikeTimestamp(text: string): boolean {
  return /^\d{4}-\d{1,2}-\d{1,2}(?:(?:[Tt]|[ \t]+)\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d{1,2}(?::?\d{2})?))?)?$/.test(
    text,
  );
}

const doubleEscapes: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\x1b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
  '\u0085': '\\N',
  '\u2028': '\\L',
  '\u2029': '\\P',
};

function escapeDouble(char: string): string {
  const known = doubleEscapes[char];
  if (known !== undefined) return known;
  const code = char.codePointAt(0)!;
  const isPrintable =
    (code >= 0x20 && code <= 0x7e) ||
    (code >= 0xa0 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd && code !== 0xfeff);
  if (isPrintable) return char;
  const hex = code.toString(16).toUpperCase();
  if (code > 0xffff) return `\\U${hex.padStart(8, '0')}`;
  return code <= 0xff ? `\\x${hex.padStart(2, '0')}` : `\\u${hex.padStart(4, '0')}`;
}
