import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { probeMayFollowRedirect } from './probeMayFollowRedirect.ts';

test('a server that has HTTPS, or is set to redirect to it', () =>
  checkRule(
    probeMayFollowRedirect,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - ports: [{ name: http, containerPort: 80 }, { name: https, containerPort: 443 }]
        livenessProbe: { httpGet: { port: http, path: / } }
        #                                             ^ 💡 hint: If the app redirects / to another host, this probe succeeds without an answer of the app.
        readinessProbe: { httpGet: { port: 80 } }
        #                 ^^^^^^^ 💡 hint: If the app redirects / to another host, this probe succeeds without an answer of the app.
      - env: [{ name: SECURE_SSL_REDIRECT, value: "True" }]
        livenessProbe: { httpGet: { port: 8000, path: / } }
        #                                             ^ hint: SECURE_SSL_REDIRECT redirects / to https; if that is another host, this probe succeeds without an answer of the app.
    `,
  ));

test.each([
  'ports: [{ name: http, containerPort: 80 }], livenessProbe: { httpGet: { port: http, path: / } }',
  'ports: [{ containerPort: 80 }, { containerPort: 443 }], livenessProbe: { httpGet: { port: 80, path: /healthz } }',
  'ports: [{ containerPort: 80 }, { containerPort: 443 }], livenessProbe: { httpGet: { port: 443, scheme: HTTPS } }',
  'ports: [{ containerPort: 80 }, { containerPort: 443 }], livenessProbe: { tcpSocket: { port: 80 } }',
  'ports: [{ containerPort: 80 }, { containerPort: 443 }], livenessProbe: { httpGet: { port: 80, path: "{{ .Values.path }}" } }',
  'env: [{ name: FORCE_SSL, value: "false" }], livenessProbe: { httpGet: { port: 80 } }',
  'env: [{ name: FORCE_SSL, value: "true" }], livenessProbe: { httpGet: { port: 80, path: /up } }',
])('silent: %s', (container) =>
  checkSilent(probeMayFollowRedirect, `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - { ${container} }\n`),
);

test('by HTTPS', () =>
  checkFix(
    probeMayFollowRedirect,
    'Ask by HTTPS at port https',
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - ports: [{ name: http, containerPort: 80 }, { name: https, containerPort: 443 }]
        livenessProbe:
          httpGet:
            path: /
            port: http # plain
    `,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - ports: [{ name: http, containerPort: 80 }, { name: https, containerPort: 443 }]
        livenessProbe:
          httpGet:
            path: /
            port: https # plain
            scheme: HTTPS
    `,
  ));
