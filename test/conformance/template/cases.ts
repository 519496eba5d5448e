/** Writes templates for the recorder, one a line as JSON; always the same ones. */
import fc from 'fast-check';

/** What is right comes more often: one mistake makes a whole template wrong. */
const mostly = (right: readonly string[], odd: readonly string[]) =>
  fc.oneof({ weight: 14, arbitrary: fc.constantFrom(...right) }, { weight: 1, arbitrary: fc.constantFrom(...odd) });

const space = fc.constantFrom(' ', ' ', ' ', '  ', '\n', '\t', '');
const left = mostly(['{{', '{{ ', '{{- ', '{{'], ['{{-', '{']);
const right = mostly(['}}', ' }}', ' -}}', '}}'], ['-}}', '}', '']);
const text = fc.constantFrom('', ' ', 'a', '\n', ' \n  key: value\n', '}}', '{ {', 'é😀', '- x\r\n', '/*', '"', '`');
const name = mostly(['"a"', '"b"', '"a.b"', '`c`', '"\\x41"', '""'], ['a', '"a']);

const number = mostly(
  [
    ...['0', '1', '-1', '+3', '1_000', '0x1F', '0b101', '0o17', '017', '1.5', '.5', '1.', '1e3', '-0', '-0.0'],
    ...['18446744073709551615', '-9223372036854775808', '9223372036854775808', '1e19', '-1e19'],
    ...['0x1p4', '0x1.8p1', '1i', '0i', '1+2i', '1+0i', '0_7', '0x_1', '1e18', '.5e-3', '+0', '+1.0'],
  ],
  [
    ...['089', '1e400', '18446744073709551616', '0x1.8', '1_', '1__0', '1a', '1e', '-', '+i', '-9223372036854775809'],
    ...['0x', '0b2', '+-1', '1+2', '1.2.3', '0x1p', '_1'],
  ],
);
const character = mostly(
  ["'a'", "'\\n'", "'\\''", "'\\x41'", "'é'", "'😀'", "'\\u00e9'", "'\\101'", "'\\\\'"],
  ["'ab'", "''", "'", "'\\777'", "'\\", "'\\\"'", "'\\ud800'"],
);
const string = mostly(
  [
    ...['"x"', '""', '"a\\n\\t\\"b\\""', '"\\u00e9"', '"}}"', '"{{ .a }}"', '"\\xc3\\xa9"', '"\\101"', '"\'"'],
    ...['`raw`', '`a\nb`', '`}}`', '`\r\n`', '"é😀"', '"\\U0001F600"', '"\\xff"', '"\\a\\b\\f\\v\\\\"', '`"`'],
  ],
  ['"\\q"', '"\\ud800"', '"open', '`open', '"a\nb"', '"\\400"', '"\\x4"', '"\\\'"', '"\\U00110000"'],
);
const field = mostly(
  ['.a', '.Values.image.tag', '.', '.é', '.a ', '.x_y', '.a.b'],
  ['.a.1', '.1', '..a', '.a-b', '.a,'],
);
const variable = mostly(['$', '$.a', '$.b.c'], ['$x', '$y', '$x.b', '$1', '$x.', '$ü']);
const word = mostly(
  ['nil', 'true', 'false', 'printf', 'include', 'and', 'toYaml', 'ö', 'break_'],
  ['if', 'end', 'a-b', 'define', 'break', 'else'],
);

const { pipeline } = fc.letrec<{ operand: string; command: string; pipeline: string }>((tie) => ({
  operand: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 4, arbitrary: field },
    { weight: 3, arbitrary: variable },
    { weight: 2, arbitrary: string },
    { weight: 2, arbitrary: number },
    { weight: 1, arbitrary: character },
    { weight: 2, arbitrary: word },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie('pipeline'), mostly(['', '', '.a', '.a.b', ' '], [')', '(']))
        .map(([inner, behind]) => `(${inner})${behind}`),
    },
    { weight: 1, arbitrary: mostly(['.'], [',', '/', '#', '{', '\\', ':', '=', '€', '\u0000']) },
  ),
  command: fc
    .tuple(fc.constantFrom('', 'include', 'index', 'not', 'printf'), fc.array(tie('operand'), { maxLength: 3 }), space)
    .map(([first, rest, gap]) => [first, ...rest].filter((one) => one !== '').join(gap === '' ? ' ' : gap)),
  pipeline: fc.array(tie('command'), { minLength: 1, maxLength: 3 }).map((commands) => commands.join(' | ')),
}));
const declaration = mostly(
  ['', '', '', '$x := ', '$x:='],
  ['$x = ', '$i, $x := ', '$i,$x', '$x, ', '$a, $b, $c := ', ':= '],
);
const whole = fc.tuple(declaration, pipeline).map((parts) => parts.join(''));

const action = (inner: fc.Arbitrary<string>) => fc.tuple(left, inner, right).map((parts) => parts.join(''));
const comment = mostly(
  ['{{/* c */}}', '{{- /* c */ -}}', '{{/*}}*/}}', '{{/* a\nb */}}', '{{- /**/}}'],
  ['{{/* c */ }}', '{{ /* c */}}', '{{/*', '{{-/* c */}}'],
);
const keyword = (words: readonly string[]) =>
  fc.tuple(fc.constantFrom(...words), whole).map(([one, rest]) => `${one} ${rest}`);

const { list } = fc.letrec<{ list: string; node: string }>((tie) => ({
  list: fc.array(tie('node'), { maxLength: 4 }).map((nodes) => nodes.join('')),
  node: fc.oneof(
    { depthSize: 'small' },
    { weight: 3, arbitrary: text },
    { weight: 1, arbitrary: comment },
    { weight: 4, arbitrary: action(whole) },
    {
      weight: 1,
      arbitrary: action(
        mostly(
          ['$x := 1', '$y := .', '.'],
          ['break', 'continue', 'end', 'else', 'else if .a', 'else with .a', 'break x', 'end x', 'else .a', ''],
        ),
      ),
    },
    {
      weight: 1,
      arbitrary: action(
        fc.tuple(name, mostly(['', ' .', ' .a'], [' $x', ' |'])).map(([one, rest]) => `template ${one}${rest}`),
      ),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(
          action(keyword(['if', 'range', 'with', 'if', 'range $i, $x :=', 'with $x :='])),
          fc
            .tuple(tie('list'), mostly(['', ''], ['{{break}}', '{{ continue }}', '{{ $x }}', '{{ $i }}']))
            .map((parts) => parts.join('')),
          fc.option(
            fc.tuple(
              action(
                fc.oneof(
                  { weight: 3, arbitrary: fc.constant('else') },
                  { weight: 2, arbitrary: keyword(['else if', 'else with']) },
                ),
              ),
              tie('list'),
            ),
            { nil: [], freq: 2 },
          ),
          action(fc.constant('end')),
        )
        .map(([begin, body, other, end]) => begin + body + other.join('') + end),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          action(fc.constantFrom('range $i, $x := .list', 'range $x := .list', 'range $.a', 'range 5')),
          tie('list'),
          fc.constantFrom('', '{{break}}', '{{ continue }}', '{{ $x }}', '{{ if $ }}{{ break }}{{ end }}'),
          tie('list'),
        )
        .map((parts) => `${parts.join('')}{{end}}`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          action(
            fc
              .tuple(fc.constantFrom('define ', 'block '), name, fc.constantFrom('', ' .'))
              .map((parts) => parts.join('')),
          ),
          tie('list'),
          action(fc.constant('end')),
        )
        .map((parts) => parts.join('')),
    },
  ),
}));

/** One change: as typing or a slip of the hand leaves it. */
const mutated = fc
  .tuple(
    list,
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.integer({ min: 0, max: 6 }),
    fc.constantFrom('', '{{', '}}', '"', '(', ')', '|', ' ', '\n', '{{ end }}', '$x', '-', '`'),
  )
  .map(([given, where, length, instead]) => {
    const chars = [...given];
    chars.splice(Math.floor(where * chars.length), length, instead);
    return chars.join('');
  });

const sample = (arbitrary: fc.Arbitrary<string>, seed: number, numRuns: number) =>
  fc.sample(arbitrary, { seed, numRuns });
const cases = new Set([...sample(action(whole), 1, 1_500), ...sample(list, 2, 1_500), ...sample(mutated, 3, 1_500)]);
for (const template of cases) if (template.length < 400) console.log(JSON.stringify(template));
