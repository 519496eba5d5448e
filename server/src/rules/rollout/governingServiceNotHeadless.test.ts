import { test } from 'vitest';
import { checkRule, checkSilent } from '../testing/checkRule.ts';
import { governingServiceNotHeadless } from './governingServiceNotHeadless.ts';

const service = (name: string, spec = '') => `
    apiVersion: v1
    kind: Service
    metadata: { name: ${name} }
    spec: { ${spec}selector: { app: queue }, ports: [{ port: 5672 }] }
    `;
const queue = (marker = '', name = 'queue') => `
    apiVersion: apps/v1
    kind: StatefulSet
    metadata: { name: queue }
    spec:
      serviceName: ${name}
      ${marker}
      replicas: 3
      selector: { matchLabels: { app: queue } }
      template:
        metadata: { labels: { app: queue } }
        spec: { containers: [{ name: queue, image: a }] }
    `;

test('a governing Service with an address of its own', () =>
  checkRule(
    governingServiceNotHeadless,
    queue('#            ^^^^^ warning: Service queue is not headless: its name leads to one address…'),
    { beside: { 'service.yaml': service('queue') } },
  ));

test('no governing Service, though the Service for clients is in view', () =>
  checkRule(
    governingServiceNotHeadless,
    queue(
      '#            ^^^^^^^^^^^ warning: Service queue-nodes is not in view: without it the pods have no DNS names such as queue-0.queue-nodes.',
      'queue-nodes',
    ),
    { beside: { 'service.yaml': service('queue') } },
  ));

test.each([
  ['who makes its endpoints decides', { 'service.yaml': service('queue').replace('selector: { app: queue }, ', '') }],
  [
    'a Service for several workloads says nothing',
    { 'service.yaml': service('gossip').replace('app: queue', 'tier: a') },
  ],
  ['it is headless', { 'service.yaml': service('queue', 'clusterIP: None, ') }],
  ['a template decides whether it is', { 'service.yaml': service('queue', 'clusterIP: {{ .Values.ip }}, ') }],
  ['nothing else of the application is in view', {}],
  [
    'it may be the one of another namespace',
    { 'service.yaml': service('queue').replace('queue }', 'queue, namespace: b }') },
  ],
  ['a kustomization may add it', { 'kustomization.yaml': 'resources: []', 'service.yaml': service('clients') }],
  ['a template may give it its name', { 'service.yaml': service('{{ .Release.Name }}') }],
])('silent: %s', (_, beside) => checkSilent(governingServiceNotHeadless, queue(), { beside }));

test('silent: not all files are known', () =>
  checkSilent(governingServiceNotHeadless, queue(), { beside: { 'service.yaml': service('clients') }, partial: true }));

test('one replica has no peers: a hint', () =>
  checkRule(
    governingServiceNotHeadless,
    queue('#            ^^^^^ hint: Service queue is not headless…').replace('replicas: 3', 'replicas: 1'),
    { beside: { 'service.yaml': service('queue') } },
  ));
