/** `probewise tune`: settings, what follows from them, and contradictions by how much. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { probewise } from './support/commandLine.ts';
import { folder } from './support/folder.ts';

const manifest = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: app
          image: nginx:1.27
          livenessProbe:
            tcpSocket: {port: 80}
            periodSeconds: 5 # often
        - name: other
          image: nginx:1.27
`;

const tune = (cwd: string, ...args: string[]) => probewise(['tune', 'web.yaml', ...args], { cwd });

test('settings, windows and what they cost', async () => {
  const cwd = folder({ 'web.yaml': manifest });
  const { code, stdout, stderr } = await tune(cwd, '--restart', '60s', '--outage', '30s');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.split('\n')).toEqual([
    'Deployment web, container app:',
    '  livenessProbe: 3 failures in a row, 19 s apart.',
    '  A hang ends with a restart 39–58 s after it began.',
    '  An outage of up to 38 s restarts nothing.',
    '  The probes make 189 attempts an hour; before, they made 720.',
    '',
  ]);
  expect(readFileSync(join(cwd, 'web.yaml'), 'utf8')).toBe(manifest);
});

test('a contradiction says by how much, and ends with 1', async () => {
  const cwd = folder({ 'web.yaml': manifest });
  const { code, stdout } = await tune(cwd, '--restart', '20s', '--outage', '30s', '--write');
  expect(code).toBe(1);
  expect(stdout).toContain('exclude each other: a restart then takes 33 s, 13 s more.');
  expect(readFileSync(join(cwd, 'web.yaml'), 'utf8')).toBe(manifest);
});

test('--write changes what must change, and keeps comments', async () => {
  const cwd = folder({ 'web.yaml': manifest });
  const { code, stdout } = await tune(cwd, '--restart', '60s', '--outage', '30s', '--write');
  expect(code).toBe(0);
  expect(stdout).toContain('Written to web.yaml.');
  expect(readFileSync(join(cwd, 'web.yaml'), 'utf8')).toBe(
    manifest.replace('periodSeconds: 5 # often', 'periodSeconds: 19 # often'),
  );
});

test('json: wishes, settings and the edits that make them', async () => {
  const cwd = folder({ 'web.yaml': manifest });
  const { stdout } = await tune(cwd, '--restart', '1m', '--format', 'json');
  expect(JSON.parse(stdout)).toMatchObject({
    version: 1,
    workload: 'Deployment web',
    container: 'app',
    wishes: { restartSeconds: 60 },
    probes: [{ type: 'liveness', periodSeconds: 29, failureThreshold: 2 }],
    edits: [{ range: { start: { line: 14, character: 27 }, end: { line: 14, character: 28 } }, newText: '29' }, {}],
  });
  const contradiction = await tune(cwd, '--restart', '1s', '--format', 'json');
  expect(contradiction.code).toBe(1);
  expect(JSON.parse(contradiction.stdout)).toMatchObject({
    contradictions: [{ wishes: ['restartSeconds'], missingSeconds: expect.any(Number) }],
    edits: [],
  });
});

describe('what cannot be done is reported in one line', () => {
  test.each([
    [[], 'probewise: nothing is wished for: give --start, --restart, --traffic or --outage\n', 2],
    [['--start', 'soon'], 'Write a duration like 90s, 10m or 1h30m.', 2],
    [['--start', '1m', '--container', 'no'], 'has no container with a name whose probes could be tuned', 2],
  ])('%j', async (args, said, code) => {
    const result = await tune(folder({ 'web.yaml': manifest }), ...args);
    expect(result.code).toBe(code);
    expect(result.stderr).toContain(said);
    expect(result.stderr.trim().split('\n')).toHaveLength(1);
  });

  test('a container without a probe or port', async () => {
    const result = await tune(folder({ 'web.yaml': manifest }), '--restart', '1m', '--container', 'other');
    expect(result.code).toBe(1);
    expect(result.stdout).toContain('The container has no livenessProbe');
  });

  test('--write to the standard input', async () => {
    const result = await probewise(['tune', '-', '--start', '1m', '--write'], { cwd: folder({}), stdin: manifest });
    expect(result).toMatchObject({ code: 2, stderr: expect.stringContaining('--write needs a file') });
  });
});
