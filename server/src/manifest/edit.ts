/**
 * Text edits that change a manifest the way a careful person does: only the lines concerned, in the style around them,
 * comments kept. All spans are relative to the document. `undefined` means that there is no edit worth offering, e.g.
 * because the place lies behind an alias.
 */
import { isMap, isScalar, isSeq, type Node, type Pair, Scalar, type YAMLMap } from 'yaml';
import { lineStart } from '../base/line.ts';
import { type Span, span } from '../base/span.ts';
import type { TextEdit } from '../base/textEdit.ts';
import { nodeSpan } from '../yaml/document.ts';
import type { ManifestNode } from './node.ts';

/** Writes a scalar in place of the present value. */
export function replaceValue(node: ManifestNode, newText: string): TextEdit[] | undefined {
  if (node.aliasSpan || !node.present) return undefined;
  if (node.yaml && nodeSpan(node.yaml).end > nodeSpan(node.yaml).start) {
    return isScalar(node.yaml) ? [{ span: nodeSpan(node.yaml), newText: quoteLike(node, newText) }] : undefined;
  }
  const key = node.pair?.key as Node | undefined;
  if (!key) return undefined;
  const colon = node.document.text.indexOf(':', nodeSpan(key).end) + 1;
  return [{ span: span(colon, colon), newText: ` ${newText}` }];
}

/** In JSON a string needs its quotes, and a number must not get any. */
function quoteLike(node: ManifestNode, newText: string): string {
  const inJson =
    isScalar(node.yaml) &&
    node.yaml.type === Scalar.QUOTE_DOUBLE &&
    isMap(node.parent?.yaml) &&
    node.parent.yaml.flow === true;
  return inJson && !/^(true|false|null|-?\d+(\.\d+)?|".*"|[[{].*)$/.test(newText) ? `"${newText}"` : newText;
}

export function renameKey(node: ManifestNode, newKey: string): TextEdit[] | undefined {
  const key = node.pair?.key;
  if (node.aliasSpan || !isScalar(key)) return undefined;
  return [{ span: nodeSpan(key), newText: isQuoted(key) ? `"${newKey}"` : newKey }];
}

/** Takes a field out, with its trailing comment and the comments that stand directly above it. */
export function removeField(node: ManifestNode): TextEdit[] | undefined {
  const { parent, pair } = node;
  return node.aliasSpan || !pair || !parent ? undefined : removePair(parent, pair);
}

/** Takes one pair out of a mapping, e.g. one of two with the same key. */
export function removePair(parent: ManifestNode, pair: Pair): TextEdit[] | undefined {
  const map = parent.yaml;
  if (parent.aliasSpan || !isMap(map) || !map.items.includes(pair as never)) return undefined;
  if (map.flow) return removeFromFlow(map, pair);
  const { text } = parent.document;
  if (map.items.length === 1) {
    const start = keyStart(pair);
    return [{ span: span(start, start + text.slice(start, valueEnd(pair)).trimEnd().length), newText: '{}' }];
  }
  if (!startsLine(text, pair)) {
    // The first field of a list item: the next one takes its place behind the dash.
    const next = map.items[map.items.indexOf(pair as never) + 1];
    return next && [{ span: span(keyStart(pair), keyStart(next)), newText: '' }];
  }
  return [{ span: linesOf(text, pair), newText: '' }];
}

/** Takes an item out of a list in block style, one of several. */
export function removeItem(node: ManifestNode): TextEdit[] | undefined {
  const list = node.parent?.yaml;
  if (node.aliasSpan || !isSeq(list) || list.flow || list.items.length < 2 || !node.yaml?.range) return undefined;
  const { text } = node.document;
  const [from, to] = node.yaml.range;
  const start = lineStart(text, from);
  if (!/^ *-[ \t]+$/.test(text.slice(start, from))) return undefined;
  return [{ span: span(start, lineEnd(text, from + text.slice(from, to).trimEnd().length)), newText: '' }];
}

/** Adds a field as the last of a mapping, making the mapping first where it isn't there yet. */
export function addField(parent: ManifestNode, key: string, value: string): TextEdit[] | undefined {
  return insertLines(parent, [`${key}: ${value}`], { key, value });
}

/** What can be written as a field's value. */
export type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain };

/** A mapping or a list to be written. */
type Structure = readonly Plain[] | { readonly [key: string]: Plain };

/** Adds a mapping or list as the last field of a mapping, in lines of its own or, where it stands in flow style, in that. */
export function addMapping(parent: ManifestNode, key: string, value: Structure): TextEdit[] | undefined {
  return insertLines(parent, [`${key}:`, ...blockLines(value).map((line) => indented(line, '  '))], { key, value });
}

/**
 * Moves fields, in their order, to the end of the mapping `target`, re-indented, comments included. `newNames` are the
 * names of those that get another one on the way.
 */
export function moveFields(
  fields: readonly ManifestNode[],
  target: ManifestNode,
  newNames: ReadonlyMap<ManifestNode, string> = new Map(),
): TextEdit[] | undefined {
  const removals: TextEdit[] = [];
  const lines: string[] = [];
  for (const field of fields) {
    if (!field.pair || !field.parent || (field.parent.yaml as YAMLMap).flow) return undefined;
    const condition = conditionAround(field, target);
    const whole = condition && wholeCondition(field.document.text, condition, field.pair);
    const removal = condition ? whole && [{ span: whole, newText: '' }] : removeField(field);
    if (!removal) return undefined;
    removals.push(...removal);
    const moved = dedented(field.document.text, field.pair, whole);
    const newName = newNames.get(field);
    lines.push(...(newName === undefined ? moved : renamed(moved, String(field.path.at(-1)), newName)));
  }
  const insertion = insertLines(target, lines);
  return insertion && [...removals, ...insertion];
}

/** The outermost condition of a template under which a field stands, and the place to which it is to go does not. */
function conditionAround(field: ManifestNode, target: ManifestNode): Span | undefined {
  const holds = (block: Span, { start }: Span) => block.start <= start && start < block.end;
  return field.document.templates.conditional.find(
    (block) => holds(block, field.keySpan) && !holds(block, target.keySpan),
  );
}

/** The lines of a condition that has nothing but the field in it: they go with it. Undefined where it has more. */
function wholeCondition(text: string, condition: Span, pair: Pair): Span | undefined {
  const own = linesOf(text, pair);
  const start = lineStart(text, condition.start);
  const end = lineEnd(text, condition.end);
  const around = [text.slice(start, own.start), text.slice(own.end, end)];
  const isTemplate = (line: string) => /^\s*(?:\{\{.*\}\}\s*|#.*)?$/.test(line);
  return around.every((lines) => lines.split('\n').every(isTemplate)) ? span(start, end) : undefined;
}

/** Comment lines may stand above the key. */
function renamed(lines: readonly string[], name: string, newName: string): string[] {
  const at = lines.findIndex((line) => line.startsWith(name) || line.startsWith(`"${name}`));
  return lines.map((line, index) => (index === at ? line.replace(name, newName) : line));
}

/** Words as a list in flow style. */
export function flowList(words: readonly string[]): string {
  return `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
}

/** The list written again in flow style; undefined where comments would get lost. */
export function replaceList(list: ManifestNode, words: readonly string[]): TextEdit[] | undefined {
  if (list.aliasSpan || !list.yaml) return undefined;
  const { text } = list.document;
  const { start, end } = nodeSpan(list.yaml);
  const written = text.slice(start, end);
  if (written.includes('#')) return undefined;
  const newText = flowList(words);
  if (written.startsWith('[')) return [{ span: { start, end }, newText }];
  // A block list begins on a line of its own; the flow list goes behind the key.
  const colon = text.lastIndexOf(':', start);
  return [{ span: { start: colon + 1, end: start + written.trimEnd().length }, newText: ` ${newText}` }];
}

/** Writes another field, a mapping, in the place of one; undefined where comments would get lost. */
export function replaceMapping(node: ManifestNode, key: string, value: Structure): TextEdit[] | undefined {
  const { pair, document, yaml } = node;
  if (node.aliasSpan || !pair || !isMap(yaml) || yaml.items.length === 0) return undefined;
  const { text } = document;
  const whole = span(keyStart(pair), valueEnd(pair));
  const written = text.slice(whole.start, whole.end).trimEnd();
  if (written.includes('#') || written.includes('&')) return undefined;
  const end = whole.start + written.length;
  const isQuotedKey = isQuoted(pair.key);
  const newKey = isQuotedKey ? `"${key}"` : key;
  if (yaml.flow) return [{ span: span(whole.start, end), newText: `${newKey}: ${flowText(value, isQuotedKey)}` }];
  const indent = ' '.repeat(columnOf(text, keyStart(yaml.items[0]!)));
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = blockLines(value).map((line) => newline + indented(line, indent));
  return [{ span: span(whole.start, end), newText: `${newKey}:${lines.join('')}` }];
}

interface SingleField {
  readonly key: string;
  /** A scalar as it is to be written, or a mapping. */
  readonly value: string | Structure;
}

function blockLines(value: Plain): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: Plain) => {
      const [first = '', ...others] = blockLines(item);
      return [`- ${first}`, ...others.map((line) => `  ${line}`)];
    });
  }
  if (typeof value !== 'object' || value === null) return [scalarText(value as null | boolean | number | string)];
  return Object.entries(value).flatMap(([key, field]) =>
    typeof field === 'object' && field !== null && Object.keys(field).length > 0
      ? [`${scalarText(key)}:`, ...blockLines(field).map((line) => `  ${line}`)]
      : [`${scalarText(key)}: ${flowText(field, false)}`],
  );
}

function flowText(value: Plain, inJson: boolean): string {
  const scalar = inJson ? (one: null | boolean | number | string) => JSON.stringify(one) : scalarText;
  if (Array.isArray(value)) return `[${value.map((item: Plain) => flowText(item, inJson)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return scalar(value as null | boolean | number | string);
  const fields = Object.entries(value).map(([key, field]) => `${scalar(key)}: ${flowText(field, inJson)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

/** Texts that YAML could take for something else are quoted. */
function scalarText(value: null | boolean | number | string): string {
  if (typeof value !== 'string') return String(value);
  const isPlain =
    /^[A-Za-z/][\w./-]*( [\w./-]+)*$/.test(value) && !/^(y|n|yes|no|on|off|true|false|null|nan|inf)$/i.test(value);
  return isPlain ? value : JSON.stringify(value);
}

function insertLines(parent: ManifestNode, lines: readonly string[], single?: SingleField): TextEdit[] | undefined {
  if (parent.aliasSpan) return undefined;
  const { text } = parent.document;
  const map = parent.yaml;
  if (isMap(map) && map.items.length > 0 && !map.flow) {
    const indent = ' '.repeat(columnOf(text, keyStart(map.items[0]!)));
    const last = map.items.at(-1)!;
    const after = insertAfter(
      text,
      last,
      lines.map((line) => indented(line, indent)),
    );
    return [behindCondition(parent, after)];
  }
  if (isMap(map)) return map.flow && single ? insertIntoFlow(text, map, single) : undefined;
  if (parent.isSet) return undefined;
  const { pair, parent: outer } = parent;
  if (pair && outer && !outer.aliasSpan) {
    const indent = ' '.repeat(columnOf(text, keyStart(pair)) + 2);
    return [
      ...withoutNull(text, pair),
      insertAfter(
        text,
        pair,
        lines.map((line) => indented(line, indent)),
      ),
    ];
  }
  const step = parent.path.at(-1);
  if (!outer || typeof step !== 'string') return undefined;
  return insertLines(outer, [`${step}:`, ...lines.map((line) => indented(line, '  '))]);
}

/** Takes a `null` that is written out from behind its key, so that fields can stand below. */
function withoutNull(text: string, pair: Pair): TextEdit[] {
  const key = nodeSpan(pair.key as Node).end;
  const end = valueEnd(pair);
  const colon = text.indexOf(':', key) + 1;
  return end > colon && text.slice(colon, end).trim() !== '' ? [{ span: span(colon, end), newText: '' }] : [];
}

/** An insertion that would come to stand under a condition that does not hold the whole mapping moves behind that. */
function behindCondition({ document, extent }: ManifestNode, edit: TextEdit): TextEdit {
  const at = edit.span.start;
  const block = document.templates.conditional.find(
    ({ start, end }) => start < at && at < end && !(start <= extent.start && extent.start < end),
  );
  const end = block ? lineEnd(document.text, block.end) : at;
  return end === at || document.text[end - 1] !== '\n' ? edit : { ...edit, span: span(end, end) };
}

function insertAfter(text: string, pair: Pair, lines: readonly string[]): TextEdit {
  const end = linesOf(text, pair).end;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const block = lines.join(newline);
  return { span: span(end, end), newText: text[end - 1] === '\n' ? block + newline : newline + block };
}

function insertIntoFlow(text: string, map: YAMLMap, { key, value }: SingleField): TextEdit[] {
  const first = map.items[0];
  const quote = first ? isQuoted(first.key) : text.trimStart().startsWith('{');
  const written =
    typeof value !== 'string'
      ? flowText(value, quote)
      : quote && /^[A-Za-z]/.test(value) && !/^(true|false)$/.test(value)
        ? `"${value}"`
        : value;
  const field = quote ? `"${key}": ${written}` : `${key}: ${written}`;
  const last = map.items.at(-1);
  if (!last) {
    const open = nodeSpan(map).start + 1;
    return [{ span: span(open, open), newText: quote ? field : ` ${field} ` }];
  }
  const end = valueEnd(last);
  const separator = startsLine(text, last) ? `,\n${' '.repeat(columnOf(text, keyStart(last)))}` : ', ';
  return [{ span: span(end, end), newText: separator + field }];
}

function removeFromFlow(map: YAMLMap, pair: Pair): TextEdit[] {
  const index = map.items.indexOf(pair as never);
  const next = map.items[index + 1];
  if (next) return [{ span: span(keyStart(pair), keyStart(next)), newText: '' }];
  const previous = map.items[index - 1];
  if (previous) return [{ span: span(valueEnd(previous), valueEnd(pair)), newText: '' }];
  return [{ span: span(keyStart(pair), valueEnd(pair)), newText: '' }];
}

/** The whole lines of a block field, with the comment lines of the same indentation directly above it. */
function linesOf(text: string, pair: Pair): Span {
  const key = keyStart(pair);
  let start = lineStart(text, key);
  const indent = text.slice(start, key);
  if (indent.trim() === '') {
    for (;;) {
      const above = lineStart(text, Math.max(0, start - 1));
      if (start === 0 || !text.slice(above, start).startsWith(`${indent}#`)) break;
      start = above;
    }
  }
  return span(start, lineEnd(text, valueEnd(pair)));
}

function dedented(text: string, pair: Pair, whole: Span = linesOf(text, pair)): string[] {
  const column = columnOf(text, keyStart(pair));
  const lines = text
    .slice(whole.start, whole.end)
    .replace(/\r?\n$/, '')
    .split(/\r?\n/);
  return lines.map((line) => line.slice(Math.min(column, /^(\s*-)*\s*/.exec(line)?.[0].length ?? 0)));
}

function indented(line: string, indent: string): string {
  return line === '' ? line : indent + line;
}

function isQuoted(key: unknown): boolean {
  return isScalar(key) && key.type === Scalar.QUOTE_DOUBLE;
}

function keyStart(pair: Pair): number {
  return nodeSpan(pair.key as Node).start;
}

function valueEnd(pair: Pair): number {
  const value = pair.value as Node | null;
  const key = nodeSpan(pair.key as Node).end;
  return value?.range ? Math.max(value.range[1], key) : key;
}

/** Whether only white space stands before the key on its line. */
function startsLine(text: string, pair: Pair): boolean {
  const key = keyStart(pair);
  return text.slice(lineStart(text, key), key).trim() === '';
}

function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** Behind the newline that ends the line of `offset`; an offset at the start of a line already stands there. */
function lineEnd(text: string, offset: number): number {
  if (offset > 0 && text[offset - 1] === '\n') return offset;
  const newline = text.indexOf('\n', offset);
  return newline < 0 ? text.length : newline + 1;
}
