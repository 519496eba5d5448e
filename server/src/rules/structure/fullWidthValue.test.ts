import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { fullWidthValue } from './fullWidthValue.ts';

const pod = (lines: string) => `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: web
        ${lines}
    `;

test('typographic quotes quote nothing', () =>
  checkRule(
    fullWidthValue,
    pod(`command: [“sh”, ‘-c’, “sleep 1”]
    #             ^^^^ 💡 warning: YAML knows only " and ': these quotes become part of the value.
    #                   ^^^^ 💡 warning: YAML knows only " and '…
    #                         ^^^^^^^^^ 💡 warning: YAML knows only " and '…`),
  ));

test('paths, ports and images', () =>
  checkRule(
    fullWidthValue,
    pod(`image: nginx：1.27
    #          ^^^^^^^^^^ 💡 warning: This has full-width characters: ：. Kubernetes reads them as another text than nginx:1.27.
        livenessProbe: { httpGet: { path: ／healthz, port: ８０ } }
    #                                     ^^^^^^^^ 💡 warning: This has full-width characters: ／. Kubernetes reads them as another text than /healthz.
    #                                                     ^^ 💡 warning: This has full-width characters: ８ ０. Kubernetes reads them as another text than 80.
        readinessProbe: { exec: { command: [cat, ／tmp／ready] } }
    #                                            ^^^^^^^^^^ 💡 warning: This has full-width characters: ／…`),
  ));

test.each([
  ['image: nginx:1.27 # 镜像：“稳定”'],
  ['livenessProbe: { httpGet: { path: /健康, port: 80 } }'],
  ['env: [{ name: A, value: “推荐” }]'],
  ['env: [{ name: A, value: "“b”" }]'],
  ['env: [{ name: A, value: 中文：说明 }]'],
  ['command: [echo, "你好，世界：１"]'],
  ['args: [－－名称]'],
])('text for people: %s', (lines) => checkSilent(fullWidthValue, pod(lines)));

test('texts of annotations and files', () =>
  checkSilent(
    fullWidthValue,
    `
    apiVersion: v1
    kind: ConfigMap
    metadata:
      annotations: { about: “web” }
    data:
      path: ／data
      title: “web”
    `,
  ));

test.each([
  ['Write "sh"', 'command: [“sh”]', 'command: ["sh"]'],
  ['Write nginx:1.27', 'image: nginx：1.27 # 稳定', 'image: nginx:1.27 # 稳定'],
  [
    'Write /healthz',
    'livenessProbe: { httpGet: { path: ／healthz } }',
    'livenessProbe: { httpGet: { path: /healthz } }',
  ],
])('%s', (title, before, after) => checkFix(fullWidthValue, title, pod(before), pod(after)));
