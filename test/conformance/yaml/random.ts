/** Random texts: well-formed ones in every style, heaps of tokens, scalars in every place, and mutations of all of them. */
import { scalars, tags, texts, tokens } from './texts.ts';

type Random = () => number;

export function randomText(random: Random): string {
  const kind = random();
  if (kind < 0.35) return mutate(random, pick(random, texts));
  if (kind < 0.5) return scalarText(random);
  if (kind < 0.65) return Array.from({ length: 2 + Math.floor(random() * 14) }, () => pick(random, tokens)).join('');
  const tree = `${block(random, 0, 0)}\n`;
  if (kind < 0.8) return tree;
  return mutate(random, kind < 0.9 ? tree : stream(random));
}

function pick<T>(random: Random, from: readonly T[]): T {
  return from[Math.floor(random() * from.length)]!;
}

/** A scalar as a value, an item or a key, perhaps with a tag. */
function scalarText(random: Random): string {
  const one = () => `${random() < 0.35 ? `${pick(random, tags)} ` : ''}${pick(random, scalars)}`;
  const kind = random();
  if (kind < 0.4) return `a: ${one()}\nb: 1\n`;
  if (kind < 0.6) return `${one()}: a\n`;
  if (kind < 0.75) return `a: [${one()}, ${one()}]\n`;
  if (kind < 0.9) return `a: {${one()}: ${one()}}\n`;
  return `- ${one()}\n-\n  ${one()}\n`;
}

const words = [
  'a',
  'b',
  'name',
  'spec',
  'x y',
  '80',
  'yes',
  '1.5',
  '~',
  'é',
  '😀 z',
  'http://a/?b',
  'a-b',
  'v1',
  '10s',
  'x#y',
];

function block(random: Random, depth: number, indent: number): string {
  const kind = random();
  if (depth > 3 || kind < 0.2) return ` ${flow(random, depth, indent)}`;
  const count = 1 + Math.floor(random() * 3);
  const pad = ' '.repeat(indent);
  const deeper = indent + 1 + Math.floor(random() * 4);
  const comment = () => (random() < 0.1 ? ' # c' : '');
  const blank = () => (random() < 0.08 ? pick(random, ['\n', '\n   ', '\n# c', '\n      # c', '\n\t']) : '');
  const value = (column: number) => {
    const isNested = random() < 0.5 && depth < 3;
    if (!isNested) return `${property(random)} ${flow(random, depth, column)}${comment()}`;
    return `${property(random)}${comment()}\n${block(random, depth + 1, column)}`;
  };
  if (kind < 0.55) {
    const lines = Array.from({ length: count }, (_, i) => `${pad}${key(random, i)}:${value(deeper)}${blank()}`);
    return lines.join('\n');
  }
  if (kind < 0.9) {
    // Dashes may stand at the column of the key above.
    const column = depth > 0 && random() < 0.4 ? Math.max(0, indent - 2) : indent;
    return Array.from({ length: count }, () => `${' '.repeat(column)}-${value(column + 2)}${blank()}`).join('\n');
  }
  return `${pad}? ${flow(random, depth, indent)}\n${pad}: ${flow(random, depth, indent)}`;
}

function key(random: Random, index: number): string {
  const kind = random();
  if (kind < 0.6) return `${pick(random, words)}${index}`;
  if (kind < 0.75) return pick(random, words);
  if (kind < 0.85) return `"${pick(random, words)}"`;
  if (kind < 0.92) return `'${pick(random, words)}' `;
  return pick(random, ['<<', '&k k', '*k ', '!!str 1', '[a]', '? x', '0x1F']);
}

function property(random: Random): string {
  return random() < 0.08 ? ` ${pick(random, ['&k', '&l', '!!str', '!!map', '!t', '!!int'])}` : '';
}

/** A value that begins on the line of its key. */
function flow(random: Random, depth: number, indent: number): string {
  const kind = random();
  // Continuation lines stand deeper, at the column, or anywhere.
  const line = () => `\n${' '.repeat(pick(random, [indent, indent, Math.max(0, indent - 1), indent + 2, 0]))}`;
  const some = (separator: string) =>
    Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(random, words)).join(separator);
  const gap = () => (random() < 0.25 ? line() : pick(random, ['', '', ' ']));
  if (kind < 0.3) return pick(random, words);
  if (kind < 0.4) return some(random() < 0.5 ? ' ' : line());
  if (kind < 0.5) return `'${some(random() < 0.5 ? "''" : line())}'`;
  if (kind < 0.6) return `"${some(pick(random, [' ', '\\n', line(), `\\${line()}`, '\\"', '\\u00e9', '\n\n']))}"`;
  if (kind < 0.7) {
    const header = `${pick(random, ['|', '>'])}${pick(random, ['', '', '-', '+', '2', '1+', '-3'])}`;
    const lines = Array.from({ length: Math.floor(random() * 5) }, () =>
      random() < 0.2
        ? pick(random, ['', '  ', ' '.repeat(indent)])
        : `${' '.repeat(indent + Math.floor(random() * 3))}${some(' ')}`,
    );
    return [header, ...lines].join('\n');
  }
  if (depth > 4 || kind < 0.75)
    return pick(random, ['', '*k', '*l', '{{ .Values.a }}', '"{{ .b }}"', '# c', '[]', '{}']);
  const items = Array.from({ length: Math.floor(random() * 4) }, () => flow(random, depth + 2, indent));
  if (kind < 0.88) return `[${gap()}${items.join(`,${gap()}`)}${gap()}]`;
  const pairs = items.map((item, i) => `${key(random, i)}${pick(random, [': ', ':', ' : ', ''])}${gap()}${item}`);
  return `{${gap()}${pairs.join(`,${gap()}`)}${gap()}}`;
}

/** Several documents, as YAML, as JSON or as both. */
function stream(random: Random): string {
  const separators = [
    '\n---\n',
    '\n--- # c\n',
    '---\n',
    '\n...\n',
    '\n',
    '',
    ' ',
    '\n--- x\n',
    '\n---\n---\n',
    '\r---\r',
    '\n%YAML 1.1\n---\n',
  ];
  const documents = [
    '{"a": [1, "x"]}',
    '{"b": {}}',
    'a: 1',
    '- b',
    '# c',
    '',
    '{a: 1}',
    '"x"',
    '|\n x',
    '%YAML 1.1',
    '\uFEFFz: 1',
  ];
  const parts = Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(random, documents));
  return parts.map((part) => part + pick(random, separators)).join('');
}

/** What a hand on the keyboard does to a text, one to four times. */
function mutate(random: Random, given: string): string {
  let text = given;
  for (let left = Math.floor(random() * 5); left > 0; left--) text = mutateOnce(random, text);
  return text;
}

function mutateOnce(random: Random, text: string): string {
  const at = Math.floor(random() * (text.length + 1));
  const lines = text.split('\n');
  const line = Math.floor(random() * lines.length);
  switch (Math.floor(random() * 9)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1 + Math.floor(random() * 3));
    case 1:
    case 2:
      return text.slice(0, at) + pick(random, tokens) + text.slice(at);
    case 3:
      return text.slice(0, at) + pick(random, tokens) + text.slice(at + 1);
    case 4:
      return lines.toSpliced(line, 1).join('\n');
    case 5:
      return lines.toSpliced(line, 0, lines[line]!).join('\n');
    case 6:
      return lines.with(line, ` ${lines[line]}`).join('\n');
    case 7:
      return lines.with(line, lines[line]!.replace(/^ {1,2}/, '')).join('\n');
    default:
      return lines.with(line, `${lines[line]} ${pick(random, scalars)}`).join('\n');
  }
}
