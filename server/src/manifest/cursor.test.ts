import { expect, test } from 'vitest';
import { type Cursor, cursorAt } from './cursor.ts';
import { parseManifest } from './file.ts';

/** The cursor at the `|` of a text. */
function at(marked: string): Cursor {
  const offset = marked.indexOf('|');
  return cursorAt(parseManifest(marked.replace('|', '')), offset)!;
}

const pod = 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: web\n    ';

test('a key that is being typed is known with its object', () => {
  const { type, path, object, prefix, indent, style } = at(`${pod}live|`);
  expect({ type, path, object, prefix, indent, style }).toEqual({
    type: 'key',
    path: ['spec', 'containers', 0],
    object: { apiVersion: 'v1', kind: 'Pod' },
    prefix: 'live',
    indent: 4,
    style: 'block',
  });
});

test('the object is known although its kind stands below', () => {
  expect(at('spec:\n  x|\nkind: Pod\napiVersion: v1\n').object).toEqual({ apiVersion: 'v1', kind: 'Pod' });
});

test('of several documents, the cursor’s', () => {
  const { object, token } = at(`${pod}image: x\n---\napiVersion: v1\nkind: Service\nsp|`);
  expect(object?.kind).toBe('Service');
  expect(token.end - token.start).toBe(2);
});

test('an item of a List is an object of its own', () => {
  const { object, path } = at('apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  spec:\n    |');
  expect({ object, path }).toEqual({ object: { apiVersion: 'v1', kind: 'Pod' }, path: ['spec'] });
});

test('in a template, between its lines and in each of its branches', () => {
  const text = (branch: string) =>
    `apiVersion: v1\nkind: Pod\nspec:\n{{- if .a }}\n  host: 1\n{{- else }}\n  ${branch}\n{{- end }}\n  {{ .x }}: 1\n`;
  expect(at(text('ho|')).path).toEqual(['spec']);
  expect(at(text('b: 1\n  x|')).path).toEqual(['spec']);
});

test('in JSON the prefix has no quote', () => {
  const { style, prefix, path, hasColon } = at('{"apiVersion": "v1", "kind": "Pod", "sp|"}');
  expect({ style, prefix, path, hasColon }).toEqual({ style: 'json', prefix: 'sp', path: [], hasColon: false });
});
