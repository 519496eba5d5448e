/** Charts on the command line: rendered, checked, simulated. */
import { expect, test } from 'vitest';
import { probewise } from './support/commandLine.ts';
import { folder } from './support/folder.ts';

const chart = {
  'web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 0.1.0\n',
  'web/values.yaml': 'replicas: 2\nport: htp\n',
  'web/templates/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: {{ .Values.replicas }}
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
            httpGet: {path: /, port: {{ .Values.port }}}
`,
  'prod.yaml': 'port: http\n',
};

test('check: a finding stands at the value that made it', async () => {
  const cwd = folder(chart);
  const { stdout } = await probewise(['check', 'web'], { cwd });
  expect(stdout).toContain('web/values.yaml:2:7: warning: No port is named "htp"');
  expect(stdout).toContain('see: web/templates/deployment.yaml:18:38: The template writes it here.');
});

test('check: further values count more', async () => {
  const cwd = folder(chart);
  expect((await probewise(['check', 'web', '--values', 'prod.yaml'], { cwd })).stdout).toContain('nothing found');
  expect((await probewise(['check', 'web', '--set', 'port=http'], { cwd })).stdout).toContain('nothing found');
});

test('render: the objects, each with its template', async () => {
  const cwd = folder(chart);
  const { code, stdout } = await probewise(['render', 'web', '--set', 'replicas=3'], { cwd });
  expect(code).toBe(0);
  expect(stdout).toContain('---\n# Source: web/templates/deployment.yaml\napiVersion: apps/v1\n');
  expect(stdout).toContain('  replicas: 3\n');
});

test('render: what Helm refuses is reported, with exit code 1', async () => {
  const cwd = folder({ ...chart, 'web/templates/bad.yaml': 'a: {{ .Values.a.b }}\n' });
  const { code, stderr } = await probewise(['render', 'web'], { cwd });
  expect(code).toBe(1);
  expect(stderr).toBe(
    'probewise: templates/bad.yaml:1:7: Helm can’t render this template with these values: nil pointer evaluating interface {}.b.\n',
  );
});

test('simulate: the pod of a chart', async () => {
  const cwd = folder(chart);
  const { code, stdout } = await probewise(['simulate', 'web', '--set', 'port=http', '--at', '30s'], { cwd });
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/1\/1 +Running/) });
});

test.each([
  [['render', 'nowhere'], 'nowhere: no chart: there is no Chart.yaml in it'],
  [['render', 'web', '--values', 'none.yaml'], 'none.yaml: no such file'],
  [['render', 'web', '--set', 'a'], '--set a: key "a" has no value'],
])('%j is refused in one line', async (args, problem) => {
  const { code, stderr } = await probewise(args, { cwd: folder(chart) });
  expect(code).toBe(2);
  expect(stderr).toMatch(/^probewise: .*\n$/);
  expect(stderr).toContain(problem);
});
