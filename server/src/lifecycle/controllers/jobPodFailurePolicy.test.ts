import { expect, test } from 'vitest';
import type { PodFailurePolicyRule } from '../../kubernetes/workloadSpec.ts';
import type { ContainerStatus } from '../trace/trace.ts';
import type { PodView } from '../workload/podLife.ts';
import { matchPodFailurePolicy } from './jobPodFailurePolicy.ts';

const ended = (name: string, exitCode: number): ContainerStatus => ({
  name,
  state: { type: 'terminated', exitCode, reason: 'Error' },
  restartCount: 0,
  ready: false,
  started: false,
});

const view: PodView = {
  at: 0,
  seq: 0,
  phase: 'Failed',
  conditions: [{ type: 'DisruptionTarget', status: 'True', reason: 'EvictionByEvictionAPI' }],
  containers: [ended('main', 5), ended('side', 0)],
  initContainers: [ended('setup', 42)],
  isBound: true,
  isReady: false,
  readyChangedAt: 0,
  isDeleted: false,
  endpoint: null,
  isGone: false,
};

const codes = (values: readonly number[], operator: 'In' | 'NotIn' = 'In', containerName?: string) => ({
  operator,
  values,
  ...(containerName === undefined ? {} : { containerName }),
});

test.each<[string, readonly PodFailurePolicyRule[], ReturnType<typeof matchPodFailurePolicy>]>([
  ['no rule', [], { counts: true }],
  ['no match', [{ action: 'Ignore', onExitCodes: codes([1, 2]) }], { counts: true }],
  ['ignored', [{ action: 'Ignore', onExitCodes: codes([5]) }], { counts: false, rule: 0 }],
  ['counted', [{ action: 'Count', onExitCodes: codes([5]) }], { counts: true, rule: 0 }],
  [
    'the whole Job fails',
    [{ action: 'FailJob', onExitCodes: codes([5, 6]) }],
    {
      counts: true,
      rule: 0,
      failJob: 'Container main for pod default/p failed with exit code 5 matching FailJob rule at index 0',
    },
  ],
  [
    'the first rule that matches',
    [
      { action: 'Count', onExitCodes: codes([1]) },
      { action: 'FailJob', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
      { action: 'Ignore', onExitCodes: codes([5]) },
    ],
    {
      counts: true,
      rule: 1,
      failJob: 'Pod default/p has condition DisruptionTarget matching FailJob rule at index 1',
    },
  ],
  ['other codes', [{ action: 'Ignore', onExitCodes: codes([1], 'NotIn') }], { counts: false, rule: 0 }],
  ['0 never matches', [{ action: 'Ignore', onExitCodes: codes([1], 'NotIn', 'side') }], { counts: true }],
  ['another container', [{ action: 'Ignore', onExitCodes: codes([5], 'In', 'side') }], { counts: true }],
  ['an init container', [{ action: 'Ignore', onExitCodes: codes([42]) }], { counts: false, rule: 0 }],
  [
    'a condition of another status',
    [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'False' }] }],
    { counts: true },
  ],
])('%s', (_, rules, verdict) => {
  expect(matchPodFailurePolicy({ rules }, { name: 'p', namespace: 'default', view })).toEqual(verdict);
});
