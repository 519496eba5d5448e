/** How Go prints values: `fmt.Sprint`, `fmt.Sprintf` and the verbs that charts use. Upstream: `fmt/print.go`, `fmt/format.go`. */
import { escapeAsGo } from '../template/lexer.ts';
import { concatenate, mapCharacters, TextBuilder, type TracedText, tracedText } from '../traced/tracedText.ts';
import { escapedByte } from './fileText.ts';
import { goTypeOf, originsOf, type StringValue, sortedEntries, type Value } from './value.ts';

/** The value as `%v` prints it. */
export function printValue(value: Value): TracedText {
  if (value.type === 'string' && !value.isBytes) return value.text;
  return tracedText(printPlain(value), originsOf(value));
}

/** As `%v`, without provenance. */
export function printPlain(value: Value): string {
  switch (value.type) {
    case 'nil':
      return '<nil>';
    case 'bool':
    case 'int':
      return String(value.value);
    case 'float':
      return formatFloat(value.value);
    case 'string':
      return value.isBytes ? `[${utf8(value.text.text).join(' ')}]` : value.text.text;
    case 'list':
      return `[${value.items.map(printPlain).join(' ')}]`;
    case 'map':
      return `map[${sortedEntries(value)
        .map(([key, entry]) => `${key}:${printPlain(entry)}`)
        .join(' ')}]`;
    default:
      return value.print ?? `{${[...value.fields.values()].map(printPlain).join(' ')}}`;
  }
}

/** `fmt.Sprint`: a space stands between two operands of which neither is a string. */
export function sprint(values: readonly Value[]): TracedText {
  return concatenate(
    ...values.flatMap((value, index) => {
      const before = values[index - 1];
      const isApart = before !== undefined && before.type !== 'string' && value.type !== 'string';
      return isApart ? [tracedText(' '), printValue(value)] : [printValue(value)];
    }),
  );
}

export function sprintln(values: readonly Value[]): TracedText {
  const spaced = values.flatMap((value, index) =>
    index === 0 ? [printValue(value)] : [tracedText(' '), printValue(value)],
  );
  return concatenate(...spaced, tracedText('\n'));
}

interface Directive {
  readonly minus: boolean;
  readonly plus: boolean;
  readonly zero: boolean;
  readonly space: boolean;
  readonly sharp: boolean;
  readonly width: number | undefined;
  readonly precision: number | undefined;
  readonly verb: string;
}

const directivePattern = /%([-+# 0]*)(\d+|\*)?(?:\.(\d+|\*)?)?(?:\[(\d+)\])?(.)?/gsu;

/** `fmt.Sprintf`; `*` and explicit argument indexes work as there. */
export function sprintf(format: TracedText, values: readonly Value[]): TracedText {
  const builder = new TextBuilder();
  const { text } = format;
  let at = 0;
  let next = 0;
  let reordered = false;
  const star = (source: string | undefined): number | undefined => {
    if (source !== '*') return source === undefined ? undefined : Number(source);
    const value = values[next++];
    return value?.type === 'int' ? value.value : undefined;
  };
  for (const match of text.matchAll(directivePattern)) {
    builder.add(tracedText(text.slice(at, match.index), originsOf({ type: 'string', text: format })));
    at = match.index + match[0].length;
    const [whole, flags = '', widthSource, precisionSource, index, verb] = match;
    const width = star(widthSource);
    const hasPrecision = whole.includes('.');
    const precision = hasPrecision ? (star(precisionSource) ?? 0) : undefined;
    if (verb === undefined) {
      builder.add(tracedText('%!(NOVERB)'));
      continue;
    }
    if (verb === '%') {
      builder.add(tracedText('%'));
      continue;
    }
    if (index !== undefined) {
      next = Number(index) - 1;
      reordered = true;
    }
    const value = values[next];
    if (value === undefined) {
      builder.add(tracedText(`%!${verb}(${index === undefined ? 'MISSING' : 'BADINDEX'})`));
      continue;
    }
    next++;
    const has = (flag: string) => flags.includes(flag);
    const minus = has('-');
    builder.add(
      formatOne(value, {
        minus,
        plus: has('+'),
        zero: has('0') && !minus,
        space: has(' '),
        sharp: has('#'),
        width,
        precision,
        verb,
      }),
    );
  }
  builder.add(tracedText(text.slice(at), originsOf({ type: 'string', text: format })));
  if (!reordered && next < values.length) {
    const extra = values
      .slice(next)
      .map((value) => (value.type === 'nil' ? '<nil>' : `${goTypeOf(value)}=${printPlain(value)}`));
    builder.add(tracedText(`%!(EXTRA ${extra.join(', ')})`));
  }
  return builder.build();
}

function formatOne(value: Value, directive: Directive): TracedText {
  const { verb } = directive;
  if (verb === 'T') return pad(tracedText(goTypeOf(value)), directive);
  if (value.type === 'nil') return pad(tracedText(verb === 'v' ? '<nil>' : `%!${verb}(<nil>)`), directive);
  if (value.type === 'string' && !value.isBytes) return formatString(value, directive);
  const plain = formatPlain(value, directive);
  return pad(tracedText(plain, originsOf(value)), directive);
}

function formatString({ text }: StringValue, directive: Directive): TracedText {
  const { verb, precision } = directive;
  const cut =
    precision === undefined
      ? text
      : { ...tracedText([...text.text].slice(0, precision).join(''), originsOf({ type: 'string', text })) };
  if (verb === 's' || (verb === 'v' && !directive.sharp)) return pad(cut, directive);
  if (verb === 'q' || verb === 'v') return pad(quoteText(cut), directive);
  if (verb === 'x' || verb === 'X') {
    const hex = utf8(cut.text)
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('');
    return pad(tracedText(verb === 'X' ? hex.toUpperCase() : hex, originsOf({ type: 'string', text })), directive);
  }
  return tracedText(`%!${verb}(string=${text.text})`, originsOf({ type: 'string', text }));
}

function formatPlain(value: Value, directive: Directive): string {
  const { verb, precision } = directive;
  const wrong = () => `%!${verb}(${goTypeOf(value)}=${printPlain(value)})`;
  const signed = (text: string) =>
    directive.plus && !text.startsWith('-') ? `+${text}` : directive.space && !text.startsWith('-') ? ` ${text}` : text;
  switch (value.type) {
    case 'bool':
      return verb === 't' || verb === 'v' ? String(value.value) : wrong();
    case 'int': {
      const radix = { b: 2, o: 8, O: 8, d: 10, v: 10, x: 16, X: 16 }[verb];
      if (verb === 'c') return String.fromCodePoint(Math.min(Math.max(value.value, 0), 0x10ffff));
      if (verb === 'q') return `'${String.fromCodePoint(Math.min(Math.max(value.value, 0), 0x10ffff))}'`;
      if (verb === 'U') return `U+${value.value.toString(16).toUpperCase().padStart(4, '0')}`;
      if (radix === undefined) return wrong();
      const digits = value.value.toString(radix);
      return signed(verb === 'X' ? digits.toUpperCase() : digits);
    }
    case 'float':
      if (verb === 'f' || verb === 'F') return signed(value.value.toFixed(precision ?? 6));
      if (verb === 'e') return signed(goExponent(value.value.toExponential(precision ?? 6)));
      if (verb === 'g' || verb === 'v') return signed(formatFloat(value.value));
      return wrong();
    case 'list':
      return `[${value.items.map((item) => formatOne(item, { ...directive, width: undefined }).text).join(' ')}]`;
    case 'map':
      return `map[${sortedEntries(value)
        .map(([key, entry]) => `${key}:${formatOne(entry, { ...directive, width: undefined }).text}`)
        .join(' ')}]`;
    case 'string':
      return verb === 's' ? value.text.text : printPlain(value);
    default:
      return printPlain(value);
  }
}

function pad(text: TracedText, { width, minus, zero, verb }: Directive): TracedText {
  const missing = (width ?? 0) - [...text.text].length;
  if (missing <= 0) return text;
  if (minus) return concatenate(text, tracedText(' '.repeat(missing)));
  if (!zero || verb === 'q') return concatenate(tracedText(' '.repeat(missing)), text);
  const sign = /^[-+]/.exec(text.text)?.[0] ?? '';
  if (sign !== '' && 'dxXobeEfFgv'.includes(verb)) {
    const rest = { text: text.text.slice(1), runs: tracedText(text.text.slice(1), text.runs[0]?.origins).runs };
    return concatenate(tracedText(sign + '0'.repeat(missing)), rest);
  }
  return concatenate(tracedText('0'.repeat(missing)), text);
}

/** `%v` of a `float64`: the shortest form, with an exponent from a million on and below 0.0001 (`strconv/ftoa.go`). */
export function formatFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [digits = '', exponentSource = '0'] = value.toExponential().split('e');
  const exponent = Number(exponentSource);
  if (exponent < -4 || exponent >= 6) return goExponent(`${digits}e${exponentSource}`);
  return plainDecimal(digits, exponent);
}

/** At least two digits of exponent, as Go writes them. */
function goExponent(text: string): string {
  return text.replace(/e([-+]?)(\d)$/, (_, sign: string, digit: string) => `e${sign || '+'}0${digit}`);
}

function plainDecimal(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith('-') ? '-' : '';
  const digits = mantissa.replace(/[-.]/g, '');
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  if (digits.length <= exponent + 1) return sign + digits.padEnd(exponent + 1, '0');
  return `${sign}${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
}

/** `%q` of a string. */
export function quoteText(text: TracedText): TracedText {
  return concatenate(tracedText('"'), mapCharacters(text, escapeAsGo), tracedText('"'));
}

/** The bytes of a text. */
export function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const char of text) {
    const code = char.codePointAt(0)!;
    const escaped = escapedByte(code);
    if (escaped !== undefined) bytes.push(escaped);
    else if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return bytes;
}

/** The text of bytes; what is no UTF-8 becomes U+FFFD. */
export function fromUtf8(bytes: readonly number[]): string {
  let text = '';
  for (let i = 0; i < bytes.length; ) {
    const byte = bytes[i]!;
    const length = byte < 0x80 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 0;
    let code = length === 1 ? byte : byte & (0xff >> (length + 1));
    let isValid = length > 0 && i + length <= bytes.length;
    for (let k = 1; isValid && k < length; k++) {
      const next = bytes[i + k]!;
      isValid = (next & 0xc0) === 0x80;
      code = (code << 6) | (next & 63);
    }
    text += isValid && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
    i += isValid ? length : 1;
  }
  return text;
}
