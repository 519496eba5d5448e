import { describe, expect, test } from 'vitest';
import { parseManifest } from '../manifest/file.ts';
import { allRules } from './registry.ts';
import { checkManifest } from './runner.ts';
import { levelsOf } from './severity.ts';
import { dedent } from './testing/fixture.ts';

const rule = 'success-threshold-must-be-one';

/** The rules that find something, with the lines where. */
function found(text: string): string[] {
  const manifest = dedent(text);
  const findings = checkManifest(parseManifest(manifest), {
    rules: allRules,
    kubernetes: '1.34',
    levels: levelsOf(allRules),
  });
  return findings
    .filter(({ severity, rule }) => severity === 'error' || rule === 'unused-suppression')
    .map((finding) => `${manifest.slice(0, finding.span.start).split('\n').length} ${finding.rule}`);
}

const pod = (probe: string, head = '') => `${head}
    apiVersion: v1
    kind: Pod
    metadata: { name: app }
    spec:
      containers:
      - name: app
        image: nginx:1.27
        readinessProbe: { tcpSocket: { port: 80 } }
        livenessProbe:
          tcpSocket: { port: 80 }
          ${probe}
          periodSeconds: 10
    `;
const bad = 'successThreshold: 2';

test('without a comment there is something to silence', () => expect(found(pod(bad))).toEqual([`11 ${rule}`]));

test.each([
  ['on the line', pod(`${bad} # probewise-disable-line ${rule}`)],
  ['above the line', pod(`# probewise-disable-next-line ${rule} -- a reason\n          ${bad}`)],
  [
    'above other comments',
    pod(`# probewise-disable-next-line ${rule}\n\n          # Twice, to be sure.\n          ${bad}`),
  ],
  [
    'among others',
    pod(`# probewise-disable-next-line ${rule}\n          # probewise-disable-next-line ${rule}\n          ${bad}`),
  ],
  ['in the head of the document', pod(bad, `\n    # probewise-disable ${rule} -- reason`)],
  ['in the head of the file', pod(bad, `\n    # probewise-disable-file ${rule}`)],
  ['behind the document marker', pod(bad, `\n    --- # probewise-disable ${rule}`)],
  [
    'with Windows line ends',
    pod(`# probewise-disable-next-line ${rule} -- a\n          ${bad}`).replaceAll('\n', '\r\n'),
  ],
  [
    'inside of braces',
    pod('').replace(
      '{ port: 80 }\n          \n',
      `{\n            port: 0 # probewise-disable-line invalid-port\n          }\n`,
    ),
  ],
])('a comment %s silences', (_, text) => expect(found(text)).toEqual([]));

test.each([
  [
    'another rule is named',
    pod(`${bad} # probewise-disable-line invalid-port`),
    ['11 success-threshold-must-be-one', '11 unused-suppression'],
  ],
  [
    'another line follows',
    pod(`# probewise-disable-next-line ${rule}\n          failureThreshold: 3\n          ${bad}`),
    ['11 unused-suppression', `13 ${rule}`],
  ],
  ['it is no comment', pod(`${bad}#probewise-disable-line ${rule}`), ['11 wrong-type']],
  [
    'it stands in a text',
    pod(`${bad}`).replace('image:', `args: ["# probewise-disable-file ${rule}"]\n        image:`),
    [`12 ${rule}`],
  ],
  ['the word is longer', pod(`${bad} # probewise-disabled ${rule}`), [`11 ${rule}`]],
  ['it comes after the head', pod(`${bad} # probewise-disable ${rule}`), [`11 ${rule}`, '11 unused-suppression']],
])('it does not where %s', (_, text, expected) => expect(found(text)).toEqual(expected));

describe('documents', () => {
  const two = (first: string, second: string) => dedent(`${first}---${second}`);

  test('a comment about a document is about no other', () =>
    expect(found(two(dedent(pod(bad, `\n    # probewise-disable ${rule}`)), `\n${dedent(pod(bad))}`))).toEqual([
      `25 ${rule}`,
    ]));

  test('a comment about the file is about all of them, and unused only if none needs it', () => {
    const head = `\n    # probewise-disable-file ${rule}`;
    expect(found(two(dedent(pod('', head)), `\n${dedent(pod(bad))}`))).toEqual([]);
    expect(found(two(dedent(pod('', head)), `\n${dedent(pod(''))}`))).toEqual(['1 unused-suppression']);
  });
});

test('a comment about a rule that is off is not called unused', () => {
  const text = dedent(pod(`successThreshold: 1 # probewise-disable-line ${rule}`));
  const levels = levelsOf(allRules, { rules: { [rule]: 'off' } });
  const findings = checkManifest(parseManifest(text), { rules: allRules, kubernetes: '1.34', levels });
  expect(findings.map((finding) => finding.rule)).not.toContain('unused-suppression');
});

test('no comment is called unused while the document is broken', () => {
  const text = pod(`successThreshold: 2 # probewise-disable-line ${rule}\n          broken: [`);
  expect(found(text).filter((line) => line.endsWith('unused-suppression'))).toEqual([]);
});
