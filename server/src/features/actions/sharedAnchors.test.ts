import { expect, test } from 'vitest';
import { parseManifest } from '../../manifest/file.ts';
import { strictFormatter } from '../../rules/testing/formatter.ts';
import { checkOptions, diagnose } from '../diagnostics/diagnostics.ts';
import { english } from '../messages.ts';
import { quickFixes } from './quickFixes.ts';

const formatter = strictFormatter(english.texts);

function fixesAt(text: string, place: string): string[] {
  const file = parseManifest(text);
  const offset = text.indexOf(place);
  return quickFixes(file, diagnose(file, checkOptions()), { start: offset, end: offset + place.length })
    .filter(({ isSuppression }) => !isSuppression)
    .map(({ fix }) => formatter.text(fix.title));
}

const pod = (liveness: string, startup: string) => `apiVersion: v1
kind: Pod
metadata: { name: a }
spec:
  containers:
    - name: a
      image: a:1
      livenessProbe: ${liveness}{ tcpSocket: { port: 80 }, successThreshold: 2 }
      startupProbe: ${startup}
`;

test('a fix in an anchor says that others share it', () => {
  expect(fixesAt(pod('&probe ', '*probe'), 'successThreshold: 2')).toContain(
    'Set successThreshold to 1 (in the anchor &probe, so at 1 other place, too)',
  );
});

test('a fix elsewhere, or in an anchor of its own, does not', () => {
  const own = 'Set successThreshold to 1';
  expect(fixesAt(pod('', '{ tcpSocket: { port: 80 } }'), 'successThreshold: 2')).toContain(own);
  expect(fixesAt(pod('&probe ', '{ tcpSocket: { port: 80 } }'), 'successThreshold: 2')).toContain(own);
});

test('at an alias nothing is changed for all', () => {
  expect(fixesAt(pod('&probe ', '*probe'), '*probe').filter((title) => title.includes('successThreshold'))).toEqual([]);
});
