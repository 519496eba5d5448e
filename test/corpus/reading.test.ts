/** Files that are written in ways which are hard to read, and right as they are: templates of charts above all. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { probewise } from '../cli/support/commandLine.ts';

test('no error and no warning', async () => {
  const { stdout } = await probewise(['check', '--format', 'json', 'reading'], { cwd: import.meta.dirname });
  const { files, findings } = JSON.parse(stdout) as {
    files: number;
    findings: { file: string; rule: string; severity: string; message: string }[];
  };
  expect(files).toBeGreaterThanOrEqual(16);
  const loud = findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
  expect(loud.map(({ file, rule, message }) => `${file} ${rule}: ${message}`)).toEqual([]);
});

test('what stands under a condition is reported there', async () => {
  const { stdout } = await probewise(
    ['check', '--format', 'json', join('reading-found', 'timings-below-http-get.yaml')],
    {
      cwd: import.meta.dirname,
    },
  );
  const { findings } = JSON.parse(stdout) as { findings: { rule: string; severity: string; path: string }[] };
  const errors = findings.filter(({ severity }) => severity === 'error');
  expect(errors.map(({ rule, path }) => `${rule} ${path.split('.').at(-1)}`)).toEqual([
    'misplaced-field timeoutSeconds',
    'misplaced-field periodSeconds',
    'misplaced-field failureThreshold',
  ]);
});
