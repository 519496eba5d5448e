/** One YAML document: the parser's nodes, what could not be parsed, and what templates hide. */

import { type Alias, isAlias, isMap, isPair, isScalar, isSeq, type Node, Scalar, type YAMLMap } from 'yaml';
import { lineStart } from '../base/line.ts';
import { firstEndingBehind, type Span, span } from '../base/span.ts';
import { unknownValue } from '../base/unknown.ts';
import type { Reading } from '../template/readings.ts';
import { type AliasProblem, expansionLimit, findAliases } from './aliases.ts';
import type { Within } from './blocksAcross.ts';
import { isMergeKey, keyText } from './key.ts';
import { type ParsedDocument, parse, standingProblems, type YamlProblem } from './parse.ts';
import { recover } from './recover.ts';
import { resolvePlainScalar } from './scalar.ts';
import { encryptedValues } from './sops.ts';
import type { Standing } from './split.ts';
import { type MaskedText, mainReading, mask, readTemplates, type TemplatedText } from './template.ts';
import { hasBracesInTextOnly } from './verbatim.ts';

/** All spans are relative to {@link YamlDocument.text}. */
export interface YamlDocument {
  /** The piece of the file that holds the document. */
  readonly text: string;
  readonly root: Node | null;
  readonly problems: readonly YamlProblem[];
  /** What the place in the file did to the document. */
  readonly standing?: Standing;
  /** How it stands in blocks of a template that begin and end in other documents of the file. */
  readonly within?: Within;
  /** From here on the parser may have taken the text for something else than it is; the end where it hasn't. */
  readonly brokenFrom: number;
  /** What nobody can know: templates inside of lines, and whole lines that are a template or could not be read. */
  readonly templates: Omit<MaskedText, 'text'>;
  /** The text with its templates; undefined where it has none. */
  readonly templated: TemplatedText | undefined;
  /** The node that an alias stands for; undefined where its anchor is unknown or stands for too much. */
  resolve(alias: Alias): Node | undefined;
  /** Whether any mapping may bring in the fields of another one. */
  readonly hasMergeKeys: boolean;
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
 * reading (`mainReading`). `standing` is that of the piece. Never throws.
 */
export function parseYaml(text: string, standing?: Standing): YamlDocument[] {
  if (text.length > longestDocument) return [unreadDocument(text)];
  const templated = readTemplates(text);
  const masked = templated ? mask(text, templated, mainReading(templated), true) : plainText(text);
  const documents = parseMasked(masked, text, templated, standing);
  return standing === undefined ? documents : documents.map((document) => ({ ...document, standing }));
}

/** The documents of one piece of a file that is no template, whatever braces it has. Never throws. */
export function parseLiteralYaml(text: string): YamlDocument[] {
  if (text.length > longestDocument) return [unreadDocument(text)];
  return parseMasked(plainText(text), text, undefined, undefined);
}

/** The same text as another reading of its template has it; undefined where that is no single document. */
export function parseReading(document: YamlDocument, reading: Reading): YamlDocument | undefined {
  const { text, templated, standing, within } = document;
  if (!templated) return undefined;
  const [parsed, ...others] = parseMasked(mask(text, templated, reading, false), text, templated, standing);
  if (!parsed || others.length > 0) return undefined;
  return within === undefined ? parsed : { ...parsed, within };
}

function plainText(text: string): MaskedText {
  return { text, inline: [], lines: [], conditional: [], leftOut: [] };
}

/** kubectl reads the first document of a piece; some more are read for what can be said about them. */
const mostDocuments = 20;

/** Upstream: `yaml_parser_increase_flow_level` in `scannerc.go` of `go.yaml.in/yaml/v2`. */
const tooDeep = 'exceeded max depth';

function parseMasked(
  masked: MaskedText,
  text: string,
  templated: TemplatedText | undefined,
  standing: Standing | undefined,
): YamlDocument[] {
  const { text: maskedText, ...templates } = withEncrypted(masked, text);
  const content = { text, templates, templated };
  try {
    const { documents, errors } = parse(maskedText, standing);
    const verbatim = errors.length > 0 && templated ? parseVerbatim(text, templated, standing) : undefined;
    if (verbatim) return verbatim;
    const recovery = errors.length > 0 ? recover(maskedText, (attempt) => parse(attempt, standing).errors) : undefined;
    const recovered = recovery ? parse(recovery.text, standing).documents : [];
    const outside = standingProblems(maskedText, templates.inline, standing);
    // Nothing may be left once the line is out that the parser could not read.
    if (!recovery || recovered.length === 0) {
      const all = documents.length > 0 || outside.length === 0 ? documents : [nothing];
      return all.slice(0, mostDocuments).map(({ root, problems, isBroken }, index) =>
        documentOf({
          ...content,
          root,
          problems: index === 0 ? [...outside, ...problems] : problems,
          brokenFrom: isBroken ? firstBrokenLine(text, problems) : text.length,
          isFirst: index === 0,
        }),
      );
    }
    const unknown = { ...templates, lines: [...templates.lines, ...recovery.lines].sort(byStart) };
    return recovered.slice(0, mostDocuments).map(({ root }, index) =>
      documentOf({
        ...content,
        root,
        templates: unknown,
        problems: index === 0 ? [...outside, ...recovery.errors] : [],
        brokenFrom: text.length,
        isFirst: index === 0,
      }),
    );
  } catch (error) {
    // The parsers recurse: nesting of many thousand levels exhausts their stack.
    const message = error instanceof RangeError ? tooDeep : String(error);
    return [{ ...unreadDocument(text), templates, problems: [{ code: 'UNREADABLE', message, span: span(0, 0) }] }];
  }
}

function withEncrypted(masked: MaskedText, text: string): MaskedText {
  const encrypted = encryptedValues(text);
  return encrypted.length === 0 ? masked : { ...masked, inline: [...masked.inline, ...encrypted].sort(byStart) };
}

/** A file that is no template, for all its braces: without masking it is sound, and what has braces is unknown. */
function parseVerbatim(text: string, { pieces }: TemplatedText, standing?: Standing): YamlDocument[] | undefined {
  const { documents, errors } = parse(text, standing);
  const isSound =
    documents.length > 0 && errors.length === 0 && documents.every(({ problems }) => problems.length === 0);
  if (
    !isSound ||
    !hasBracesInTextOnly(
      text,
      documents.map(({ root }) => root),
    )
  )
    return undefined;
  const inline = pieces.map(({ start, end }) => ({ start, end }));
  const templates = { inline, lines: [], conditional: [], leftOut: [] };
  return documents.map(({ root }, index) =>
    documentOf({
      text,
      root,
      templates,
      templated: undefined,
      problems: [],
      brokenFrom: text.length,
      isFirst: index === 0,
    }),
  );
}

const nothing: ParsedDocument = { root: null, problems: [], isBroken: false };

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
    hasMergeKeys: false,
    aliasProblems: [],
  };
}

interface Content extends Pick<YamlDocument, 'text' | 'root' | 'problems' | 'brokenFrom' | 'templates' | 'templated'> {
  /** kubectl sees the first document of a piece only, so an alias of a later one is nobody's trouble. */
  readonly isFirst: boolean;
}

function documentOf({ isFirst, ...content }: Content): YamlDocument {
  const { root, text } = content;
  const aliases = findAliases(root, text);
  return {
    ...content,
    resolve: aliases.resolve,
    hasMergeKeys: text.includes('<<'),
    aliasProblems: isFirst ? aliases.problems : [],
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

/** The document's content as plain JSON; what templates hide or a limit cuts off is {@link unknownValue}. */
export function plainValue(document: YamlDocument, node: Node | null | undefined): unknown {
  let budget = expansionLimit;
  const convert = (current: unknown, depth: number): unknown => {
    if (--budget < 0 || depth > 500) return unknownValue;
    if (current === null || current === undefined) return null;
    if (isScalar(current)) return isTemplated(document, current) ? unknownValue : scalarValue(current);
    if (isMap(current)) return convertMap(current, depth);
    if (isSeq(current)) return current.items.map((item) => convert(item, depth + 1));
    if (isAlias(current)) {
      const target = document.resolve(current);
      return target ? convert(target, depth + 1) : unknownValue;
    }
    return isPair(current) ? { [keyText(current.key)]: convert(current.value, depth + 1) } : null;
  };
  const convertMap = (map: YAMLMap, depth: number): unknown => {
    const object: Record<string, unknown> = {};
    for (const pair of map.items) {
      if (isMergeKey(pair.key)) {
        const merged = convert(pair.value, depth + 1);
        // What stands later wins, merged or written; of a list of mappings the first.
        for (const source of Array.isArray(merged) ? merged.toReversed() : [merged]) {
          if (source !== null && typeof source === 'object')
            for (const [name, value] of Object.entries(source)) define(object, name, value);
        }
      } else define(object, keyText(pair.key), convert(pair.value, depth + 1));
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
  const { inline } = document.templates;
  if (inline.length === 0) return false;
  const { start, end } = nodeSpan(node);
  const hole = inline[firstEndingBehind(inline, start)];
  return hole !== undefined && hole.start < end;
}
