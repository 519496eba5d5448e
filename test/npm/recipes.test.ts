/**
 * The recipes for CI, as docs/ci.md gives them: the action's own steps, the GitLab job's own script and the hook's own
 * entry run here, with the package that is to be published. Only the registry is missing: the version is a file.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { folder } from '../cli/support/folder.ts';
import { expectValidSarif } from '../cli/support/sarif.ts';
import { type CompositeAction, runAction } from './support/composite.ts';

const root = join(import.meta.dirname, '../..');
const read = (name: string) => readFileSync(join(root, name), 'utf8');
const { version } = JSON.parse(read('package.json')) as { readonly version: string };

const good = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: nginx:1.27
      readinessProbe: {tcpSocket: {port: 80}}
      livenessProbe: {tcpSocket: {port: 80}, failureThreshold: 6}
`;
const bad = good.replace('failureThreshold: 6', 'failureThreshold: 6, successThreshold: 2');
const mistake = 'success-threshold-must-be-one';

const temp = mkdtempSync(join(tmpdir(), 'probewise-'));
const clone = join(temp, 'clone');
/** What stands for the version of the published package. */
const local = `file:${join(clone, `dist/probewise-${version}.tgz`)}`;

const env: NodeJS.ProcessEnv = { ...process.env, npm_config_offline: 'true', NO_COLOR: '1' };

/** In a copy, so that nothing else builds into the same folder meanwhile. */
beforeAll(() => {
  mkdirSync(clone);
  const files = ['package.json', 'tsconfig.json', '.npmignore', '.npmrc', 'README.md', 'CHANGELOG.md', 'LICENSE'];
  for (const name of [...files, 'docs', 'scripts', 'server', 'schemas'])
    cpSync(join(root, name), join(clone, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(clone, 'node_modules'), 'junction');
  execFileSync(process.execPath, ['scripts/package-npm.ts'], { cwd: clone });
}, 180_000);

afterAll(() => rmSync(temp, { recursive: true, force: true }));

test('docs/ci.md names the version that it belongs to', () => {
  const named = [...read('docs/ci.md').matchAll(/(?:probewise@v?|rev: v|probewise\/v)(\d[\w.]*)/g)].map(
    ([, name]) => name,
  );
  expect(named.length).toBeGreaterThan(4);
  expect(new Set(named)).toEqual(new Set([version]));
});

describe('action.yml', () => {
  const action = parse(read('action.yml')) as CompositeAction;

  function act(cwd: string, inputs: Readonly<Record<string, string>>) {
    const runnerTemp = mkdtempSync(join(temp, 'runner '));
    return runAction(action, { version: local, ...inputs }, { cwd, temp: runnerTemp, env });
  }

  test('installs the version that it belongs to', () => {
    expect(action.inputs.version?.default).toBe(version);
    expect(action.runs.using).toBe('composite');
  });

  test('no expression stands in a script', () => {
    for (const { run, shell } of action.runs.steps) {
      expect(run).not.toContain('${{');
      expect(shell).toBe('bash');
    }
  });

  test('a folder with a broken and a good manifest: annotations, SARIF, outputs, exit code', () => {
    const cwd = folder({ 'k8s/bad.yaml': bad, 'k8s/good.yaml': good });
    const { code, stdout, outputs } = act(cwd, {});
    expect(code).toBe(1);
    expect(stdout).toContain(`::error file=k8s/bad.yaml,line=9,endLine=9,col=85,endColumn=86,title=${mistake}::`);
    expect(stdout).not.toContain('good.yaml');
    const log: unknown = JSON.parse(readFileSync(join(cwd, 'probewise.sarif'), 'utf8'));
    expectValidSarif(log);
    expect(log.runs[0]?.results?.map(({ ruleId }) => ruleId)).toEqual([mistake]);
    expect(outputs).toEqual({ 'exit-code': '1', findings: '1', 'sarif-file': 'probewise.sarif' });
  });

  test('nothing found', () => {
    const { code, outputs } = act(folder({ 'good.yaml': good }), {});
    expect({ code, outputs }).toEqual({
      code: 0,
      outputs: { 'exit-code': '0', findings: '0', 'sarif-file': 'probewise.sarif' },
    });
  });

  test('several paths, one with a space and a glob, and further options', () => {
    const cwd = folder({ 'a b/bad.yaml': bad, 'c/1.yaml': good, 'd/bad.yaml': bad });
    const paths = 'a b/*.yaml\nc\n';
    const report = 'of probes.sarif';
    expect(act(cwd, { paths, 'sarif-file': report })).toMatchObject({
      code: 1,
      outputs: { findings: '1', 'sarif-file': report },
    });
    expect(act(cwd, { paths, options: `--rule=${mistake}=off\n--profile=minimal` })).toMatchObject({
      code: 0,
      outputs: { findings: '0' },
    });
    expect(act(cwd, { paths: '.', 'fail-on': 'never' })).toMatchObject({ code: 0, outputs: { findings: '2' } });
  });

  test('no text of an input is run by the shell', () => {
    const cwd = folder({ 'good.yaml': good });
    const text = '"; touch run-by-shell; echo "$(touch run-by-shell)`touch run-by-shell`';
    for (const input of ['paths', 'fail-on', 'options', 'sarif-file', 'version']) act(cwd, { [input]: text });
    expect(existsSync(join(cwd, 'run-by-shell'))).toBe(false);
  });

  test('what can’t be read or is no option fails, and an old report does not stand for a new one', () => {
    const cwd = folder({ 'bad.yaml': bad, 'probewise.sarif': '{}' });
    expect(act(cwd, { paths: 'bad.yaml\nmissing.yaml' })).toMatchObject({
      code: 2,
      stderr: 'probewise: missing.yaml: no such file or directory\n',
      outputs: { 'exit-code': '2', findings: '1', 'sarif-file': 'probewise.sarif' },
    });
    expect(act(cwd, { 'fail-on': 'fatal' })).toMatchObject({
      code: 2,
      outputs: { 'exit-code': '2', findings: '', 'sarif-file': '' },
    });
    expect(existsSync(join(cwd, 'probewise.sarif'))).toBe(false);
  });
});

describe('docs/ci/gitlab.yml', () => {
  const { probewise: job } = parse(read('docs/ci/gitlab.yml')) as {
    readonly probewise: {
      readonly variables: Readonly<Record<string, string>>;
      readonly script: readonly string[];
      readonly artifacts: { readonly when: string; readonly reports: { readonly codequality: string } };
    };
  };

  /** As GitLab's runner: all lines in one shell, which ends at the first that fails. */
  function execute(cwd: string, variables: Readonly<Record<string, string>>) {
    const prefix = mkdtempSync(join(temp, 'gitlab-'));
    const { status, stdout } = spawnSync('sh', ['-ec', job.script.join('\n')], {
      cwd,
      encoding: 'utf8',
      env: {
        ...env,
        ...job.variables,
        PROBEWISE_VERSION: local,
        ...variables,
        npm_config_prefix: prefix,
        PATH: [join(prefix, 'bin'), process.env.PATH].join(delimiter),
      },
    });
    return { code: status, stdout };
  }

  test('the Code Quality report, also when the job fails', () => {
    expect(job.variables.PROBEWISE_VERSION).toBe(version);
    expect(job.artifacts.when).toBe('always');
    const cwd = folder({ 'k8s/bad.yaml': bad, 'k8s/good.yaml': good });
    const { code, stdout } = execute(cwd, {});
    expect(code).toBe(1);
    expect(stdout).toContain(`k8s/bad.yaml:9:85: error: successThreshold of a liveness probe must be 1`);
    const report: unknown = JSON.parse(readFileSync(join(cwd, job.artifacts.reports.codequality), 'utf8'));
    expect(report).toEqual([
      expect.objectContaining({
        check_name: mistake,
        severity: 'critical',
        fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
        location: { path: 'k8s/bad.yaml', lines: { begin: 9, end: 9 } },
      }),
    ]);
  });

  test('paths and severity', () => {
    const cwd = folder({ 'a b/bad.yaml': bad, 'c/good.yaml': good, 'd/bad.yaml': bad });
    expect(execute(cwd, { PROBEWISE_PATHS: 'c d', PROBEWISE_FAIL_ON: 'never' }).code).toBe(0);
    // A shell would part the name that the glob stands for.
    const { code, stdout } = execute(cwd, { PROBEWISE_PATHS: 'a*/*.yaml c' });
    expect(code).toBe(1);
    expect(stdout).toContain('a b/bad.yaml:9:85: error: ');
    expect(stdout).not.toContain('d/bad.yaml');
  });
});

describe('.pre-commit-hooks.yaml', () => {
  const hooks = parse(read('.pre-commit-hooks.yaml')) as readonly {
    readonly id: string;
    readonly language: string;
    readonly entry: string;
    readonly files: string;
    readonly additional_dependencies: readonly string[];
    readonly pass_filenames: boolean;
  }[];
  const hook = hooks[0]!;

  test('which files the hook gets', () => {
    expect(hooks.map(({ id, language }) => ({ id, language }))).toEqual([{ id: 'probewise', language: 'node' }]);
    const files = new RegExp(hook.files);
    for (const name of ['web.yaml', 'k8s/web.yml', 'k8s/web.json', 'charts/web/values.yaml'])
      expect(name).toMatch(files);
    for (const name of ['web.yaml.orig', 'charts/web/templates/_helpers.tpl', 'yaml', 'main.go'])
      expect(name).not.toMatch(files);
  });

  test('the entry, installed as pre-commit does it, with names of files', () => {
    expect(hook.additional_dependencies).toEqual([`probewise-command@npm:probewise@${version}`]);
    const published = hook.additional_dependencies.map((name) => name.replace(`npm:probewise@${version}`, local));
    const prefix = join(temp, 'pre-commit');
    mkdirSync(prefix);
    const options = { cwd: clone, encoding: 'utf8', env: { ...env, npm_config_prefix: prefix } } as const;
    const ofClone = execFileSync('npm', ['pack'], options).trim();
    execFileSync('npm', ['install', '--global', join(clone, ofClone), ...published], options);
    const cwd = folder({ 'a b.yaml': bad, 'good.yaml': good, 'package.json': '{}', 'broken.yaml': 'a: [' });
    const [command = '', ...args] = hook.entry.split(' ');
    const run = (names: readonly string[]) =>
      spawnSync(join(prefix, 'bin', command), [...args, ...names], { cwd, encoding: 'utf8', env });
    expect(hook.pass_filenames).toBe(true);
    const failed = run(['a b.yaml', 'good.yaml', 'package.json']);
    expect({ code: failed.status, stderr: failed.stderr }).toEqual({ code: 1, stderr: '' });
    expect(failed.stdout).toMatch(/^a b\.yaml:9:85: error: /);
    expect(run(['good.yaml', 'package.json', 'broken.yaml'])).toMatchObject({ status: 0, stderr: '' });
  });
});
