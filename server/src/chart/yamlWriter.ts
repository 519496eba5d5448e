/**
 * Writes values as `toYaml` does: sigs.k8s.io/yaml, to the letter, since charts hash and encode such texts
 * (`go.yaml.in/yaml/v2`: `encode.go`, `emitterc.go`, `sorter.go`). Every piece keeps the provenance of its value.
 */
import { resolvePlainScalar } from '../yaml/scalar.ts';
import { jsonNumber } from './json.ts';
import { type Origins, TextBuilder, type TracedText, tracedText } from './provenance.ts';
import { originsOf, type Value } from './value.ts';
import { compareKeys } from './yamlKeys.ts';

/** Lines are broken at the first space behind this column. */
const bestWidth = 80;

/** Ends with a line break. Throws a `RangeError` where maps hold themselves. */
export function writeYaml(value: Value): TracedText {
  const writer = new YamlWriter();
  writer.node(value, 0, 'root');
  writer.put('\n', originsOf(value));
  return writer.build();
}

type Place = 'root' | 'afterKey' | 'afterDash';

class YamlWriter {
  readonly #out = new TextBuilder();
  #column = 0;

  build(): TracedText {
    return this.#out.build();
  }

  put(text: string, origins: Origins): void {
    this.#out.add(tracedText(text, origins));
    const lineBreak = text.lastIndexOf('\n');
    this.#column = lineBreak < 0 ? this.#column + text.length : text.length - lineBreak - 1;
  }

  node(value: Value, indent: number, place: Place): void {
    const entries = entriesOf(value);
    if (value.type === 'list' && value.items.length > 0) this.#list(value.items, originsOf(value), indent, place);
    else if (entries && entries.length > 0) this.#map(entries, originsOf(value), indent, place);
    else {
      if (place !== 'root') this.put(' ', originsOf(value));
      if (value.type === 'string') this.#text(value.text.text, indent, originsOf(value), false);
      else this.put(plainScalar(value), originsOf(value));
    }
  }

  /** In a mapping the dashes stand at the key's own column. */
  #list(items: readonly Value[], origins: Origins, indent: number, place: Place): void {
    const column = place === 'afterKey' ? Math.max(indent - 2, 0) : indent;
    for (const [index, item] of items.entries()) {
      const dashOrigins = ownOrigins(item, origins);
      this.#begin(index === 0, column, place, dashOrigins);
      this.put('-', dashOrigins);
      this.node(item, column + 2, 'afterDash');
    }
  }

  #map(entries: readonly (readonly [string, Value])[], origins: Origins, indent: number, place: Place): void {
    for (const [index, [key, entry]] of entries.entries()) {
      const keyOrigins = ownOrigins(entry, origins);
      this.#begin(index === 0, indent, place, keyOrigins);
      const isLong = key.length > 128 || key.includes('\n');
      if (isLong) this.put('? ', keyOrigins);
      this.#text(key, indent, keyOrigins, !isLong);
      if (isLong) this.put(`\n${' '.repeat(indent)}`, keyOrigins);
      this.put(':', keyOrigins);
      this.node(entry, indent + 2, 'afterKey');
    }
  }

  /** Before a key or a dash: behind the dash of a list it stands on the same line. */
  #begin(isFirst: boolean, column: number, place: Place, origins: Origins): void {
    if (isFirst && place === 'root') return;
    if (isFirst && place === 'afterDash') this.put(' ', origins);
    else this.put(`\n${' '.repeat(column)}`, origins);
  }

  #text(text: string, indent: number, origins: Origins, isKey: boolean): void {
    const style = styleOf(text, isKey);
    if (style === 'plain') this.#folded(text, indent, origins, !isKey, (char) => char, 'plain');
    else if (style === 'single') {
      this.put("'", origins);
      this.#folded(text, indent, origins, !isKey, (char) => (char === "'" ? "''" : char), 'single');
      this.put("'", origins);
    } else if (style === 'double') {
      this.put('"', origins);
      this.#folded(text, indent, origins, !isKey, escapeDouble, 'double');
      this.put('"', origins);
    } else this.#literal(text, indent, origins);
  }

  /** A text over several lines where it grows too long: a single space becomes a line break. */
  #folded(
    text: string,
    indent: number,
    origins: Origins,
    breaks: boolean,
    write: (char: string) => string,
    style: 'plain' | 'single' | 'double',
  ): void {
    if (!breaks || this.#column + text.length <= bestWidth) {
      let escaped = '';
      for (const char of text) escaped += write(char);
      if (this.#column + escaped.length <= bestWidth || !breaks) {
        this.put(escaped, origins);
        return;
      }
    }
    const chars = [...text];
    let piece = '';
    let wasSpace = false;
    const flush = () => {
      this.put(piece, origins);
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
        this.put(`\n${' '.repeat(indent)}`, origins);
        if (style === 'double' && chars[index + 1] === ' ') piece += '\\';
      } else piece += char;
      wasSpace = true;
    }
    flush();
  }

  #literal(text: string, indent: number, origins: Origins): void {
    const hint = /^[ \n]/.test(text) ? '2' : '';
    const chomp = !text.endsWith('\n') ? '-' : text === '\n' || text.endsWith('\n\n') ? '+' : '';
    const margin = ' '.repeat(Math.max(indent, 2));
    const body = text.endsWith('\n') ? text.slice(0, -1) : text;
    const lines = body.split('\n').map((line) => (line === '' ? '' : margin + line));
    this.put(`|${hint}${chomp}\n${lines.join('\n')}`, origins);
  }
}

/** What a key or a dash comes from: its value, else what holds both. */
function ownOrigins(value: Value, around: Origins): Origins {
  const own = originsOf(value);
  return own.length > 0 ? own : around;
}

function entriesOf(value: Value): (readonly [string, Value])[] | undefined {
  if (value.type === 'map') return [...value.entries].sort(([a], [b]) => compareKeys(a, b));
  if (value.type === 'struct') return [...value.fields].sort(([a], [b]) => compareKeys(a, b));
  return undefined;
}

function plainScalar(value: Value): string {
  switch (value.type) {
    case 'list':
      return '[]';
    case 'map':
    case 'struct':
      return '{}';
    case 'float':
      return yamlNumber(value.value);
    case 'bool':
    case 'int':
      return String(value.value);
    default:
      return 'null';
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
