/** `probewise simulate`: the rows that kubectl would print, and what is said when something is wrong. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Trace } from '../../server/src/lifecycle/trace/trace.ts';
import { probewise } from './support/commandLine.ts';
import { folder } from './support/folder.ts';

const examples = join(import.meta.dirname, '../../examples');

const pod = (name: string, more = '') => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
spec:
  containers:
    - name: app
      image: nginx:1.27
      livenessProbe:
        tcpSocket: {port: 80}
${more}`;

test("the course's listing: one row of the exec example after 67 seconds", async () => {
  const args = ['simulate', 'redis-exec.yaml', '--scenario', 'probe-always-fails', '--at', '67s'];
  const { code, stdout, stderr } = await probewise(args, { cwd: examples });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.replace(/(redis-deployment)-[a-z0-9]+-[a-z0-9]{5}/, '$1-849d977d4c-dkndn')).toBe(
    [
      'NAME                                READY   STATUS             RESTARTS     AGE',
      'redis-deployment-849d977d4c-dkndn   0/1     CrashLoopBackOff   3 (7s ago)   67s',
      '',
    ].join('\n'),
  );
});

test('table: a row for each change of anything but AGE', async () => {
  const cwd = folder({ 'pod.yaml': pod('web') });
  const { stdout } = await probewise(['simulate', 'pod.yaml'], { cwd });
  expect(stdout).toBe(
    [
      'NAME   READY   STATUS              RESTARTS   AGE',
      'web    0/1     ContainerCreating   0          0s',
      'web    1/1     Running             0          2s',
      '',
    ].join('\n'),
  );
});

/** The release whose words stand below. */
const as134 = ['--kubernetes', '1.34'];

test('events: as kubectl describe lists them, also at a moment', async () => {
  const cwd = folder({ 'pod.yaml': pod('web') });
  const { stdout } = await probewise(['simulate', 'pod.yaml', '--format', 'events', '--at', '10s', ...as134], { cwd });
  expect(stdout).toBe(
    [
      'Events:',
      '  Type    Reason     Age   From               Message',
      '  ----    ------     ----  ----               -------',
      '  Normal  Scheduled  10s   default-scheduler  Successfully assigned default/web to node-1',
      '  Normal  Pulling    10s   kubelet            Pulling image "nginx:1.27"',
      '  Normal  Pulled     8s    kubelet            Successfully pulled image "nginx:1.27" in 2s (2s including waiting). Image size: 12345678 bytes.',
      '  Normal  Created    8s    kubelet            Created container: app',
      '  Normal  Started    8s    kubelet            Started container app',
      '',
    ].join('\n'),
  );
  const failing = ['simulate', 'pod.yaml', '--format', 'events', '--scenario', 'probe-always-fails', '--until', '2m'];
  expect((await probewise(failing, { cwd })).stdout).toMatch(
    /\n {2}Warning {2}Unhealthy {2}\S+ \(x\d+ over \S+\) {2}kubelet /,
  );
});

test('json: the trace, the same bytes every time', async () => {
  const args = ['simulate', 'redis-exec.yaml', '--scenario', 'deadlock', '--until', '90s', '--format', 'json'];
  const { stdout } = await probewise(args, { cwd: examples });
  expect((await probewise(args, { cwd: examples })).stdout).toBe(stdout);
  const trace = JSON.parse(stdout) as Trace;
  expect(trace).toMatchObject({ version: 3, scenario: 'deadlock', endMs: 90_000, namespace: 'default' });
  expect(trace.entries.map(({ seq }) => seq)).toEqual(trace.entries.map((_, index) => index));
});

test('a scenario from a file', async () => {
  const cwd = folder({
    'pod.yaml': pod('web'),
    'flaky.yaml': 'containers:\n  app:\n    runs:\n      - {exitAfterSeconds: 5, exitCode: 3}\n      - {}\n',
  });
  const { stdout } = await probewise(['simulate', 'pod.yaml', '--scenario', 'flaky.yaml', ...as134], { cwd });
  expect(stdout.split('\n').map((line) => line.split(/ {2,}/).slice(1, 4).join(' '))).toEqual([
    'READY STATUS RESTARTS',
    '0/1 ContainerCreating 0',
    '1/1 Running 0',
    '0/1 Error 0',
    '1/1 Running 1 (1s ago)',
    '',
  ]);
  const json = await probewise(['simulate', 'pod.yaml', '--scenario', 'flaky.yaml', '--format', 'json'], { cwd });
  expect(JSON.parse(json.stdout)).toMatchObject({ scenario: 'flaky' });
});

test('one of several workloads, by name, by kind and name, or by id', async () => {
  const cwd = folder({ 'pods.yaml': ['a', 'b', 'b'].map((name) => pod(name)).join('---\n') });
  const name = async (workload: string) => {
    const { stdout } = await probewise(['simulate', 'pods.yaml', '--workload', workload, '--at', '1s'], { cwd });
    return stdout.split('\n')[1]?.split(' ')[0];
  };
  expect(await name('a')).toBe('a');
  expect(await name('pod/a')).toBe('a');
  expect(await name('Pod/b')).toBe('b');
  expect(await name('Pod/b#2')).toBe('b');
});

test('the manifest may come from the standard input', async () => {
  const { code, stdout } = await probewise(['simulate', '-', '--at', '5s'], { cwd: folder({}), stdin: pod('web') });
  expect(code).toBe(0);
  expect(stdout).toContain('web    1/1     Running   0          5s');
});

test('a pod that is gone has no row', async () => {
  const cwd = folder({ 'pod.yaml': pod('web'), 'delete.yaml': 'delete: {atSeconds: 10, gracePeriodSeconds: 0}' });
  const args = ['simulate', 'pod.yaml', '--scenario', 'delete.yaml', '--at', '2m'];
  const { code, stdout, stderr } = await probewise(args, { cwd });
  expect({ code, stdout, stderr }).toEqual({
    code: 0,
    stdout: '',
    stderr: 'No resources found in default namespace.\n',
  });
});

test.each<[string, string[], string]>([
  ['a missing file', ['nope.yaml'], 'nope.yaml: no such file or directory'],
  [
    'several workloads',
    ['pods.yaml'],
    'pods.yaml: several workloads; choose one with --workload: Pod/a, Pod/b, Deployment/a',
  ],
  ['an unknown workload', ['pods.yaml', '--workload', 'c'], 'no workload c; there are: Pod/a, Pod/b, Deployment/a'],
  ['an ambiguous workload', ['pods.yaml', '--workload', 'a'], 'several workloads are called a; choose one of: Pod/a'],
  ['no workload', ['service.yaml'], 'service.yaml: no workload in it'],
  ['no containers', ['pods.yaml', '--workload', 'deployment/a'], 'Deployment a has no containers to simulate'],
  ['a directory', ['.'], '. is more than one file; choose one'],
  [
    'a slip in a scenario',
    ['pod.yaml', '--scenario', 'deadlok'],
    'no scenario or file deadlok (did you mean deadlock?); presets: healthy,',
  ],
  ['an unknown scenario', ['pod.yaml', '--scenario', 'zzz'], 'no scenario or file zzz; presets: healthy, slow-start'],
  [
    'a wrong field in a scenario',
    ['pod.yaml', '--scenario', 'a.yaml'],
    'a.yaml: containers.app.rums is unknown. Did you mean runs?',
  ],
  [
    'a wrong value in a scenario',
    ['pod.yaml', '--scenario', 'b.yaml'],
    'b.yaml: containers.app.probes.liveness[0].result must be one of success,',
  ],
  ['a missing field in a scenario', ['pod.yaml', '--scenario', 'c.yaml'], 'c.yaml: delete.atSeconds is missing'],
  ['a scenario that is not YAML', ['pod.yaml', '--scenario', 'd.yaml'], 'd.yaml: '],
  ['an unknown container', ['pod.yaml', '--scenario', 'e.yaml'], 'a container web; the pod has: app'],
  [
    'a bad duration',
    ['pod.yaml', '--until', '10'],
    "argument '10' is invalid. Write a duration like 90s, 10m or 1h30m.",
  ],
  ['a bad moment', ['pod.yaml', '--at', 'now'], "argument 'now' is invalid"],
  ['a moment after the end', ['pod.yaml', '--at', '400d'], 'too much happens until 400 d: the simulation ends after'],
  ['a moment after all time', ['pod.yaml', '--at', '9999999999d'], 'A simulation covers between 0 s and 10 years'],
  ['more than all time', ['pod.yaml', '--until', '9999999999d'], 'A simulation covers between 0 s and 10 years'],
  [
    'a scenario beyond it',
    ['pod.yaml', '--scenario', 'f.yaml'],
    'The scenario "f" has a time after more than 10 years',
  ],
  ['a moment of the trace', ['pod.yaml', '--at', '1s', '--format', 'json'], '--at shows one moment'],
])('usage and I/O errors: %s', async (_, args, message) => {
  const cwd = folder({
    'pod.yaml': pod('web'),
    'pods.yaml': `${pod('a')}---\n${pod('b')}---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\n`,
    'service.yaml': 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n',
    'a.yaml': 'containers: {app: {rums: []}}',
    'b.yaml': 'containers: {app: {probes: {liveness: [{fromSeconds: 0, result: bad}]}}}',
    'c.yaml': 'delete: {}',
    'f.yaml': 'name: f\ndelete: {atSeconds: 1000000000}',
    'd.yaml': 'a: b: c',
    'e.yaml': 'containers: {web: {}}',
  });
  const { code, stdout, stderr } = await probewise(['simulate', ...args], { cwd });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^probewise: .*\n$/);
  expect(stderr).toContain(message);
});

test('every example runs through every preset', async () => {
  const presets = [
    'healthy',
    'slow-start',
    'deadlock',
    'crash-on-boot',
    'endpoint-outage',
    'wrong-port',
    'probe-always-fails',
    'image-not-found',
  ];
  const files = [
    'nginx-http.yaml',
    'nginx-tcp.yaml',
    'redis-exec.yaml',
    'web-three-probes.yaml',
    'migration-job.yaml',
    'report-cronjob.yaml',
  ];
  for (const file of files) {
    expect(readFileSync(join(examples, file), 'utf8')).not.toBe('');
    for (const preset of presets) {
      const { code, stderr, stdout } = await probewise(['simulate', file, '--scenario', preset], { cwd: examples });
      expect({ file, preset, code, stderr }).toEqual({ file, preset, code: 0, stderr: '' });
      expect(stdout).toMatch(/^NAME +READY +STATUS +RESTARTS +AGE\n/);
    }
  }
});

test('expectations of the scenario: a line for each, and exit code 1 if one fails', async () => {
  const scenario = `containers:
  app:
    happenings:
      - {atSeconds: 60, answers: refused}
expect:
  readyWithin: 30s
  neverRestarted: true
`;
  const cwd = folder({ 'pod.yaml': pod('web'), 'outage.yaml': scenario });
  const args = ['simulate', 'pod.yaml', '--scenario', 'outage.yaml', ...as134];
  const { code, stdout, stderr } = await probewise(args, { cwd });
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  const [passed, failed, ...rest] = stdout.split('\n\n')[1]?.split('\n') ?? [];
  expect(passed).toBe('ok      readyWithin: 30s: The pod is ready after 0.6 s.');
  expect(failed).toMatch(
    /^failed {2}neverRestarted: true: The first restart comes after [\d mins]+\. app is restarted: 3 liveness attempts in a row/,
  );
  expect(rest).toEqual(['']);

  const json = await probewise(['simulate', 'pod.yaml', '--scenario', 'outage.yaml', '--format', 'json'], { cwd });
  expect(json.code).toBe(1);
  expect(JSON.parse(json.stdout).verdicts).toMatchObject([
    { path: 'expect.readyWithin', holds: true },
    { path: 'expect.neverRestarted', holds: false },
  ]);

  const met = folder({ 'pod.yaml': pod('web'), 'fine.yaml': 'expect: {readyWithin: 1m, staysReady: true}' });
  expect((await probewise(['simulate', 'pod.yaml', '--scenario', 'fine.yaml'], { cwd: met })).code).toBe(0);
});

test('the release to simulate: an option, unless a comment in the file names one', async () => {
  const commented = `# probewise: kubernetes=1.33\n${pod('web')}`;
  const cwd = folder({ 'pod.yaml': pod('web'), 'commented.yaml': commented });
  const created = async (...args: string[]) =>
    /Created .*/.exec((await probewise(['simulate', ...args, '--format', 'events'], { cwd })).stdout)?.[0];
  expect(await created('pod.yaml', '--kubernetes', '1.35')).toMatch(/Container created$/);
  expect(await created('pod.yaml', '--kubernetes', '1.37')).toMatch(/Container created$/);
  expect(await created('commented.yaml', '--kubernetes', '1.35')).toMatch(/Created container: app$/);
  expect(await created('pod.yaml', '--kubernetes', '1.34')).toMatch(/Created container: app$/);
  expect(await created('pod.yaml')).toMatch(/Container created$/);
});

test('describe: the pod as kubectl describe shows it at a moment, and nothing of one that is gone', async () => {
  const cwd = folder({ 'pod.yaml': pod('web'), 'gone.yaml': 'delete: {atSeconds: 30}' });
  const { code, stdout } = await probewise(['simulate', 'pod.yaml', '--format', 'describe', '--at', '10s', ...as134], {
    cwd,
  });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Name: +web\n/);
  expect(stdout).toMatch(/^ {4}Liveness: +tcp-socket :80 delay=0s timeout=1s period=10s #success=1 #failure=3$/m);
  expect(stdout).toMatch(/^ {2}Normal +Started +8s +kubelet +Started container app$/m);
  const args = ['simulate', 'pod.yaml', '--scenario', 'gone.yaml', '--format', 'describe'];
  expect(await probewise(args, { cwd })).toMatchObject({
    stdout: '',
    stderr: 'No resources found in default namespace.\n',
  });
});

test.each(['simulate', 'rollout'])('%s says that a limit ended it', async (command) => {
  const endless = ['--scenario', 'deadlock', '--until', '3000h'];
  const { code, stdout, stderr } = await probewise([command, 'web-three-probes.yaml', ...endless], { cwd: examples });
  expect(code).toBe(0);
  expect(stdout).not.toBe('');
  expect(stderr).toMatch(/^The simulation ends after \d+ d( \d+ h)?: it has too many entries to keep\.\n$/);
});

describe.each(['simulate', 'rollout'])('%s says first', (command) => {
  const web = (probe: string, image = 'nginx:1.27') => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: web
          image: ${image}
          ports: [{name: http, containerPort: 80}]
          readinessProbe: ${probe}
`;

  test('that the API server rejects the manifest, with exit code 1 unless one wants it anyway', async () => {
    const cwd = folder({ 'web.yaml': web('{httpGet: {port: 0}}') });
    const refused = await probewise([command, 'web.yaml'], { cwd });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/^The API server rejects Deployment web; .*\nweb\.yaml:13:\d+: .*0/);
    const anyway = await probewise([command, 'web.yaml', '--anyway', '--until', '1s'], { cwd });
    expect(anyway.stderr).toContain('The API server rejects Deployment web');
    if (command === 'simulate') expect(anyway.code).toBe(0);
  });

  test('that another release is simulated than the one that is meant', async () => {
    const cwd = folder({ 'web.yaml': web('{httpGet: {port: http}}') });
    const { stderr, code } = await probewise([command, 'web.yaml', '--kubernetes', '1.30'], { cwd });
    expect({ stderr, code }).toEqual({
      stderr: 'The target is Kubernetes 1.30; 1.33 is simulated, the nearest release that the engine knows.\n',
      code: 0,
    });
    expect((await probewise([command, 'web.yaml'], { cwd })).stderr).toBe('');
  });

  test('what templates leave open', async () => {
    const cwd = folder({ 'web.yaml': web('{httpGet: {port: http}, periodSeconds: {{ .x }}}', '{{ .image }}') });
    expect((await probewise([command, 'web.yaml'], { cwd })).stderr).toBe(
      'Left open by templates: spec.template.spec.containers[0].image (made up), spec.template.spec.containers[0].readinessProbe.periodSeconds (default taken).\n',
    );
  });

  test('that a patch is no pod', async () => {
    const patch = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {template: {spec: {containers: [{name: web, readinessProbe: {httpGet: {port: http}}}]}}}
`;
    const cwd = folder({ 'patch.yaml': patch });
    const { code, stderr } = await probewise([command, 'patch.yaml'], { cwd });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('Deployment web is a patch') });
  });

  // By its looks it might be a whole one.
  test('that what a kustomization uses as a patch is no pod', async () => {
    const cwd = folder({
      'kustomization.yaml': 'resources: [base.yaml]\npatches: [{path: patch.yaml}]\n',
      'patch.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: web, image: "web:2"}]}}}\n',
    });
    const { code, stderr } = await probewise([command, 'patch.yaml'], { cwd });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('Deployment web is a patch') });
  });
});

test.each(['simulate', 'rollout'])(
  '%s: a scenario about a volume that the pod does not have is refused',
  async (command) => {
    const own = (volumes: string) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template: {metadata: {labels: {app: web}}, spec: {${volumes}containers: [{name: web, image: 'nginx:1.27'}]}}
`;
    const scenario = 'volumes: {data: {mountError: {message: gone}}}\n';
    const run = async (volumes: string) => {
      const cwd = folder({ 'web.yaml': own(volumes), 'own.yaml': scenario });
      const { code, stderr } = await probewise([command, 'web.yaml', '--scenario', 'own.yaml'], { cwd });
      return `${code} ${stderr}`;
    };
    expect(await run('')).toBe('2 probewise: the scenario is about a volume data; the pod has none\n');
    expect(await run('volumes: [{name: cache, emptyDir: {}}], ')).toContain('data; the pod has: cache');
    expect(await run('volumes: [{name: data, emptyDir: {}}], ')).not.toMatch(/^2/);
  },
);

test('--feature-gates reaches the simulation, and a comment in the file adds to it', async () => {
  const cwd = folder({
    'present.scenario.yaml': 'containers: {app: {image: {present: true, pullSeconds: 1}}}\n',
    'pod.yaml': pod('web'),
    'gated.yaml': `# probewise: gates=KubeletEnsureSecretPulledImages\n${pod('web')}`,
  });
  const present = async (file: string, ...gates: string[]) => {
    const { stdout } = await probewise(
      ['simulate', file, '--format', 'events', '--scenario', 'present.scenario.yaml', ...gates],
      { cwd },
    );
    return /Container image "nginx:1.27" already present.*/.exec(stdout)?.[0];
  };
  const known = 'Container image "nginx:1.27" already present on machine';
  const off = ['--feature-gates', '-KubeletEnsureSecretPulledImages'];
  expect(await present('pod.yaml')).toBe(`${known} and can be accessed by the pod`);
  expect(await present('pod.yaml', ...off)).toBe(known);
  expect(await present('gated.yaml', ...off)).toBe(`${known} and can be accessed by the pod`);
});

test('what the check says before a simulation knows the gates', async () => {
  const rule =
    '      restartPolicy: Never\n      restartPolicyRules: [{action: RestartAllContainers, exitCodes: {operator: In, values: [7]}}]\n';
  const cwd = folder({ 'pod.yaml': pod('web', rule) });
  const off = await probewise(['simulate', 'pod.yaml', '--feature-gates', '-RestartAllContainersOnContainerExits'], {
    cwd,
  });
  expect(off.code).toBe(1);
  expect(off.stderr).toContain('"RestartAllContainers" needs the feature gate');
  expect((await probewise(['simulate', 'pod.yaml'], { cwd })).code).toBe(0);
});

test.each(['table', 'events', 'describe'])('%s: another release than the target is said', async (format) => {
  const cwd = folder({ 'pod.yaml': pod('web'), 'old.yaml': `# probewise: kubernetes=1.31\n${pod('web')}` });
  const said = async (...args: string[]) =>
    (await probewise(['simulate', ...args, '--until', '5s', '--format', format], { cwd })).stderr;
  expect(await said('pod.yaml', '--kubernetes', '1.30')).toContain('The target is Kubernetes 1.30; 1.33 is simulated');
  expect(await said('old.yaml')).toContain('The target is Kubernetes 1.31; 1.33 is simulated');
  expect(await said('pod.yaml', '--kubernetes', '1.35')).toBe('');
  expect(await said('pod.yaml')).toBe('');
});
