import { describe, expect, it } from 'vitest';
import type { Kernel } from '../kernel/kernel.ts';
import { type Instant, millisecond, second, seconds } from '../kernel/time.ts';
import type { WorkloadCondition } from '../trace/rolloutTrace.ts';
import type { RolloutRecorder } from '../workload/rolloutRecorder.ts';
import { DeploymentConditions, isTimedOut } from './deploymentConditions.ts';

/** Upstream: `pkg/controller/deployment/progress_test.go` and `util/deployment_util_test.go`. */
function conditionsOf(deadlineSeconds: number) {
  const clock: { now: Instant } = { now: 0 };
  const recorded: string[] = [];
  const recorder = {
    record: ({ condition }: { condition: WorkloadCondition }) => {
      recorded.push(`${condition.type}=${condition.status} ${condition.reason}`);
    },
  };
  const conditions = new DeploymentConditions(clock as Kernel, recorder as unknown as RolloutRecorder, 'web');
  conditions.deadlineSeconds = deadlineSeconds;
  return { clock, recorded, conditions };
}

const status = (updatedReplicas: number, availableReplicas: number) => ({
  observedGeneration: 1,
  replicas: 3,
  updatedReplicas,
  readyReplicas: availableReplicas,
  availableReplicas,
});
const sync = (before: number, after: number, isComplete = false) => ({
  before: status(before, 0),
  status: status(after, 0),
  isComplete,
  newSet: 'web-1',
});

it.each([
  ['before its deadline', 599, false],
  ['at its deadline', 600, false],
  ['after its deadline', 601, true],
])('TestDeploymentTimedOut: %s', (_, now, expected) => {
  expect(isTimedOut(0, seconds(600), seconds(now))).toBe(expected);
});

describe('TestSyncRolloutStatus', () => {
  it('progress, no progress until the deadline, then completion', () => {
    const { clock, recorded, conditions } = conditionsOf(10);
    conditions.created('web-1');
    conditions.progress(sync(0, 1));
    clock.now = seconds(10);
    conditions.progress(sync(1, 1));
    expect(recorded).toEqual(['Progressing=True NewReplicaSetCreated', 'Progressing=True ReplicaSetUpdated']);
    clock.now = seconds(11);
    conditions.progress(sync(1, 1));
    conditions.progress(sync(1, 1, true));
    expect(recorded.slice(2)).toEqual([
      'Progressing=False ProgressDeadlineExceeded',
      'Progressing=True NewReplicaSetAvailable',
    ]);
  });

  it('progress of the same kind starts the time again, and is not a new condition', () => {
    const { clock, recorded, conditions } = conditionsOf(10);
    conditions.progress(sync(0, 1));
    const before = conditions.ofNow;
    clock.now = seconds(9);
    conditions.progress(sync(1, 2));
    expect(conditions.ofNow).not.toBe(before);
    expect(recorded).toEqual(['Progressing=True ReplicaSetUpdated']);
    clock.now = seconds(19);
    conditions.progress(sync(2, 2));
    expect(recorded).toHaveLength(1);
  });

  it('without a deadline there is no condition of progress', () => {
    const { recorded, conditions } = conditionsOf(2_147_483_647);
    conditions.created('web-1');
    conditions.progress(sync(0, 1));
    conditions.checkPaused(true);
    expect(recorded).toEqual([]);
    expect(conditions.checkAgainAfter).toBeUndefined();
  });
});

describe('TestRequeueStuckDeployment', () => {
  it.each([
    ['the whole deadline and a second', 0, seconds(11)],
    ['what is left of it and a second', 4, seconds(7)],
    ['at once in its last second', 9.5, second / 2 + 5 * millisecond],
    ['at once when it is over', 12, 5 * millisecond],
  ])('%s', (_, now, expected) => {
    const { clock, conditions } = conditionsOf(10);
    conditions.progress(sync(0, 1));
    clock.now = seconds(now);
    expect(conditions.checkAgainAfter).toBe(expected);
  });

  it('not for a rollout that is complete', () => {
    const { conditions } = conditionsOf(10);
    conditions.progress(sync(0, 3, true));
    expect(conditions.checkAgainAfter).toBeUndefined();
  });
});

it('says once that the Deployment is paused, and once that it goes on', () => {
  const { recorded, conditions } = conditionsOf(10);
  for (const isPaused of [false, true, true, false, false]) conditions.checkPaused(isPaused);
  expect(recorded).toEqual(['Progressing=Unknown DeploymentPaused', 'Progressing=Unknown DeploymentResumed']);
});
