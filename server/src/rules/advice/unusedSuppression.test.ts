import { expect, test } from 'vitest';
import { applyEdits } from '../../base/textEdit.ts';
import { parseManifest } from '../../manifest/file.ts';
import { allRules } from '../registry.ts';
import { checkManifest } from '../runner.ts';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { dedent } from '../testing/fixture.ts';
import { unusedSuppression } from './unusedSuppression.ts';

test('a name of no rule', () =>
  checkRule(
    unusedSuppression,
    `
    # probewise-disable nonsense -- a reason
    #                   ^^^^^^^^ 💡 hint: This silences nothing: there is no rule nonsense.
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: app
        command: ["# probewise-disable-line nothing"]
        args:
        - |
          # probewise-disable-line nothing
    `,
  ));

test.each([
  ['without a name', '# probewise-disable-next-line', 'unnamed'],
  ['about the document, but not in its head', '# probewise-disable missing-image', 'misplaced'],
  ['about the file, but not in its head', '# probewise-disable-file missing-image', 'misplaced'],
])('a comment %s', (_, comment, message) => {
  const text = `apiVersion: v1\n${comment}\nkind: Pod\n`;
  const [found] = checkManifest(parseManifest(text), { rules: [unusedSuppression], kubernetes: '1.34' });
  expect(found?.message.id).toBe(`unused-suppression/${message}`);
  expect(text.slice(found!.span.start, found!.span.end)).toBe(comment);
  expect(applyEdits(text, found!.fixes()[0]!.edits)).toBe('apiVersion: v1\nkind: Pod\n');
});

const pod = (probe: string) => `
    apiVersion: v1
    kind: Pod
    metadata: { name: app }
    spec:
      containers:
      - name: app
        image: nginx:1.27
        livenessProbe:
          tcpSocket: { port: 80 }
          ${probe}
    `;

/** The text after the only fix of the only finding about comments. */
function fixed(text: string): string {
  const findings = checkManifest(parseManifest(dedent(text)), { rules: allRules, kubernetes: '1.34' });
  const [found, ...others] = findings.filter(({ rule }) => rule === 'unused-suppression');
  expect(others).toEqual([]);
  return applyEdits(dedent(text), found!.fixes()[0]!.edits);
}

test('a comment that has its line for itself goes with the line', () =>
  expect(
    fixed(pod('# probewise-disable-next-line success-threshold-must-be-one -- why\n          successThreshold: 1')),
  ).toBe(dedent(pod('successThreshold: 1'))));

test('a comment behind something goes alone', () =>
  expect(fixed(pod('successThreshold: 1 # probewise-disable-line success-threshold-must-be-one'))).toBe(
    dedent(pod('successThreshold: 1')),
  ));

test('of several names, only those that are not needed go', () => {
  const comment = (names: string) => pod(`successThreshold: 2 # probewise-disable-line ${names} -- why`);
  const needed = 'success-threshold-must-be-one';
  expect(fixed(comment(`${needed}, invalid-port`))).toBe(dedent(comment(needed)));
  expect(fixed(comment(`invalid-port, ${needed}`))).toBe(dedent(comment(needed)));
});

test('a name that is nearly one', () =>
  checkFix(
    unusedSuppression,
    'Use unused-suppression',
    pod('successThreshold: 1 # probewise-disable-line unusedsuppresion'),
    pod('successThreshold: 1 # probewise-disable-line unused-suppression'),
  ));
