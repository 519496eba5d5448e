import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { unresolvedTargetPort } from './unresolvedTargetPort.ts';

const deployment = (ports: string, labels = 'app: web', name = 'web') => `
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: ${name} }
    spec:
      selector: { matchLabels: { app: web } }
      template:
        metadata: { labels: { ${labels} } }
        spec:
          initContainers:
          - { name: init, image: a, ports: [{ name: setup, containerPort: 1 }] }
          - { name: mesh, image: a, restartPolicy: Always, ports: [{ name: mesh, containerPort: 15021 }] }
          containers:
          - { name: web, image: a, ports: [${ports}] }
    `;
const beside = {
  'deployment.yaml': deployment('{ name: http, containerPort: 80 }, { name: dns, containerPort: 53, protocol: UDP }'),
};

test('names that no selected pod has', () =>
  checkRule(
    unresolvedTargetPort,
    `
    apiVersion: v1
    kind: Service
    metadata: { name: web }
    spec:
      selector: { app: web }
      ports:
      - { port: 80, targetPort: http }
      - { port: 81, targetPort: mesh }
      - { port: 82, targetPort: 8080 }
      - { port: 83, targetPort: htpp }
      #                         ^^^^ 💡 warning: No selected pod has a port named "htpp", so connections to this port have no target.
      - { port: 84, targetPort: setup }
      #                         ^^^^^ 💡 warning: No selected pod has a port named "setup", so connections to this port have no target.
      - { port: 53, targetPort: dns, protocol: UDP }
      - { port: 53, targetPort: dns }
      #                         ^^^ 💡 warning: The port "dns" of the selected pods is for UDP, this one for TCP, so it has no endpoints.
      - { port: 85, targetPort: {{ .Values.port }} }
    `,
    { beside },
  ));

const service = (spec: string) => `
    apiVersion: v1
    kind: Service
    metadata: { name: web }
    spec:
      ports: [{ port: 80, targetPort: htpp }]
      ${spec}
    `;

test.each([
  ['nothing is selected', 'selector: { app: other }', beside],
  ['clients bring the port along', 'clusterIP: None\n      selector: { app: web }', beside],
  [
    'one of the pods has it',
    'selector: { app: web }',
    { ...beside, 'new.yaml': deployment('{ name: htpp, containerPort: 80 }', 'app: web', 'new') },
  ],
  [
    'a template may add ports',
    'selector: { app: web }',
    { 'a.yaml': deployment('{ name: {{ .Values.name }}, containerPort: 80 }') },
  ],
  [
    'another pod might be selected',
    'selector: { app: web }',
    { ...beside, 'b.yaml': deployment('', '{{ .Values.labels }}', 'other') },
  ],
  [
    'an unknown kind makes pods',
    'selector: { app: web }',
    {
      ...beside,
      'c.yaml':
        'apiVersion: example.com/v1\nkind: Web\nmetadata: { name: w }\nspec: { template: { spec: { containers: [{ name: a }] } } }',
    },
  ],
])('silent where %s', (_, spec, others) => checkSilent(unresolvedTargetPort, service(spec), { beside: others }));

test('the nearest name', () =>
  checkFix(
    unresolvedTargetPort,
    'Use http',
    service('selector: { app: web } # the site'),
    service('selector: { app: web } # the site').replace('htpp', 'http'),
    { beside },
  ));

test('silent where a template decides whether an init container is a sidecar with that port', () =>
  checkSilent(
    unresolvedTargetPort,
    `
    apiVersion: v1
    kind: Service
    metadata: { name: web }
    spec:
      selector: { app: web }
      ports: [{ port: 443, targetPort: https }]
    ---
    apiVersion: v1
    kind: Pod
    metadata: { name: web, labels: { app: web } }
    spec:
      initContainers:
      - { name: proxy, restartPolicy: {{ .Values.policy }}, ports: [{ name: https, containerPort: 8443 }] }
      containers:
      - { name: web, ports: [{ name: http, containerPort: 8080 }] }
    `,
  ));
