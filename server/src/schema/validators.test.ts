import fc from 'fast-check';
import { expect, test } from 'vitest';
import { definitionOf, oldestRelease, releases } from './catalog.ts';
import { arbitraryObject } from './testing/arbitrary.ts';
import { validateDefinition } from './validate.ts';
import * as generated from './validators.generated.js';

const validators = { ...generated };

const kinds = [
  ['v1', 'Pod'],
  ['v1', 'PodTemplate'],
  ['v1', 'ReplicationController'],
  ['v1', 'Service'],
  ['apps/v1', 'DaemonSet'],
  ['apps/v1', 'Deployment'],
  ['apps/v1', 'ReplicaSet'],
  ['apps/v1', 'StatefulSet'],
  ['batch/v1', 'CronJob'],
  ['batch/v1', 'Job'],
] as const;

test('there is a test for every generated validator', () => {
  expect(kinds.map(([, kind]) => kind).toSorted()).toEqual(Object.keys(validators).toSorted());
});

test.each(kinds)('%s %s: what the compiled validator accepts has no problem in any release', (apiVersion, kind) => {
  const definition = definitionOf(apiVersion, kind)!;
  let accepted = 0;
  fc.assert(
    fc.property(arbitraryObject(definition, oldestRelease), fc.constantFrom(...releases), (object, kubernetes) => {
      if (typeof object !== 'object' || object === null || !validators[kind](object)) return;
      accepted++;
      expect(validateDefinition(object, definition, [], { kubernetes })).toEqual([]);
    }),
    { numRuns: 400 },
  );
  // Otherwise the property says nothing.
  expect(accepted).toBeGreaterThan(20);
});

const container = { name: 'app', image: 'app:1' };
const template = {
  metadata: { labels: { app: 'a' }, creationTimestamp: null },
  spec: {
    restartPolicy: 'Always',
    containers: [
      {
        ...container,
        imagePullPolicy: 'IfNotPresent',
        ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
        env: [
          { name: 'A', value: 'b' },
          { name: 'P', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
        ],
        resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: 1, memory: '1Gi' } },
        livenessProbe: { httpGet: { path: '/', port: 'http', scheme: 'HTTP' }, periodSeconds: 5 },
        readinessProbe: { tcpSocket: { port: 8080 } },
        startupProbe: { exec: { command: ['true'] }, failureThreshold: 30 },
        lifecycle: { preStop: { exec: { command: ['sleep', '5'] } } },
        volumeMounts: [{ name: 'v', mountPath: '/v', readOnly: true }],
        securityContext: { runAsNonRoot: true, capabilities: { drop: ['ALL'] } },
      },
    ],
    initContainers: [container],
    volumes: [
      { name: 'v', configMap: { name: 'c' } },
      { name: 'e', emptyDir: {} },
    ],
    affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone' }] } },
    tolerations: [{ key: 'a', operator: 'Exists' }],
    terminationGracePeriodSeconds: 30,
  },
};
const selector = { matchLabels: { app: 'a' } };

test.each([
  ['Pod', template],
  ['Deployment', { spec: { replicas: 2, selector, template, strategy: { type: 'RollingUpdate' } } }],
  ['StatefulSet', { spec: { serviceName: 's', selector, template } }],
  ['DaemonSet', { spec: { selector, template } }],
  ['Job', { spec: { template, backoffLimit: 3 } }],
  ['CronJob', { spec: { schedule: '* * * * *', jobTemplate: { spec: { template } } } }],
  ['Service', { spec: { selector: { app: 'a' }, ports: [{ name: 'http', port: 80, targetPort: 'http' }] } }],
] as const)('an ordinary %s takes the fast way', (kind, object) => {
  expect(validators[kind]({ apiVersion: 'v1', kind, metadata: { name: 'a' }, ...object })).toBe(true);
});

test.each([
  ['a field of newer releases', { ...container, restartPolicyRules: [] }],
  ['an unknown field', { ...container, imagee: 'x' }],
  ['a wrong type', { ...container, tty: 'yes' }],
  ['a value outside its enumeration', { ...container, imagePullPolicy: 'always' }],
  ['a missing field', { name: 'app' }],
  ['a number out of range', { ...container, livenessProbe: { periodSeconds: 2 ** 31 } }],
  ['a bad quantity', { ...container, resources: { limits: { cpu: 'x' } } }],
])('%s takes the longer way', (_, pod) => {
  expect(validators.Pod({ apiVersion: 'v1', kind: 'Pod', spec: { containers: [pod] } })).toBe(false);
});
