/** `probewise diff`: two versions of a manifest, and two releases, in behaviour. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { probewise } from './support/commandLine.ts';
import { folder } from './support/folder.ts';

const web = readFileSync(join(import.meta.dirname, '../../examples/web-three-probes.yaml'), 'utf8');
const diff = (cwd: string, ...args: string[]) => probewise(['diff', ...args], { cwd });

test('the same manifest behaves the same', async () => {
  const { code, stdout, stderr } = await diff(folder({ 'a.yaml': web, 'b.yaml': web }), 'a.yaml', 'b.yaml');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toBe('Deployment shop\n  Nothing differs.\n');
});

test('without liveness: windows, restarts, lost requests; what is better and what is worse', async () => {
  const cwd = folder({ 'a.yaml': web, 'b.yaml': web.replace('livenessProbe:', 'x-livenessProbe:') });
  const { code, stdout } = await diff(cwd, 'a.yaml', 'b.yaml', '--scenario', 'deadlock', '--scenario', 'healthy');
  expect(code).toBe(1);
  const lines = stdout.split('\n');
  expect(lines).toContainEqual(expect.stringMatching(/^ {4}worse: shop: no restart ends a hang; before, one came /));
  expect(lines).toContainEqual(expect.stringMatching(/^ {4}better: Restarts of containers: 0 instead of \d+\.$/));
  expect(lines).toContainEqual(expect.stringMatching(/^ {4}worse: Out of the Service for /));
  expect(stdout).toContain('Nothing else differs in: Scenario healthy');
  expect(stdout).not.toContain('slow-start');
});

test('a rollout: how long, and how many endpoints', async () => {
  const slower = web
    .replace('maxUnavailable: 0', 'maxUnavailable: 1')
    .replace('replicas: 3', 'replicas: 3\n  minReadySeconds: 20');
  const cwd = folder({ 'a.yaml': web, 'b.yaml': slower });
  const { stdout } = await diff(cwd, 'a.yaml', 'b.yaml', '--scenario', 'healthy');
  expect(stdout).toMatch(/ {2}Rollout\n {4}worse: Finished after .* instead of 17\.6 s\./);
});

test('markdown: a heading, a list, and nothing of a manifest that would be markup', async () => {
  const named = (text: string) => text.replace('name: shop\n', 'name: "sh*op|<b>"\n');
  const cwd = folder({ 'a.yaml': named(web), 'b.yaml': named(web.replace('periodSeconds: 5', 'periodSeconds: 2')) });
  const { stdout } = await diff(cwd, 'a.yaml', 'b.yaml', '--format', 'markdown');
  expect(stdout).toMatch(/^## Behaviour\n\n#### Deployment "sh\\\*op\\\|\\<b\\>"\n\n\*\*Time windows\*\*\n\n- /);
  expect(stdout).toContain('- ✅ ');
});

test('json: what differs, by message ids', async () => {
  const cwd = folder({ 'a.yaml': web, 'b.yaml': web.replace('livenessProbe:', 'x-livenessProbe:') });
  const { stdout } = await diff(cwd, 'a.yaml', 'b.yaml', '--format', 'json', '--scenario', 'deadlock');
  const [{ workloads }] = JSON.parse(stdout).files;
  const ids = workloads[0].sections.flatMap(({ differences }: { differences: { id: string }[] }) =>
    differences.map(({ id }) => id),
  );
  expect(ids).toEqual(expect.arrayContaining(['compare/noRestart', 'compare/restarts']));
});

test('workloads that are new or gone', async () => {
  const other = web.replaceAll('name: shop', 'name: other');
  const cwd = folder({ 'a.yaml': web, 'b.yaml': `${web}\n---\n${other}` });
  const { stdout } = await diff(cwd, 'a.yaml', 'b.yaml', '--scenario', 'healthy');
  expect(stdout).toContain('Deployment other is new.');
});

describe('two releases', () => {
  test('what kubelet and events do otherwise', async () => {
    const cwd = folder({ 'deploy/web.yaml': web });
    const { code, stdout, stderr } = await diff(cwd, '--from', '1.34', '--to', '1.37', 'deploy');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain('deploy/web.yaml\nDeployment shop\n');
    expect(stdout).toContain('Events of 1.34 only: Created: Created container: shop');
    expect(stdout).toContain('Events of 1.37 only: Created: Container created');
    expect(stdout).toContain('STATUS goes ');
  });

  test('a field that the older API server does not know, or drops', async () => {
    const pod = (more: string) => `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: app
      image: a:1
${more}`;
    const cwd = folder({
      'pod.yaml': pod(
        '      restartPolicyRules: [{action: Restart, exitCodes: {operator: In, values: [1]}}]\n      restartPolicy: Never\n',
      ),
    });
    const up = await diff(cwd, '--from', '1.33', '--to', '1.37', 'pod.yaml', '--scenario', 'healthy');
    expect(up.stdout).toMatch(/better: No longer said of line 8: /);
    const down = await diff(cwd, '--from', '1.37', '--to', '1.33', 'pod.yaml', '--scenario', 'healthy');
    expect(down.stdout).toMatch(/worse: Line 8: /);
  });

  test('a comment that names a release gives way', async () => {
    const cwd = folder({ 'web.yaml': `# probewise: kubernetes=1.33\n${web}` });
    const { stdout } = await diff(cwd, '--from', '1.34', '--to', '1.37', 'web.yaml', '--scenario', 'healthy');
    expect(stdout).toContain('Container created');
  });

  test('releases that the engine does not know are named', async () => {
    const cwd = folder({ 'web.yaml': web });
    const { stderr } = await diff(cwd, '--from', '1.30', '--to', '1.33', 'web.yaml', '--scenario', 'healthy');
    expect(stderr).toBe('Kubernetes 1.30 is simulated as 1.33, the nearest release that the engine knows.\n');
  });
});

test.each([
  [['a.yaml'], 'give two versions of a manifest'],
  [['a.yaml', 'a.yaml', 'a.yaml'], 'give two versions of a manifest'],
  [['--from', '1.34', 'a.yaml'], '--from and --to belong together'],
  [['a.yaml', 'no.yaml'], 'no.yaml: no such file or directory'],
  [['a.yaml', 'a.yaml', '--scenario', 'nope'], 'no scenario or file nope'],
  [['c.yaml', 'c.yaml'], 'no workloads in it'],
])('%j is wrong usage', async (args, said) => {
  const cwd = folder({ 'a.yaml': web, 'c.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n' });
  const { code, stderr } = await diff(cwd, ...args);
  expect(code).toBe(2);
  expect(stderr).toContain(said);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});
