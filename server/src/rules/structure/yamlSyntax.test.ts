import { expect, test } from 'vitest';
import { parseManifest } from '../../manifest/file.ts';
import { checkManifest } from '../runner.ts';
import { applyFix } from '../testing/applyFix.ts';
import { checkRule, checkSilent } from '../testing/checkRule.ts';
import { yamlSyntax } from './yamlSyntax.ts';

const configMap = (data: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n${data}`;

test.each([
  "  a: 'first\n  second'\n",
  "  a: 'first\nsecond'\n",
  '  a: "[\n  {\n\n  }\n  ]"\n',
  '  a: "{{ printf \\"%d\\" .x\n  }}"\n  b: x {{ .y }}\n',
  '  a: {\n  }\n',
  '  a: !!binary aGVsbG8=\n  a: &x y\n  b: *x\n',
])('what kubectl reads is no error: %j', (data) => checkSilent(yamlSyntax, configMap(data)));

test('what only YAML 1.2 takes is one', () => {
  checkRule(
    yamlSyntax,
    `
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: a}
    data: {path: /healthz?full=true}
    #                    ^ error: A ? between brackets or braces needs quotes.
    `,
  );
  checkRule(
    yamlSyntax,
    `
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: a}
    data:
      a: !!int x
    #          ^ error: kubectl cannot read this: cannot decode \`x\` as a !!int.
    `,
  );
});

test('nothing but a comment follows a separator', () => {
  checkRule(
    yamlSyntax,
    `
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: a}
    data:
      a: |
    -----BEGIN CERTIFICATE-----
    #  ^^^^^^^^^^^^^^^^^^^^^^^^ error: Only a comment may follow --- on its line.
    `,
  );
});

test('text that kubectl drops without a word is reported', () => {
  checkRule(
    yamlSyntax,
    `
    # The first field stands further right than the others.
        apiVersion: v1
      kind: ConfigMap
    # ^ error: kubectl stops reading at this line and does not say so.
      metadata: {name: a}
    `,
  );
});

test('all tabs of a document go at once; those of a text stay', () => {
  const before = 'apiVersion: v1\nkind: Pod\nmetadata:\n\tname: a\n\tlabels:\n\t\tapp: a\ndata: |\n  a\n  \tb\n';
  const [finding] = checkManifest(parseManifest(before), { rules: [yamlSyntax], kubernetes: '1.34' });
  const all = finding!.fixes().at(-1)!;
  expect(all.title.id).toBe('yaml-syntax/allSpaces');
  expect(applyFix(before, all)).toBe(
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  labels:\n    app: a\ndata: |\n  a\n  \tb\n',
  );
});
