import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { servedWithoutReadiness } from './servedWithoutReadiness.ts';

const service = `
    apiVersion: v1
    kind: Service
    metadata: { name: web }
    spec:
      selector: { app: web }
      ports: [{ port: 80, targetPort: http }]
    `;

const pod = (container: string, more = '') => `
    apiVersion: v1
    kind: Pod
    metadata: { name: web, labels: { app: web, tier: front } }
    spec:
      containers:
      ${container}
      ${more}
    `;

test('the container that the Service sends to', () =>
  checkRule(
    servedWithoutReadiness,
    `
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: web }
    spec:
      template:
        metadata: { labels: { app: web, tier: front } }
        spec:
          containers:
          - { name: proxy, image: a }
          - name: app
            #     ^^^ 💡 warning: Service web sends requests 0–1 s after the container’s start, even if it can’t answer yet.
            ports: [{ name: http, containerPort: 8080 }, { name: metrics, containerPort: 9090 }]
    ---
    apiVersion: v1
    kind: Service
    metadata: { name: web }
    spec:
      selector: { app: web }
      ports: [{ port: 80, targetPort: 8080 }]
    `,
  ));

test('a Service in another file', () =>
  checkRule(
    servedWithoutReadiness,
    `
    apiVersion: v1
    kind: Pod
    metadata: { name: web, labels: { app: web } }
    spec:
      containers:
      - name: web
        #     ^^^ 💡 warning: Service web…
        ports: [{ name: http, containerPort: 80 }]
        livenessProbe: { tcpSocket: { port: http } }
    `,
    { beside: { 'services/web.yaml': service } },
  ));

test.each([
  ['a readiness probe', '- { name: web, readinessProbe: { tcpSocket: { port: 80 } } }', ''],
  ['a readiness probe of another container', '- { name: web }', '- { name: b, readinessProbe: { exec: {} } }'],
  ['a startup probe', '- { name: web, startupProbe: { tcpSocket: { port: 80 } } }', ''],
  ['a readiness gate', '- { name: web }\n      readinessGates: [{ conditionType: a }]', ''],
  ['a template that may bring the probe', '- name: web\n        {{- include "probes" . | nindent 8 }}', ''],
  ['a template that may bring containers', '- name: web\n      {{- include "sidecars" . | nindent 6 }}', ''],
])('silent with %s', (_, container, more) =>
  checkSilent(servedWithoutReadiness, pod(container, more), { beside: { 'service.yaml': service } }),
);

test.each([
  ['nothing selects the pod', service.replace('app: web', 'app: other')],
  ['only one of the labels fits', service.replace('app: web', 'app: web, tier: back')],
  ['the Service is in another namespace', service.replace('name: web', 'name: web, namespace: other')],
  ['the selector is written by a template', service.replace('app: web', 'app: {{ .Values.app }}')],
  [
    'pods are published before they are ready',
    service.replace('ports:', 'publishNotReadyAddresses: true\n      ports:'),
  ],
  ['the name is one of an external host', service.replace('ports:', 'type: ExternalName\n      ports:')],
  ['there is no selector', service.replace('selector: { app: web }', 'selector: {}')],
])('silent where %s', (_, text) =>
  checkSilent(servedWithoutReadiness, pod('- { name: web }'), { beside: { 'service.yaml': text } }),
);

test('silent about Jobs, and where a patch may add what is missing', () => {
  checkSilent(
    servedWithoutReadiness,
    `
    apiVersion: batch/v1
    kind: Job
    metadata: { name: web }
    spec:
      template:
        metadata: { labels: { app: web } }
        spec:
          containers: [{ name: web }]
    `,
    { beside: { 'service.yaml': service } },
  );
  const deployment = `
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: web }
    spec:
      selector: { matchLabels: { app: web } }
      template:
        metadata: { labels: { app: web } }
        spec:
          containers: [{ name: web, image: web }]
    `;
  const patch = `
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: web }
    spec:
      template:
        spec:
          containers: [{ name: web, readinessProbe: { tcpSocket: { port: 80 } } }]
    `;
  checkSilent(servedWithoutReadiness, deployment, { beside: { 'service.yaml': service, 'overlay/probe.yaml': patch } });
});

test.each(['{ name: http-metrics, port: 9090 }', '{ port: 9090, targetPort: metrics }'])(
  'silent where only a monitoring system asks: %s',
  (port) =>
    checkSilent(servedWithoutReadiness, pod('- { name: web }'), {
      beside: {
        'service.yaml': `
          apiVersion: v1
          kind: Service
          metadata: { name: web }
          spec:
            selector: { app: web }
            ports: [${port}]
          `,
      },
    }),
);

test('of Services of the same name, the nearest counts', () =>
  checkSilent(servedWithoutReadiness, pod('- { name: web }'), {
    file: 'dev/pod.yaml',
    beside: { 'dev/service.yaml': service.replace('app: web', 'app: other'), 'prod/service.yaml': service },
  }));

test('a fix that asks the port that the Service sends to', () =>
  checkFix(
    servedWithoutReadiness,
    'Add a readinessProbe that connects to port http',
    `
    apiVersion: v1
    kind: Pod
    metadata: { name: web, labels: { app: web } }
    spec:
      containers:
      - name: web # the site
        ports:
        - name: http
          containerPort: 80
    `,
    `
    apiVersion: v1
    kind: Pod
    metadata: { name: web, labels: { app: web } }
    spec:
      containers:
      - name: web # the site
        ports:
        - name: http
          containerPort: 80
        readinessProbe:
          tcpSocket:
            port: http
    `,
    { beside: { 'service.yaml': service } },
  ));
