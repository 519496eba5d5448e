import { expect, test } from 'vitest';
import { second } from '../kernel/time.ts';
import type { PodLife, PodView } from '../workload/podLife.ts';
import type { WorkloadPod } from '../workload/workloadPods.ts';
import { inDeletionOrder } from './replicaSetVictims.ts';

const running: PodView = {
  at: 0,
  seq: 0,
  phase: 'Running',
  conditions: [],
  containers: [],
  initContainers: [],
  isBound: true,
  isReady: true,
  readyChangedAt: 0,
  isDeleted: false,
  endpoint: null,
  isGone: false,
};
const life: PodLife = {
  trace: { version: 3, pod: '', namespace: '', kubernetes: '', scenario: '', containers: [], entries: [], endMs: 0 },
  views: [],
};

function pod(name: string, createdSecond: number, view: Partial<PodView> = {}): WorkloadPod {
  return {
    name,
    number: createdSecond,
    index: undefined,
    revision: 'old',
    template: { pod: { spec: { containers: [] } }, scenario: { name: 's' } },
    createdAt: createdSecond * second,
    view: { ...running, ...view },
    life,
    deletedAt: undefined,
    goneAt: undefined,
    lastChange: { field: 'spec' },
  };
}

const restarted = (restartCount: number) => ({
  containers: [
    { name: 'app', state: { type: 'running' as const, startedAtMs: 0 }, restartCount, ready: true, started: true },
  ],
});

test('unassigned, pending, not ready, more restarts, newer', () => {
  const pods = [
    pod('old', 0),
    pod('ready for a short time', 0, { readyChangedAt: 900 * second }),
    pod('unready, restarted', 0, { isReady: false, ...restarted(2) }),
    pod('unready', 0, { isReady: false }),
    pod('unready, newer', 500, { isReady: false }),
    pod('pending', 0, { phase: 'Pending', isReady: false }),
    pod('unassigned', 0, { phase: 'Pending', isReady: false, isBound: false }),
  ];
  expect(inDeletionOrder(pods, 1_000 * second).map(({ name }) => name)).toEqual([
    'unassigned',
    'pending',
    'unready, restarted',
    'unready, newer',
    'unready',
    'ready for a short time',
    'old',
  ]);
});

test('ages that differ by less than a power of two are alike', () => {
  const pods = [pod('a', 0, { readyChangedAt: 10 * second }), pod('b', 20)];
  // 990 and 980 s: the one that was made first goes, though it has been ready for longer.
  expect(inDeletionOrder(pods, 1_000 * second).map(({ name }) => name)).toEqual(['a', 'b']);
});
