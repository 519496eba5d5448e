import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cliMessages } from './messages.ts';
import { manifestsBelow } from './walk.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'probewise-'));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(...paths: string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), '');
  }
}

const paths = () => manifestsBelow(root).map(({ path, problem }) => (problem ? `${path}: ${problem}` : path));

test('YAML and JSON at any depth, ordered by path', () => {
  put(
    'b.yml',
    'a/z.json',
    'a/b/c/d.yaml',
    'a.yaml',
    'a-b/c.yaml',
    'readme.md',
    'yaml',
    'x.yaml.bak',
    'odd [1]{2}.yaml',
  );
  expect(paths()).toEqual(['a-b/c.yaml', 'a.yaml', 'a/b/c/d.yaml', 'a/z.json', 'b.yml', 'odd [1]{2}.yaml']);
});

test('nothing hidden, nothing installed', () => {
  put('.a.yaml', '.git/b.yaml', 'node_modules/c/d.yaml', 'e/node_modules/f.yaml', 'e/.g/h.yaml', 'i.yaml');
  expect(paths()).toEqual(['i.yaml']);
});

test('a folder that is named like a file', () => {
  put('a.yaml/b.yaml');
  expect(paths()).toEqual(['a.yaml/b.yaml']);
});

test('links: files are read, folders are not followed, loops and broken ones do no harm', () => {
  put('a/b.yaml');
  symlinkSync(join(root, 'a/b.yaml'), join(root, 'file.yaml'));
  symlinkSync(join(root, 'a'), join(root, 'folder.yaml'));
  symlinkSync(root, join(root, 'a/loop'));
  symlinkSync('nowhere', join(root, 'broken.yaml'));
  symlinkSync('self.yaml', join(root, 'self.yaml'));
  // The last two are told when they are read.
  expect(paths()).toEqual(['a/b.yaml', 'broken.yaml', 'file.yaml', 'self.yaml']);
});

test.skipIf(process.platform === 'win32')('pipes and devices, which would block the check', () => {
  put('a.yaml');
  execFileSync('mkfifo', [join(root, 'pipe.yaml')]);
  symlinkSync('pipe.yaml', join(root, 'link.yaml'));
  symlinkSync('/dev/zero', join(root, 'zero.yaml'));
  expect(paths()).toEqual(['a.yaml']);
});

// Nothing is locked to the superuser.
test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('a folder that can not be read', () => {
  put('a/b.yaml', 'c.yaml');
  chmodSync(join(root, 'a'), 0);
  try {
    expect(paths()).toEqual(['a: permission denied', 'c.yaml']);
  } finally {
    chmodSync(join(root, 'a'), 0o755);
  }
});

test('a folder that is not there', () => {
  expect(manifestsBelow(join(root, 'gone'))).toEqual([{ path: '', problem: cliMessages.noSuchFile() }]);
});
