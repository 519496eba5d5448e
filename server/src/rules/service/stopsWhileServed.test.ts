import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { stopsWhileServed } from './stopsWhileServed.ts';

const service = (spec = '') => ({
  'service.yaml': `
    apiVersion: v1
    kind: Service
    metadata: { name: web }
    spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]${spec} }
    `,
});
const web = (more = '', template = '', labels = 'app: web') => `
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: web }
    spec:
      replicas: 4
      selector: { matchLabels: { ${labels} } }
      template:
        metadata: { labels: { ${labels} } }
        spec:
          ${template}
          containers:
          - name: web
            ports: [{ containerPort: 8080 }]
            ${more}
    `;

test('a pod that stops while requests still come', () =>
  checkRule(
    stopsWhileServed,
    web().replace(
      '- name: web',
      `- name: web
            #     ^^^ 💡 hint: Service web sends requests for about 1 s after SIGTERM; a process that stops at once loses them. ¶ At 100 requests per second about 25 are lost for each pod that stops. A preStop sleep of 5 s ends that.`,
    ),
    { beside: service() },
  ));

test.each([
  ['a preStop hook', web('lifecycle: { preStop: { exec: { command: [drain] } } }'), service()],
  ['a hook that a template writes', web('lifecycle: {{ .Values.lifecycle }}'), service()],
  ['a tiny grace period, which is another rule’s business', web('', 'terminationGracePeriodSeconds: 5'), service()],
  ['no Service', web('', '', 'app: worker'), service()],
  ['a headless Service, whose clients look for pods themselves', web(), service(', clusterIP: None')],
  ['a Service of another port', web().replace('8080', '9090'), service()],
])('silent with %s', (_, text, beside) => checkSilent(stopsWhileServed, text, { beside }));

test('the fix', () =>
  checkFix(
    stopsWhileServed,
    'Add a preStop hook that sleeps 5 s',
    web('image: web:1'),
    web(`image: web:1
            lifecycle:
              preStop:
                sleep:
                  seconds: 5`),
    { beside: service() },
  ));

test('the fix where there is no sleep handler', () =>
  checkFix(
    stopsWhileServed,
    'Add a preStop hook that sleeps 5 s',
    web('image: web:1'),
    web(`image: web:1
            lifecycle:
              preStop:
                exec:
                  command:
                    - sleep
                    - "5"`),
    { beside: service(), kubernetes: '1.29' },
  ));
