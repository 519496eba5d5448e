import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { undeclaredTargetPort } from './undeclaredTargetPort.ts';

const pod = (ports: string) => `
    apiVersion: v1
    kind: Pod
    metadata: { name: web, labels: { app: web } }
    spec:
      containers:
      - { name: web, image: a, ports: [${ports}] }
    `;
const beside = { 'pod.yaml': pod('{ name: http, containerPort: 8080 }, { containerPort: 9090 }') };

const service = (ports: string, spec = '') => `
    apiVersion: v1
    kind: Service
    metadata: { name: web }
    spec:
      selector: { app: web }
      ${spec}
      ports:
      ${ports}
    `;

test('numbers that the selected pods do not declare', () =>
  checkRule(
    undeclaredTargetPort,
    service(`- port: 80
      #       ^^ hint: No selected pod declares port 80. If nothing listens there, every connection is refused.
      - { port: 81, targetPort: 8080 }
      - { port: 9090 }
      - { port: 82, targetPort: 8081 }
      #                         ^^^^ 💡 hint: No selected pod declares port 8081. If nothing listens there, every connection is refused.
      - { port: 83, targetPort: nope }`),
    { beside },
  ));

test.each([
  ['pods that declare nothing', service('- port: 80'), { 'pod.yaml': pod('') }],
  ['no pods', service('- port: 80'), {}],
  ['a headless Service', service('- port: 80', 'clusterIP: None'), beside],
])('silent with %s', (_, text, others) => checkSilent(undeclaredTargetPort, text, { beside: others }));

test('a declared port instead', () =>
  checkFix(
    undeclaredTargetPort,
    'Use http',
    service('- { port: 82, targetPort: 8081 }'),
    service('- { port: 82, targetPort: http }'),
    { beside },
  ));
