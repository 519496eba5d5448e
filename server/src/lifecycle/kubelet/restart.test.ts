/** Named as the tests of `pkg/kubelet/container/helpers_test.go`. */
import { describe, expect, test } from 'vitest';
import type { RestartPolicy } from '../../kubernetes/pod.ts';
import { releaseOf } from '../release.ts';
import type { ContainerRecord } from '../world/runtimeStatus.ts';
import { shouldBeRestarted } from './restart.ts';

type Past = 'no run yet' | 'created' | 'running' | 'succeeded' | 'failed';

function isRestarted(past: Past, restartPolicy: RestartPolicy, deleted = false): boolean {
  const container = { name: 'app', image: 'app:1' };
  const state = past === 'created' || past === 'running' ? past : 'exited';
  const record: ContainerRecord = {
    id: 'app-0',
    name: 'app',
    instance: 0,
    restartCount: 0,
    sandboxId: 's',
    state,
    createdAt: 0,
    startedAt: 0,
    finishedAt: 0,
    exitCode: past === 'failed' ? 1 : 0,
    reason: '',
    cause: { field: '' },
  };
  const pod = {
    spec: { restartPolicy, containers: [container] },
    name: 'web',
    namespace: 'default',
    uid: '1',
    status: {
      phase: 'Running' as const,
      conditions: [],
      initContainerStatuses: [],
      containerStatuses: [],
      hasPodIp: true,
    },
    deletion: deleted ? { at: 0, graceSeconds: 30 } : undefined,
  };
  const status = { containers: past === 'no run yet' ? [] : [record], sandboxes: [] };
  return shouldBeRestarted(container, pod, status, releaseOf('1.34'));
}

describe('TestShouldContainerBeRestarted', () => {
  test.each<[Past, Readonly<Record<RestartPolicy, boolean>>]>([
    ['no run yet', { Always: true, OnFailure: true, Never: true }],
    ['created', { Always: true, OnFailure: true, Never: true }],
    ['running', { Always: false, OnFailure: false, Never: false }],
    ['succeeded', { Always: true, OnFailure: false, Never: false }],
    ['failed', { Always: true, OnFailure: true, Never: false }],
  ])('%s', (past, expected) => {
    for (const policy of ['Always', 'OnFailure', 'Never'] as const) {
      expect([policy, isRestarted(past, policy)]).toEqual([policy, expected[policy]]);
      expect([policy, isRestarted(past, policy, true)]).toEqual([policy, false]);
    }
  });
});
