/** The engine's controllers do what the real ones did. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SimulatedRelease } from '../../../server/src/lifecycle/release.ts';
import { compareRollout } from './compare.ts';
import type { RecordedRollout, RecordedSchedule } from './recording.ts';

const read = <T>(file: string): T[] =>
  readFileSync(join(import.meta.dirname, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

const recorded = read<RecordedRollout>('controllers-1.34.json');

/** What the controllers of another release do otherwise. */
type Difference = Pick<RecordedRollout, 'name' | 'timeline' | 'variants'>;

function ofRelease(release: SimulatedRelease): RecordedRollout[] {
  if (release === '1.34') return recorded;
  const differences = new Map(read<Difference>(`differences-${release}.json`).map((one) => [one.name, one]));
  return recorded.map((one) => {
    const { variants, ...rest } = one;
    const other = differences.get(one.name);
    return other === undefined ? one : { ...rest, ...other };
  });
}

/** Cases in which something is changed on the way; 1.37 has those in which its controllers do something else. */
const later = read<RecordedRollout>('later-1.34.json');
const laterOtherwise = new Map(read<Difference>('later-differences-1.37.json').map((one) => [one.name, one]));

describe('changed on the way', () => {
  it.each(later.map((one) => [one.name, one] as const))('1.34: %s', (_, one) => {
    const { missing, unexpected } = compareRollout(one, '1.34');
    expect({ missing, unexpected }).toEqual({ missing: [], unexpected: [] });
  });

  it.each(later.map((one) => [one.name, one] as const))('1.37: %s', (name, { variants, ...rest }) => {
    const other = laterOtherwise.get(name) ?? {
      timeline: rest.timeline,
      ...(variants === undefined ? {} : { variants }),
    };
    const { missing, unexpected } = compareRollout({ ...rest, ...other }, '1.37');
    expect({ missing, unexpected }).toEqual({ missing: [], unexpected: [] });
  });
});

/** DaemonSets, and ReplicaSets and ReplicationControllers of their own. */
const otherKinds = read<RecordedRollout>('kinds-1.34.json');

const otherKindsOtherwise = (release: string) =>
  new Map(read<Difference>(`kinds-differences-${release}.json`).map((one) => [one.name, one]));

describe('other kinds', () => {
  it.each(otherKinds.map((one) => [one.name, one] as const))('1.34: %s', (_, one) => {
    const { missing, unexpected } = compareRollout(one, '1.34');
    expect({ missing, unexpected }).toEqual({ missing: [], unexpected: [] });
  });

  it.each(['1.33', '1.37'] as const)('%s', (release) => {
    const otherwise = otherKindsOtherwise(release);
    for (const { variants, ...rest } of otherKinds) {
      const same = variants === undefined ? rest : { ...rest, variants };
      const { name, missing, unexpected } = compareRollout({ ...same, ...otherwise.get(rest.name) }, release);
      expect({ name, missing, unexpected }).toEqual({ name, missing: [], unexpected: [] });
    }
  });
});

/** CronJobs whose Jobs end by a script. */
const schedules = read<RecordedSchedule>('schedules-1.34.json');

describe('schedules', () => {
  it.each(schedules.map((one) => [one.name, one] as const))('%s', (_, one) => {
    const { missing, unexpected } = compareRollout(one);
    expect({ missing, unexpected }).toEqual({ missing: [], unexpected: [] });
  });
});

/** Workloads that a ResourceQuota does not leave all their pods. */
const quotas = read<RecordedRollout>('quotas-1.34.json');
const quotasOtherwise = new Map(read<Difference>('quotas-differences-1.37.json').map((one) => [one.name, one]));

describe('quotas', () => {
  it.each(quotas.map((one) => [one.name, one] as const))('1.34: %s', (_, one) => {
    const { missing, unexpected } = compareRollout(one, '1.34');
    expect({ missing, unexpected }).toEqual({ missing: [], unexpected: [] });
  });

  it.each(quotas.map((one) => [one.name, one] as const))('1.37: %s', (name, { variants, ...rest }) => {
    const same = variants === undefined ? rest : { ...rest, variants };
    const { missing, unexpected } = compareRollout({ ...same, ...quotasOtherwise.get(name) }, '1.37');
    expect({ missing, unexpected }).toEqual({ missing: [], unexpected: [] });
  });
});

describe.each(['1.33', '1.34', '1.35', '1.36', '1.37'] as const)('%s', (release) => {
  it.each(ofRelease(release).map((one) => [one.name, one] as const))('%s', (_, one) => {
    const { missing, unexpected } = compareRollout(one, release);
    expect({ missing, unexpected }).toEqual({ missing: [], unexpected: [] });
  });
});

it('the cases are of all kinds', () => {
  const reasons = new Set(
    [...recorded, ...later, ...otherKinds, ...schedules, ...quotas].flatMap(({ timeline }) =>
      timeline.flatMap(({ kind, key, value }) => {
        if (kind === 'condition') return [`${key} ${(value as readonly string[])[1]}`];
        return kind === 'event' ? [(value as readonly string[])[0]!] : [];
      }),
    ),
  );
  expect([...reasons].sort()).toEqual([
    'Available MinimumReplicasAvailable',
    'Available MinimumReplicasUnavailable',
    'BackoffLimitExceeded',
    'Complete CompletionsReached',
    'Complete SuccessPolicy',
    'Completed',
    'DeadlineExceeded',
    'Failed BackoffLimitExceeded',
    'Failed DeadlineExceeded',
    'Failed FailedIndexes',
    'Failed MaxFailedIndexesExceeded',
    'Failed PodFailurePolicy',
    'FailedCreate',
    'FailedDaemonPod',
    'FailedIndexes',
    'FailureTarget BackoffLimitExceeded',
    'FailureTarget DeadlineExceeded',
    'FailureTarget FailedIndexes',
    'FailureTarget MaxFailedIndexesExceeded',
    'FailureTarget PodFailurePolicy',
    'JobAlreadyActive',
    'MaxFailedIndexesExceeded',
    'MissingJob',
    'PodFailurePolicy',
    'Progressing DeploymentPaused',
    'Progressing NewReplicaSetAvailable',
    'Progressing NewReplicaSetCreated',
    'Progressing ProgressDeadlineExceeded',
    'Progressing ReplicaSetUpdated',
    'ReplicaFailure FailedCreate',
    'Resumed',
    'SawCompletedJob',
    'ScalingReplicaSet',
    'SucceededDaemonPod',
    'SuccessCriteriaMet CompletionsReached',
    'SuccessCriteriaMet SuccessPolicy',
    'SuccessfulCreate',
    'SuccessfulDelete',
    'Suspended',
    'Suspended JobResumed',
    'Suspended JobSuspended',
    'TooManyMissedTimes',
  ]);
});

it('a difference would be seen', () => {
  const one = recorded.find(({ name }) => name === 'deployment/surge 1, unavailable 0')!;
  const { missing, unexpected } = compareRollout({ ...one, spec: { ...one.spec, minReadySeconds: 3 } });
  expect(missing.length).toBeGreaterThan(0);
  expect(unexpected.length).toBeGreaterThan(0);
});
