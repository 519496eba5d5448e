/** `probewise check --cache`: whatever changes, what is found is the same as without. */
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { writeManifestTree } from '../bench/manifestTree.ts';
import { probewise } from './support/commandLine.ts';
import { folder } from './support/folder.ts';

const labelled = (label: string, port = 'http') => `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: ${label}}}
spec:
  containers:
    - name: web
      image: nginx:1.27
      ports: [{name: ${port}, containerPort: 80}]
`;
const service =
  'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}, ports: [{port: 80, targetPort: http}]}\n';

/** A folder in which every check is done twice: with the cache of the checks before, and without. */
function workplace(files: Readonly<Record<string, string>>) {
  const cwd = folder(files);
  const put = (name: string, text: string) => {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text);
  };
  const check = async (...args: string[]) => {
    const plain = await probewise(['check', '--format', 'json', ...args, '.'], { cwd });
    const cached = await probewise(['check', '--format', 'json', '--cache', ...args, '.'], { cwd });
    expect(cached).toEqual(plain);
    const { findings } = JSON.parse(plain.stdout) as { findings: { file: string; rule: string }[] };
    return findings.map(({ file, rule }) => `${file} ${rule}`);
  };
  return { cwd, put, check };
}

test('what other files say, settings, kustomizations, comments, and files that come and go', async () => {
  const { cwd, put, check } = workplace({ 'web.yaml': labelled('web'), 'service.yaml': service, 'a/x.yaml': 'a: 1\n' });
  const quiet = await check();
  expect(await check()).toEqual(quiet);
  put('web.yaml', labelled('web', 'htpp'));
  expect(await check()).toContain('service.yaml unresolved-target-port');
  put('web.yaml', `# Moved by a line.\n${labelled('web', 'htpp')}`);
  expect(await check()).toContain('service.yaml unresolved-target-port');
  put('other.yaml', labelled('web').replace('name: web,', 'name: other,'));
  await check();
  rmSync(join(cwd, 'other.yaml'));
  put('web.yaml', labelled('web'));
  expect(await check()).toEqual(quiet);
  put('.probewise.yaml', 'profile: strict\n');
  expect((await check()).length).toBeGreaterThan(quiet.length);
  expect(await check('--rule', 'unpinned-image=error')).toContain('web.yaml unpinned-image');
  await check('--kubernetes', '1.28');
  rmSync(join(cwd, '.probewise.yaml'));
  put('web.yaml', labelled('web').replace('      image: nginx:1.27\n', ''));
  expect(await check()).toContain('web.yaml missing-image');
  put('kustomization.yaml', 'patches: [{path: web.yaml}]\n');
  expect(await check()).not.toContain('web.yaml missing-image');
});

test('charts and overlays', async () => {
  const probe = (threshold: string) =>
    `${labelled('web')}      livenessProbe: {tcpSocket: {port: 80}, successThreshold: ${threshold}}\n`;
  const { put, check } = workplace({
    'base/kustomization.yaml': 'resources: [web.yaml]\n',
    'base/web.yaml': probe('1'),
    'prod/kustomization.yaml': 'resources: [../base]\nnamePrefix: a-\n',
    'chart/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 0.1.0\n',
    'chart/values.yaml': 'threshold: 1\n',
    'chart/templates/web.yaml': probe('{{ .Values.threshold }}'),
  });
  await check();
  put('chart/values.yaml', 'threshold: 2\n');
  expect(await check()).toContain('chart/values.yaml success-threshold-must-be-one');
  put('prod/kustomization.yaml', 'resources: [../base]\npatches: [{path: patch.yaml, target: {kind: Pod}}]\n');
  put(
    'prod/patch.yaml',
    'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: web, livenessProbe: {successThreshold: 3}}]}\n',
  );
  expect(await check()).toContain('prod/patch.yaml success-threshold-must-be-one');
  put('base/web.yaml', labelled('web'));
  await check();
});

test('a text of the same size, written at the same time', async () => {
  const { cwd, put, check } = workplace({ 'web.yaml': labelled('web'), 'service.yaml': service });
  const path = join(cwd, 'web.yaml');
  const { atime, mtime } = statSync(path);
  await check();
  put('web.yaml', labelled('web', 'htpp'));
  utimesSync(path, atime, mtime);
  expect(await check()).toContain('service.yaml unresolved-target-port');
});

test('files that have been at rest are known without their texts', async () => {
  const now = Date.now.bind(Date);
  vi.spyOn(Date, 'now').mockImplementation(() => now() + 3_600_000);
  onTestFinished(() => void vi.restoreAllMocks());
  const { put, check } = workplace({ 'web.yaml': labelled('web'), 'service.yaml': service });
  const quiet = await check();
  expect(await check()).toEqual(quiet);
  put('web.yaml', labelled('web', 'htpp'));
  expect(await check()).toContain('service.yaml unresolved-target-port');
  expect(await check()).toContain('service.yaml unresolved-target-port');
});

test('many files, of which a few are other each time', { timeout: 120_000 }, async () => {
  const { cwd, put, check } = workplace({ 'service.yaml': service });
  writeManifestTree(cwd, 100);
  await check();
  for (const [name, from, to] of [
    ['team-0/app-1/workload.yaml', 'name: http', 'name: htp'],
    ['team-0/app-2/config.yaml', 'server.port', 'server.porz'],
    ['team-0/app-3/service.yaml', 'apiVersion', '# moved\napiVersion'],
    ['team-0/app-4/workload.yaml', 'app-4\n', 'app-5\n'],
  ] as const) {
    const text = readFileSync(join(cwd, name), 'utf8');
    put(name, text.replaceAll(from, to));
    await check();
  }
});

test('fixes find their texts, and what they made', async () => {
  const bad = `${labelled('web')}      livenessProbe: {tcpSocket: {port: 80}, successThreshold: 2}\n`;
  const { cwd, check } = workplace({ 'web.yaml': bad });
  await check();
  await probewise(['check', '--cache', '--fix', '.'], { cwd });
  expect(readFileSync(join(cwd, 'web.yaml'), 'utf8')).toContain('successThreshold: 1');
  await check();
});

test.each(['', '{', '[]', '{"product":"0"}', '{"files":{}}'])(
  'a broken cache (%j) is as good as none',
  async (text) => {
    const { cwd, put, check } = workplace({ 'web.yaml': labelled('web', 'htpp'), 'service.yaml': service });
    const found = await check();
    put('.probewise-cache', text);
    expect(await check()).toEqual(found);
    put('.probewise-cache-facts', text);
    put('web.yaml', labelled('web'));
    await check();
    expect(existsSync(join(cwd, '.probewise-cache'))).toBe(true);
  },
);

test('a cache that cannot be written is reported in one line, and costs no finding', async () => {
  const cwd = folder({ 'web.yaml': labelled('web', 'A') });
  const { code, stdout, stderr } = await probewise(['check', '--cache-location', 'none/cache', '.'], { cwd });
  expect([code, stderr]).toEqual([2, 'probewise: none/cache: no such file or directory\n']);
  expect(stdout).toContain('web.yaml:8');
});
