import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { livenessAsStrictAsReadiness } from './livenessAsStrictAsReadiness.ts';

test('the same question, and no more patience', () =>
  checkRule(
    livenessAsStrictAsReadiness,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: equal
        livenessProbe: { httpGet: { port: 80, path: / } }
    #   ^^^^^^^^^^^^^ 💡 warning: Overload leads to a restart: liveness gives up after 20–30 s, no later than readiness (20–30 s).
        readinessProbe: { httpGet: { port: 80, scheme: HTTP } }
      - name: patient
        livenessProbe: { tcpSocket: { port: 80 }, failureThreshold: 8 }
    #   ^^^^^^^^^^^^^ 💡 hint: Liveness restarts the container after 1 min 10 s–1 min 20 s, no later than readiness takes it out of service (1 min 10 s–1 min 20 s).
        readinessProbe: { tcpSocket: { port: 80 }, failureThreshold: 8 }
      - name: nearly
        livenessProbe: { tcpSocket: { port: 80 }, failureThreshold: 7 }
    #   ^^^^^^^^^^^^^ 💡 warning: Overload leads to a restart: liveness gives up after 1 min–1 min 10 s, no later than readiness (1 min–1 min 10 s).
        readinessProbe: { tcpSocket: { port: 80 }, failureThreshold: 7 }
      - name: stricter
        livenessProbe: { exec: { command: [a, b] }, periodSeconds: 2 }
    #   ^^^^^^^^^^^^^ 💡 warning: Overload leads to a restart: liveness gives up after 4–6 s, no later than readiness (20–30 s). ¶ Both probes ask the same. An app that stops answering is taken out of service by readiness and restarted by liveness. Let liveness tolerate more, e.g. failureThreshold: 31.
        readinessProbe: { exec: { command: [a, b] } }
    `,
  ));

test.each([
  ['exec: { command: [sh, -c, "mysql -p${ROOT_PW} -e 1"] }', 'exec: { command: [sh, -c, "mysql -p${ROOT_PW} -e 1"] }'],
  ["exec: { command: [sh, -c, 'nc -z ${HOST:-db} 1'] }", 'exec: { command: ["sh", "-c", "nc -z ${HOST:-db} 1"] }'],
  ['tcpSocket: { port: "${PORT}" }', 'tcpSocket: { port: ${PORT} }'],
  ['httpGet: { port: 80, httpHeaders: [{ name: X-Probe, value: liveness }] }', 'httpGet: { port: 80 }'],
  [
    'httpGet: { port: 80, httpHeaders: [{ name: Host, value: a }, { name: A, value: b }] }',
    'httpGet: { port: 80, httpHeaders: [{ name: host, value: a }] }',
  ],
])('the same behind variables and other headers: liveness %s, readiness %s', (liveness, readiness) =>
  checkRule(
    livenessAsStrictAsReadiness,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: a
        livenessProbe: { ${liveness} }
    #   ^^^^^^^^^^^^^ 💡 warning: Overload leads to a restart…
        readinessProbe: { ${readiness} }
    `,
  ),
);

test.each([
  ['exec: { command: [sh, -c, "a ${ONE}"] }', 'exec: { command: [sh, -c, "a ${TWO}"] }'],
  ['httpGet: { port: 80, httpHeaders: [{ name: Host, value: a }] }', 'httpGet: { port: 80 }'],
  [
    'httpGet: { port: 80, httpHeaders: [{ name: Host, value: a }] }',
    'httpGet: { port: 80, httpHeaders: [{ name: Host, value: b }] }',
  ],
  ['httpGet: { port: 80 }, failureThreshold: 4', 'httpGet: { port: 80 }'],
  ['httpGet: { port: 80 }, periodSeconds: 20', 'httpGet: { port: 80 }'],
  ['httpGet: { port: 80, path: /a }', 'httpGet: { port: 80, path: /b }'],
  ['httpGet: { port: http }', 'httpGet: { port: web }'],
  ['tcpSocket: { port: 80 }', 'httpGet: { port: 80 }'],
  ['exec: { command: [a] }', 'exec: { command: [a, b] }'],
  ['httpGet: { port: {{ .Values.port }} }', 'httpGet: { port: {{ .Values.port }} }'],
])('silent: liveness %s, readiness %s', (liveness, readiness) =>
  checkSilent(
    livenessAsStrictAsReadiness,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe: { ${liveness} }
        readinessProbe: { ${readiness} }
    `,
  ),
);

test('made more patient', () =>
  checkFix(
    livenessAsStrictAsReadiness,
    'Set failureThreshold of the liveness probe to 7',
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe:
          httpGet: { port: 80 } # same
        readinessProbe:
          httpGet: { port: 80 }
    `,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe:
          httpGet: { port: 80 } # same
          failureThreshold: 7
        readinessProbe:
          httpGet: { port: 80 }
    `,
  ));
