import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { execVariableNotReplaced } from './execVariableNotReplaced.ts';

const env = `env:
        - { name: ADMIN, value: "http://localhost:9000" }
        - { name: POD_IP, valueFrom: { fieldRef: { fieldPath: status.podIP } } }
        envFrom: [{ secretRef: { name: db } }]`;

test('what is not replaced, by where it stands', () =>
  checkRule(
    execVariableNotReplaced,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: db
        ${env}
        readinessProbe: { exec: { command: [wget, "$(ADMIN)/ready"] } }
        livenessProbe: { exec: { command: [mysqladmin, -h, $(POD_IP), ping] } }
        #                                                  ^^^^^^^^^ warning: $(POD_IP) is an empty text here: a probe’s command has no values from valueFrom.
        startupProbe: { exec: { command: [mysqladmin, "-p$(MYSQL_ROOT_PASSWORD)", ping] } }
        #                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: $(MYSQL_ROOT_PASSWORD) stays as it is: env has no such variable, and envFrom does not count in a probe’s command.
        lifecycle:
          postStart: { exec: { command: [wget, $(ADMIN)/register] } }
          #                                    ^^^^^^^^^^^^^^^^^ warning: $(ADMIN) stays as it is: Kubernetes replaces nothing in the command of a hook.
          preStop: { exec: { command: [sh, -c, "wget $(ADMIN)/leave"] } }
          #                                    ^^^^^^^^^^^^^^^^^^^^^ 💡 warning: $(ADMIN) runs a program named ADMIN: Kubernetes replaces nothing in the command of a hook.
    `,
  ));

test('to a shell, too, an empty text is given', () =>
  checkFix(
    execVariableNotReplaced,
    'Write ${POD_IP}',
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: db
        ${env}
        livenessProbe: { exec: { command: [sh, -c, "ping $(POD_IP)"] } }
    `,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: db
        ${env}
        livenessProbe: { exec: { command: [sh, -c, "ping \${POD_IP}"] } }
    `,
  ));

test.each([
  ['a command of a shell', '[sh, -c, "test $(cat /tmp/n) -gt 3"]'],
  ['a variable of a shell', '[sh, -c, "ping $POD_IP"]'],
  ['a dollar sign', '[echo, $$(POD_IP)]'],
  ['a value', '[wget, $(ADMIN)/ready]'],
])('silent in a probe with %s', (_, command) =>
  checkSilent(
    execVariableNotReplaced,
    `apiVersion: v1\nkind: Pod\nspec:\n      containers:\n      - name: db\n        ${env}\n        livenessProbe: { exec: { command: ${command} } }\n`,
  ),
);

test('silent where a template may add variables', () =>
  checkSilent(
    execVariableNotReplaced,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: db
        env:
        {{- toYaml .Values.env | nindent 8 }}
        livenessProbe: { exec: { command: [ping, $(HOST)] } }
    `,
  ));
