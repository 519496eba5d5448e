import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../base/textEdit.ts';
import { parseManifest } from '../../manifest/file.ts';
import type { Finding } from '../../rules/finding.ts';
import { checkOptions, diagnose } from '../diagnostics/diagnostics.ts';
import { suppressionOf, wideSuppressionOf } from './suppressions.ts';

const rule = 'success-threshold-must-be-one';

/** The text after the comment that silences the rule's first finding was written; undefined where none is offered. */
function suppressed(text: string, id = rule): string | undefined {
  const file = parseManifest(text);
  const finding = diagnose(file, checkOptions()).find((found) => found.rule === id);
  expect(finding, `${id} in\n${text}`).toBeDefined();
  const edit = suppressionOf(file, finding!);
  if (!edit) return undefined;
  const result = applyEdits(text, [edit]);
  const left = diagnose(parseManifest(result), checkOptions()).map((found) => found.rule);
  expect(left, 'the finding is gone').not.toContain(id);
  expect(left, 'the comment is needed').not.toContain('unused-suppression');
  return result;
}

const pod = (probe: string) => `apiVersion: v1
kind: Pod
metadata: { name: app }
spec:
  containers:
    - name: app
      image: nginx:1.27
      livenessProbe:
${probe}`;

test.each([
  [
    'the line above, indented alike',
    pod('        tcpSocket: { port: 80 }\n        successThreshold: 2 # why\n'),
    '        ',
  ],
  ['braces on one line', pod('        { tcpSocket: { port: 80 }, successThreshold: 2 }\n'), '        '],
  [
    'the first line of a list item',
    pod('')
      .replace('- name', '- livenessProbe: { tcpSocket: { port: 80 }, successThreshold: 2 }\n      name')
      .replace('      livenessProbe:\n', ''),
    '    ',
  ],
])('%s', (_, text, indent) =>
  expect(suppressed(text)).toBe(
    text.replace(/^.*successThreshold/m, `${indent}# probewise-disable-next-line ${rule}\n$&`),
  ),
);

test('the line ends of the file', () =>
  expect(
    suppressed(pod('        tcpSocket: { port: 80 }\n        successThreshold: 2\n').replaceAll('\n', '\r\n')),
  ).toContain(`        # probewise-disable-next-line ${rule}\r\n        successThreshold: 2\r\n`));

test('a comment that is there already gets one more name, before its reason', () => {
  const text = pod(
    '        tcpSocket: { port: 80 }\n        # probewise-disable-next-line invalid-port -- why\n        successThreshold: 2\n',
  );
  const file = parseManifest(text);
  const finding = diagnose(file, checkOptions()).find((found) => found.rule === rule)!;
  expect(applyEdits(text, [suppressionOf(file, finding)!])).toContain(
    `# probewise-disable-next-line invalid-port, ${rule} -- why`,
  );
});

test('a later document', () => {
  const text = `# A comment\n---\n${pod('        tcpSocket: { port: 80 }\n        successThreshold: 2\n')}`;
  expect(suppressed(text)).toContain(`        # probewise-disable-next-line ${rule}\n        successThreshold`);
});

describe('none is offered', () => {
  test.each([
    [
      'in JSON',
      '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"},"spec":{"containers":[{"name":"a","image":"b:1","livenessProbe":{"exec":{"command":["a"]},"successThreshold":2}}]}}',
    ],
    [
      'inside of braces',
      pod('        {\n          tcpSocket: { port: 80 },\n          successThreshold: 2\n        }\n'),
    ],
    [
      'before a marker',
      `--- {apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: a, image: "b:1", livenessProbe: {tcpSocket: {port: 80}, successThreshold: 2}}]}}\n`,
    ],
  ])('%s', (_, text) => expect(suppressed(text)).toBeUndefined());
});

describe('for a whole document or file', () => {
  const bad = pod('        tcpSocket: { port: 80 }\n        successThreshold: 2\n');
  const widely = (text: string, scope: 'document' | 'file', index = 0) => {
    const file = parseManifest(text);
    const finding = diagnose(file, checkOptions()).filter((found) => found.rule === rule)[index]!;
    const edit = wideSuppressionOf(file, finding, scope);
    if (!edit) return undefined;
    const result = applyEdits(text, [edit]);
    const left = diagnose(parseManifest(result), checkOptions()).map((found) => found.rule);
    expect(left).not.toContain('unused-suppression');
    return { result, left: left.filter((found) => found === rule).length };
  };

  test.each([
    ['document', 0, `# A pod\n# probewise-disable ${rule}\n${bad}---\n${bad}`, 1],
    ['document', 1, `# A pod\n${bad}---\n# probewise-disable ${rule}\n${bad}`, 1],
    ['file', 1, `# A pod\n# probewise-disable-file ${rule}\n${bad}---\n${bad}`, 0],
  ] as const)('%s, for finding %i', (scope, index, result, left) =>
    expect(widely(`# A pod\n${bad}---\n${bad}`, scope, index)).toEqual({ result, left }),
  );

  test('one more name in a comment that is there', () => {
    const found = widely(`# probewise-disable-file invalid-port -- why\n${bad.replace('80', '0')}`, 'file');
    expect(found?.result).toContain(`# probewise-disable-file invalid-port, ${rule} -- why\n`);
  });

  test('behind a byte order mark and a marker, and not in JSON', () => {
    expect(widely(`\uFEFF${bad}`, 'file')?.result).toMatch(/^\uFEFF# probewise-disable-file /);
    expect(widely(`---\n${bad}`, 'document')?.result).toMatch(/^---\n# probewise-disable /);
    expect(widely(JSON.stringify(parseManifest(bad).documents[0]!.content.objects[0]!.root.value), 'file')).toBe(
      undefined,
    );
  });
});

describe('on the page of each rule, the comment silences what it is about and nothing else', () => {
  const folder = join(import.meta.dirname, '../../../../docs/rules');
  const pages = readdirSync(folder).filter((file) => file !== 'README.md');
  test.each(pages)('%s', (page) => {
    const [, bad = ''] = /Bad:\n\n```(?:yaml|json)\n([\s\S]*?)```/.exec(readFileSync(join(folder, page), 'utf8')) ?? [];
    const options = checkOptions({ profile: 'strict' });
    const file = parseManifest(bad);
    const findings = diagnose(file, options);
    for (const finding of findings) {
      const edit = suppressionOf(file, finding);
      if (!edit) continue;
      const lineOf = ({ span }: Finding) => bad.slice(0, span.start).split('\n').length;
      const others = findings.filter((other) => other.rule !== finding.rule || lineOf(other) !== lineOf(finding));
      const left = diagnose(parseManifest(applyEdits(bad, [edit])), options);
      expect(left.map(({ rule, message }) => `${rule}: ${message}`).sort(), finding.rule).toEqual(
        others.map(({ rule, message }) => `${rule}: ${message}`).sort(),
      );
    }
  });
});
