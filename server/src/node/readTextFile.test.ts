import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readTextFile } from './readTextFile.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'probewise-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string) => join(folder, name);

test('the text of a file, also behind a link', async () => {
  writeFileSync(at('a.yaml'), 'a: ü\n');
  symlinkSync(at('a.yaml'), at('link.yaml'));
  expect(await readTextFile(at('a.yaml'))).toBe('a: ü\n');
  expect(await readTextFile(at('link.yaml'))).toBe('a: ü\n');
});

test('no file, a folder, and what is no text', async () => {
  writeFileSync(at('bytes'), new Uint8Array([0xff, 0x00, 0xfe]));
  expect(await readTextFile(at('absent'))).toBeUndefined();
  expect(await readTextFile(folder)).toBeUndefined();
  expect(await readTextFile(at('bytes'))).toBeUndefined();
});

test('4 MB are read, more are not', async () => {
  writeFileSync(at('large'), 'x'.repeat(4_000_000));
  expect((await readTextFile(at('large')))?.length).toBe(4_000_000);
  writeFileSync(at('large'), 'x'.repeat(4_000_001));
  expect(await readTextFile(at('large'))).toBeUndefined();
});

test.skipIf(process.platform === 'win32')(
  'a pipe without a writer and a device without an end are not read',
  async () => {
    execFileSync('mkfifo', [at('pipe')]);
    symlinkSync('/dev/zero', at('device'));
    const startedMs = performance.now();
    expect(await readTextFile(at('pipe'))).toBeUndefined();
    expect(await readTextFile(at('device'))).toBeUndefined();
    expect(performance.now() - startedMs).toBeLessThan(1000);
  },
);
