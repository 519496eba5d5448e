/** The engine's controllers do what the real ones did. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compareRollout } from './compare.ts';
import type { RecordedRollout } from './recording.ts';

const recorded = readFileSync(join(import.meta.dirname, 'controllers-1.34.json'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as RecordedRollout);

it.each(recorded.map((one) => [one.name, one] as const))('%s', (_, one) => {
  const { missing, unexpected } = compareRollout(one);
  expect({ missing, unexpected }).toEqual({ missing: [], unexpected: [] });
});

it('the cases are of all kinds', () => {
  const reasons = new Set(
    recorded.flatMap(({ timeline }) =>
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
    'FailedIndexes',
    'FailureTarget BackoffLimitExceeded',
    'FailureTarget DeadlineExceeded',
    'FailureTarget FailedIndexes',
    'FailureTarget MaxFailedIndexesExceeded',
    'FailureTarget PodFailurePolicy',
    'MaxFailedIndexesExceeded',
    'PodFailurePolicy',
    'Progressing DeploymentPaused',
    'Progressing NewReplicaSetAvailable',
    'Progressing ProgressDeadlineExceeded',
    'Progressing ReplicaSetUpdated',
    'ScalingReplicaSet',
    'SuccessCriteriaMet CompletionsReached',
    'SuccessCriteriaMet SuccessPolicy',
    'SuccessfulCreate',
    'SuccessfulDelete',
    'Suspended',
    'Suspended JobSuspended',
  ]);
});

it('a difference would be seen', () => {
  const one = recorded.find(({ name }) => name === 'deployment/surge 1, unavailable 0')!;
  const { missing, unexpected } = compareRollout({ ...one, spec: { ...one.spec, minReadySeconds: 3 } });
  expect(missing.length).toBeGreaterThan(0);
  expect(unexpected.length).toBeGreaterThan(0);
});
