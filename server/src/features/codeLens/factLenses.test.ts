import { expect, test } from 'vitest';
import { parseManifest } from '../../manifest/file.ts';
import { allRules } from '../../rules/registry.ts';
import { checkManifest } from '../../rules/runner.ts';
import { strictFormatter } from '../../rules/testing/formatter.ts';
import { english } from '../messages.ts';
import { factLenses } from './factLenses.ts';

const formatter = strictFormatter(english.texts);

function titles(text: string): string[] {
  const file = parseManifest(text);
  const findings = checkManifest(file, { rules: allRules, kubernetes: '1.34' });
  return factLenses(file, findings).map(({ title }) => formatter.text(title));
}

const pod = (containers: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers:\n${containers}`;
const liveness = (more = '') => `livenessProbe: { tcpSocket: { port: 80 }${more} }`;

test('count what was found in the workload, and go to the first', () => {
  const text = pod(
    `  - { name: a, image: a:1, ${liveness(', successThreshold: 2')} }\n  - { name: a, image: a:1, ${liveness(', periodSeconds: 1, timeoutSeconds: 200')} }\n`,
  );
  expect(titles(`${text}---\n${pod('  - { name: b, image: b:1 }\n')}`)).toEqual([
    expect.stringMatching(/^2 errors · \d warnings?$/),
    expect.stringContaining('restart'),
  ]);
  const file = parseManifest(text);
  const findings = checkManifest(file, { rules: allRules, kubernetes: '1.34' });
  expect(factLenses(file, findings)[0]?.finding?.severity).toBe('error');
});

test('say how long a start and a hang last, over all containers', () => {
  expect(
    titles(
      pod(
        `  - name: a\n    image: a:1\n    ${liveness(', periodSeconds: 3')}\n    readinessProbe: { tcpSocket: { port: 80 }, initialDelaySeconds: 5, periodSeconds: 3 }\n  - name: b\n    image: a:1\n    ${liveness()}\n`,
      ),
    ).at(-1),
  ).toBe('ready ≥ 5–8 s · restart 7–31 s after a hang');
});

test('say nothing of what a template decides', () =>
  expect(
    titles(
      pod(
        '  - name: a\n    image: a:1\n    livenessProbe: { tcpSocket: { port: 80 }, periodSeconds: {{ .Values.p }} }\n',
      ),
    ),
  ).toEqual([]));
