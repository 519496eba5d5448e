import { describe, expect, it } from 'vitest';
import type { ContainerState, ContainerStatus, PodCondition, PodStatus, Trace } from '../trace/trace.ts';
import { printPod } from './row.ts';
import { formatTable } from './table.ts';

const nowMs = 1_000_000;
const second = 1000;
const day = 86_400 * second;

const running: ContainerState = { type: 'running', startedAtMs: 0 };
const waiting = (reason: string): ContainerState => ({ type: 'waiting', reason });
const ended = (exitCode: number, reason: string): ContainerState => ({ type: 'terminated', exitCode, reason });

interface Shorthand {
  readonly state: ContainerState;
  readonly ready?: boolean;
  readonly started?: boolean;
  readonly restarts?: number;
  /** How long ago the run before ended. */
  readonly lastMs?: number;
}

function statuses(prefix: string, list: readonly Shorthand[]): ContainerStatus[] {
  return list.map(({ state, ready = false, started = false, restarts = 0, lastMs }, index) => ({
    name: `${prefix}${index}`,
    state,
    ready,
    started,
    restartCount: restarts,
    ...(lastMs === undefined
      ? {}
      : { lastState: { type: 'terminated', exitCode: 1, reason: 'Error', finishedAtMs: nowMs - lastMs } as const }),
  }));
}

interface Case {
  readonly phase?: PodStatus['phase'];
  readonly reason?: string;
  readonly conditions?: readonly PodCondition[];
  readonly init?: readonly Shorthand[];
  readonly sidecars?: readonly Shorthand[];
  readonly containers?: readonly Shorthand[];
  /** Containers of the spec, where the status lists fewer. */
  readonly total?: number;
  readonly deleting?: boolean;
}

function row(given: Case): string {
  const { phase = 'Running', init = [], sidecars = [], containers = [], total = containers.length } = given;
  const initStatuses = [...statuses('init', init), ...statuses('side', sidecars)];
  const pod: Trace['containers'] = [
    ...init.map((_, index) => ({ name: `init${index}`, type: 'init' as const })),
    ...sidecars.map((_, index) => ({ name: `side${index}`, type: 'sidecar' as const })),
    ...Array.from({ length: total }, (_, index) => ({ name: `app${index}`, type: 'regular' as const })),
  ];
  const status: PodStatus = {
    phase,
    ...(given.reason === undefined ? {} : { reason: given.reason }),
    conditions: given.conditions ?? [],
    initContainerStatuses: initStatuses,
    containerStatuses: statuses('app', containers),
    ...(given.deleting ? { deletionAtMs: 0 } : {}),
  };
  const { ready, status: text, restarts } = printPod({ name: 'pod', createdAtMs: 0, containers: pod }, status, nowMs);
  return `${ready} ${text} ${restarts}`;
}

const up: Shorthand = { state: running, ready: true, started: true };
const isReady: PodCondition = { type: 'Ready', status: 'True' };
const isInitialized: PodCondition = { type: 'Initialized', status: 'True' };

describe('a row is printed as printPod of Kubernetes 1.34 prints it', () => {
  it.each<readonly [string, Case, string]>([
    ['the phase when nothing else is known', { phase: 'Pending', containers: [], total: 2 }, '0/2 Pending 0'],
    ['a ready container, another without status', { containers: [{ ...up, restarts: 6 }], total: 2 }, '1/2 Running 6'],
    ['a waiting reason', { containers: [up, { state: waiting('CrashLoopBackOff') }] }, '1/2 CrashLoopBackOff 0'],
    [
      'the first container in order wins',
      { containers: [{ state: waiting('ImagePullBackOff') }, { state: ended(1, 'Error') }] },
      '0/2 ImagePullBackOff 0',
    ],
    [
      'the reason of the status instead of the phase',
      { phase: 'Failed', reason: 'Evicted', total: 1 },
      '0/1 Evicted 0',
    ],
    ['an exit without reason', { containers: [{ state: ended(3, '') }] }, '0/1 ExitCode:3 0'],
    [
      'completed next to a running one, pod not ready',
      { containers: [{ state: ended(0, 'Completed') }, up] },
      '1/2 NotReady 0',
    ],
    [
      'completed next to a running one, pod ready',
      { containers: [{ state: ended(0, 'Completed') }, up], conditions: [isReady] },
      '1/2 Running 0',
    ],
    [
      'completed first, then failed: 1.34 looks at the first only',
      { phase: 'Failed', containers: [{ state: ended(0, 'Completed') }, { state: ended(1, 'podCrash') }] },
      '0/2 Completed 0',
    ],
    ['running but not ready', { containers: [{ state: running, started: true }] }, '0/1 Running 0'],
    ['restarts with their age', { containers: [{ ...up, restarts: 3, lastMs: 7 * second }] }, '1/1 Running 3 (7s ago)'],
    [
      'restarts are summed, the latest dates them',
      {
        containers: [
          { ...up, restarts: 2, lastMs: 10 * day },
          { ...up, restarts: 1, lastMs: 5 * day },
        ],
      },
      '2/2 Running 3 (5d ago)',
    ],
    ['restarts without a date', { containers: [{ state: ended(0, 'Completed'), restarts: 2 }] }, '0/1 Completed 2'],
    ['being deleted', { containers: [up], deleting: true }, '1/1 Terminating 0'],
    [
      'ended while being deleted',
      { phase: 'Succeeded', containers: [{ state: ended(0, 'Completed') }], deleting: true },
      '0/1 Completed 0',
    ],
    ['its node is lost', { reason: 'NodeLost', containers: [up], deleting: true }, '1/1 Unknown 0'],
    [
      'waiting for its scheduling gates',
      {
        phase: 'Pending',
        total: 1,
        conditions: [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' }],
      },
      '0/1 SchedulingGated 0',
    ],
    [
      'the first of one init container runs',
      { phase: 'Pending', init: [{ state: running }], total: 1 },
      '0/1 Init:0/1 0',
    ],
    [
      'an init container that was restarted runs',
      { phase: 'Pending', init: [{ state: running, restarts: 3, lastMs: 10 * second }], total: 1 },
      '0/1 Init:0/1 3 (10s ago)',
    ],
    [
      'the second of two init containers runs',
      {
        phase: 'Pending',
        init: [
          { state: ended(0, 'Completed'), restarts: 3, lastMs: 10 * second },
          { state: running, restarts: 2, lastMs: 20 * second },
        ],
        total: 1,
      },
      '0/1 Init:1/2 5 (10s ago)',
    ],
    [
      'an init container failed',
      { phase: 'Pending', init: [{ state: ended(1, 'Error') }], total: 1 },
      '0/1 Init:Error 0',
    ],
    [
      'an init container waits for its next start',
      { phase: 'Pending', init: [{ state: waiting('CrashLoopBackOff') }], total: 1 },
      '0/1 Init:CrashLoopBackOff 0',
    ],
    [
      'init containers done: their restarts no longer count',
      {
        init: [{ state: ended(0, 'Completed'), restarts: 2, lastMs: 10 * second }],
        containers: [{ ...up, restarts: 4, lastMs: 20 * second }],
        conditions: [isInitialized],
      },
      '1/1 Running 4 (20s ago)',
    ],
    [
      'a sidecar that has not started',
      {
        phase: 'Pending',
        sidecars: [{ state: running, restarts: 3, lastMs: 10 * second }, { state: waiting('PodInitializing') }],
        total: 1,
      },
      '0/3 Init:0/2 3 (10s ago)',
    ],
    [
      'the second sidecar has not started',
      { phase: 'Pending', sidecars: [{ ...up, ready: false }, { state: running }], total: 1 },
      '0/3 Init:1/2 0',
    ],
    [
      'sidecars count as containers, and their restarts too',
      {
        sidecars: [
          { state: running, started: true, restarts: 3, lastMs: 30 * second },
          { state: running, started: true },
        ],
        containers: [{ ...up, restarts: 4, lastMs: 10 * second }],
      },
      '1/3 Running 7 (10s ago)',
    ],
    [
      'a sidecar crashes while the main container runs',
      {
        sidecars: [{ state: waiting('CrashLoopBackOff'), restarts: 2, lastMs: 5 * second }],
        containers: [up],
        conditions: [isInitialized, isReady],
      },
      '1/2 Init:CrashLoopBackOff 2 (5s ago)',
    ],
    [
      'everything is done',
      {
        phase: 'Succeeded',
        sidecars: [{ state: ended(0, 'Completed') }, { state: ended(0, 'Completed') }],
        containers: [{ state: ended(0, 'Completed') }],
      },
      '0/3 Completed 0',
    ],
  ])('%s', (_, given, expected) => {
    expect(row(given)).toBe(expected);
  });
});

describe('readiness gates', () => {
  const pod = { name: 'web', createdAtMs: 0, containers: [], readinessGates: ['a.example.com/up', 'b.example.com/up'] };
  const status = (conditions: readonly PodCondition[]): PodStatus => ({
    phase: 'Running',
    conditions,
    initContainerStatuses: [],
    containerStatuses: [],
  });

  it('are counted as -o wide counts them', () => {
    const open: PodCondition = { type: 'a.example.com/up', status: 'True' };
    const closed: PodCondition = { type: 'b.example.com/up', status: 'False' };
    expect(printPod(pod, status([open, closed, isReady]), nowMs).readinessGates).toBe('1/2');
    expect(printPod(pod, status([]), nowMs).readinessGates).toBe('0/2');
    expect(printPod({ ...pod, readinessGates: [] }, status([open]), nowMs)).not.toHaveProperty('readinessGates');
  });

  it('have a column where a pod has some', () => {
    const row = { name: 'web', ready: '1/1', status: 'Running', restarts: '0', age: '3d' };
    expect(formatTable([{ ...row, readinessGates: '0/1' }, row])).toBe(
      [
        'NAME   READY   STATUS    RESTARTS   AGE   READINESS GATES',
        'web    1/1     Running   0          3d    0/1',
        'web    1/1     Running   0          3d    <none>',
      ].join('\n'),
    );
  });
});

describe('formatTable', () => {
  it('lays columns out as kubectl does', () => {
    const rows = [
      {
        name: 'redis-deployment-849d977d4c-dkndn',
        ready: '0/1',
        status: 'CrashLoopBackOff',
        restarts: '3 (7s ago)',
        age: '67s',
      },
      { name: 'web', ready: '1/1', status: 'Running', restarts: '0', age: '3d' },
    ];
    expect(`\n${formatTable(rows)}\n`).toBe(`
NAME                                READY   STATUS             RESTARTS     AGE
redis-deployment-849d977d4c-dkndn   0/1     CrashLoopBackOff   3 (7s ago)   67s
web                                 1/1     Running            0            3d
`);
  });
});
