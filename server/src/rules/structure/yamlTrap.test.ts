import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { yamlTrap } from './yamlTrap.ts';

test('octal numbers and keys that are no text', () =>
  checkRule(
    yamlTrap,
    `
    apiVersion: v1
    kind: Pod
    metadata:
      labels:
        on: "x"
    #   ^^ 💡 warning: Without quotes the key on is a boolean to Kubernetes, so it becomes "true". Put it in quotes.
        1.10: "x"
    #   ^^^^ 💡 warning: Without quotes the key 1.10 is a number to Kubernetes, so it becomes "1.1". Put it in quotes.
    spec:
      terminationGracePeriodSeconds: 060
    #                                ^^^ 💡 warning: Kubernetes reads 060 as octal, because it begins with 0: 48. Write 60 or 48.
      containers:
      - name: a
        image: a:1
        ports: [{containerPort: 0100}]
    #                           ^^^^ 💡 warning: Kubernetes reads 0100 as octal, because it begins with 0: 64. Write 100 or 64.
    `,
  ));

test.each([
  ['permissions', 'spec:\n  volumes:\n  - name: a\n    configMap: {name: a, defaultMode: 0644}\n'],
  ['8 and 9 are no octal digits', 'spec:\n  containers: [{name: a, ports: [{containerPort: 0080}]}]\n'],
  ['below ten both readings agree', 'spec:\n  terminationGracePeriodSeconds: 05\n'],
  ['zero', 'spec:\n  terminationGracePeriodSeconds: 00\n'],
  ['quotes', 'metadata:\n  labels: {"on": "x", "012": "y"}\n'],
  ['numbers that stay as they are', 'metadata:\n  labels: {8080: "x", 1.5: "y"}\n'],
  ['values: another rule’s business', 'metadata:\n  labels: {a: on, b: 012}\n'],
  ['block scalars', 'metadata:\n  annotations:\n    a: |\n      on: 1\n      012: 2\n'],
])('%s', (_, text) => checkSilent(yamlTrap, `apiVersion: v1\nkind: Pod\n${text}`));

test('in a ConfigMap the key would be lost', () =>
  checkFix(
    yamlTrap,
    'Put yes in quotes',
    `
    apiVersion: v1
    kind: ConfigMap
    data:
      yes: "1" # agreed
    `,
    `
    apiVersion: v1
    kind: ConfigMap
    data:
      "yes": "1" # agreed
    `,
  ));
