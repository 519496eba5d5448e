import { expect, it } from 'vitest';
import fc from '../../../test/support/fastCheck.ts';
import { parseTemplate } from './parser.ts';
import type { List, Node } from './tree.ts';

/** The tree as text, spans as their source. */
function outline(source: string): string {
  const of = ({ start, end }: { readonly start: number; readonly end: number }) => source.slice(start, end);
  const list = ({ nodes }: List): string => nodes.map(node).join(' ');
  const node = (given: Node): string => {
    switch (given.type) {
      case 'if':
      case 'range':
      case 'with':
        return `${given.type}(${given.pipeline.commands.length > 0 ? of(given.pipeline).trim() : ''}: ${list(given.body)}${given.otherwise ? ` else ${list(given.otherwise)}` : ''})`;
      case 'define':
        return `define(${given.name}: ${list(given.body)})`;
      case 'template':
        return `template(${given.name}${given.block ? `: ${list(given.block.body)}` : ''})`;
      case 'action':
        return given.pipeline.commands.length === 0 ? `broken(${of(given)})` : `{${of(given.pipeline).trim()}}`;
      default:
        return given.type === 'text' ? JSON.stringify(of(given)) : given.type;
    }
  };
  return list(parseTemplate(source).root);
}

it('reads branches, with what their actions trim', () => {
  expect(outline('a:\n{{- if .x }} 1 {{- else if .y -}} 2 {{ else }}3{{ end -}} \nb')).toBe(
    '"a:" if(.x: " 1" else if(.y: "2 " else "3")) "b"',
  );
  expect(outline('{{ range $i, $x := .list }}{{ break }}{{ else }}{{/* none */}}{{ end }}')).toBe(
    'range($i, $x := .list: break else comment)',
  );
});

it('a definition is a node where it stands, and one of the definitions', () => {
  const source = '{{ define "a" }}{{ block "b" . }}x{{ end }}{{ end }}';
  expect(outline(source)).toBe('define(a: template(b: "x"))');
  expect(parseTemplate(source).definitions.map(({ name }) => name)).toEqual(['b', 'a']);
});

it('spans are those of the source', () => {
  const source = 'x: {{- (index .a 1).b | quote }}{{ if $ }}{{ end }}';
  const [, action, branch] = parseTemplate(source).root.nodes;
  const of = (place: { readonly start: number; readonly end: number } | undefined) =>
    place && source.slice(place.start, place.end);
  expect(of(action)).toBe('{{- (index .a 1).b | quote }}');
  expect(action).toMatchObject({ type: 'action' });
  if (action?.type === 'action')
    expect(action.pipeline.commands.map((command) => command.operands.map(of))).toEqual([
      ['(index .a 1).b'],
      ['quote'],
    ]);
  expect(branch).toMatchObject({ type: 'if' });
  if (branch?.type === 'if') expect([branch.opening, branch.closing].map(of)).toEqual(['{{ if $ }}', '{{ end }}']);
});

it('goes on behind an error', () => {
  const source = 'a: {{ .x | }\nb: {{ if ( }}1{{ end }}\nc: {{ end }}\nd: {{ .y }}';
  expect(outline(source)).toBe('"a: " broken({{ .x | }) "\\nb: " if(: "1") "\\nc: " broken({{ end }}) "\\nd: " {.y}');
  expect(parseTemplate(source).errors.map(({ message, start, end }) => [message, source.slice(start, end)])).toEqual([
    ['unexpected "}" in command', '}'],
    ['unclosed left paren', ''],
    ['unexpected {{end}}', '{{ end }}'],
  ]);
});

it('what is half typed hides no line below it', () => {
  expect(outline('a: {{ .x\nb: {{ .y }}\n')).toBe('"a: " broken({{ .x) "\\nb: " {.y} "\\n"');
  expect(outline('a: {{ "x }}\nb: 1')).toBe('"a: " broken({{ "x }}) "\\nb: 1"');
  expect(outline('{{ if .x }}\nb: 1')).toBe('if(.x: "\\nb: 1")');
});

it('knows functions where it is given their names', () => {
  const isFunction = (name: string) => name === 'quote';
  expect(parseTemplate('{{ .x | quote }}', { isFunction }).errors).toEqual([]);
  expect(parseTemplate('{{ .x | qoute }}', { isFunction }).errors).toMatchObject([
    { message: 'function "qoute" not defined' },
  ]);
});

it('covers the source: no text is lost, none comes twice', () => {
  const pieces = [
    '{{',
    '}}',
    '{{-',
    '-}}',
    ' ',
    '\n',
    '"',
    '`',
    '(',
    ')',
    'if .x',
    'else',
    'end',
    'a',
    '/*',
    '*/',
    '|',
  ];
  const source = fc.array(fc.constantFrom(...pieces, 'define "x"', 'range .'), { maxLength: 30 });
  fc.assert(
    fc.property(source, (parts) => {
      const text = parts.join('');
      let at = 0;
      const visit = ({ nodes, start, end }: List) => {
        expect(start).toBeLessThanOrEqual(end);
        for (const node of nodes) {
          expect(node.start).toBeGreaterThanOrEqual(at);
          expect(text.slice(at, node.start)).toMatch(/^\s*$/);
          if ('opening' in node) {
            at = node.opening.end;
            visit(node.body);
            if ('otherwise' in node && node.otherwise) {
              if (node.otherwise.start === node.middle?.end) at = node.middle.end;
              visit(node.otherwise);
            }
          }
          at = Math.max(at, node.end);
        }
      };
      visit(parseTemplate(text).root);
      expect(text.slice(at)).toMatch(/^\s*$/);
    }),
    { numRuns: 2_000 },
  );
});

it.each([
  ['actions beside one another', '{{ .a }}'],
  ['openings', '{{'],
  ['openings on lines', '{{\n'],
  ['comments without an end', '{{/*'],
  ['raw strings', '{{ `'],
  ['parentheses', '{{ ('],
  ['openings within strings', '{{ ( "{{ "\n'],
  ['openings within raw strings', '{{ ( `{{ (` "`"\n'],
  ['branches without an end', '{{ if . }}'],
  ['chains of branches', '{{ if . }}{{ else if . }}'],
  ['variables', '{{ $a := $ }}'],
  ['spaces', '{{ .a  '],
  ['trims', '   {{- '],
  ['digits', '{{ 1'],
])('reads 200 kB of %s in time', (_, piece) => {
  // Other tests run at the same time: what this one uses of the processor counts.
  const begin = process.cpuUsage();
  parseTemplate(piece.repeat(Math.ceil(200_000 / piece.length)));
  expect(process.cpuUsage(begin).user / 1_000).toBeLessThan(3_000);
});
