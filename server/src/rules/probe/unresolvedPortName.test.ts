import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { unresolvedPortName } from './unresolvedPortName.ts';

test('names that no port of the container has', () =>
  checkRule(
    unresolvedPortName,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - ports: [{ name: http, containerPort: 80 }]
        livenessProbe: { httpGet: { port: htpp } }
        #                                 ^^^^ 💡 warning: No port is named "htpp". Every attempt errors, so this probe never restarts the container. ¶ The port of this container is named http. The API server accepts the name, but an attempt that ends as an error neither succeeds nor fails. It should restart the container 20–30 s after a hang begins.
        lifecycle: { preStop: { httpGet: { port: admin } } }
        #                                        ^^^^^ 💡 warning: No port is named "admin", so the preStop hook fails each time.
      - ports: [{ name: admin, containerPort: 81 }]
    `,
  ));

test('known names, numbers, invalid names and ports that a template may add', () =>
  checkSilent(
    unresolvedPortName,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - ports: [{ name: http, containerPort: 80 }]
        livenessProbe: { httpGet: { port: http } }
        readinessProbe: { httpGet: { port: 8080 } }
        startupProbe: { httpGet: { port: HTTP } }
      - ports:
        {{- toYaml .Values.ports | nindent 8 }}
        livenessProbe: { httpGet: { port: http } }
      - ports: [{ name: {{ .Values.name }}, containerPort: 80 }]
        livenessProbe: { httpGet: { port: http } }
    `,
  ));

test('the nearest name is offered first', () =>
  checkFix(
    unresolvedPortName,
    'Use port',
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - ports: [{ name: metrics, containerPort: 9090 }, { name: http, containerPort: 80 }]
        livenessProbe:
          httpGet: { port: htpp } # web
    `,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - ports: [{ name: metrics, containerPort: 9090 }, { name: http, containerPort: 80 }]
        livenessProbe:
          httpGet: { port: http } # web
    `,
  ));
