import { expect, test } from 'vitest';
import fc from '../../../test/support/fastCheck.ts';
import { definitionOf, oldestRelease, releases } from './catalog.ts';
import { arbitraryObject } from './testing/arbitrary.ts';
import { validateDefinition } from './validate.ts';
import { validators } from './validators.generated.ts';

test.each(Object.entries(validators))(
  '%s: what the compiled validator accepts has no problem in any release',
  (key, accepts) => {
    const [apiVersion = '', kind = ''] = key.split(' ');
    const definition = definitionOf(apiVersion, kind)!;
    let accepted = 0;
    fc.assert(
      fc.property(arbitraryObject(definition, oldestRelease), fc.constantFrom(...releases), (object, kubernetes) => {
        if (typeof object !== 'object' || object === null || !accepts(object)) return;
        accepted++;
        expect(validateDefinition(object, definition, [], { kubernetes })).toEqual([]);
      }),
      { numRuns: 400 },
    );
    // Otherwise the property says nothing.
    expect(accepted).toBeGreaterThan(20);
  },
);

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
  ['v1 Pod', template],
  ['apps/v1 Deployment', { spec: { replicas: 2, selector, template, strategy: { type: 'RollingUpdate' } } }],
  ['apps/v1 StatefulSet', { spec: { serviceName: 's', selector, template } }],
  ['apps/v1 DaemonSet', { spec: { selector, template } }],
  ['batch/v1 Job', { spec: { template, backoffLimit: 3 } }],
  ['batch/v1 CronJob', { spec: { schedule: '* * * * *', jobTemplate: { spec: { template } } } }],
  ['v1 Service', { spec: { selector: { app: 'a' }, ports: [{ name: 'http', port: 80, targetPort: 'http' }] } }],
] as const)('an ordinary %s takes the fast way', (key, object) => {
  const [apiVersion, kind] = key.split(' ');
  expect(validators[key]!({ apiVersion, kind, metadata: { name: 'a' }, ...object })).toBe(true);
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
  expect(validators['v1 Pod']!({ apiVersion: 'v1', kind: 'Pod', spec: { containers: [pod] } })).toBe(false);
});
