import { describe, test } from 'vitest';
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
        livenessProbe: { httpGet: { port: http } }
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

const serviceFor = (spec: string, name = 'web') => `
    apiVersion: v1
    kind: Service
    metadata: { name: ${name} }
    spec:
      selector: { app: web }
      ${spec}
    `;

test.each([
  ['by the port’s name', serviceFor('ports: [{ name: http-metrics, port: 9090 }]')],
  ['by the name of the pod’s port', serviceFor('ports: [{ port: 9090, targetPort: metrics }]')],
  [
    'beside profiling and health',
    serviceFor(
      'ports: [{ name: http-metrics, port: 90 }, { name: http-profiling, port: 91 }, { name: probes, port: 92 }]',
    ),
  ],
  ['by the Service’s name', serviceFor('ports: [{ name: https, port: 8443 }]', 'web-metrics')],
  ['by the exporter’s name', serviceFor('clusterIP: None\n      ports: [{ port: 9100 }]', 'node-exporter')],
])('silent where only a monitoring system asks: %s', (_, text) =>
  checkSilent(servedWithoutReadiness, pod('- { name: web }'), { beside: { 'service.yaml': text } }),
);

const reported = `
    apiVersion: v1
    kind: Pod
    metadata: { name: web, labels: { app: web } }
    spec:
      containers:
      - name: web
        #     ^^^ 💡 warning: Service…
        ports: [{ name: http, containerPort: 80 }]
    `;

test.each([
  ['metrics beside what others ask for', serviceFor('ports: [{ name: metrics, port: 9090 }, { port: 81 }]')],
  ['a name that only begins with metrics', serviceFor('ports: [{ port: 81 }, { port: 82 }]', 'metrics-server')],
])('%s', (_, text) =>
  checkRule(servedWithoutReadiness, reported.replace('💡 ', ''), { beside: { 'service.yaml': text } }),
);

test.each([
  ['a pod that ends', '- { name: web }', 'restartPolicy: Never'],
  ['a container that only sleeps', '- { name: web, command: [/bin/sleep, infinity] }', ''],
  ['a container that only sleeps, by its arguments', "- { name: web, command: [sh, -c], args: ['sleep 3600'] }", ''],
])('silent about %s', (_, container, more) =>
  checkSilent(servedWithoutReadiness, pod(container, more), { beside: { 'service.yaml': service } }),
);

test('a container beside one that only sleeps, and a command that a template completes', () =>
  checkRule(
    servedWithoutReadiness,
    `
    apiVersion: v1
    kind: Pod
    metadata: { name: web, labels: { app: web } }
    spec:
      containers:
      - { name: pause, command: [sleep, infinity] }
      - name: web
        #     ^^^ warning: Service…
        command: ['{{ .Values.run }}', 'true']
    `,
    { beside: { 'service.yaml': service } },
  ));

test('a Helm hook is no part of what runs', () =>
  checkSilent(
    servedWithoutReadiness,
    pod('- { name: web }').replace('name: web,', 'name: web, annotations: { helm.sh/hook: test },'),
    { beside: { 'service.yaml': service } },
  ));

describe('a Service that is most likely applied with the pod', () => {
  const inShop = (text: string) => text.replace('name: web', 'name: web, namespace: shop');

  test.each([
    ['in the same folder', 'shop/pod.yaml', 'shop/service.yaml', {}],
    ['in folders by kind', 'shop/pods/web.yaml', 'shop/services/web.yaml', {}],
    ['in a folder for Services', 'shop/web.yaml', 'shop/svc/web.yaml', {}],
    ['in the same chart', 'shop/templates/web/pod.yaml', 'shop/templates/service.yaml', {}],
    ['in a chart that comes with it', 'shop/templates/pod.yaml', 'shop/charts/web/templates/service.yaml', {}],
    ['in a document that nobody has saved', 'untitled:Untitled-1', 'shop/service.yaml', {}],
    ['under one kustomization', 'shop/app/pod.yaml', 'shop/net/service.yaml', { 'shop/kustomization.yaml': '' }],
  ])('%s', (_, file, at, more) =>
    checkRule(servedWithoutReadiness, reported, { file, beside: { [at]: service, ...more } }),
  );

  test('in a namespace that both name', () =>
    checkRule(servedWithoutReadiness, inShop(reported), {
      file: 'pods/a/web.yaml',
      beside: { 'net/web.yaml': inShop(service) },
    }));

  test.each([
    ['in the folder of another example', 'shop/pod.yaml', 'bank/service.yaml', {}],
    ['in a folder around the example', 'shop/pod.yaml', 'service.yaml', {}],
    ['in another chart', 'charts/shop/templates/pod.yaml', 'charts/bank/templates/service.yaml', {}],
    [
      'under a kustomization of its own',
      'shop/pod.yaml',
      'shop/bank/service.yaml',
      { 'shop/kustomization.yaml': '', 'shop/bank/kustomization.yaml': '' },
    ],
  ])('silent %s', (_, file, at, more) =>
    checkSilent(servedWithoutReadiness, pod('- { name: web }'), { file, beside: { [at]: service, ...more } }),
  );

  test('the default namespace proves nothing', () =>
    checkSilent(servedWithoutReadiness, inShop(pod('- { name: web }')).replace('shop', 'default'), {
      file: 'shop/pod.yaml',
      beside: { 'bank/service.yaml': inShop(service).replace('shop', 'default') },
    }));
});

test('of Services of the same name, the nearest counts', () =>
  checkSilent(servedWithoutReadiness, pod('- { name: web }'), {
    file: 'dev/pod.yaml',
    beside: {
      'dev/service.yaml': service.replace('app: web', 'app: other'),
      'prod/service.yaml': service,
      'kustomization.yaml': '',
    },
  }));

test('a Service that several files of a folder bring along is not applied with the others of them', () =>
  checkSilent(servedWithoutReadiness, pod('- { name: web }'), {
    file: 'fixtures/passing.yaml',
    beside: { 'fixtures/failing-1.yaml': service, 'fixtures/failing-2.yaml': service },
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
