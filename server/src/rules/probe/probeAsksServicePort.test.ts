import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { probeAsksServicePort } from './probeAsksServicePort.ts';

const pod = (ports: string, port: string, more = '', marker = '') => `
    apiVersion: v1
    kind: Pod
    spec:
      ${more}
      containers:
      - name: gateway
        ports: [${ports}]
        readinessProbe:
          httpGet:
            path: /ready
            port: ${port}
            ${marker}
    `;

test('the port of a Service is asked', () => {
  checkRule(
    probeAsksServicePort,
    pod(
      '{ containerPort: 8080 }',
      '80',
      '',
      '#     ^^ 💡 warning: The readiness probe asks port 80, but this container declares only 8080: the probe most likely fails.',
    ),
  );
  checkRule(
    probeAsksServicePort,
    pod(
      '{ containerPort: 8443 }, { containerPort: 9090 }',
      '443',
      '',
      '#     ^^^ warning: The readiness probe asks port 443, but this container declares only 8443 and 9090…',
    ),
  );
});

test.each([
  ['it is declared', '{ containerPort: 80 }, { containerPort: 8080 }', '80', ''],
  ['no port is declared', '', '80', ''],
  ['a port that Services seldom have', '{ containerPort: 8080 }', '8081', ''],
  ['a name', '{ containerPort: 8080, name: http }', 'http', ''],
  ['a port for metrics alone is declared', '{ containerPort: 9113, name: metrics }', '80', ''],
  ['a template decides a port', '{ containerPort: {{ .Values.port }} }', '80', ''],
  ['it is the node that answers', '{ containerPort: 8080 }', '80', 'hostNetwork: true'],
  [
    'a sidecar has it',
    '{ containerPort: 8080 }',
    '80',
    'initContainers: [{ name: proxy, restartPolicy: Always, ports: [{ containerPort: 80 }] }]',
  ],
])('silent: %s', (_, ports, port, more) => checkSilent(probeAsksServicePort, pod(ports, port, more)));

test('silent: another host is asked', () =>
  checkSilent(probeAsksServicePort, pod('{ containerPort: 8080 }', '80', '', 'host: example.com')));

test('the fix', () =>
  checkFix(
    probeAsksServicePort,
    'Use port 8080',
    pod('{ containerPort: 8080 }', '80'),
    pod('{ containerPort: 8080 }', '8080'),
  ));
