/** `.probewise.yaml` on the command line: which one counts, what wins over what, and what is wrong with it. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { JsonReport } from '../../server/src/cli/check/reports/json.ts';
import { probewise } from './support/commandLine.ts';
import { folder } from './support/folder.ts';

const pod = (image = 'nginx') => `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  restartPolicy: OnFailure
  containers:
    - name: web
      image: ${image}
      livenessProbe: {tcpSocket: {port: 80}, periodSeconds: 1, timeoutSeconds: 5}
    - {name: cache, image: 'redis:7.4'}
`;

async function severities(files: Readonly<Record<string, string>>, ...args: string[]) {
  const cwd = folder(files);
  const { stdout, stderr, code } = await probewise(['check', '--format', 'json', ...args], { cwd });
  expect({ stderr, isTrouble: code === 2 }).toEqual({ stderr: '', isTrouble: false });
  const { findings } = JSON.parse(stdout) as JsonReport;
  const of = (file: string, rule: string) =>
    findings.find((finding) => finding.file === file && finding.rule === rule)?.severity;
  return { of, findings };
}

const floating = (severity: string) => `rules:\n  floating-tag: ${severity}\n`;

test('the nearest file counts, beside a manifest or above it', async () => {
  const { of } = await severities(
    {
      '.probewise.yaml': `${floating('error')}profile: strict\n`,
      'a/b/web.yaml': pod(),
      'c/.probewise.yaml': floating('information'),
      'c/web.yaml': pod(),
      'web.yaml': pod(),
    },
    '.',
  );
  expect(['web.yaml', 'a/b/web.yaml', 'c/web.yaml'].map((file) => of(file, 'floating-tag'))).toEqual([
    'error',
    'error',
    'information',
  ]);
  // Nothing is taken from the files above the nearest.
  expect([of('web.yaml', 'unpinned-image'), of('c/web.yaml', 'unpinned-image')]).toEqual(['information', undefined]);
});

test('it is found above the folder where the user is, and for the standard input', async () => {
  const root = folder({ '.probewise.yaml': floating('error'), 'a/web.yaml': pod() });
  const cwd = join(root, 'a');
  expect((await probewise(['check', 'web.yaml'], { cwd })).code).toBe(1);
  expect((await probewise(['check', '-'], { cwd, stdin: pod() })).code).toBe(1);
  expect((await probewise(['check', '--no-config', 'web.yaml'], { cwd })).code).toBe(0);
});

test('a comment wins over options, and options over the file, rule by rule', async () => {
  const config = `${floating('error')}  timeout-exceeds-period: error\nprofile: minimal\n`;
  const files = { '.probewise.yaml': config, 'web.yaml': pod() };
  const { of } = await severities(files, '--rule', 'floating-tag=hint', '.');
  expect([of('web.yaml', 'floating-tag'), of('web.yaml', 'timeout-exceeds-period')]).toEqual(['hint', 'error']);
  const strict = await severities(files, '--profile', 'strict', '.');
  expect(strict.of('web.yaml', 'unpinned-image')).toBe('information');
  const silenced = pod().replace('image: nginx', 'image: nginx # probewise-disable-line floating-tag');
  const commented = await severities({ ...files, 'web.yaml': silenced }, '--rule', 'floating-tag=error', '.');
  expect(commented.of('web.yaml', 'floating-tag')).toBeUndefined();
});

test.each(['1.30', '"1.30"'])('the release, written as %s', async (release) => {
  // A field since 1.32.
  const files = {
    '.probewise.yaml': `kubernetesVersion: ${release}\n`,
    'web.yaml': pod().replace('  containers:', '  resources: {limits: {cpu: 1}}\n  containers:'),
  };
  const errors = async (...args: string[]) =>
    (await severities(files, ...args, '.')).findings.filter(({ severity }) => severity === 'error');
  expect(await errors()).toMatchObject([{ path: 'spec.resources' }]);
  expect(await errors('--kubernetes', '1.37')).toEqual([]);
});

test('gates, paths to pods, checks by the schema, and values of charts', async () => {
  const { of } = await severities(
    {
      '.probewise.yaml': `schemaValidation: off
podPaths:
  example.com/Cluster: spec.node
featureGates: {EnvFiles: false}
helm:
  valueFiles: [prod.yaml]
`,
      'cluster.yaml': `apiVersion: example.com/v1
kind: Cluster
metadata: {name: a}
spec:
  node:
    spec:
      containers: [{name: a, image: nginx}]
`,
      'service.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {colour: red}\n',
      'web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 0.1.0\n',
      'web/values.yaml': 'threshold: 1\n',
      'web/prod.yaml': 'threshold: 2\n',
      'web/templates/pod.yaml': pod('nginx:1.27').replace(
        'timeoutSeconds: 5',
        'successThreshold: {{ .Values.threshold }}',
      ),
    },
    '.',
  );
  expect(of('cluster.yaml', 'floating-tag')).toBeDefined();
  expect(of('service.yaml', 'unknown-field')).toBeUndefined();
  expect(of('web/prod.yaml', 'success-threshold-must-be-one')).toBe('error');
});

test('settings of the editor alone change nothing here', async () => {
  const { of } = await severities(
    { '.probewise.yaml': 'codeLens: false\ncompletion: off\ndiagnosticMode: workspace\n', 'web.yaml': pod() },
    '.',
  );
  expect(of('web.yaml', 'floating-tag')).toBe('hint');
});

test('--config names a file for all', async () => {
  const cwd = folder({ 'web.yaml': pod(), '.probewise.yaml': floating('off'), 'ci/strict.yaml': floating('error') });
  expect((await probewise(['check', '--config', 'ci/strict.yaml', '.'], { cwd })).code).toBe(1);
  expect(await probewise(['check', '--config', 'none.yaml', '.'], { cwd })).toEqual({
    code: 2,
    stdout: '',
    stderr: 'probewise: none.yaml: no such file or directory\n',
  });
});

describe('a file that is wrong', () => {
  test.each([
    ['profil: strict', ':1: "profil" is not a setting. Did you mean profile?'],
    ['\nprofile: loud', ':2: profile must be one of minimal, recommended or strict.'],
    ['rules: {floating-tags: off}', ':1: There is no rule "floating-tags". Did you mean floating-tag?'],
    ['rules:\n  floating-tag: loud', ':2: rules.floating-tag must be one of error, warning, information, hint or off.'],
    ['rules: [a]', ':1: rules must be a mapping.'],
    ['codeLens: 1', ':1: codeLens must be true or false.'],
    ['kubernetesVersion: 1.99', ':1: kubernetesVersion must be one of 1.37, '],
    ['featureGates: {Foo: true}', ':1: "Foo" is not a feature gate.'],
    ['helm: {valueFiles: a.yaml}', ':1: helm.valueFiles must be a list of texts.'],
    ['podPaths: {a/B: 1}', ':1: podPaths[a/B] must be a text or a list of texts.'],
    ['- a', ':1: A config file must be a mapping of settings.'],
    ['a: [', ': This is not YAML: '],
    ['a: 1\n---\nb: 1', ':1: A config file must be one document.'],
    [new Uint8Array([0xff, 0x00]), ': not a text file'],
  ])('%j', async (text, message) => {
    const cwd = folder({ 'a/.probewise.yaml': text, 'a/web.yaml': pod(), 'a/b/web.yaml': pod(), 'c.yaml': pod('b') });
    const { code, stdout, stderr } = await probewise(['check', '.'], { cwd });
    // One line, and files for which it does not hold are checked all the same.
    expect([code, stderr.split('\n').length]).toEqual([2, 2]);
    expect(stderr.startsWith('probewise: a/.probewise.yaml')).toBe(true);
    expect(stderr).toContain(message);
    expect(stdout).toContain('c.yaml:8');
    expect(stdout).not.toContain('web.yaml');
  });

  test('is a folder', async () => {
    const cwd = folder({ '.probewise.yaml/a': '', 'web.yaml': pod() });
    expect(await probewise(['check', 'web.yaml'], { cwd })).toMatchObject({
      code: 2,
      stderr: 'probewise: .probewise.yaml: is a directory\n',
    });
  });
});

describe('simulate, rollout and render read it as check does', () => {
  test.each(['simulate', 'rollout'])('%s: the release and the gates, under those of options', async (command) => {
    const web = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: 'nginx:1.27'}]}}
`;
    const cwd = folder({ '.probewise.yaml': 'kubernetesVersion: 1.33\n', 'a/web.yaml': web });
    const release = async (...args: readonly string[]) => {
      const { stdout } = await probewise([command, 'a/web.yaml', '--format', 'json', ...args], { cwd });
      return (JSON.parse(stdout) as { kubernetes: string }).kubernetes;
    };
    expect(await release()).toBe('1.33');
    expect(await release('--kubernetes', '1.36')).toBe('1.36');
  });

  test('paths to pods in custom resources', async () => {
    const cluster =
      'apiVersion: example.com/v1\nkind: Cluster\nmetadata: {name: own}\nspec: {pod: {spec: {containers: [{name: app, image: "app:1"}]}}}\n';
    const config = 'podPaths:\n  example.com/Cluster: [spec.pod]\n';
    const run = (files: Readonly<Record<string, string>>) =>
      probewise(['simulate', 'cluster.yaml'], { cwd: folder({ 'cluster.yaml': cluster, ...files }) });
    expect((await run({})).code).toBe(2);
    expect((await run({ '.probewise.yaml': config })).stdout).toContain('Running');
  });

  test.each(['render', 'simulate'])('%s: files of values, under those that are given', async (command) => {
    const cwd = folder({
      '.probewise.yaml': 'helm:\n  valueFiles: [values-prod.yaml]\n',
      'web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
      'web/values.yaml': 'name: plain\n',
      'web/values-prod.yaml': 'name: prod\n',
      'web/templates/pod.yaml':
        'apiVersion: v1\nkind: Pod\nmetadata: {name: {{ .Values.name }}}\nspec: {containers: [{name: app, image: "app:1"}]}\n',
    });
    expect((await probewise([command, 'web'], { cwd })).stdout).toContain('prod');
    expect((await probewise([command, 'web', '--set', 'name=mine'], { cwd })).stdout).toContain('mine');
  });

  test('what is wrong with it is reported', async () => {
    const cwd = folder({ '.probewise.yaml': 'profile: loud\n', 'web.yaml': pod() });
    for (const command of ['simulate', 'rollout']) {
      const { code, stderr } = await probewise([command, 'web.yaml'], { cwd });
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/^probewise: \.probewise\.yaml:1: /) });
    }
  });
});
