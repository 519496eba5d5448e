/** `simulate` and `rollout` with `--all`, `--watch`, and formats for documents. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { probewise } from './support/commandLine.ts';
import { folder } from './support/folder.ts';

const web = readFileSync(join(import.meta.dirname, '../../examples/web-three-probes.yaml'), 'utf8');
const pod = (name: string) => `apiVersion: v1
kind: Pod
metadata: {name: ${name}}
spec:
  containers:
    - {name: app, image: "nginx:1.27", livenessProbe: {tcpSocket: {port: 80}}}
`;
const patch =
  'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {containers: [{name: app}]}}}\n';

describe('--all', () => {
  const files = {
    'a/pod.yaml': `${pod('one')}---\n${pod('two')}`,
    'a/web.yaml': web,
    'a/patch.yaml': patch,
    'a/none.yaml': 'a: 1\n',
  };

  test('one line for each workload of a folder', async () => {
    const { code, stdout, stderr } = await probewise(['simulate', 'a', '--all'], { cwd: folder(files) });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(/^skipped {2}a\/patch\.yaml Deployment\/web: /),
      'ok       a/pod.yaml Pod/one: Ready after 2 s.',
      'ok       a/pod.yaml Pod/two: Ready after 2 s.',
      expect.stringMatching(/^ok {7}a\/web\.yaml Deployment\/shop: Ready after /),
      '',
      '3 ok, 0 failed, 1 skipped',
      '',
    ]);
  });

  test('an expectation that fails is the exit code', async () => {
    const scenario = 'containers: {app: {startupSeconds: 20}}\nexpect: {readyWithin: 1s}\n';
    const cwd = folder({ 'pod.yaml': pod('one').replace('liveness', 'readiness'), 'slow.yaml': scenario });
    const { code, stdout } = await probewise(['simulate', 'pod.yaml', '--all', '--scenario', 'slow.yaml'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^failed {3}pod\.yaml Pod\/one: Not as expected: /);
  });

  test('what the API server rejects has failed', async () => {
    const cwd = folder({ 'pod.yaml': pod('One_') });
    const { code, stdout } = await probewise(['simulate', 'pod.yaml', '--all'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain('The API server rejects it: ');
    expect((await probewise(['simulate', 'pod.yaml', '--all', '--anyway'], { cwd })).code).toBe(0);
    const named = folder({ 'web.yaml': web.replace('name: shop', 'name: Shop_') });
    expect(await probewise(['rollout', 'web.yaml', '--all'], { cwd: named })).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('The API server rejects it: '),
    });
  });

  test('rollouts', async () => {
    const cwd = folder(files);
    const fine = await probewise(['rollout', 'a', '--all'], { cwd });
    expect(fine.code).toBe(0);
    expect(fine.stdout).toContain('ok       a/web.yaml Deployment/shop: The update is finished after 17.6 s.');
    const broken = await probewise(['rollout', 'a', '--all', '--scenario', 'crash-on-boot'], { cwd });
    expect(broken.code).toBe(1);
    expect(broken.stdout).toContain('failed   a/web.yaml Deployment/shop: ');
  });

  test('a file that cannot be read is named, the others go on', async () => {
    const cwd = folder({ 'a/binary.yaml': new Uint8Array([0, 1, 2, 255, 0]), 'a/pod.yaml': pod('one') });
    const { code, stdout, stderr } = await probewise(['simulate', 'a', '--all'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('probewise: a/binary.yaml: ');
    expect(stdout).toContain('Pod/one: Ready after 2 s.');
  });

  test('nothing to simulate, and options that do not go together', async () => {
    const cwd = folder(files);
    for (const args of [
      ['a/none.yaml', '--all'],
      ['a', '--all', '--at', '1s'],
      ['a', '--all', '--watch'],
    ]) {
      const { code, stderr } = await probewise(['simulate', ...args], { cwd });
      expect(code).toBe(2);
      expect(stderr.trim().split('\n')).toHaveLength(1);
    }
  });
});

describe('--watch', () => {
  test('rows of the pod, each when it would appear', async () => {
    const slept: number[] = [];
    const cwd = folder({ 'pod.yaml': pod('web') });
    const { stdout } = await probewise(['simulate', 'pod.yaml', '--watch', '10', '--kubernetes', '1.34'], {
      cwd,
      slept,
    });
    expect(stdout.split('\n')).toEqual([
      'NAME   READY   STATUS              RESTARTS   AGE',
      'web    0/1     ContainerCreating   0          0s',
      'web    1/1     Running             0          2s',
      '',
    ]);
    expect(slept.reduce((sum, ms) => sum + ms, 0)).toBeCloseTo(260, -2);
  });

  test('events, and the status of a rollout', async () => {
    const cwd = folder({ 'web.yaml': web });
    const events = await probewise(['simulate', 'web.yaml', '--watch', '--format', 'events'], { cwd });
    expect(events.stdout).toMatch(/^LAST SEEN +TYPE +REASON +OBJECT +MESSAGE\n0s +Normal +Scheduled +pod\//);
    const slept: number[] = [];
    const status = await probewise(['rollout', 'web.yaml', '--watch', '2'], { cwd, slept });
    expect(status.stdout).toMatch(
      /^Waiting for deployment "shop" rollout to finish: .*\n[\s\S]*successfully rolled out\n$/,
    );
    expect(slept.reduce((sum, ms) => sum + ms, 0)).toBeCloseTo(17_600 / 2, -2);
  });

  test.each([
    ['0', 'Write a speed'],
    ['fast', 'Write a speed'],
  ])('--watch %s', async (speed, said) => {
    const { code, stderr } = await probewise(['simulate', 'pod.yaml', `--watch=${speed}`], {
      cwd: folder({ 'pod.yaml': pod('a') }),
    });
    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });
});

describe('formats for documents', () => {
  const cwd = () => folder({ 'web.yaml': web });

  test.each(['simulate', 'rollout'])('%s: svg, markdown, html, chrome', async (command) => {
    const as = async (format: string) => {
      const { stdout } = await probewise([command, 'web.yaml', '--format', format], { cwd: cwd() });
      return stdout;
    };
    expect(await as('svg')).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
    expect(await as('markdown')).toMatch(/^### [\s\S]*```mermaid\n/);
    const html = await as('html');
    expect(html).toMatch(/^<!DOCTYPE html>[\s\S]*<svg [\s\S]*<table>[\s\S]*<\/html>\n$/);
    expect(html).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/);
    expect(JSON.parse(await as('chrome')).traceEvents.length).toBeGreaterThan(10);
  });

  test('events of a rollout', async () => {
    const { stdout } = await probewise(['rollout', 'web.yaml', '--format', 'events'], { cwd: cwd() });
    expect(stdout).toMatch(
      /^LAST SEEN +TYPE +REASON +OBJECT +MESSAGE\n\d+s? +Normal +ScalingReplicaSet +deployment\/shop /,
    );
  });
});
