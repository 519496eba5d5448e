import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { schemeDoesNotFitPort } from './schemeDoesNotFitPort.ts';

test('by name before number', () =>
  checkRule(
    schemeDoesNotFitPort,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - ports: [{ name: https, containerPort: 9000 }, { name: web, containerPort: 8443 }]
        livenessProbe: { httpGet: { port: https } }
        #                                 ^^^^^ 💡 information: Port https usually speaks HTTPS. If so, each request in plain HTTP fails. The container is restarted 30–40 s after each start, with CrashLoopBackOff after 2 min 30 s–4 min 1 s.
        readinessProbe: { httpGet: { port: 8443 } }
        startupProbe: { httpGet: { port: 9000 } }
        #                                ^^^^ 💡 information: Port 9000 usually speaks HTTPS…
      - livenessProbe: { httpGet: { port: 443 } }
        #                                 ^^^ 💡 information: Port 443 usually…
        readinessProbe: { httpGet: { port: 80, scheme: HTTPS } }
        #                                              ^^^^^ 💡 information: Port 80 usually speaks plain HTTP…
        startupProbe: { httpGet: { port: 443, scheme: HTTPS } }
      - livenessProbe: { httpGet: { port: 8080 } }
        readinessProbe: { httpGet: { port: 9090, scheme: HTTPS } }
        startupProbe: { httpGet: { port: 443, scheme: {{ .Values.scheme }} } }
      - ports: [{ name: http, containerPort: 8443 }]
        livenessProbe: { httpGet: { port: http, scheme: HTTPS } }
        readinessProbe: { httpGet: { port: 443, scheme: HTTP } }
    `,
  ));

test('set', () =>
  checkFix(
    schemeDoesNotFitPort,
    'Set scheme to HTTPS',
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe:
          httpGet:
            port: 8443 # TLS
    `,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe:
          httpGet:
            port: 8443 # TLS
            scheme: HTTPS
    `,
  ));
