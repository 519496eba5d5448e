import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { initContainerNeverEnds } from './initContainerNeverEnds.ts';

test('commands without an end', () =>
  checkRule(
    initContainerNeverEnds,
    `
    apiVersion: v1
    kind: Pod
    spec:
      initContainers:
      - command: [sh, -c, "prepare; sleep infinity"]
        #                 ^^^^^^^^^^^^^^^^^^^^^^^^^ 💡 warning: This command does not end, so the next container never starts and the pod stays in Init.
      - command: [tail, -f, /dev/null]
    #   ^^^^^^^ 💡 warning: This command…
      - command: [nginx, -g, "daemon off;"]
    #   ^^^^^^^ 💡 warning: This command…
      - command: [sh, -c, "tail -n 20 -F /var/log/app.log"]
        #                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 💡 warning: This command…
      - command: [sh, -c]
        args: ["while true; do sync; sleep 60; done"]
        #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 💡 warning: This command…
    `,
  ));

test.each([
  '{ command: [sh, -c, "until nslookup db; do sleep 2; done"] }',
  '{ command: [sh, -c, "while true; do ready && break; sleep 1; done"] }',
  '{ command: [sh, -c, "while true; do ready && exit 0; sleep 1; done"] }',
  '{ command: [sleep, infinity], restartPolicy: Always }',
  '{ command: [sleep, "10"] }',
  '{ command: ["{{ .Values.wrapper }}", "60", tail, -f, /log] }',
  '{ command: [tail, --pid=1, -f, /log] }',
  '{ command: [tail, -n, "5", /log] }',
  '{ command: [nginx, -t] }',
  '{ command: [sleep, infinity], restartPolicy: "{{ .Values.policy }}" }',
])('silent: %s', (container) =>
  checkSilent(
    initContainerNeverEnds,
    `apiVersion: v1\nkind: Pod\nspec:\n  initContainers:\n  - ${container}\n  containers:\n  - command: [sleep, infinity]\n`,
  ),
);

test('made a sidecar', () =>
  checkFix(
    initContainerNeverEnds,
    'Make the container a sidecar',
    'apiVersion: v1\nkind: Pod\nspec:\n  initContainers:\n  - name: log\n    command: [tail, -F, /dev/null] # follow\n',
    'apiVersion: v1\nkind: Pod\nspec:\n  initContainers:\n  - name: log\n    command: [tail, -F, /dev/null] # follow\n    restartPolicy: Always\n',
  ));

const waiting = (script: string, more = '') => `
    apiVersion: v1
    kind: Pod
    spec:
      initContainers:${more}
      - name: wait
        command: [sh, -c, "${script}"]
      containers:
      - name: app
        ports: [{ containerPort: 8080 }]
    `;

test('waiting for who waits for it', () =>
  checkRule(
    initContainerNeverEnds,
    waiting('until curl -sf localhost:8080/ready; do sleep 1; done').replace(
      '      containers:',
      '    #   ^^^^^^^ warning: This waits for port 8080 of container app, which starts only after this one: the pod stays in Init.\n      containers:',
    ),
  ));

test.each([
  ['until nc -z localhost 9090; do sleep 1; done', ''],
  ['for i in $(seq 10); do until nc -z localhost 8080; do sleep 1; done; done', ''],
  ['until nc -z db 8080; do sleep 1; done', ''],
  [
    'until nc -z 127.0.0.1 8080; do sleep 1; done',
    '\n      - { name: side, restartPolicy: Always, ports: [{ containerPort: 8080 }] }',
  ],
])('silent: %s%s', (script, more) => checkSilent(initContainerNeverEnds, waiting(script, more)));
