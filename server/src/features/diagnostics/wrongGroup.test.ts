/** A built-in kind under another group of Kubernetes is judged by all rules, as what it is meant to be. */
import { expect, test } from 'vitest';
import { parseManifest } from '../../manifest/file.ts';
import { checkOptions, diagnose } from './diagnostics.ts';

const rulesOf = (text: string) =>
  diagnose(parseManifest(text), checkOptions({ kubernetesVersion: '1.34' })).map(({ rule }) => rule);

const podSpec = `containers:
      - name: app
        image: app:1
        ports: [{ containerPort: 8080 }]
        livenessProbe: { httpGet: { path: /, port: 8080 }, successThreshold: 2 }
        readinessProbe: { httpGet: { path: /, port: 80 } }`;
const workload = (apiVersion: string, kind: string) => `apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: app }
spec:
  selector: { matchLabels: { app: app } }
  template:
    metadata: { labels: { app: other } }
    spec:
      ${podSpec}
`;

test.each([
  ['v1', 'Deployment'],
  ['extensions/v1', 'Deployment'],
  ['batch/v1', 'DaemonSet'],
  ['networking.k8s.io/v1', 'StatefulSet'],
  ['v1', 'ReplicaSet'],
])('%s of a %s', (apiVersion, kind) => {
  const wrong = rulesOf(workload(apiVersion, kind));
  const right = rulesOf(workload('apps/v1', kind));
  expect(right).toEqual(
    expect.arrayContaining(['success-threshold-must-be-one', 'selector-mismatch', 'probe-asks-service-port']),
  );
  expect(wrong).toContain('api-version-not-served');
  expect([...wrong].filter((rule) => rule !== 'api-version-not-served').sort()).toEqual([...right].sort());
});
