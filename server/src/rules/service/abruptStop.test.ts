import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { abruptStop } from './abruptStop.ts';

const beside = {
  'service.yaml': `
    apiVersion: v1
    kind: Service
    metadata: { name: web }
    spec: { selector: { app: web }, ports: [{ port: 80 }] }
    `,
};
const pod = (spec: string, labels = 'app: web') => `
    apiVersion: v1
    kind: Pod
    metadata: { name: web, labels: { ${labels} } }
    spec:
      ${spec}
      containers:
      - { name: web }
    `;

test('a tiny grace period behind a Service', () =>
  checkRule(
    abruptStop,
    pod(`terminationGracePeriodSeconds: 5
      #                              ^ 💡 hint: Service web still sends requests for a moment after SIGTERM, but the containers are killed after 5 s.`),
    { beside },
  ));

test.each([
  ['6 s', pod('terminationGracePeriodSeconds: 6')],
  ['0 s, which is another rule’s business', pod('terminationGracePeriodSeconds: 0')],
  ['the default', pod('')],
  ['a template', pod('terminationGracePeriodSeconds: {{ .Values.grace }}')],
  ['no Service', pod('terminationGracePeriodSeconds: 5', 'app: worker')],
  [
    'a preStop hook',
    pod('terminationGracePeriodSeconds: 5').replace(
      'name: web }\n',
      'name: web, lifecycle: { preStop: { sleep: { seconds: 3 } } } }\n',
    ),
  ],
])('silent with %s', (_, text) => checkSilent(abruptStop, text, { beside }));

test('back to the default', () =>
  checkFix(
    abruptStop,
    'Remove terminationGracePeriodSeconds',
    pod('terminationGracePeriodSeconds: 1\n      restartPolicy: Always'),
    pod('restartPolicy: Always'),
    { beside },
  ));
