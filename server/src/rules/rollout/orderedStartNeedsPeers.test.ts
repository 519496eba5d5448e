import { test } from 'vitest';
import { checkRule, checkSilent } from '../testing/checkRule.ts';
import { orderedStartNeedsPeers } from './orderedStartNeedsPeers.ts';

const stateful = (spec: string, handler: string) => `
    apiVersion: apps/v1
    kind: StatefulSet
    metadata: { name: db }
    spec:
      serviceName: db
      ${spec}
      template:
        spec:
          containers:
          - name: db
            image: db
            readinessProbe:
              ${handler}
    `;
const headless = (spec: string) => ({
  'db.yaml': `
    apiVersion: v1
    kind: Service
    metadata: { name: db }
    spec: { clusterIP: None, ${spec} }
    `,
});

test('a probe that asks for the cluster', () =>
  checkRule(
    orderedStartNeedsPeers,
    stateful(
      'replicas: 3',
      `httpGet: { path: "/_cluster/health?wait_for_status=green", port: 9200 }
    #         ^^^^^^^ 💡 hint: If this pod becomes ready only with its peers ("_cluster"), the StatefulSet stays at one pod.`,
    ),
  ));

test('names that no Service publishes', () =>
  checkRule(
    orderedStartNeedsPeers,
    stateful(
      'replicas: 3\n      podManagementPolicy: Parallel',
      `exec: { command: [sh, -c, "db status | grep quorum"] }
    #         ^^^^ hint: If pods become ready only with their peers ("quorum"), none does: Service db hides unready pods.`,
    ),
    { beside: headless('ports: []') },
  ));

test.each([
  ['one pod', stateful('replicas: 1', 'exec: { command: [check-quorum] }')],
  ['a number of pods by a template', stateful('replicas: {{ .Values.n }}', 'exec: { command: [quorum] }')],
  ['a probe of the member', stateful('replicas: 3', 'exec: { command: [pg_isready] }')],
  ['the path of a member', stateful('replicas: 3', 'httpGet: { path: /_nodes/_local, port: 9200 }')],
  [
    'Parallel without a Service in view',
    stateful('replicas: 3\n      podManagementPolicy: Parallel', 'exec: { command: [quorum] }'),
  ],
])('silent with %s', (_, text) => checkSilent(orderedStartNeedsPeers, text));

test('silent where all names are published', () =>
  checkSilent(
    orderedStartNeedsPeers,
    stateful('replicas: 3\n      podManagementPolicy: Parallel', 'exec: { command: [quorum] }'),
    { beside: headless('publishNotReadyAddresses: true') },
  ));
