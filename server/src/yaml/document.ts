/** One YAML document: the parser's nodes, what could not be parsed, and what templates hide. */

import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseAllDocuments,
  Scalar,
  type YAMLMap,
} from 'yaml';
import { lineStart } from '../base/line.ts';
import { type Span, span } from '../base/span.ts';
import { unknownValue } from '../base/unknown.ts';
import type { Reading } from '../template/readings.ts';
import { type AliasProblem, expansionLimit, findAliases } from './aliases.ts';
import { recover } from './recover.ts';
import { resolvePlainScalar } from './scalar.ts';
import { type MaskedText, mainReading, mask, readTemplates, type TemplatedText } from './template.ts';
import { hasBracesInScalarsOnly } from './verbatim.ts';

export interface YamlProblem {
  /** The parser's own name of the problem, e.g. `BAD_INDENT`. */
  readonly code: string;
  readonly message: string;
  readonly span: Span;
}

/** All spans are relative to {@link YamlDocument.text}. */
export interface YamlDocument {
  /** The piece of the file that holds the document. */
  readonly text: string;
  readonly root: Node | null;
  readonly problems: readonly YamlProblem[];
  /** From here on the parser may have taken the text for something else than it is; the end where it hasn't. */
  readonly brokenFrom: number;
  /** What nobody can know: templates inside of lines, and whole lines that are a template or could not be read. */
  readonly templates: Omit<MaskedText, 'text'>;
  /** The text with its templates; undefined where it has none. */
  readonly templated: TemplatedText | undefined;
  /** The node that an alias stands for; undefined where its anchor is unknown or stands for too much. */
  resolve(alias: Alias): Node | undefined;
  /** What is wrong with aliases; the text around them is understood all the same. */
  readonly aliasProblems: readonly AliasProblem[];
}

/**
 * Longer documents are not read: the API server takes no object beyond 3 MiB (`MaxRequestBodyBytes`), and reading one
 * costs a hundred times its size in memory.
 */
export const longestDocument = 4_000_000;

/**
 * Parses one piece of a file; several documents come out only where `...` separates them. Of a template it is the main
 * reading (`mainReading`). Never throws.
 */
export function parseYaml(text: string): YamlDocument[] {
  if (text.length > longestDocument) return [unreadDocument(text)];
  const templated = readTemplates(text);
  return parseMasked(
    templated ? mask(text, templated, mainReading(templated), true) : plainText(text),
    text,
    templated,
  );
}

/** The same text as another reading of its template has it; undefined where that is no single document. */
export function parseReading({ text, templated }: YamlDocument, reading: Reading): YamlDocument | undefined {
  if (!templated) return undefined;
  const documents = parseMasked(mask(text, templated, reading, false), text, templated);
  return documents.length === 1 ? documents[0] : undefined;
}

function plainText(text: string): MaskedText {
  return { text, inline: [], lines: [], conditional: [], leftOut: [] };
}

function parseMasked(masked: MaskedText, text: string, templated: TemplatedText | undefined): YamlDocument[] {
  const { text: maskedText, ...templates } = masked;
  try {
    const parsed = parse(maskedText);
    const isBroken = parsed.some(({ errors }) => errors.length > 0);
    const verbatim = isBroken && templated ? parseVerbatim(text, templated) : undefined;
    if (verbatim) return verbatim;
    const recovery = isBroken ? recover(maskedText, (attempt) => parse(attempt).flatMap(problemsOf)) : undefined;
    const recovered = recovery ? parse(recovery.text) : [];
    // Nothing may be left once the line is out that the parser could not read.
    if (!recovery || recovered.length === 0) {
      return parsed.map((document) => readDocument(text, document, templates, problemsOf(document), templated));
    }
    const unknown = { ...templates, lines: [...templates.lines, ...recovery.lines].sort(byStart) };
    return recovered.map((document, index) =>
      readDocument(text, document, unknown, index === 0 ? recovery.errors : [], templated, text.length),
    );
  } catch (error) {
    // The parser recurses: nesting of many thousand levels exhausts its stack.
    const message = error instanceof RangeError ? 'Nested too deeply to be read.' : String(error);
    return [{ ...unreadDocument(text), templates, problems: [{ code: 'UNREADABLE', message, span: span(0, 0) }] }];
  }
}

/** A file that is no template, for all its braces: without masking it is sound, and what has braces is unknown. */
function parseVerbatim(text: string, { pieces }: TemplatedText): YamlDocument[] | undefined {
  const parsed = parse(text);
  if (parsed.length === 0 || parsed.some(({ errors }) => errors.length > 0)) return undefined;
  if (!hasBracesInScalarsOnly(text, parsed)) return undefined;
  const inline = pieces.map(({ start, end }) => ({ start, end }));
  const templates = { inline, lines: [], conditional: [], leftOut: [] };
  return parsed.map((document) => readDocument(text, document, templates, [], undefined));
}

/** A document that nobody looks into. */
export function unreadDocument(text: string): YamlDocument {
  return {
    text,
    root: null,
    problems: [],
    brokenFrom: 0,
    templates: { inline: [], lines: [], conditional: [], leftOut: [] },
    templated: undefined,
    resolve: () => undefined,
    aliasProblems: [],
  };
}

function parse(text: string): Document.Parsed[] {
  const parsed = parseAllDocuments(text, {
    prettyErrors: false,
    uniqueKeys: false,
    merge: true,
    strict: false,
    logLevel: 'silent',
  });
  return Array.isArray(parsed) ? parsed : [];
}

function problemsOf({ errors }: Document.Parsed): YamlProblem[] {
  return errors.map(({ code, message, pos }) => ({ code, message, span: span(pos[0], Math.max(pos[1], pos[0])) }));
}

function readDocument(
  text: string,
  document: Document.Parsed,
  templates: YamlDocument['templates'],
  problems: readonly YamlProblem[],
  templated: TemplatedText | undefined,
  brokenFrom = firstBrokenLine(text, problems),
): YamlDocument {
  const root = document.contents as Node | null;
  const aliases = findAliases(root, text);
  return {
    text,
    root,
    problems,
    brokenFrom,
    templates,
    templated,
    resolve: aliases.resolve,
    aliasProblems: aliases.problems,
  };
}

function firstBrokenLine(text: string, problems: readonly YamlProblem[]): number {
  if (problems.length === 0) return text.length;
  const first = Math.min(...problems.map((problem) => problem.span.start));
  return lineStart(text, first);
}

const byStart = (a: Span, b: Span) => a.start - b.start;

/** The value of a scalar as Kubernetes reads it. */
export function scalarValue(scalar: Scalar): unknown {
  if (scalar.type === Scalar.PLAIN && scalar.tag === undefined && scalar.source !== undefined)
    return resolvePlainScalar(scalar.source);
  if (scalar.type === undefined && scalar.value === null) return null;
  return typeof scalar.value === 'bigint' ? Number(scalar.value) : scalar.value;
}

/** Where a node is written, without white space and comments after it. */
export function nodeSpan(node: Node): Span {
  const range = node.range;
  return range ? span(range[0], range[1]) : span(0, 0);
}

/** The text of a mapping key. */
export function keyText(key: unknown): string {
  return isScalar(key) ? (typeof key.value === 'string' ? key.value : (key.source ?? String(key.value))) : '';
}

/** Whether a key brings in the fields of another mapping: `<<`, unless it is quoted. */
export function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.type === Scalar.PLAIN && key.source === '<<';
}

/** The pair of a mapping that has this key; the last one wins, as in Kubernetes' decoder. */
export function pairOf(map: YAMLMap, key: string): Pair | undefined {
  if (map.items.length <= largeMap) return map.items.findLast((pair) => keyText(pair.key) === key);
  let pairs = pairsByKey.get(map);
  if (!pairs) {
    pairs = new Map(map.items.map((pair) => [keyText(pair.key), pair]));
    pairsByKey.set(map, pairs);
  }
  return pairs.get(key);
}

/** Beyond this many pairs an index is worth its making. */
const largeMap = 40;
const pairsByKey = new WeakMap<YAMLMap, Map<string, Pair>>();

/** The document's content as plain JSON; what templates hide or a limit cuts off is {@link unknownValue}. */
export function plainValue(document: YamlDocument, node: Node | null | undefined): unknown {
  let budget = expansionLimit;
  const convert = (current: unknown, depth: number): unknown => {
    if (--budget < 0 || depth > 500) return unknownValue;
    if (current === null || current === undefined) return null;
    if (isAlias(current)) {
      const target = document.resolve(current);
      return target ? convert(target, depth + 1) : unknownValue;
    }
    if (isScalar(current)) return isTemplated(document, current) ? unknownValue : scalarValue(current);
    if (isSeq(current)) return current.items.map((item) => convert(item, depth + 1));
    if (isMap(current)) return convertMap(current, depth);
    return isPair(current) ? { [keyText(current.key)]: convert(current.value, depth + 1) } : null;
  };
  const convertMap = (map: YAMLMap, depth: number): unknown => {
    const object: Record<string, unknown> = {};
    for (const pair of map.items) {
      const key = keyText(pair.key);
      if (isMergeKey(pair.key)) {
        const merged = convert(pair.value, depth + 1);
        for (const source of Array.isArray(merged) ? merged : [merged]) {
          if (source !== null && typeof source === 'object')
            for (const [name, value] of Object.entries(source))
              if (!Object.hasOwn(object, name)) define(object, name, value);
        }
      } else define(object, key, convert(pair.value, depth + 1));
    }
    return object;
  };
  return convert(node, 0);
}

/** Plain assignment would run the setter of `__proto__`; for other names it is many times faster. */
function define(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

/** Whether a template hides the node's value or a part of it. */
export function isTemplated(document: YamlDocument, node: Node): boolean {
  const { start, end } = nodeSpan(node);
  return document.templates.inline.some((hole) => hole.start < end && start < hole.end);
}
