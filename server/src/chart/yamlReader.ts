/** Reads YAML into values of Go, as sigs.k8s.io/yaml does: by way of JSON, so that all numbers are `float64`. */
import { Document, isAlias, isMap, isScalar, isSeq, type Node, parseAllDocuments, type Scalar } from 'yaml';
import type { FieldPath } from '../base/fieldPath.ts';
import type { Origins } from '../traced/tracedText.ts';
import { scalarValue } from '../yaml/document.ts';
import { isMergeKey, keyText } from '../yaml/key.ts';
import { readPiece } from '../yaml/kubectl/read.ts';
import { bool, float, list, map, string, untypedNil, type Value } from './value.ts';

/** The value of a text; the first document counts. Throws an `Error` with the reason where the text is no YAML. */
export function readYaml(text: string, origins: Origins): Value {
  return readYamlWith(text, () => origins);
}

/** The values of a file, each with its own path as origin. */
export function readValuesFile(text: string, file: string): Value {
  return readYamlWith(text, (path) => [{ file, path }]);
}

function readYamlWith(text: string, originsAt: (path: FieldPath) => Origins): Value {
  const document = firstDocument(text);
  if (!document) return untypedNil;
  const [problem] = document.errors;
  if (problem) throw new Error(`error converting YAML to JSON: yaml: ${problem.message}`);
  return new Reader(document, originsAt).read(document.contents as Node | null, []);
}

/**
 * What Helm reads of a file of values: its first document, with nodes that know their places. Where YAML 1.2 has something
 * against it, Helm reads it all the same if YAML 1.1 takes it, e.g. quoted text that goes on at the column of its key.
 */
export function firstDocument(text: string): Document | undefined {
  const [document] = parseAllDocuments(text, {
    prettyErrors: false,
    uniqueKeys: false,
    strict: false,
    logLevel: 'silent',
  }) as Document[];
  return (document && document.errors.length > 0 ? readAsGo(text) : undefined) ?? document;
}

function readAsGo(text: string): Document | undefined {
  const { documents, error } = readPiece(text, 0);
  const [first] = documents;
  if (error || !first || first.refusals.length > 0) return undefined;
  const document = new Document();
  document.contents = first.root;
  return document;
}

/** Deeper or larger than any file of values; aliases can stand for more than all memory. */
const mostNodes = 1_000_000;

class Reader {
  readonly #document: Document;
  readonly #originsAt: (path: FieldPath) => Origins;
  #nodes = 0;

  constructor(document: Document, originsAt: (path: FieldPath) => Origins) {
    this.#document = document;
    this.#originsAt = originsAt;
  }

  read(node: Node | null | undefined, path: FieldPath): Value {
    if (++this.#nodes > mostNodes) throw new Error('yaml: document contains excessive aliasing');
    const origins = this.#originsAt(path);
    if (isAlias(node)) return this.read(node.resolve(this.#document), path);
    if (isScalar(node)) return scalar(node, origins);
    if (isSeq(node))
      return list(
        node.items.map((item, index) => this.read(item as Node, [...path, index])),
        undefined,
        origins,
      );
    if (!isMap(node)) return { ...untypedNil, of: 'interface', origins };
    const entries = new Map<string, Value>();
    const merged = new Map<string, Value>();
    for (const { key, value } of node.items) {
      if (isMergeKey(key)) {
        const source = this.read(value as Node | null, path);
        for (const part of source.type === 'list' ? source.items : [source])
          if (part.type === 'map')
            for (const [name, entry] of part.entries) if (!merged.has(name)) merged.set(name, entry);
      } else {
        const name = keyName(key);
        entries.set(name, this.read(value as Node | null, [...path, name]));
      }
    }
    for (const [name, entry] of merged) if (!entries.has(name)) entries.set(name, entry);
    return map(entries, origins);
  }
}

/** JSON has keys of text only: `8080:` is the key `8080`, `yes:` the key `true`. */
function keyName(key: unknown): string {
  if (!isScalar(key)) return keyText(key);
  const value = scalarValue(key);
  return value === null ? 'null' : String(value);
}

function scalar(node: Scalar, origins: Origins): Value {
  const value = scalarValue(node);
  if (typeof value === 'boolean') return bool(value, origins);
  if (typeof value === 'number') return float(value, origins);
  if (value === null || value === undefined) return { ...untypedNil, of: 'interface', origins };
  return string(String(value), origins);
}
