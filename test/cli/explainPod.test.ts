/** `probewise explain` of what kubectl prints: pods, lists and descriptions. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readPods } from '../../server/src/features/explain/readPods.ts';
import fc from '../support/fastCheck.ts';
import { probewise } from './support/commandLine.ts';
import { folder } from './support/folder.ts';

const nowMs = Date.parse('2026-11-30T08:00:50Z');
const explain = (stdin: string, ...args: string[]) =>
  probewise(['explain', '-', ...args], { cwd: folder({}), stdin, nowMs });

const conditions = (ready: boolean, at: string) =>
  ['Ready', 'ContainersReady'].map((type) => ({
    type,
    status: ready ? 'True' : 'False',
    ...(ready ? {} : { reason: 'ContainersNotReady' }),
    lastTransitionTime: at,
  }));

/** As `kubectl get pod -o json` prints one. */
function pod(container: object, status: object, spec: object = {}, metadata: object = {}): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web-0', namespace: 'shop', creationTimestamp: '2026-11-30T08:00:00Z', ...metadata },
    spec: {
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 30,
      containers: [{ name: 'app', image: 'shop:1', imagePullPolicy: 'IfNotPresent', ...container }],
      ...spec,
    },
    status: { phase: 'Running', startTime: '2026-11-30T08:00:00Z', ...status },
  };
}

const startup = {
  tcpSocket: { port: 80 },
  periodSeconds: 5,
  timeoutSeconds: 1,
  failureThreshold: 6,
  successThreshold: 1,
};

const starting = pod(
  { startupProbe: startup },
  {
    conditions: conditions(false, '2026-11-30T08:00:00Z'),
    containerStatuses: [
      {
        name: 'app',
        ready: false,
        started: false,
        restartCount: 1,
        state: { running: { startedAt: '2026-11-30T08:00:32Z' } },
        lastState: {
          terminated: {
            exitCode: 137,
            reason: 'Error',
            startedAt: '2026-11-30T08:00:01Z',
            finishedAt: '2026-11-30T08:00:31Z',
          },
        },
      },
    ],
  },
);

test('a slow start: what, why, what next and when, which field, and the scenario', async () => {
  const { code, stdout, stderr } = await explain(JSON.stringify(starting));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.split('\n')).toEqual([
    'web-0 in shop: 0/1 Running, restarts 1 (19s ago), age 50s',
    '  app runs since 18 s, but has not answered its startup probe yet; it was started again once before. The startup probe of app did not succeed in time, so the kubelet ended the container 30 s after its start.',
    '  Next: Unless it answers, the kubelet ends it in 7–15 s and starts it again.',
    '  To do: A higher spec.containers[0].startupProbe.failureThreshold gives the app more time: 5 s for each failure more.',
    '  To do: If the app works, correct what the probe asks: spec.containers[0].startupProbe.',
    '  In a simulation it looks the same if: The app needs more than 25 s to start.',
    '',
  ]);
});

test('a pod that took its time: about how long the app needs', async () => {
  const ready = pod(
    { readinessProbe: { ...startup, failureThreshold: 3 } },
    {
      conditions: conditions(true, '2026-11-30T08:03:18Z'),
      containerStatuses: [
        {
          name: 'app',
          ready: true,
          started: true,
          restartCount: 0,
          state: { running: { startedAt: '2026-11-30T08:00:01Z' } },
        },
      ],
    },
  );
  const { stdout } = await explain(JSON.stringify(ready), '--now', '2026-11-30T08:10:00Z');
  expect(stdout).toContain('The app needs about 3 min 15 s to start.');
  const scenario = await explain(JSON.stringify(ready), '--now', '2026-11-30T08:10:00Z', '--format', 'scenario');
  expect(scenario.stdout).toContain('startupSeconds: 195');
  // It is a scenario of which the simulation makes the same.
  const cwd = folder({ 'slow.yaml': scenario.stdout, 'pod.json': JSON.stringify(ready) });
  const simulated = await probewise(['simulate', 'pod.json', '--scenario', 'slow.yaml', '--at', '10m'], { cwd });
  expect(simulated.stdout).toMatch(/1\/1 +Running +0/);
});

const waiting = (reason: string, message: string, more: object = {}) =>
  pod(
    { env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'web', key: 'a' } } }], ...more },
    {
      phase: 'Pending',
      conditions: conditions(false, '2026-11-30T08:00:00Z'),
      containerStatuses: [
        {
          name: 'app',
          ready: false,
          started: false,
          restartCount: 0,
          state: { waiting: { reason, message } },
          lastState: {},
        },
      ],
    },
  );

test.each([
  ['ImagePullBackOff', 'Back-off pulling image "shop:1": ErrImagePull: unauthorized', 'spec.imagePullSecrets'],
  ['ErrImagePull', 'not found', 'spec.containers[0].image'],
  ['CreateContainerConfigError', 'configmap "web" not found', 'spec.containers[0].env'],
  ['RunContainerError', 'exec: "nope": executable file not found', 'spec.containers[0].command'],
])('%s: %s', async (reason, message, field) => {
  const { stdout } = await explain(JSON.stringify(waiting(reason, message)), '--format', 'json');
  const { pods } = JSON.parse(stdout);
  expect(pods[0].row.status).toBe(reason);
  const [cause] = pods[0].causes;
  expect(cause.sentence).toContain(message.replace(/\.$/, ''));
  expect(cause.changes.map((change: { field: string }) => change.field)).toContain(field);
  expect(cause.next.length).toBeGreaterThan(0);
});

test('a crash loop: when the next start comes', async () => {
  const crashing = pod(
    {},
    {
      conditions: conditions(false, '2026-11-30T08:00:00Z'),
      containerStatuses: [
        {
          name: 'app',
          ready: false,
          started: false,
          restartCount: 2,
          state: {
            waiting: {
              reason: 'CrashLoopBackOff',
              message: 'back-off 20s restarting failed container=app pod=web-0_shop(1)',
            },
          },
          lastState: {
            terminated: {
              exitCode: 3,
              reason: 'Error',
              startedAt: '2026-11-30T08:00:38Z',
              finishedAt: '2026-11-30T08:00:43Z',
            },
          },
        },
      ],
    },
  );
  const { stdout } = await explain(JSON.stringify(crashing));
  expect(stdout).toContain('app ended by itself with exit code 3, 5 s after its start.\n');
  expect(stdout).toContain(
    'Next: The kubelet starts app again in about 13 s; the back-off is 20 s now and doubles up to 5 min.',
  );
});

test('YAML of a list, and a pod of a manifest in it that never ran', async () => {
  const list = `apiVersion: v1
kind: List
items:
- ${JSON.stringify(starting)}
- ${JSON.stringify(waiting('ErrImagePull', 'not found'))}
- {apiVersion: v1, kind: Pod, metadata: {name: planned}, spec: {containers: [{name: app, image: a}]}}
`;
  const { code, stdout, stderr } = await explain(list);
  expect(code).toBe(0);
  expect(stdout.match(/^\S+ in shop: /gm)).toHaveLength(2);
  expect(stderr).toContain('planned has no status: it is a manifest.');
});

test('a pod that is being deleted, one that no node takes, one that is evicted', async () => {
  const said = async (seen: object) => (await explain(JSON.stringify(seen))).stdout;
  const running = [
    {
      name: 'app',
      ready: true,
      started: true,
      restartCount: 0,
      state: { running: { startedAt: '2026-11-30T08:00:01Z' } },
    },
  ];
  const deleted = pod(
    {},
    { conditions: conditions(true, '2026-11-30T08:00:02Z'), containerStatuses: running },
    {},
    {
      deletionTimestamp: '2026-11-30T08:01:10Z',
      deletionGracePeriodSeconds: 30,
    },
  );
  expect(await said(deleted)).toContain('Next: What still runs gets SIGKILL in 20 s.');
  const message = '0/3 nodes are available: 3 Insufficient cpu. preemption: 0/3 nodes are available.';
  const unscheduled = pod(
    {},
    {
      phase: 'Pending',
      conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }],
    },
  );
  expect(await said(unscheduled)).toContain('Ask for less in spec.containers[*].resources.requests, or add a node.');
  const evicted = pod({}, { phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: memory.' });
  expect(await said(evicted)).toContain('The pod has failed: Evicted (The node was low on resource: memory).');
});

/** As `kubectl describe pod` prints it. */
const described = `Name:             web-0
Namespace:        shop
Priority:         0
Service Account:  default
Node:             node-1/192.168.0.10
Start Time:       Mon, 30 Nov 2026 08:00:00 +0000
Labels:           app=web
Annotations:      <none>
Status:           Running
IP:               10.244.0.10
IPs:
  IP:  10.244.0.10
Containers:
  app:
    Container ID:   containerd://1
    Image:          shop:1
    Image ID:       shop@sha256:1
    Port:           80/TCP
    Host Port:      0/TCP
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       Completed
      Exit Code:    0
      Started:      Mon, 30 Nov 2026 08:00:10 +0000
      Finished:     Mon, 30 Nov 2026 08:00:41 +0000
    Ready:          False
    Restart Count:  3
    Limits:
      memory:     64Mi
    Liveness:     http-get http://:80/healthz delay=0s timeout=1s period=10s #success=1 #failure=3
    Environment:  <none>
    Mounts:
      /var/run/secrets/kubernetes.io/serviceaccount from kube-api-access-x (ro)
Conditions:
  Type                        Status
  PodReadyToStartContainers   True 
  Initialized                 True 
  Ready                       False 
  ContainersReady             False 
  PodScheduled                True 
Volumes:
  kube-api-access-x:
    Type:                    Projected (a volume that contains injected data from multiple sources)
QoS Class:                   Burstable
Events:
  Type     Reason     Age                From               Message
  ----     ------     ----               ----               -------
  Normal   Scheduled  50s                default-scheduler  Successfully assigned shop/web-0 to node-1
  Warning  Unhealthy  12s (x9 over 40s)  kubelet            spec.containers{app}: Liveness probe failed: HTTP probe failed with statuscode: 500
  Normal   Killing    12s (x3 over 32s)  kubelet            spec.containers{app}: Container app failed liveness probe, will be restarted
  Warning  BackOff    2s (x2 over 8s)    kubelet            Back-off restarting failed container app in pod web-0_shop(1)
`;

test('a description: its events say for certain who ended the container', async () => {
  const { code, stdout } = await explain(described);
  expect(code).toBe(0);
  expect(stdout.split('\n').slice(0, 2)).toEqual([
    'web-0 in shop: 0/1 CrashLoopBackOff, restarts 3 (9s ago), age 50s',
    '  The liveness probe of app failed 3 times in a row, so the kubelet ended the container 31 s after its start.',
  ]);
  expect(stdout).not.toContain('does not say');
  expect(stdout).toContain('write spec.containers[0].startupProbe.');
  const two = await explain(`${described}\n\n${described.replaceAll('web-0', 'web-1')}`);
  expect(two.stdout.match(/^web-\d in shop/gm)).toEqual(['web-0 in shop', 'web-1 in shop']);
});

describe('what is no pod of a cluster', () => {
  test.each([
    ['nothing', '', 2],
    ['a manifest', 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: []}\n', 1],
    ['another object', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n', 2],
    ['broken YAML', 'kind: Pod\n  status: [', 2],
  ])('%s', async (_, text, code) => {
    const result = await explain(text);
    expect(result).toMatchObject({ code, stdout: '' });
    expect(result.stderr.trim().split('\n')).toHaveLength(1);
  });

  test('a file that is not there', async () => {
    const result = await probewise(['explain', 'pods/web.yaml'], { cwd: folder({}) });
    expect(result).toMatchObject({ code: 2, stderr: 'probewise: pods/web.yaml: no such file or directory\n' });
  });

  test('an example of a manifest', async () => {
    const result = await probewise(['explain', 'redis-exec.yaml'], {
      cwd: join(import.meta.dirname, '../../examples'),
    });
    expect(result.code).toBe(2);
  });
});

test('no text makes it throw', () => {
  const words = [
    'Name:   a',
    'Namespace:   b',
    '  app:',
    '    State:  Running',
    'Status:',
    'Events:',
    '  Normal a b c d',
    'kind: Pod',
  ];
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...words), fc.string()), { maxLength: 12 }), (lines) => {
      readPods(lines.join('\n'), nowMs);
    }),
    { numRuns: 300 },
  );
  // Whatever a status holds instead of what it should hold.
  fc.assert(
    fc.property(
      fc.jsonValue({ maxDepth: 3 }),
      fc.constantFrom('phase', 'conditions', 'containerStatuses'),
      (value, field) => {
        const broken = { ...starting, status: { phase: 'Running', [field]: value } };
        readPods(JSON.stringify(broken), nowMs);
      },
    ),
    { numRuns: 300 },
  );
});
