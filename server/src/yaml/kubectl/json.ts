/**
 * JSON in a manifest file. kubectl reads a file that begins with `{` as a stream of JSON values first, and what Go's JSON
 * takes it never shows to its YAML reader (`YAMLOrJSONDecoder` of k8s.io/apimachinery).
 */
import { type Node, Scalar, YAMLSeq } from 'yaml';
import { MapNode, PairNode, ScalarNode, SequenceNode } from './nodes.ts';

/** Deeper nesting is refused by Go (`encoding/json`). */
const deepest = 10_000;

const whiteSpace = /[ \t\r\n]*/y;
// Go takes any character in a string but control characters below the space.
const stringPattern = /"(?:[^"\\\0-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const wordPattern =
  /true|false|null|-?(?:0|[1-9][0-9]*(?![0-9]))(?:\.[0-9]+(?![0-9])|(?!\.))(?:[eE][-+]?[0-9]+|(?![eE]))/y;

function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

export function skipWhiteSpace(text: string, at: number): number {
  return matchEnd(whiteSpace, text, at);
}

/** Behind the JSON value that begins at an offset; -1 where none does. Linear, and without recursion. */
export function jsonEnd(text: string, start: number): number {
  const open: string[] = [];
  let at = start;
  for (;;) {
    const char = text[at];
    if (char === '{' || char === '[') {
      if (open.push(char) > deepest) return -1;
      at = skipWhiteSpace(text, at + 1);
      const isEmpty = text[at] === (char === '{' ? '}' : ']');
      if (!isEmpty) {
        if (char === '[') continue;
        at = behindKey(text, at);
        if (at < 0) return -1;
        continue;
      }
      open.pop();
      at++;
    } else {
      at = matchEnd(char === '"' ? stringPattern : wordPattern, text, at);
      if (at < 0) return -1;
    }
    // A value ends here, and perhaps what it stands in.
    for (;;) {
      const top = open.at(-1);
      if (top === undefined) return at;
      at = skipWhiteSpace(text, at);
      const next = text[at];
      if (next === ',') {
        at = skipWhiteSpace(text, at + 1);
        if (top === '{') at = behindKey(text, at);
        if (at < 0) return -1;
        break;
      }
      if (next !== (top === '{' ? '}' : ']')) return -1;
      open.pop();
      at++;
    }
  }
}

function behindKey(text: string, at: number): number {
  const end = matchEnd(stringPattern, text, at);
  if (end < 0) return -1;
  const colon = skipWhiteSpace(text, end);
  return text[colon] === ':' ? skipWhiteSpace(text, colon + 1) : -1;
}

/**
 * The nodes of a text that is one JSON value, which {@link jsonEnd} has found. Throws a RangeError where it has more levels
 * than `mostLevels`.
 */
export function readJson(text: string, start: number, mostLevels: number): Node {
  let at = start;
  let level = 0;
  const skip = () => {
    at = skipWhiteSpace(text, at);
  };
  const scalar = (): Scalar => {
    const from = at;
    const isString = text[at] === '"';
    at = matchEnd(isString ? stringPattern : wordPattern, text, at);
    const source = text.slice(from, at);
    const value = JSON.parse(source) as string | number | boolean | null;
    if (typeof value !== 'string') return new ScalarNode(value, source, Scalar.PLAIN, from, at);
    const valid = /[\ud800-\udfff]/.test(value) ? value.replace(/\p{Surrogate}/gu, '\uFFFD') : value;
    return new ScalarNode(valid, valid, Scalar.QUOTE_DOUBLE, from, at);
  };
  const value = (): Node => {
    const from = at;
    const open = text[at];
    if (open !== '{' && open !== '[') return scalar();
    if (++level > mostLevels) throw new RangeError('nested too deeply');
    const node = open === '{' ? new MapNode(from) : new SequenceNode(from);
    const close = open === '{' ? '}' : ']';
    at++;
    for (skip(); text[at] !== close; skip()) {
      if (text[at] === ',') {
        at++;
        skip();
      }
      if (node instanceof YAMLSeq) node.items.push(value());
      else {
        const key = scalar();
        skip();
        at++;
        skip();
        node.items.push(new PairNode(key, value()));
      }
    }
    at++;
    level--;
    node.flow = true;
    node.range = [from, at, at];
    return node;
  };
  return value();
}
