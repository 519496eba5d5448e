/** Overlays on the command line: built, checked, simulated. */
import { expect, test } from 'vitest';
import { probewise } from './support/commandLine.ts';
import { folder } from './support/folder.ts';

const overlay = {
  'base/kustomization.yaml': 'resources: [deployment.yaml]\n',
  'base/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: nginx:1.27
          ports: [{name: http, containerPort: 80}]
          readinessProbe:
            httpGet: {path: /, port: http}
          livenessProbe:
            httpGet:
              path: /live
              port: http
`,
  'prod/kustomization.yaml': `namePrefix: prod-
resources: [../base]
patches:
  - path: probes.yaml
`,
  'prod/probes.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n',
};

const patch = (container: string) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      containers:
        - name: web
${container}`;

async function check(files: Record<string, string>, path = '.') {
  const cwd = folder({ ...overlay, ...files });
  const { stdout } = await probewise(['check', path, '--format', 'json'], { cwd });
  const { findings } = JSON.parse(stdout) as {
    findings: { file: string; range: { start: { line: number } }; rule: string; severity: string }[];
  };
  return findings
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ file, range, rule }) => `${file}:${range.start.line + 1} ${rule}`);
}

test('check: a patch that adds a second handler', async () => {
  const probes = patch('          livenessProbe:\n            tcpSocket: {port: http}\n');
  expect(await check({ 'prod/probes.yaml': probes })).toEqual(['prod/probes.yaml:10 exactly-one-handler']);
});

test("check: a patch that drops a probe's port", async () => {
  const probes = patch('          livenessProbe:\n            httpGet: {$patch: replace, path: /}\n');
  expect(await check({ 'prod/probes.yaml': probes })).toEqual(['prod/probes.yaml:10 invalid-port']);
});

test('check: a patch that misspells a field is reported once, by its own check', async () => {
  const probes = patch('          livenessProbe: {periodSecond: 5}\n');
  expect(await check({ 'prod/probes.yaml': probes })).toEqual(['prod/probes.yaml:9 unknown-field']);
});

test('check: an inline patch that misspells a field, at its line', async () => {
  const inline = `  - patch: |-
${patch('          livenessProbe:\n            periodSecond: 5\n').replaceAll(/^(?=.)/gm, '      ')}`;
  const kustomization = overlay['prod/kustomization.yaml'] + inline;
  expect(await check({ 'prod/kustomization.yaml': kustomization })).toEqual([
    'prod/kustomization.yaml:15 unknown-field',
  ]);
});

test('check: an operation that misspells a field, at its path', async () => {
  const kustomization = `${overlay['prod/kustomization.yaml']}  - target: {kind: Deployment}
    patch: |-
      - op: add
        path: /spec/template/spec/containers/0/livenessProbe/periodSecond
        value: 5
`;
  expect(await check({ 'prod/kustomization.yaml': kustomization })).toEqual([
    'prod/kustomization.yaml:8 unknown-field',
  ]);
});

test("check: what is wrong with the base is reported once, by the base's own check", async () => {
  const files = {
    'base/deployment.yaml': `${overlay['base/deployment.yaml']}            successThreshold: 2\n`,
    'dev/kustomization.yaml': 'resources: [../base]\n',
  };
  expect(await check(files)).toEqual(['base/deployment.yaml:22 success-threshold-must-be-one']);
});

test('check: a finding in a base outside of what is checked stands at its own line', async () => {
  const deployment = `${overlay['base/deployment.yaml']}            successThreshold: 2\n`;
  expect(await check({ 'base/deployment.yaml': deployment }, 'prod')).toEqual([
    'base/deployment.yaml:22 success-threshold-must-be-one',
  ]);
});

test('check: a comment in the patch silences what the overlay becomes', async () => {
  const probes = patch(
    '          livenessProbe:\n            # probewise-disable-next-line exactly-one-handler\n            tcpSocket: {port: http}\n',
  );
  expect(await check({ 'prod/probes.yaml': probes })).not.toContain('prod/probes.yaml:11 exactly-one-handler');
});

test('check: what only Kustomize can build is silent', async () => {
  const kustomization = `${overlay['prod/kustomization.yaml']}transformers: [plugin.yaml]\n`;
  const probes = patch('          livenessProbe:\n            tcpSocket: {port: http}\n');
  expect(await check({ 'prod/kustomization.yaml': kustomization, 'prod/probes.yaml': probes })).toEqual([]);
});

test('render: every object with the file that it came from', async () => {
  const cwd = folder({ ...overlay, 'prod/probes.yaml': patch('          livenessProbe: {failureThreshold: 1}\n') });
  const { stdout, code } = await probewise(['render', 'prod'], { cwd });
  expect(code).toBe(0);
  expect(stdout).toContain('---\n# Source: base/deployment.yaml\napiVersion: apps/v1\n');
  expect(stdout).toContain('  name: prod-web\n');
  expect(stdout).toContain('          failureThreshold: 1\n');
});

test('render: what cannot be built is reported with its place', async () => {
  const cwd = folder({ ...overlay, 'prod/probes.yaml': 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n' });
  const { stderr, code } = await probewise(['render', 'prod'], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain('prod/probes.yaml:4:9: no matches for Id Service.v1.[noGrp]/web.[noNs]');
});

test('simulate and rollout: the built pod', async () => {
  const cwd = folder({ ...overlay, 'prod/probes.yaml': patch('          livenessProbe: {failureThreshold: 1}\n') });
  const simulated = await probewise(['simulate', 'prod', '--workload', 'prod-web', '--format', 'json'], { cwd });
  expect(JSON.parse(simulated.stdout)).toMatchObject({ namespace: 'default' });
  const rollout = await probewise(['rollout', 'prod'], { cwd });
  expect(rollout.stdout).toContain('deployment "prod-web" successfully rolled out');
});
