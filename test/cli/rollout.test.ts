/** `probewise rollout`: what is printed, and the exit codes that a pipeline goes by. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { probewise } from './support/commandLine.ts';
import { folder } from './support/folder.ts';

const examples = join(import.meta.dirname, '../../examples');
const rollout = (...args: string[]) => probewise(['rollout', ...args], { cwd: examples });

test('status: the lines of kubectl with their times, then what it comes to', async () => {
  const { code, stdout, stderr } = await rollout('web-three-probes.yaml');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toBe(
    [
      '   0 s  Waiting for deployment "shop" rollout to finish: 1 out of 3 new replicas have been updated...',
      ' 5.6 s  Waiting for deployment "shop" rollout to finish: 2 out of 3 new replicas have been updated...',
      '11.6 s  Waiting for deployment "shop" rollout to finish: 1 old replicas are pending termination...',
      '17.6 s  deployment "shop" successfully rolled out',
      '',
      'The update is finished after 17.6 s. At least 3 endpoints are ready all the time.',
      '',
    ].join('\n'),
  );
});

test('table: as kubectl get', async () => {
  const { code, stdout } = await rollout('web-three-probes.yaml', '--format', 'table');
  expect(code).toBe(0);
  expect(stdout).toBe(
    [
      'NAME   READY   UP-TO-DATE   AVAILABLE   AGE',
      'shop   3/3     1            3           10m',
      'shop   3/3     2            3           10m',
      'shop   3/3     3            3           10m',
      '',
    ].join('\n'),
  );
});

test('json: the trace with its summary, the same each time', async () => {
  const first = await rollout('database.yaml', '--format', 'json', '--until', '2m');
  const second = await rollout('database.yaml', '--format', 'json', '--until', '2m');
  expect(second.stdout).toBe(first.stdout);
  expect(JSON.parse(first.stdout)).toMatchObject({
    version: 2,
    kind: 'StatefulSet',
    desired: 2,
    endMs: 120_000,
    summary: { outcome: 'finished' },
  });
});

test.each([
  ['does not finish', ['web-three-probes.yaml', '--scenario', 'crash-on-boot'], 1],
  ['not yet finished', ['web-three-probes.yaml', '--until', '5s'], 1],
  ['finished', ['web-three-probes.yaml', '--create'], 0],
  ['a Job that completes', ['migration-job.yaml', '--scenario', 'completes'], 0],
  ['a Job that fails', ['migration-job.yaml', '--scenario', 'fails'], 1],
  ['another release', ['web-three-probes.yaml', '--kubernetes', '1.33'], 0],
])('%s: exit code of %o is %i', async (_, args, expected) => {
  const { code, stderr } = await rollout(...args);
  expect({ code, stderr }).toEqual({ code: expected, stderr: '' });
});

test('a Job has its events', async () => {
  const { stdout } = await rollout('migration-job.yaml', '--scenario', 'fails');
  expect(stdout).toMatch(/^ +0 s {2}SuccessfulCreate: Created pod: migrate-/);
  expect(stdout).toContain('BackoffLimitExceeded: Job has reached the specified backoff limit');
  expect(stdout).toContain('└ spec.backoffLimit · spec.template.spec.restartPolicy');
});

test.each([
  [['web-three-probes.yaml', '--scenario', 'nonsense'], /no scenario or file nonsense/],
  [['web-three-probes.yaml', '--format', 'wide'], /Allowed choices are status, table, events, json/],
  [['web-three-probes.yaml', '--until', 'soon'], /Write a duration like 90s/],
  [['web-three-probes.yaml', '--workload', 'other'], /no workload other/],
  [['missing.yaml'], /missing\.yaml/],
])('%o: a line about what is wrong', async (args, message) => {
  const { code, stdout, stderr } = await rollout(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(message);
});

test('what has no rollout', async () => {
  const cwd = folder({
    'pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: a, image: b}]}\n',
  });
  const { code, stderr } = await probewise(['rollout', 'pod.yaml'], { cwd });
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr:
      'probewise: pod.yaml: Pod p has no rollout to simulate. A Deployment, StatefulSet, DaemonSet, ReplicaSet, Job or CronJob has one.\n',
  });
});

test('lost requests are counted, printed and, where they must not be, a reason to fail', async () => {
  const manifest = (hook: string) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: web
          image: registry.local/web:1
          ports: [{containerPort: 8080}]
          readinessProbe: {tcpSocket: {port: 8080}}
${hook}`;
  const cwd = await folder({
    'web.yaml': manifest(''),
    'sleeps.yaml': manifest('          lifecycle: {preStop: {sleep: {seconds: 2}}}\n'),
    'none.scenario.yaml': 'expect: {failedRequests: 0}\n',
    'many.scenario.yaml': 'traffic: {requestsPerSecond: 1000, keepAliveSeconds: 10}\nexpect: {failedRequests: 0}\n',
  });
  const run = (...args: string[]) => probewise(['rollout', ...args], { cwd });
  const stops = (each: number) =>
    `Each pod that stops loses about ${each}, as it still gets requests then; a preStop sleep of 2 s ends that.`;

  const { stdout } = await run('web.yaml');
  expect(stdout).toContain(`At 100 requests per second, about 110 are lost. ${stops(55)}\n`);
  expect(stdout).not.toContain('endpoints are ready all the time');

  const failed = await run('web.yaml', '--scenario', 'none.scenario.yaml');
  expect(failed.code).toBe(1);
  expect(failed.stdout).toContain('failed  failedRequests: 0: Of 180000 requests about');
  const met = await run('sleeps.yaml', '--scenario', 'none.scenario.yaml');
  expect(met).toMatchObject({ code: 0 });
  expect(met.stdout).toContain('ok      failedRequests: 0: Of 180000 requests none is lost.\n');

  const kept = await run('sleeps.yaml', '--scenario', 'many.scenario.yaml');
  expect(kept.code).toBe(1);
  expect(kept.stdout).toContain('a preStop sleep of 12 s ends that.');
  const { requests } = JSON.parse((await run('web.yaml', '--format', 'json')).stdout);
  expect(requests).toMatchObject({ isAssumed: true, perSecond: 100, knownAfterMs: 1000, fromMs: 0 });
  expect(requests.losses[0]).toMatchObject({ lost: [{ reason: 'stopped', pods: 1, pod: expect.any(String) }] });
});

test('what a scenario expects of a rollout decides the exit code', async () => {
  const given = (expectations: string) =>
    folder({
      'x.scenario.yaml': `name: x\ncontainers:\n  shop:\n    startupSeconds: 20\nexpect:\n  ${expectations}\n`,
    });
  const run = (at: string, ...args: string[]) =>
    rollout('web-three-probes.yaml', '--scenario', join(at, 'x.scenario.yaml'), ...args);

  const met = await run(await given('{ completesWithin: 5m, endpointsAtLeast: 3 }'));
  expect(met.code).toBe(0);
  expect(met.stdout).toContain('\nok      endpointsAtLeast: 3: At least 3 endpoints are ready all the time.\n');

  const missed = await given('{ completesWithin: 30s, neverRestarted: true }');
  const { code, stdout } = await run(missed);
  expect(code).toBe(1);
  expect(stdout).toContain('failed  completesWithin: 30s: The update is finished after');
  expect(stdout).toContain('ok      neverRestarted: true: 0 restarts in the new pods.');
  const { verdicts } = JSON.parse((await run(missed, '--format', 'json')).stdout);
  expect(verdicts).toMatchObject([{ path: 'expect.completesWithin', holds: false }, { holds: true }]);

  const wanted = await given('{ neverReady: true, statusSeen: [Running] }');
  const failing = await run(wanted, '--until', '10s');
  expect(failing.code).toBe(0);
});

test('--feature-gates reaches a rollout: a StatefulSet with maxUnavailable', async () => {
  const cwd = folder({
    'db.yaml': `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  replicas: 4
  updateStrategy: {rollingUpdate: {maxUnavailable: 2}}
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: db:1, readinessProbe: {tcpSocket: {port: 5432}}}]}
`,
  });
  const took = async (...gates: string[]) => {
    const { stdout } = await probewise(['rollout', 'db.yaml', '--format', 'json', ...gates], { cwd });
    return (JSON.parse(stdout) as { summary: { tookMs: number } }).summary.tookMs;
  };
  expect(await took()).toBeLessThan(await took('--feature-gates', 'MaxUnavailableStatefulSet=false'));
});

test.each(['status', 'table'])('%s: another release than the target is said', async (format) => {
  const said = async (...args: string[]) =>
    (await rollout('web-three-probes.yaml', '--format', format, ...args)).stderr;
  expect(await said('--kubernetes', '1.30')).toContain('The target is Kubernetes 1.30; 1.33 is simulated');
  expect(await said('--kubernetes', '1.37')).toBe('');
});
