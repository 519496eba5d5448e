import { expect, test } from 'vitest';
import { parseManifest } from '../../manifest/file.ts';
import { allRules } from '../registry.ts';
import { checkManifest } from '../runner.ts';
import { checkRule, checkSilent } from '../testing/checkRule.ts';
import { dedent } from '../testing/fixture.ts';
import { unknownField } from './unknownField.ts';
import { yamlAlias } from './yamlAlias.ts';

test('an anchor below, in another document, or nowhere', () =>
  checkRule(
    yamlAlias,
    `
    apiVersion: v1
    kind: Pod
    metadata: &meta
      name: a
      labels: *below
    #         ^^^^^^ error: The alias *below has no anchor &below above it in this document.
      annotations: &below {}
    ---
    apiVersion: v1
    kind: Pod
    metadata: *meta
    #         ^^^^^ error: The alias *meta has no anchor &meta above it in this document. ¶ An anchor is not known beyond a "---".
    `,
  ));

test('an alias inside of itself', () =>
  checkRule(
    yamlAlias,
    `
    apiVersion: v1
    kind: Pod
    spec: &spec
      containers:
      - *spec
    #   ^^^^^ error: The alias *spec is inside its own anchor, so it has no end.
    `,
  ));

const laughs = ['x0: &x0 [a, a, a, a, a, a, a, a, a, a]'];
for (let level = 1; level < 8; level++)
  laughs.push(
    `x${level}: &x${level} [${Array(10)
      .fill(`*x${level - 1}`)
      .join(', ')}]`,
  );
const head = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n';

test('a billion laughs are one finding, and nothing of it is looked into', () => {
  for (const use of ['metadata: {annotations: *x7}', 'spec: {containers: *x7}', 'items: *x7']) {
    const file = parseManifest(`apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n${laughs.join('\n')}\n${use}\n`);
    const startedMs = performance.now();
    const found = checkManifest(file, { rules: allRules, kubernetes: '1.34' }).filter(
      ({ rule }) => rule === 'yaml-alias',
    );
    expect(found.map(({ message }) => message.id)).toEqual(['yaml-alias/excessive']);
    expect(performance.now() - startedMs).toBeLessThan(1000);
  }
});

test('many aliases of a small anchor are nothing special', () =>
  checkSilent(yamlAlias, `${head}spec:\n  x: &x {a: b}\n  y: [${Array(2000).fill('*x').join(', ')}]\n`));

test('a finding inside an alias stands at the alias and points to what is behind the anchor', () => {
  const text = dedent(`
    apiVersion: v1
    kind: Pod
    metadata: {name: a}
    spec:
      containers:
      - name: a
        image: a:1
        livenessProbe: &probe
          periodSecond: 5
          tcpSocket: {port: 80}
        readinessProbe: *probe
        startupProbe:
          <<: *probe
          failureThreshold: 30
  `);
  const found = checkManifest(parseManifest(text), { rules: [unknownField], kubernetes: '1.34' });
  const at = (span: { start: number; end: number }) =>
    `${text.slice(0, span.start).split('\n').length}: ${text.slice(span.start, span.end)}`;
  expect(
    found.map(({ span, related, fixes }) => [at(span), related.map((one) => at(one.span)), fixes().length]),
  ).toEqual([
    ['9: periodSecond', [], 2],
    ['11: *probe', ['9: periodSecond'], 0],
    ['13: *probe', ['9: periodSecond'], 0],
  ]);
});

test('labels that a merge key brings in count', () => {
  const text = dedent(`
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: a}
    spec:
      selector: {matchLabels: &labels {app: a, tier: b}}
      template:
        metadata: {labels: {<<: *labels, extra: c}}
        spec: {containers: [{name: a, image: 'a:1'}]}
  `);
  const errors = checkManifest(parseManifest(text), { rules: allRules, kubernetes: '1.34' });
  expect(errors.filter(({ severity }) => severity === 'error')).toEqual([]);
});
