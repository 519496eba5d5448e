import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { livenessAsksAggregateHealth } from './livenessAsksAggregateHealth.ts';

test('the health of the whole app, its database included', () =>
  checkRule(
    livenessAsksAggregateHealth,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe: { httpGet: { path: /actuator/health, port: 8080 } }
    #                                     ^^^^^^^^^^^^^^^^ 💡 information: /actuator/health also fails with the database or another service, and a restart mends neither.
      - livenessProbe: { httpGet: { path: /order/actuator/health/, port: 8080 } }
    #                                     ^^^^^^^^^^^^^^^^^^^^^^^ 💡 information: /actuator/health also fails…
      - livenessProbe: { exec: { command: [sh, -c, 'curl -f http://localhost:8080/actuator/health || exit 1'] } }
    #                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information: /actuator/health also fails…
    `,
  ));

test.each([
  ['livenessProbe: { httpGet: { path: /actuator/health/liveness, port: 8080 } }'],
  ['livenessProbe: { httpGet: { path: /actuator/healthy, port: 8080 } }'],
  ['livenessProbe: { httpGet: { path: /actuator/info, port: 8080 } }'],
  ['livenessProbe: { httpGet: { path: "{{ .Values.base }}/actuator/health", port: 8080 } }'],
  ['readinessProbe: { httpGet: { path: /actuator/health, port: 8080 } }'],
  ['startupProbe: { httpGet: { path: /actuator/health, port: 8080 } }'],
])('silent: %s', (probe) =>
  checkSilent(
    livenessAsksAggregateHealth,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - ${probe}
    `,
  ),
);

test('the group of liveness is asked', () =>
  checkFix(
    livenessAsksAggregateHealth,
    'Ask /actuator/health/liveness',
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe:
          httpGet:
            path: /order/actuator/health # 存活
            port: 8080
    `,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe:
          httpGet:
            path: /order/actuator/health/liveness # 存活
            port: 8080
    `,
  ));
