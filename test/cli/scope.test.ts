/** `probewise check --baseline`, `--changed-since`: which of all findings are reported. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { JsonReport } from '../../server/src/cli/check/reports/json.ts';
import { probewise } from './support/commandLine.ts';
import { folder } from './support/folder.ts';

const container = (name: string, image = 'nginx') => `    - name: ${name}\n      image: ${image}\n`;
const pod = (...containers: string[]) =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: web, labels: {app: web}}\nspec:\n  containers:\n${containers.join('')}`;
const strict = ['--rule', 'floating-tag=error', '--rule', 'served-without-readiness=off', '--format', 'json'];

async function found(cwd: string, ...args: string[]): Promise<string[]> {
  const { stdout, code } = await probewise(['check', ...strict, ...args], { cwd });
  expect(code).not.toBe(2);
  const { findings } = JSON.parse(stdout) as JsonReport;
  return findings
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ file, rule, range }) => `${file}:${range.start.line + 1} ${rule}`);
}

const put = (cwd: string, name: string, text: string) => {
  mkdirSync(dirname(join(cwd, name)), { recursive: true });
  writeFileSync(join(cwd, name), text);
};

describe('a baseline', () => {
  const baseline = ['--baseline', 'old.json'];

  test('leaves out what it knows, wherever it has moved, and nothing else', async () => {
    const cwd = folder({ 'k8s/web.yaml': pod(container('a')), 'k8s/b.yaml': pod(container('b')) });
    const written = await probewise(['check', ...strict, ...baseline, '--update-baseline', 'k8s'], { cwd });
    expect([written.code, (JSON.parse(written.stdout) as JsonReport).findings]).toEqual([0, []]);
    expect(await found(cwd, ...baseline, 'k8s')).toEqual([]);
    // Lines above, another document above, and another container above.
    const moved = `# Moved.\n\n${pod(container('x', 'x:1'))}---\n${pod(container('new', 'new:1'), container('a'))}`;
    put(cwd, 'k8s/web.yaml', moved);
    expect(await found(cwd, ...baseline, 'k8s')).toEqual([]);
    // One more of the same is new.
    put(cwd, 'k8s/web.yaml', moved + container('more'));
    expect(await found(cwd, ...baseline, 'k8s')).toEqual(['k8s/web.yaml:21 floating-tag']);
    put(cwd, 'k8s/new.yaml', pod(container('a')));
    expect(await found(cwd, ...baseline, 'k8s/new.yaml')).toEqual(['k8s/new.yaml:7 floating-tag']);
  });

  test('is the same from another folder', async () => {
    const cwd = folder({ 'k8s/web.yaml': pod(container('a')) });
    await probewise(['check', ...strict, ...baseline, '--update-baseline', '.'], { cwd });
    expect(await found(join(cwd, 'k8s'), '--baseline', '../old.json', '.')).toEqual([]);
  });

  test('says which findings are gone; an update takes them out, and keeps what was not checked', async () => {
    const cwd = folder({ 'a.yaml': pod(container('a')), 'b.yaml': pod(container('b')), 'c.yaml': pod(container('c')) });
    const run = (...args: string[]) => probewise(['check', ...strict, ...baseline, ...args], { cwd });
    const files = () => {
      const { findings } = JSON.parse(readFileSync(join(cwd, 'old.json'), 'utf8')) as { findings: { file: string }[] };
      return [...new Set(findings.map(({ file }) => file))];
    };
    await run('--update-baseline', '.');
    expect(files()).toEqual(['a.yaml', 'b.yaml', 'c.yaml']);
    put(cwd, 'a.yaml', pod(container('a', 'a:1')));
    rmSync(join(cwd, 'c.yaml'));
    const { code, stderr } = await run('a.yaml');
    expect(code).toBe(0);
    expect(stderr).toMatch(/^probewise: \d+ findings? of the baseline (is|are) gone; /);
    expect((await run('b.yaml')).stderr).toBe('');
    await run('--update-baseline', '--rule', 'bare-pod=off', 'a.yaml');
    expect(files()).not.toContain('c.yaml');
    expect(files()).toContain('b.yaml');
  });

  test('keeps fixes away from what it knows', async () => {
    const text = pod(container('a', 'a:1')).replace('name: web,', 'name: web, generation: 1,');
    const bad = `${text}      livenessProbe: {tcpSocket: {port: 80}, successThreshold: 2}\n`;
    const cwd = folder({ 'a.yaml': bad });
    await probewise(['check', ...baseline, '--update-baseline', '.'], { cwd });
    await probewise(['check', ...baseline, '--fix', '.'], { cwd });
    expect(readFileSync(join(cwd, 'a.yaml'), 'utf8')).toBe(bad);
  });

  test.each([
    [['--baseline', 'none.json'], 'probewise: none.json: no such file or directory\n'],
    [['--baseline', 'a.yaml'], 'probewise: a.yaml: not a baseline; write one with --update-baseline\n'],
    [['--baseline', '.', '--update-baseline'], 'probewise: .: is a directory\n'],
    [['--update-baseline'], 'probewise: --update-baseline needs --baseline FILE\n'],
    [['--baseline', 'none/old.json', '--update-baseline'], 'probewise: none/old.json: no such file or directory\n'],
  ])('%j: one line', async (args, stderr) => {
    const cwd = folder({ 'a.yaml': pod(container('a')) });
    expect(await probewise(['check', ...args, 'a.yaml'], { cwd })).toMatchObject({ code: 2, stderr });
  });
});

describe('changes', () => {
  const service =
    'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}, ports: [{port: 80, targetPort: http}]}\n';
  const served = pod(`${container('a')}      ports: [{name: http, containerPort: 80}]\n`);

  function repository(files: Readonly<Record<string, string>>) {
    const cwd = folder(files);
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'commit.gpgSign=false', ...args], {
        cwd,
      });
    const commit = () => {
      git('add', '-A');
      git('commit', '-qm', 'x');
    };
    git('init', '-q', '-b', 'main');
    commit();
    return { cwd, git, commit };
  }

  test('in commits, in the index, in the working directory, in new files, under another name', async () => {
    const names = ['committed', 'staged', 'working', 'same', 'moved', 'gone'];
    const files = Object.fromEntries(names.map((name) => [`${name}.yaml`, pod(container(name))]));
    const { cwd, git, commit } = repository({ ...files, 'odd "ü.yaml': pod(container('odd')) });
    const change = (name: string) => put(cwd, name, `# Changed.\n${readFileSync(join(cwd, name), 'utf8')}`);
    git('checkout', '-qb', 'mine');
    change('committed.yaml');
    change('odd "ü.yaml');
    renameSync(join(cwd, 'moved.yaml'), join(cwd, 'to.yaml'));
    rmSync(join(cwd, 'gone.yaml'));
    commit();
    change('staged.yaml');
    git('add', 'staged.yaml');
    change('working.yaml');
    put(cwd, 'new.yaml', pod(container('new')));
    const expected = ['committed', 'new', 'odd "ü', 'staged', 'to', 'working'];
    const files2 = (await found(cwd, '--changed-since', 'main', '.')).map((line) => line.replace(/\.yaml.*/, ''));
    expect(files2).toEqual(expected);
    expect(await found(cwd, '--changed-since', 'HEAD', 'committed.yaml', 'same.yaml')).toEqual([]);
  });

  test('what happened on the other branch does not count', async () => {
    const { cwd, git, commit } = repository({ 'a.yaml': pod(container('a')), 'b.yaml': pod(container('b')) });
    git('checkout', '-qb', 'mine');
    put(cwd, 'a.yaml', `# Mine.\n${pod(container('a'))}`);
    commit();
    git('checkout', '-q', 'main');
    put(cwd, 'b.yaml', `# Theirs.\n${pod(container('b'))}`);
    commit();
    git('checkout', '-q', 'mine');
    expect(await found(cwd, '--changed-since', 'main', '.')).toEqual(['a.yaml:8 floating-tag']);
  });

  test('a finding in another file is reported where it is new', async () => {
    const old = 'apiVersion: v1\nkind: Pod\nmetadata: {name: old}\nspec: {containers: [{name: old, image: nginx}]}\n';
    const { cwd, commit } = repository({ 'web.yaml': served, 'service.yaml': service, 'old.yaml': old });
    put(cwd, 'web.yaml', served.replace('name: http', 'name: htpp'));
    expect(await found(cwd, '--changed-since', 'HEAD', '.')).toEqual([
      'service.yaml:4 unresolved-target-port',
      'web.yaml:7 floating-tag',
    ]);
    // Once committed, it is an old one.
    commit();
    put(cwd, 'web.yaml', `# Changed.\n${served.replace('name: http', 'name: htpp')}`);
    expect(await found(cwd, '--changed-since', 'HEAD', '.')).toEqual(['web.yaml:8 floating-tag']);
  });

  test('from a folder below, and of files that are left out of git', async () => {
    const { cwd } = repository({ 'k8s/a.yaml': pod(container('a')), '.gitignore': 'out/\n', 'b.yaml': pod('') });
    put(cwd, 'k8s/a.yaml', `# Changed.\n${pod(container('a'))}`);
    expect(await found(join(cwd, 'k8s'), '--changed-since', 'HEAD', '.')).toEqual(['a.yaml:8 floating-tag']);
  });

  test('nothing of the repository is executed', async () => {
    const { cwd, git } = repository({ 'a.yaml': pod(container('a')), '.gitattributes': '*.yaml diff=evil\n' });
    for (const name of ['core.fsmonitor', 'diff.external', 'diff.evil.textconv', 'diff.evil.command', 'core.pager'])
      git('config', name, `touch ${join(cwd, 'executed')};true`);
    put(cwd, 'a.yaml', `# Changed.\n${pod(container('a'))}`);
    expect(await found(cwd, '--changed-since', 'HEAD', '.')).toEqual(['a.yaml:8 floating-tag']);
    expect(() => readFileSync(join(cwd, 'executed'))).toThrow();
  });

  test.each([
    ['none', 'probewise: there is no commit, branch or tag none\n'],
    ['--output=x', 'probewise: there is no commit, branch or tag --output=x\n'],
  ])('since %s: one line', async (ref, stderr) => {
    const { cwd } = repository({ 'a.yaml': pod(container('a')) });
    const { code, ...result } = await probewise(['check', `--changed-since=${ref}`, '.'], { cwd });
    expect([code, result.stderr]).toEqual([2, stderr]);
  });

  test('outside a repository: one line', async () => {
    const cwd = folder({ 'a.yaml': pod(container('a')) });
    const { code, stderr } = await probewise(['check', '--changed-since', 'HEAD', '.'], { cwd });
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^probewise: --changed-since needs a git repository .*\n$/),
    ]);
  });
});
