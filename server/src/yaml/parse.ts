/**
 * One piece of a file → the nodes in it. What kubectl reads is taken as it reads it (`kubectl/`); what it does not read is
 * left to `yaml`, which makes the most of broken text and says more about it.
 */
import { type Document, type Node, parseAllDocuments } from 'yaml';
import { type Span, span } from '../base/span.ts';
import { readPiece } from './kubectl/read.ts';
import type { ReadError } from './kubectl/token.ts';
import { contentOf, type Standing, strayMarkers } from './split.ts';

export interface YamlProblem {
  /** The parser's own name of the problem, e.g. `BAD_INDENT`; `REFUSED` where only kubectl has something against it. */
  readonly code: string;
  readonly message: string;
  readonly span: Span;
}

export interface ParsedDocument {
  readonly root: Node | null;
  readonly problems: readonly YamlProblem[];
  /** Whether the text is not understood from the first problem on. */
  readonly isBroken: boolean;
}

export interface Parsed {
  readonly documents: readonly ParsedDocument[];
  /** What keeps the text from being read as a whole. */
  readonly errors: readonly YamlProblem[];
}

export function parse(text: string, standing: Standing | undefined): Parsed {
  const { start, before } = contentOf(text, standing);
  const { documents, error, unreadFrom } = readPiece(text, start);
  if (error) return parseBroken(text, error);
  const refused = before === '' ? undefined : readPiece(before, 0).error;
  if (refused)
    return {
      documents: [{ root: documents[0]?.root ?? null, problems: [asProblem(refused)], isBroken: false }],
      errors: [],
    };
  if (unreadFrom !== undefined && documents[0]?.refusals.length === 0) return parseUnread(text, unreadFrom);
  return {
    documents: documents.map(({ root, refusals }) => ({ root, problems: refusals.map(asProblem), isBroken: false })),
    errors: [],
  };
}

function parseBroken(text: string, error: ReadError): Parsed {
  const documents = parseTolerantly(text);
  const errors = documents.flatMap(problemsOf);
  // YAML 1.2 may take what YAML 1.1 does not: then the text is understood, and refused all the same.
  if (errors.length === 0) return withProblem(documents, asProblem(error), false);
  return {
    documents: documents.map((document) => ({
      root: document.contents as Node | null,
      problems: problemsOf(document),
      isBroken: true,
    })),
    errors,
  };
}

/** Text that kubectl drops without a word is hardly ever meant to be dropped; no other line is to blame for it. */
function parseUnread(text: string, from: number): Parsed {
  const problem = { code: 'UNREAD', message: '', span: span(from, from) };
  return { ...withProblem(parseTolerantly(text), problem, true), errors: [] };
}

function withProblem(documents: readonly Document.Parsed[], problem: YamlProblem, isBroken: boolean): Parsed {
  const roots = documents.length > 0 ? documents.map(({ contents }) => contents as Node | null) : [null];
  return {
    documents: roots.map((root, index) => ({ root, problems: index === 0 ? [problem] : [], isBroken })),
    errors: [problem],
  };
}

function parseTolerantly(text: string): Document.Parsed[] {
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

function asProblem({ message, offset }: ReadError): YamlProblem {
  return { code: 'REFUSED', message, span: span(offset, offset) };
}

/** What kubectl has against a text because of where its `---` stand, or what stands before it; templates may write anything. */
export function standingProblems(text: string, templates: readonly Span[], standing?: Standing): YamlProblem[] {
  const found = strayMarkers(text)
    .filter(({ start, end }) => !templates.some((hole) => hole.start < end && start < hole.end))
    .map(({ start, end }) => ({
      code: 'MARKER',
      /** Upstream: `YAMLReader` in apimachinery's `pkg/util/yaml/decoder.go`. */
      message: `invalid Yaml document separator: ${text.slice(start, end)}`,
      span: span(start, end),
    }));
  const afterJson = { code: 'AFTER_JSON', message: '', span: span(0, 0) };
  return standing === 'afterJson' ? [afterJson, ...found] : found;
}
