/** While somebody types, findings about text that did not change stay what they are. */
import { expect, test } from 'vitest';
import type { TextEdit } from '../base/textEdit.ts';
import { applyEdits } from '../base/textEdit.ts';
import { type ManifestFile, parseManifest } from '../manifest/file.ts';
import type { Finding } from './finding.ts';
import { allRules } from './registry.ts';
import { checkManifest } from './runner.ts';
import { dedent } from './testing/fixture.ts';

const options = { rules: allRules, kubernetes: '1.34' };

const document = (name: string) =>
  dedent(`
    apiVersion: v1
    kind: Pod
    metadata:
      name: ${name}
    spec:
      restartPolicy: always
      containers:
      - name: app
        image: nginx:1.27
        livenessProbe:
          tcpSocket: {port: 80}
          successThreshold: 2
        lifecycle:
          preStop:
            exec:
              command: [sleep, "5"]
      - name: side
        image: nginx:1.27
        imagePullPolice: Always
        readinessProbe:
          periodSecond: 5
          httpGet: {port: http}
  `);

const important = ({ severity }: Finding) => severity === 'error' || severity === 'warning';

function findings(file: ManifestFile): string[] {
  return checkManifest(file, options)
    .filter(important)
    .map(
      ({ rule, path, span, message }) =>
        `${rule} ${path} ${file.text.slice(span.start, span.end)} ${JSON.stringify(message)}`,
    );
}

const insertion = (text: string, before: string, newText: string): TextEdit => {
  const at = text.indexOf(before);
  return { span: { start: at, end: at }, newText };
};

/** What stands on a line for a moment while it is typed. */
test.each([
  'pe',
  'periodSeconds',
  'periodSeconds: "1',
  "periodSeconds: '1",
  'exec: [a',
  'exec: {command: [a',
  'exec: {',
  'foo: bar: baz',
  'foo: *',
  'foo: &',
  'foo: %x',
  'foo: `',
  '@',
  '- a',
  '"foo',
  'key: - x',
  'foo: |x',
  '\tfoo: bar',
])('while a line reads %j, the findings of all other lines stay', (line) => {
  const text = document('a');
  const before = findings(parseManifest(text));
  expect(before.length).toBeGreaterThan(4);
  const broken = applyEdits(text, [insertion(text, '      tcpSocket', `      ${line}\n`)]);
  const after = findings(parseManifest(broken));
  // What the new line itself is, is news; so is what it might have been meant for.
  const about = (finding: string) =>
    !finding.startsWith('yaml-syntax') && !finding.includes('containers[0].livenessProbe ');
  expect(after.filter(about)).toEqual(expect.arrayContaining(before));
  expect(
    after.filter((finding) => about(finding) && !before.includes(finding) && !finding.includes('livenessProbe.')),
  ).toEqual([]);
});

test('other documents keep the very same findings', () => {
  const text = [document('a'), document('b'), document('c')].join('---\n');
  const file = parseManifest(text);
  const before = checkManifest(file, options);
  const edited = parseManifest(text.replace('name: b', 'name: [b'), file);
  const after = checkManifest(edited, options);
  const third = edited.documents[2]!;
  expect(third.content).toBe(file.documents[2]!.content);
  const relative = (all: readonly Finding[], offset: number) =>
    all
      .filter(({ span }) => span.start >= offset)
      .map(({ rule, span, message }) => [rule, span.start - offset, message]);
  expect(relative(after, third.offset)).toEqual(relative(before, file.documents[2]!.offset));
  const first = ({ span }: Finding) => span.end < file.documents[1]!.offset;
  expect(after.filter(first)).toEqual(
    before.filter(first).map((finding) => ({ ...finding, fixes: expect.any(Function) })),
  );
});

test('the line that broke the document is where it is reported', () => {
  const text = document('a').replace('image: nginx:1.27', 'image: "nginx:1.27');
  const found = checkManifest(parseManifest(text), options).filter(({ rule }) => rule === 'yaml-syntax');
  expect(found.map(({ span }) => text.slice(span.start, span.end))).toEqual(['image: "nginx:1.27']);
});
