/**
 * Helm and other templates: `{{ … }}`, `{% … %}`, `{# … #}`, `#@ …` of ytt, `${NAME}` as `envsubst` fills it in, and `__NAME__` and
 * `@NAME@` as `sed` and the like do. A template is masked by text of the same length, so no offset moves, and what it
 * covered is remembered as unknown. What exclusive branches write never stands in one masked text.
 */
import { type Span, within } from '../base/span.ts';
import {
  type Alternative,
  type Choice,
  type Piece,
  readStructure,
  type TemplateStructure,
} from '../template/choices.ts';
import { choicesIn, firstOnes, leftOut, type Reading, readingOf } from '../template/readings.ts';
import { readAsData } from './blocksAcross.ts';
import { readJinja } from './jinja.ts';
import { maskPieces } from './mask.ts';
import { placeholderHint, placeholders } from './placeholders.ts';
import { relevantChoices } from './relevantChoices.ts';
import { readYtt, yttHint } from './ytt.ts';

export interface MaskedText {
  /** As long as the original; free of templates. */
  readonly text: string;
  /** Templates inside a line: the value they stand in is unknown. */
  readonly inline: readonly Span[];
  /** Where anything could be inserted: lines with nothing but a template, other branches of conditions, between items. */
  readonly lines: readonly Span[];
  /** What is there under a condition or several times: from `{{ if … }}` to its `{{ end }}`. */
  readonly conditional: readonly Span[];
  /** Text that is not put out in this reading. */
  readonly leftOut: readonly Span[];
}

/** A text with templates, of which each reading of its choices makes another masked text. */
export interface TemplatedText {
  readonly pieces: readonly Piece[];
  /** What is put out either here or there; only those that matter for the YAML around them. */
  readonly choices: readonly Choice[];
  /** On one line, and of one piece with it: read as one template. */
  readonly units: readonly Span[];
  readonly conditional: readonly Span[];
  readonly definitions: readonly Alternative[];
}

export function maskTemplates(text: string): MaskedText {
  const templated = readTemplates(text);
  return templated
    ? mask(text, templated, mainReading(templated), true)
    : { text, inline: [], lines: [], conditional: [], leftOut: [] };
}

/** The reading that shows as much as possible: of each choice the first alternative. */
export function mainReading({ choices }: TemplatedText): Reading {
  return readingOf(choices, firstOnes);
}

/** Undefined where the text has no templates. */
export function readTemplates(text: string): TemplatedText | undefined {
  if (!/\{[{%#]/.test(text) && !placeholderHint.test(text) && !yttHint.test(text)) return undefined;
  const go = readStructure(text);
  const jinja = readJinja(text, go.pieces);
  const ytt = readYtt(text);
  const braced = inOrder([...go.pieces, ...jinja.pieces, ...ytt.pieces]);
  const own = [...go.choices, ...jinja.choices, ...ytt.choices].sort((a, b) => a.start - b.start);
  const { choices, units, scripts } = relevantChoices(text, braced, own);
  // In a script `${NAME}` is the shell's.
  const variables = placeholders(text).filter((place) => !within(scripts, place.start));
  const pieces = inOrder([...braced, ...variables.map(({ start, end }) => ({ start, end, isSilent: false }))]);
  if (pieces.length === 0) return undefined;
  return {
    pieces,
    choices: withDefinedObjects(text, choices, go),
    units,
    conditional: choicesIn(own).map(({ start, end }) => ({ start, end })),
    definitions: go.definitions,
  };
}

/** In the order of the text; what begins within another one is left out. */
function inOrder(pieces: readonly Piece[]): Piece[] {
  let end = 0;
  return [...pieces]
    .sort((a, b) => a.start - b.start)
    .filter((piece) => {
      const isFree = piece.start >= end;
      if (isFree) ({ end } = piece);
      return isFree;
    });
}

/** A file of which the definitions are the objects, as a library chart has it: each of them is one that may come out. */
function withDefinedObjects(
  text: string,
  choices: readonly Choice[],
  { definitions }: TemplateStructure,
): readonly Choice[] {
  const hasObject = (from: number, to: number) => /(?:^|\n)apiVersion:/.test(text.slice(from, to));
  const data = readAsData(text);
  const objects = definitions.filter(({ start, end }) => hasObject(start, end) && !data.has(nameOf(text, start)));
  const [first] = objects;
  if (!first) return choices;
  let outside = 0;
  for (const { start, end } of definitions) {
    if (start > outside && hasObject(outside, start)) return choices;
    outside = Math.max(outside, end);
  }
  if (hasObject(outside, text.length)) return choices;
  const { start } = first;
  const { end } = objects.at(-1)!;
  const none = { start: end, end, condition: undefined, choices: [] };
  return [...choices, { start, end, alternatives: [...objects, none] }];
}

/** The name, in quotes, of the definition of which the body begins there. */
function nameOf(text: string, bodyStart: number): string {
  const opening = text.slice(text.lastIndexOf('{{', bodyStart), bodyStart);
  return /"[^"\n]*"/.exec(opening)?.[0] ?? '';
}

/**
 * The text as one reading has it.
 * @param isMain whether what is left out may be there all the same, to whoever looks at this text alone.
 */
export function mask(text: string, templated: TemplatedText, reading: Reading, isMain: boolean): MaskedText {
  const { pieces, choices, units, conditional, definitions } = templated;
  const untaken = leftOut(choices, reading);
  const shown = new Set(
    [...reading].flatMap(([choice, taken]) => (choices.includes(choice) ? [choice.alternatives[taken]!] : [])),
  );
  const unread = definitions.filter((definition) => !shown.has(definition) && definition.end > definition.start);
  const hidden = merged([...untaken, ...unread]);
  const { masked, inline, lines } = maskPieces(text, pieces, units, hidden);
  const mayStand = isMain ? untaken.filter((one) => !definitions.includes(one)) : [];
  return {
    text: masked,
    inline,
    lines: [...lines, ...mayStand.map(({ start, end }) => ({ start, end }))].sort((a, b) => a.start - b.start),
    conditional,
    leftOut: hidden,
  };
}

/** In order, overlapping ones as one. */
function merged(spans: readonly Span[]): Span[] {
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}
