/** Functions that write and read encodings and hashes (sprig's `crypto.go` and `defaults.go`, Helm's `funcs.go`). */
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { trimEndOf } from '../../base/trimEndOf.ts';
import { originsOfText, sliceText, type TracedText, tracedText } from '../../traced/tracedText.ts';
import { FunctionError } from '../executionError.ts';
import { fromUtf8, utf8 } from '../format.ts';
import { type JsonStyle, readJson, writeJson } from '../json.ts';
import { toYaml } from '../toYaml.ts';
import { list, map, type StringValue, string, traced, type Value } from '../value.ts';
import { readYaml } from '../yamlReader.ts';
import { type Functions, fixed } from './signature.ts';

const compactJson: JsonStyle = { escapesHtml: true };
const toJson = fixed(['any'], ([value]) => traced(bounded(() => writeJson(value, compactJson))));
const toPrettyJson = fixed(['any'], ([value]) =>
  traced(bounded(() => writeJson(value, { indent: '  ', escapesHtml: true }))),
);
const toRawJson = fixed(['any'], ([value]) => traced(bounded(() => writeJson(value, { escapesHtml: false }))));
const mustFromJson = fixed(['string'], ([{ text }]) => {
  try {
    return readJson(text.text, originsOfText(text));
  } catch (error) {
    throw new FunctionError(reasonOf(error));
  }
});
const toYamlFunction = fixed(['any'], ([value]) => {
  const text = bounded(() => toYaml(value));
  return traced(sliceText(text, 0, text.text.length - 1));
});

export const encodings: Functions = {
  b64enc: fixed(['string'], ([value]) => derived(value, base64(utf8(value.text.text)))),
  b64dec: fixed(['string'], ([value]) => derived(value, decodeBase64(value.text.text))),
  b32enc: fixed(['string'], ([value]) => derived(value, base32(utf8(value.text.text)))),
  b32dec: fixed(['string'], ([value]) => derived(value, decodeBase32(value.text.text))),
  sha1sum: fixed(['string'], ([value]) => derived(value, hex(sha1(bytes(value))))),
  sha256sum: fixed(['string'], ([value]) => derived(value, hex(sha256(bytes(value))))),
  sha512sum: fixed(['string'], ([value]) => derived(value, hex(sha512(bytes(value))))),
  adler32sum: fixed(['string'], ([value]) => derived(value, String(adler32(utf8(value.text.text))))),
  toJson,
  mustToJson: toJson,
  toPrettyJson,
  mustToPrettyJson: toPrettyJson,
  toRawJson,
  mustToRawJson: toRawJson,
  mustFromJson,
  fromJson: fixed(['string'], ([{ text }]) => errorAsEntry(text, (plain) => readJson(plain, originsOfText(text)))),
  fromJsonArray: fixed(['string'], ([{ text }]) => errorAsItem(text, (plain) => readJson(plain, originsOfText(text)))),
  toYaml: toYamlFunction,
  mustToYaml: toYamlFunction,
  toYamlPretty: toYamlFunction,
  fromYaml: fixed(['string'], ([{ text }]) => errorAsEntry(text, (plain) => readYaml(plain, originsOfText(text)))),
  fromYamlArray: fixed(['string'], ([{ text }]) => errorAsItem(text, (plain) => readYaml(plain, originsOfText(text)))),
};

/** Of a text that is no mapping Helm makes one that tells why. Upstream: `fromYAML` in Helm’s `pkg/engine/funcs.go`. */
function errorAsEntry(text: TracedText, read: (plain: string) => Value): Value {
  try {
    const value = read(text.text);
    if (value.type === 'map') return value;
    if (value.type === 'nil') return map([], originsOfText(text));
    const type =
      value.type === 'list' ? 'array' : value.type === 'int' || value.type === 'float' ? 'number' : value.type;
    return failure(
      `error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${type} into Go value of type map[string]interface {}`,
    );
  } catch (error) {
    return failure(reasonOf(error));
  }
}

function failure(reason: string): Value {
  return map([['Error', string(reason)]]);
}

/** Upstream: `fromYAMLArray` in Helm’s `pkg/engine/funcs.go`. */
function errorAsItem(text: TracedText, read: (plain: string) => Value): Value {
  try {
    const value = read(text.text);
    if (value.type === 'list') return value;
    if (value.type === 'nil') return list([], undefined, originsOfText(text));
    return list([
      string(
        `error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${value.type} into Go value of type []interface {}`,
      ),
    ]);
  } catch (error) {
    return list([string(reasonOf(error))]);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Maps can hold themselves, after `set`; Go gives up on them. */
function bounded(write: () => TracedText): TracedText {
  try {
    return write();
  } catch (error) {
    if (error instanceof RangeError) throw new FunctionError('json: unsupported value: encountered a cycle');
    throw error;
  }
}

function derived({ text }: StringValue, result: string): Value {
  return traced(tracedText(result, originsOfText(text)));
}

function bytes({ text }: StringValue): Uint8Array {
  return Uint8Array.from(utf8(text.text));
}

function hex(digest: Uint8Array): string {
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function adler32(data: readonly number[]): number {
  let a = 1;
  let b = 0;
  for (const byte of data) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return b * 65536 + a;
}

const base64Alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const base32Alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export function base64(data: readonly number[]): string {
  return encode(data, base64Alphabet, 6, 4);
}

function base32(data: readonly number[]): string {
  return encode(data, base32Alphabet, 5, 8);
}

function encode(data: readonly number[], alphabet: string, bits: number, group: number): string {
  let text = '';
  let buffer = 0;
  let count = 0;
  for (const byte of data) {
    buffer = ((buffer << 8) | byte) & 0xffff;
    count += 8;
    while (count >= bits) {
      count -= bits;
      text += alphabet[(buffer >> count) & ((1 << bits) - 1)];
    }
  }
  if (count > 0) text += alphabet[(buffer << (bits - count)) & ((1 << bits) - 1)];
  return text.padEnd(Math.ceil(text.length / group) * group, '=');
}

/** Of what is no base 64 sprig gives the error's text. Upstream: `base64decode` of sprig. */
function decodeBase64(text: string): string {
  return decode(text, base64Alphabet, 6, 4, 'illegal base64 data at input byte');
}

/** Upstream: `base32decode` of sprig. */
function decodeBase32(text: string): string {
  return decode(text, base32Alphabet, 5, 8, 'illegal base32 data at input byte');
}

function decode(source: string, alphabet: string, bits: number, group: number, problem: string): string {
  const text = source.replace(/[\r\n]/g, '');
  const body = trimEndOf(text, '=');
  const data: number[] = [];
  let buffer = 0;
  let count = 0;
  for (const [index, char] of [...body].entries()) {
    const value = alphabet.indexOf(char);
    if (value < 0) return `${problem} ${index}`;
    buffer = ((buffer << bits) | value) & 0xffff;
    count += bits;
    if (count >= 8) {
      count -= 8;
      data.push((buffer >> count) & 0xff);
    }
  }
  if (text.length % group !== 0)
    return `${problem} ${text.length - (text.length % group === 0 ? 0 : body.length % group)}`;
  return fromUtf8(data);
}
