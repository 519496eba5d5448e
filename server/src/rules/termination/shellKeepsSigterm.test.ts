import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { shellKeepsSigterm } from './shellKeepsSigterm.ts';

const deployment = (container: string, pod = '') => `
    apiVersion: apps/v1
    kind: Deployment
    spec:
      template:
        spec:
          ${pod}
          containers:
          - name: app
            ${container}
    `;

test('any shell stays, or some do', () => {
  checkRule(
    shellKeepsSigterm,
    deployment(
      `command: [bash, -c, 'java -jar /app.jar | tee /log']
    #                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: bash is process 1 and does not pass SIGTERM on, so java is killed after 30 s.`,
    ),
  );
  checkRule(
    shellKeepsSigterm,
    deployment(
      `command: [/bin/sh, -c]
            args: ['mkdir -p /data; java -jar /app.jar']
    #              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 💡 information: If sh stays process 1, it does not pass SIGTERM on, and java is killed after 1 min.`,
      'terminationGracePeriodSeconds: 60',
    ),
  );
  checkRule(
    shellKeepsSigterm,
    deployment(`command:
            - sh
            - -ec
            - |
    #         ^ 💡 information: If sh stays process 1…
              python prepare.py
              gunicorn app:app`),
  );
});

test.each([
  ["command: [sh, -c, 'mkdir -p /data; exec java -jar /app.jar']", ''],
  ["command: [tini, --, sh, -c, 'mkdir -p /data; java -jar /app.jar']", ''],
  ["args: [sh, -c, 'mkdir -p /data; java -jar /app.jar']", ''],
  ["command: [sh, -c, 'mkdir -p /data; java {{ .Values.opts }} -jar /app.jar']", ''],
  ["command: [sh, -c, 'while true; do echo a; sleep 5; done']", ''],
  ["command: [sh, -c, 'a; java -jar /app.jar']", 'shareProcessNamespace: true'],
  ["command: [sh, -c, 'a; java -jar /app.jar']", 'terminationGracePeriodSeconds: 1'],
  [
    "command: [sh, -c, 'a; java -jar /app.jar']\n            lifecycle: { preStop: { exec: { command: [pkill, java] } } }",
    '',
  ],
])('silent: %s %s', (container, pod) => checkSilent(shellKeepsSigterm, deployment(container, pod)));

test('silent in a Job, whose pods end by themselves', () =>
  checkSilent(
    shellKeepsSigterm,
    `
    apiVersion: batch/v1
    kind: Job
    spec:
      template:
        spec:
          containers:
          - command: [sh, -c, 'mkdir -p /data; java -jar /import.jar']
    `,
  ));

test('exec before the program', () =>
  checkFix(
    shellKeepsSigterm,
    'Write exec before java',
    deployment('command: ["/bin/sh", "-c", "mkdir -p /data; java -jar /app.jar"]'),
    deployment('command: ["/bin/sh", "-c", "mkdir -p /data; exec java -jar /app.jar"]'),
  ));
