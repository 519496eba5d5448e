import { describe, expect, test } from 'vitest';
import { applyEdits } from '../base/textEdit.ts';
import { parseManifest } from '../manifest/file.ts';
import { sharedAnchor } from '../manifest/sharedAnchor.ts';
import { parseYaml, plainValue } from '../yaml/document.ts';
import type { Finding } from './finding.ts';
import { ruleTexts } from './messages.ts';
import { allRules } from './registry.ts';
import { checkManifest } from './runner.ts';
import { applyFix } from './testing/applyFix.ts';
import { strictFormatter } from './testing/formatter.ts';

const formatter = strictFormatter(ruleTexts);

const check = (text: string): Finding[] => checkManifest(parseManifest(text), { rules: allRules, kubernetes: '1.34' });

/** What is offered for `successThreshold`, each with the text after it. */
function fixes(text: string): { title: string; after: string; safe: boolean }[] {
  return check(text)
    .filter(({ rule }) => rule === 'success-threshold-must-be-one')
    .flatMap((finding) => finding.fixes())
    .map((fix) => ({ title: formatter.text(fix.title), after: applyFix(text, fix), safe: fix.safe }));
}

const pod = (liveness: string, startup: string) => `apiVersion: v1
kind: Pod
metadata: { name: a }
spec:
  containers:
    - name: a
      image: a:1
      livenessProbe: ${liveness}
      startupProbe: ${startup}
`;
const bad = '{ tcpSocket: { port: 80 }, successThreshold: 2 }';
const good = '{ tcpSocket: { port: 80 }, successThreshold: 1 }';

test('a fix in an anchor that others share changes its own place and says so; the anchor stays as it was', () => {
  expect(fixes(pod(`&probe ${bad}`, '*probe'))).toEqual([
    {
      title: 'Set successThreshold to 1 (here only: &probe keeps its value for 1 other place)',
      after: pod(good, `&probe ${bad}`),
      safe: true,
    },
    {
      title: 'Set successThreshold to 1 (in the anchor &probe, so at 1 other place, too)',
      after: pod(`&probe ${good}`, '*probe'),
      safe: false,
    },
  ]);
});

test('in block style, the lines move along', () => {
  const block = (threshold: number, blanks: string) =>
    `\n${blanks}  tcpSocket:\n${blanks}    port: 80\n\n${blanks}  # twice\n${blanks}  successThreshold: ${threshold}`;
  const text = pod(`&probe # shared${block(2, '      ')}`, '*probe # the same');
  expect(fixes(text)[0]!.after).toBe(pod(`# shared${block(1, '      ')}`, `&probe # the same${block(2, '      ')}`));
});

test('a fix elsewhere, or in an anchor of its own, says nothing of it', () => {
  const own = { title: 'Set successThreshold to 1', safe: true };
  expect(fixes(pod(bad, '{ tcpSocket: { port: 80 } }'))).toMatchObject([own]);
  expect(fixes(pod(`&probe ${bad}`, '{ tcpSocket: { port: 80 } }'))).toMatchObject([own]);
});

test('at an alias nothing is changed for all', () => {
  const text = pod(`&probe ${bad}`, '*probe');
  const atAlias = check(text).filter(({ span }) => text.slice(span.start, span.end) === '*probe');
  expect(atAlias.length).toBeGreaterThan(0);
  expect(atAlias.flatMap((finding) => finding.fixes())).toEqual([]);
});

describe('a change of x keeps all other values', () => {
  test.each([
    'a: &a {x: 1, y: 2}\nb: *a\nc: *a\n',
    'a: &a\n  x: 1\n  y: [1, 2]\nb: *a\nc: *a\n',
    'a: &a\r\n  x: 1\r\n  y: 2\r\nb: *a # why\r\nc: 1\r\n',
    'a: &a\n    x: 1\n    y: |\n      text\n       deep\nb:\n  - *a\n  - k: *a\n',
    'a:\n- &a\n  x: 1\n- *a\nb:\n      deep:\n        - - *a\n',
    'base: &a\n  x: 1\n  y: 2\nb:\n  <<: *a\n  y: 3\nc:\n  <<: *a\n',
    'a: &a {x: 1}\nb: {c: [*a, *a]}\n',
    'a: &a {x: 1}\nb: *a',
  ])('%j', (text) => {
    const [yaml] = parseYaml(text);
    const start = text.indexOf('x: 1') + 3;
    const edits = [{ span: { start, end: start + 1 }, newText: '7' }];
    const { ownPlace } = sharedAnchor({ text, yaml: yaml! }, edits)!;
    const after = applyEdits(text, ownPlace!);
    const value = (some: string) => {
      const [document] = parseYaml(some);
      expect(document!.problems).toEqual([]);
      return plainValue(document!, document!.root);
    };
    const expected = JSON.stringify(value(text)).replace('"x":1', '"x":7');
    expect(JSON.stringify(value(after)), after).toBe(expected);
  });

  test.each([
    // The alias stands where block style has no place.
    'a: &a\n  x: 1\nb: {c: *a}\n',
    'a: &a\n  x: 1\nb: {\n  c: *a\n  }\n',
    // An anchor inside of it has places of its own.
    'a: &a {x: 1, y: &y {z: 1}}\nb: *a\nc: *y\n',
    'a: &a !!map {x: 1}\nb: *a\n',
  ])('or is not offered: %j', (text) => {
    const [yaml] = parseYaml(text);
    const start = text.indexOf('x: 1') + 3;
    const shared = sharedAnchor({ text, yaml: yaml! }, [{ span: { start, end: start + 1 }, newText: '7' }]);
    expect(shared).toMatchObject({ name: 'a', count: 1, ownPlace: undefined });
  });
});
