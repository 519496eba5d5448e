import { expect, test } from 'vitest';
import fc from '../../../test/support/fastCheck.ts';
import { unknownValue } from '../base/unknown.ts';
import { parseYaml, plainValue } from './document.ts';
import { maskTemplates } from './template.ts';

function plain(text: string): unknown {
  const [document] = parseYaml(text);
  return plainValue(document!, document!.root);
}

test('anchors, aliases and merge keys resolve; what is written behind a merge key wins over it', () => {
  expect(plain('base: &b {x: 1, z: 2}\nuse:\n  <<: *b\n  z: 3\nalias: *b\n')).toEqual({
    base: { x: 1, z: 2 },
    use: { x: 1, z: 3 },
    alias: { x: 1, z: 2 },
  });
});

test('the last of equal keys wins, and __proto__ is a key like any other', () => {
  expect(plain('a: 1\na: 2\n')).toEqual({ a: 2 });
  expect(Object.keys(plain('__proto__: {x: 1}\n') as object)).toEqual(['__proto__']);
});

test('quoted and tagged scalars keep what they say', () => {
  expect(plain('[ "80", \'on\', !!str 012, | \n]')).toBeDefined();
  expect(plain("a: '80'\nb: !!str 80\nc: |\n  on\n")).toEqual({ a: '80', b: '80', c: 'on\n' });
});

test('expansion of aliases is bounded', () => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let i = 1; i < 12; i++)
    lines.push(
      `a${i}: &a${i} [${Array(9)
        .fill(`*a${i - 1}`)
        .join(', ')}]`,
    );
  const started = performance.now();
  expect(JSON.stringify(plain(lines.join('\n')), (_, value) => (value === unknownValue ? '…' : value))).toContain('…');
  expect(performance.now() - started).toBeLessThan(2000);
});

test('an alias to what holds it ends', () => {
  expect(() => plain('a: &a\n  b: *a\n')).not.toThrow();
});

test('nesting without end is a problem, not an exception', () => {
  const [document] = parseYaml('['.repeat(50_000));
  expect(document!.problems.length).toBeGreaterThan(0);
});

test('a text of which nothing can be read still has its problem', () => {
  expect(parseYaml('containers: [\n').flatMap(({ problems }) => problems)).not.toEqual([]);
});

test.each([
  ['a: ["x"{{ more }}]', { a: ['x'] }],
  ["a: ['x' {{ more }}]", { a: ['x'] }],
  ['a: [{{ more }}"x", "y"]', { a: ['x', 'y'] }],
  ['a: {"x": "y"{{ more }}}', { a: { x: 'y' } }],
  ['a: [[1]{{ more }}]', { a: [[1]] }],
  ['a: ["{{ x }}{{ y }}", "it\'s {{ z }}"]', { a: [unknownValue, unknownValue] }],
  ['a: [{{ x }}-1, 2]', { a: [unknownValue, 2] }],
])('a template between the items of %s is no part of one', (text, expected) => {
  const [document] = parseYaml(text);
  expect(document!.problems).toEqual([]);
  expect(plainValue(document!, document!.root)).toEqual(expected);
});

test.each([
  ['a: 1\n__EXTRA__\nb: 2\n', { a: 1, b: 2 }],
  ['a:\n  b: 1\n  @MORE_OF_IT@\n', { a: { b: 1 } }],
  ['a: __REPLICAS__\nb: "app:@TAG@"\nc: [__X__, 1]\n', { a: unknownValue, b: unknownValue, c: [unknownValue, 1] }],
  ['a: __main__\nb: me@EXAMPLE@x\nc: "@"\n', { a: '__main__', b: 'me@EXAMPLE@x', c: '@' }],
  [
    'a: docker.io/[YOUR ALIAS]/app\nb: YOUR ID/app\nc: your app\nd: YOUR',
    { a: unknownValue, b: unknownValue, c: 'your app', d: 'YOUR' },
  ],
  ['a: |\n  echo __NAME__ @X@\nb: {{ .x }}\n', { a: 'echo __NAME__ @X@\n', b: unknownValue }],
])('placeholders of sed and the like are templates: %s', (text, expected) => {
  const [document] = parseYaml(text);
  expect(document!.problems).toEqual([]);
  expect(plainValue(document!, document!.root)).toEqual(expected);
});

test('a template hides its value and nothing else', () => {
  expect(plain('a: {{ .Values.a }}\nb: x-{{ .Values.b }}\nc: 3\n{{- if .Values.d }}\nd: 4\n{{- end }}\n')).toEqual({
    a: unknownValue,
    b: unknownValue,
    c: 3,
    d: 4,
  });
});

test('masking moves nothing', () => {
  const part = fc.constantFrom(
    '{{',
    '}}',
    '{{ .Values.x }}',
    '\n',
    '  ',
    'a: ',
    'b',
    '{{- if x }}',
    '{{- end }}',
    '"',
    '#',
    '\r\n',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
      const text = parts.join('');
      const masked = maskTemplates(text);
      expect(masked.text.length).toBe(text.length);
      expect(masked.text.replace(/[^\n]/g, '')).toBe(text.replace(/[^\n]/g, ''));
    }),
  );
});

test('no text makes the parser throw, and every span lies in the text', () => {
  const part = fc.constantFrom(
    'a:',
    ' ',
    '\n',
    '- ',
    '{',
    '}',
    '[',
    ']',
    ',',
    '"',
    "'",
    '|',
    '>',
    '&x ',
    '*x',
    '<<: ',
    '# c',
    '\t',
    '---\n',
    '😀',
    '{{',
    '}}',
    '!!t ',
    '? ',
    ':',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
      const text = parts.join('');
      for (const document of parseYaml(text)) {
        plainValue(document, document.root);
        for (const { span } of document.problems) {
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeLessThanOrEqual(text.length + 1);
        }
      }
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['a template that begins nowhere ends nowhere', 'a: "{%d}" \nb: {{ x }}\n', 'a: "{%d}" \nb: xxxxxxx\n'],
  ['a quoted brace ends no template', 'a: {{ printf "}}" }}\nb: 1\n', 'a: xxxxxxxxxxxxxxxxx\nb: 1\n'],
  ['a comment over several lines', '{{/* a\n{{ b }}\n*/}}\nc: 1\n', '######\n#######\n####\nc: 1\n'],
  [
    'of two branches the first',
    '{{ if a }}\nb: 1\n{{ else }}\nb: 2\n{{ end }}\n',
    '##########\nb: 1\n##########\n####\n#########\n',
  ],
  ['a literal text at any column', 'a: |\n  b\n{{ c }}\n  d\ne: 1\n', 'a: |\n  b\n  xxxxx\n  d\ne: 1\n'],
  ['a template that makes a literal text', 'a: |-\n{{ c | indent 2 }}\ne: 1\n', 'a: |-\n  xxxxxxxxxxxxxxxx\ne: 1\n'],
  ['fields below a template', 'a: {{ b }}\n  c: 1\n', 'a: #######\n  c: 1\n'],
  ['Jinja', '{% if a %}\nb: {{ c }} {# d #}\n{% endif %}\n', '##########\nb: xxxxxxx xxxxxxx\n###########\n'],
  ['envsubst', `a: \${A:-1}\nb: $B\n`, 'a: xxxxxxx\nb: $B\n'],
])('%s', (_, text, expected) => {
  expect(maskTemplates(text).text).toBe(expected);
});

test.each([
  ['a key at once', 'a:{{ .x | toYaml | nindent 2 }}\nb: 1\n', { a: unknownValue, b: 1 }],
  ['a port behind a colon', 'a: [1]\nargs:\n- --listen=:{{ .x }}\n', { a: [1], args: [unknownValue] }],
  [
    'the header of a literal text',
    'a: |- {{ .x | nindent 2 }}\nb: |-{{ .y | nindent 2 }}\nc: 1\n',
    { a: unknownValue, b: unknownValue, c: 1 },
  ],
  ['the dash of an item with fields below', 'a:\n- {{ toYaml . | nindent 2 | trim }}\n  b: 1\n', { a: [{ b: 1 }] }],
  [
    'a key, and several of them, with fields below',
    'a: {{ if .x }}{{ toYaml .x | nindent 2 }}{{ end }}\n  b: 1\n',
    { a: { b: 1 } },
  ],
])('a template may follow %s', (_, text, expected) => {
  const [document] = parseYaml(text);
  expect(document!.problems).toEqual([]);
  expect(plainValue(document!, document!.root)).toEqual(expected);
});

test.each([
  ['a key in each branch', '{{ if .x -}} a: {{- else -}} b: {{- end }}\n  c: 1\nd: 2\n', { d: 2 }],
  [
    'a value over lines that are trimmed',
    'a: {{ if .x -}}\nv1\n{{- else -}}\nv2\n{{- end }}\nb: 1\n',
    { a: unknownValue, b: 1 },
  ],
  ['one entry on one line', 'a: 1\n{{ if .x }}b: 2{{ end }}\nc: 3\n', { a: 1, b: unknownValue, c: 3 }],
  ['one item on one line', 'a:\n{{ if .x }}- b: 2{{ end }}\n- c: 3\n', { a: [{ c: 3 }] }],
  [
    'a condition and a comment on one line',
    'a: 1\n{{- if .x }} {{- /* c */}}\nb: 2\n{{- else }} {{- /* d */}}\nb: 3\n{{- end }}\n',
    { a: 1, b: 2 },
  ],
  [
    'items from elsewhere, with fields of the last one below',
    'a:\n{{- include "x" . }}\n  b: 1\n{{- include "x" . }}\n  b: 2\nc: 1\n',
    { a: null, c: 1 },
  ],
])('%s', (_, text, expected) => {
  const [document] = parseYaml(text);
  expect(document!.problems).toEqual([]);
  expect(plainValue(document!, document!.root)).toMatchObject(expected);
});

test.each([
  ['adjacent templates', '{{ .a }}'],
  ['adjacent templates and text', '{{ .a }} x '],
  ['templates in a flow collection', '"a"{{ .a }}, '],
  ['conditions on lines', '{{ if .a }}\na: 1\n{{ else }}\nb: 2\n{{ end }}\n'],
  ['openings of Jinja', '{#'],
  ['statements of Jinja', '{% if a %}'],
  ['keys with templates', 'a: {{ b }}\n\n'],
  ['placeholders', '${a:-${'],
  ['words in brackets', '<a b '],
])('200 kB of %s are read in time', (_, piece) => {
  const begin = process.cpuUsage();
  maskTemplates(piece.repeat(Math.ceil(200_000 / piece.length)));
  expect(process.cpuUsage(begin).user / 1_000).toBeLessThan(3_000);
});
