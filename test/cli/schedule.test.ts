/** `probewise rollout --schedule`. */
import { expect, test } from 'vitest';
import { probewise } from './support/commandLine.ts';
import { folder } from './support/folder.ts';

const cronJob = (spec: string, command: string) => `apiVersion: batch/v1
kind: CronJob
metadata: {name: backup}
spec:
  schedule: "*/5 * * * *"
  ${spec}
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers: [{name: backup, image: backup:1, command: ${command}}]
`;

async function run(spec: string, command: string, ...args: readonly string[]) {
  const cwd = folder({ 'backup.yaml': cronJob(spec, command) });
  return probewise(['rollout', 'backup.yaml', '--schedule', ...args], { cwd });
}

test('Forbid skips times while a Job runs, and makes the last of them up', async () => {
  const { code, stdout } = await run('concurrencyPolicy: Forbid', '[sleep, "400"]', '--until', '28m');
  expect(code).toBe(1);
  expect(stdout).toContain(
    '2026-01-05T00:10:00Z  JobAlreadyActive: Not starting job because prior execution is running and concurrency policy is Forbid',
  );
  expect(stdout).toMatch(/2026-01-05T00:11:4\dZ {2}SuccessfulCreate: Created job backup-29459530/);
});

test('Replace deletes what still runs', async () => {
  const { code, stdout } = await run('concurrencyPolicy: Replace', '[sleep, "400"]', '--until', '20m');
  expect(code).toBe(1);
  expect(stdout).toContain('are deleted while they run, for the next one (concurrencyPolicy Replace).');
});

test('a schedule that goes well', async () => {
  const { code, stdout } = await run('', '[sleep, "30"]', '--start', '2026-03-01T12:00:00Z', '--until', '16m');
  expect(code).toBe(0);
  expect(stdout).toContain('2026-03-01T12:05:00Z  SuccessfulCreate');
  expect(stdout.trimEnd().split('\n').at(-1)).toBe('In 16 min 3 Jobs are made: 3 complete, 0 failed, 0 still running.');
});

test('each time is over with startingDeadlineSeconds 0', async () => {
  const { code, stdout } = await run('startingDeadlineSeconds: 0', '["true"]', '--until', '11m');
  expect(code).toBe(1);
  expect(stdout).toContain('with startingDeadlineSeconds 0 each time is over before the controller looks.');
});

test('one Job of a scenario may be another case, and the CronJob suspended meanwhile', async () => {
  const cwd = folder({
    'backup.yaml': cronJob('', '[sleep, "30"]'),
    'own.scenario.yaml': `name: own
jobs: [{nth: 2, containers: {backup: {runs: [{exitAfterSeconds: 5, exitCode: 1}]}}}]
then: [{atSeconds: 800, suspend: true}]
`,
  });
  const args = ['rollout', 'backup.yaml', '--schedule', '--scenario', 'own.scenario.yaml', '--until', '40m'];
  const { stdout } = await probewise([...args, '--format', 'json'], { cwd });
  const { jobs, summary } = JSON.parse(stdout) as {
    jobs: { outcome?: string }[];
    summary: { made: number; skipped: number };
  };
  expect(summary).toMatchObject({ made: 2, skipped: 5 });
  expect(jobs[0]).toMatchObject({ outcome: 'Complete' });
  // After seven failures and the waits between them.
  expect(jobs[1]!.outcome).toBe('Failed');
});

test.each([
  [['--start', 'soon'], /Write a time like/],
  [['--format', 'table'], /has no table/],
  [['--until', '3000d'], /more than 10,?000 times/],
])('%j is wrong usage', async (args, message) => {
  const { code, stderr } = await run('', '["true"]', ...args);
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
});

test('a Deployment has no schedule', async () => {
  const cwd = folder({
    'web.yaml':
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: b}]}}}\n',
  });
  const { code, stderr } = await probewise(['rollout', 'web.yaml', '--schedule'], { cwd });
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: 'probewise: web.yaml: Deployment web has no schedule to simulate. A CronJob has one.\n',
  });
});

test('--all has a line for each CronJob, and says which other workloads have no schedule', async () => {
  const cwd = folder({
    'a.yaml': cronJob('', '["true"]'),
    'b.yaml': cronJob('concurrencyPolicy: Forbid', '[sleep, "400"]'),
    'c.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: a, image: "b:1"}]}\n',
  });
  const { code, stdout } = await probewise(['rollout', '.', '--schedule', '--all', '--until', '28m'], { cwd });
  expect(code).toBe(1);
  expect(stdout.split('\n')).toEqual([
    expect.stringMatching(/^ok {7}a\.yaml CronJob\/backup: In 28 min \d Jobs are made: /),
    expect.stringMatching(/^failed {3}b\.yaml CronJob\/backup: .*\(concurrencyPolicy Forbid\)/),
    'skipped  c.yaml Pod/web: Pod web has no schedule to simulate. A CronJob has one.',
    '',
    '1 ok, 1 failed, 1 skipped',
    '',
  ]);
});

test('--watch plays it: each line comes at its time', async () => {
  const slept: number[] = [];
  const cwd = folder({ 'backup.yaml': cronJob('', '["true"]') });
  const args = ['rollout', 'backup.yaml', '--schedule', '--watch', '100', '--until', '11m'];
  const { stdout } = await probewise(args, { cwd, slept });
  expect(stdout).toContain('2026-01-05T00:05:00Z  SuccessfulCreate');
  expect(stdout).toMatch(/In 11 min 2 Jobs are made: /);
  expect(slept.reduce((sum, ms) => sum + ms, 0)).toBeCloseTo(660_000 / 100, -1);
});
