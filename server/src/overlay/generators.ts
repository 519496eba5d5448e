/** ConfigMaps and Secrets that a kustomization generates (`api/internal/generators`, `api/kv`, kyaml `yaml/datamap.go`). */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { jsonNumber, quoteJson } from '../base/goJson.ts';
import type { SourcePlace } from '../traced/tracedText.ts';
import { refused } from './buildError.ts';
import {
  entriesOf,
  field,
  inexact,
  itemsOf,
  type MapTree,
  mapTree,
  mapUnder,
  put,
  type ScalarTree,
  stringTree,
  type Tree,
  textAt,
} from './tree.ts';

export interface Generated {
  readonly tree: MapTree;
  readonly behavior: string;
  readonly needsHash: boolean;
  /** Whether a file that it is made of is not in view. */
  readonly isUnknown: boolean;
}

/** The text of a file by its path from the kustomization's folder; undefined where it is not in view. */
export type ReadSource = (path: string) => { readonly text: string; readonly place: SourcePlace } | undefined;

interface Pair {
  readonly key: string;
  readonly value: string;
  readonly place: SourcePlace | undefined;
}

export function generate(
  kind: 'ConfigMap' | 'Secret',
  args: Tree,
  options: Tree | undefined,
  read: ReadSource,
): Generated {
  const place = inexact(field(args, 'name')?.place ?? args.place);
  const tree = mapTree(place);
  put(tree, 'apiVersion', stringTree('v1', place));
  put(tree, 'kind', stringTree(kind, place));
  const name = textAt(args, 'name');
  if (name === '') throw refused('a configmap must have a name', place);
  const metadata = mapUnder(tree, 'metadata', place);
  put(metadata, 'name', stringTree(name, field(args, 'name')?.place));
  if (textAt(args, 'namespace'))
    put(metadata, 'namespace', stringTree(textAt(args, 'namespace'), field(args, 'namespace')?.place));
  if (kind === 'Secret')
    put(tree, 'type', stringTree(textAt(args, 'type') || 'Opaque', field(args, 'type')?.place ?? place));
  if (kind === 'Secret') mapUnder(tree, 'data', place);
  const { pairs, isUnknown } = pairsOf(args, read);
  const keys = new Set<string>();
  for (const { key, value, place: written } of pairs) {
    if (keys.has(key)) throw refused(`configmap ${name} illegally repeats the key \`${key}\``, written);
    keys.add(key);
    const data = mapUnder(tree, 'data', place);
    put(data, key, stringTree(kind === 'Secret' ? base64Lines(value) : value, inexact(written)));
  }
  const local = field(args, 'options');
  for (const list of ['labels', 'annotations'])
    for (const [key, { value, keyPlace }] of mergedOptions(local, options, list))
      put(mapUnder(metadata, list, place), key, stringTree(textAt(value), value.place), keyPlace);
  const isOn = (option: string) => [local, options].some((one) => textAt(one, option) === 'true');
  if (isOn('immutable')) put(tree, 'immutable', { kind: 'scalar', value: true, text: 'true', isQuoted: false, place });
  return { tree, behavior: textAt(args, 'behavior'), needsHash: !isOn('disableNameSuffixHash'), isUnknown };
}

function mergedOptions(local: Tree | undefined, global: Tree | undefined, list: string) {
  return new Map([...entriesOf(field(global, list)), ...entriesOf(field(local, list))]);
}

/** Values of files of variables come first, then literals, then whole files. */
function pairsOf(args: Tree, read: ReadSource): { pairs: readonly Pair[]; isUnknown: boolean } {
  let isUnknown = false;
  const readOrNote = (path: string) => {
    const found = read(path);
    isUnknown ||= found === undefined;
    return found;
  };
  const pairs: Pair[] = [];
  const single = field(args, 'env');
  for (const file of [...itemsOf(field(args, 'envs')), ...(single ? [single] : [])]) {
    const found = readOrNote(textAt(file));
    if (found) pairs.push(...variables(found.text, found.place));
  }
  for (const literal of itemsOf(field(args, 'literals'))) pairs.push(literalPair(literal));
  for (const file of itemsOf(field(args, 'files'))) {
    const { key, path } = fileSource(textAt(file), file.place);
    const found = readOrNote(path);
    if (found) pairs.push({ key, value: found.text, place: found.place });
  }
  return { pairs, isUnknown };
}

function variables(text: string, place: SourcePlace): Pair[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  return lines.flatMap((line) => {
    const trimmed = line.trimStart();
    if (trimmed === '' || trimmed.startsWith('#')) return [];
    const equals = trimmed.indexOf('=');
    const key = equals < 0 ? trimmed : trimmed.slice(0, equals);
    if (!/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(key)) throw refused(`${key} is no name of a variable`, place);
    return [{ key, value: equals < 0 ? '' : trimmed.slice(equals + 1), place }];
  });
}

function literalPair(literal: Tree): Pair {
  const text = textAt(literal);
  const equals = text.indexOf('=');
  if (equals <= 0) throw refused(`invalid literal source ${text}, expected key=value`, literal.place);
  const value = text.slice(equals + 1);
  const isQuoted = value.length > 1 && /^(["']).*\1$/s.test(value);
  return { key: text.slice(0, equals), value: isQuoted ? value.slice(1, -1) : value, place: literal.place };
}

function fileSource(source: string, place: SourcePlace | undefined): { key: string; path: string } {
  const parts = source.split('=');
  const [key = '', path] = parts;
  if (path === undefined) return { key: source.slice(source.lastIndexOf('/') + 1), path: source };
  if (parts.length > 2 || key === '' || path === '') throw refused(`invalid file source ${source}`, place);
  return { key, path };
}

/** Base64 in lines of 70. */
export function base64Lines(text: string): string {
  let binary = '';
  for (const byte of utf8ToBytes(text)) binary += String.fromCharCode(byte);
  const encoded = encodeBase64(binary);
  if (encoded.length < 70) return encoded;
  return `${(encoded.match(/.{1,70}/g) ?? []).join('\n')}\n`;
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function encodeBase64(binary: string): string {
  let text = '';
  for (let i = 0; i < binary.length; i += 3) {
    const bits =
      (binary.charCodeAt(i) << 16) | ((binary.charCodeAt(i + 1) || 0) << 8) | (binary.charCodeAt(i + 2) || 0);
    for (let digit = 0; digit < 4; digit++)
      text += i + digit - 1 < binary.length ? digits[(bits >> (18 - 6 * digit)) & 63] : '=';
  }
  return text;
}

const replaced: Readonly<Record<string, string>> = { '0': 'g', '1': 'h', '3': 'k', a: 'm', e: 't' };

/** What becomes a part of the name (`api/hasher/hasher.go`). */
export function contentHash(tree: MapTree): string {
  const kind = textAt(tree, 'kind');
  const data = (name: string) => {
    const found = field(tree, name);
    return found?.kind === 'map' ? goJson(found) : found ? quoteJson(textAt(found), true) : '""';
  };
  const optional = (name: string) => (field(tree, name)?.kind === 'map' ? [[name, data(name)] as const] : []);
  const fields: (readonly [string, string])[] = [
    ['kind', quoteJson(kind, true)],
    // It looks for a field that is called `metadata/name`, and finds none.
    ['name', '""'],
    ['data', data('data')],
    ...(kind === 'Secret'
      ? [['type', quoteJson(textAt(tree, 'type'), true)] as const, ...optional('stringData')]
      : optional('binaryData')),
  ];
  const text = `{${fields
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, json]) => `${quoteJson(name, true)}:${json}`)
    .join(',')}}`;
  return [...bytesToHex(sha256(utf8ToBytes(text))).slice(0, 10)].map((char) => replaced[char] ?? char).join('');
}

/** With sorted keys, as Go writes maps. */
function goJson(tree: Tree): string {
  if (tree.kind === 'scalar') return scalarJson(tree);
  if (tree.kind === 'list') return `[${tree.items.map(goJson).join(',')}]`;
  const entries = [...tree.entries].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, { value }]) => `${quoteJson(key, true)}:${goJson(value)}`).join(',')}}`;
}

function scalarJson({ value }: ScalarTree): string {
  if (typeof value === 'string') return quoteJson(value, true);
  return typeof value === 'number' ? jsonNumber(value) : String(value);
}
