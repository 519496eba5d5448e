import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { fullWidthCharacter } from './fullWidthCharacter.ts';
import { yamlSyntax } from './yamlSyntax.ts';

const pod = (lines: string) => `
    apiVersion: v1
    kind: Pod
    metadata:
      name: web
    spec:
      containers:
      - name: web
        image: nginx:1.27
        ${lines}
    `;

test('colons, commas, brackets and blanks', () => {
  checkRule(
    fullWidthCharacter,
    pod(`livenessProbe：
    #                ^ 💡 error: "：" is full-width: YAML reads it as text. Write ":".
          httpGet: {path: /healthz， port： 80}
    #                             ^ 💡 error: "，" is full-width: YAML reads it as text. Write ",".
    #                                   ^ 💡 error: "：" is full-width: YAML reads it as text. Write ":".`),
  );
  checkRule(
    fullWidthCharacter,
    pod(`command: ［"sh"， "-c"］
    #            ^ 💡 error: "［" is full-width…
    #                 ^ 💡 error: "，" is full-width…
    #                       ^ 💡 error: "］" is full-width…`),
  );
  checkRule(
    fullWidthCharacter,
    pod(`livenessProbe:\u3000# 存活
    #                 ^ 💡 error: This blank is a full-width or no-break space, which YAML reads as text. Write ordinary spaces.`),
  );
});

test('the words that make an object of it, too', () =>
  checkRule(
    fullWidthCharacter,
    `
    apiVersion：v1
    #         ^ 💡 error: "：" is full-width…
    kind：Pod
    #   ^ 💡 error: "：" is full-width…
    `,
  ));

test('what the parser says of such a line is not said as well', () =>
  checkSilent(yamlSyntax, pod('imagePullPolicy：Always')));

test.each([
  ['# 注释：全角，没问题（“引号”）'],
  ['env: [{ name: A, value: "名称：值，另一个" }]'],
  ["env: [{ name: A, value: '｛name：web｝' }]"],
  ['env: [{ name: A, value: 你好，世界 }]'],
  ['env:\n        - name: A\n          value: |\n            name：web\n            ｛｝'],
  ['env:\n        - name: A\n          value: >-\n            port：80'],
  ['args:\n        - |\n          name：web'],
  ['# {{/* name：web */}}'],
])('text for people: %s', (lines) => checkSilent(fullWidthCharacter, pod(lines)));

test('a text that goes on in the next line is a text', () =>
  checkSilent(
    fullWidthCharacter,
    `
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: a
      annotations:
        about: who owns this
          owner：team-a
    data:
      readme: |
        spec：
    `,
  ));

test('all of a document at once', () =>
  checkFix(
    fullWidthCharacter,
    'Replace all 3 of this document by those of ASCII',
    pod('livenessProbe：\n          httpGet: {path: /healthz， port：80}'),
    pod('livenessProbe:\n          httpGet: {path: /healthz, port: 80}'),
  ));
