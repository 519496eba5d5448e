/** Which files `probewise check` finds in a repository, and what the standard input may stand for. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { JsonReport } from '../../server/src/cli/check/reports/json.ts';
import { probewise } from './support/commandLine.ts';
import { folder } from './support/folder.ts';

const bad = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: A, image: "a:1"}]}\n';

async function found(cwd: string, ...args: string[]): Promise<string[]> {
  const { stdout } = await probewise(['check', '--format', 'json', ...args], { cwd });
  return [...new Set((JSON.parse(stdout) as JsonReport).findings.map(({ file }) => file))];
}

/** A folder with manifests, where git knows what is left out. */
function repository(ignored: Readonly<Record<string, string>>, manifests: readonly string[]): string {
  const cwd = folder({ ...Object.fromEntries(manifests.map((name) => [name, bad])), ...ignored });
  execFileSync('git', ['init', '-q'], { cwd });
  return cwd;
}

const patterns = {
  '.gitignore':
    'build/\n/top.yaml\n*.gen.yaml\n!keep.gen.yaml\ndeep/**/x.yaml\n# no.yaml\n\\#odd.yaml\nspace\\ .yaml\n[ab]1.yaml\n',
  'team/.gitignore': '*\n!.gitignore\n!ours/\n!ours/*.yaml\nours/secret.yaml\n',
  'other/.gitignore': '!b.gen.yaml\n/here.yaml\n',
};
const manifests = [
  ...['top.yaml', 'sub/top.yaml', 'build/a.yaml', 'sub/build/a.yaml', 'buildx/a.yaml', 'a.gen.yaml', 'keep.gen.yaml'],
  ...['deep/x.yaml', 'deep/1/2/x.yaml', 'no.yaml', '#odd.yaml', 'a1.yaml', 'c1.yaml', 'space .yaml'],
  ...['team/a.yaml', 'team/theirs/a.yaml', 'team/ours/a.yaml', 'team/ours/secret.yaml', 'team/ours/more/a.yaml'],
  ...['other/b.gen.yaml', 'other/c.gen.yaml', 'other/here.yaml', 'other/sub/here.yaml', 'info.yaml'],
];

test('what git leaves out is left out', async () => {
  const cwd = repository(patterns, manifests);
  execFileSync('sh', ['-c', 'echo info.yaml >> .git/info/exclude'], { cwd });
  const files = execFileSync('git', ['ls-files', '--others', '--exclude-standard', '-z', '*.yaml'], { cwd });
  const expected = files.toString().split('\0').filter(Boolean).sort();
  expect(expected.length).toBeGreaterThan(7);
  expect((await found(cwd, '.')).sort()).toEqual(expected);
  expect((await found(cwd, '**/*.yaml')).sort()).toEqual(expected);
  expect((await found(cwd, '--no-ignore', '.')).length).toBe(manifests.length);
});

test('patterns of folders above count, and what is named is checked anyway', async () => {
  const cwd = repository(patterns, manifests);
  expect(await found(join(cwd, 'sub'), '.')).toEqual(['top.yaml']);
  expect(await found(cwd, 'a.gen.yaml', 'build')).toEqual(['a.gen.yaml', 'build/a.yaml']);
  expect(await found(join(cwd, 'build'), '.')).toEqual(['a.yaml']);
});

test('without a repository, what stands in the folder counts', async () => {
  const cwd = folder({ '.gitignore': 'a.yaml\n', 'a.yaml': bad, 'b.yaml': bad });
  expect(await found(cwd, '.')).toEqual(['b.yaml']);
});

test('where everything is left out, that is said', async () => {
  const cwd = repository({ '.gitignore': '*.yaml\n' }, ['a.yaml']);
  expect(await probewise(['check', '.'], { cwd })).toMatchObject({ code: 2, stderr: expect.stringContaining('in .') });
});

test('the standard input stands for a file: its name, its config, its kustomization', async () => {
  const cwd = folder({
    'a/.probewise.yaml': 'rules: {floating-tag: error}\n',
    'a/kustomization.yaml': 'patches: [{path: patch.yaml, target: {kind: Pod}}]\n',
  });
  const named = async (name: string, container: string) => {
    const stdin = bad.replace('name: A, image: "a:1"', container);
    const args = ['check', '--format', 'json', '--stdin-filename', name, '-'];
    const { stdout } = await probewise(args, { cwd, stdin });
    return (JSON.parse(stdout) as JsonReport).findings.map(({ file, rule, severity }) => `${file} ${rule} ${severity}`);
  };
  expect(await named('b/web.yaml', 'name: a, image: a')).toEqual(['b/web.yaml floating-tag hint']);
  expect(await named('a/web.yaml', 'name: a, image: a')).toEqual(['a/web.yaml floating-tag error']);
  // A patch may leave out anything.
  expect(await named('a/web.yaml', 'name: a')).toEqual(['a/web.yaml missing-image error']);
  expect(await named('a/patch.yaml', 'name: a')).toEqual([]);
  const alone = await probewise(['check', '--stdin-filename', 'a.yaml', 'a'], { cwd });
  expect(alone).toMatchObject({ code: 2, stderr: 'probewise: --stdin-filename needs - among the paths\n' });
});
