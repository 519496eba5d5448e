/** After Kubernetes' test/e2e/apps/job.go: retries, indexes, policies, deadlines, suspension. */
import type { ContainerBehaviour } from '../../server/src/lifecycle/world/containerBehaviour.ts';
import type { LaterChange, PodCase } from '../../server/src/lifecycle/world/scenario.ts';
import { job } from './manifests.ts';
import type { Case } from './play.ts';

const ends = (exitCode: number, exitAfterSeconds = 3): Readonly<Record<string, ContainerBehaviour>> => ({
  app: { runs: [{ exitAfterSeconds, exitCode }] },
});
const changed = (...changes: readonly LaterChange[]) => ({ ['then' as const]: changes });
const firstFails: PodCase = { nth: 1, containers: ends(1) };

export const jobs: readonly Case[] = [
  {
    name: 'job.go: should run a job to completion when tasks succeed',
    course: 'created',
    manifest: job('completions: 4\nparallelism: 2'),
    scenario: { containers: ends(0), expect: { outcome: 'finished', succeeded: 4, failed: 0 } },
  },
  {
    name: 'job.go: should run a job to completion when tasks sometimes fail and are locally restarted',
    course: 'created',
    manifest: job('completions: 2\nparallelism: 2', 'OnFailure'),
    scenario: {
      containers: {
        app: {
          runs: [
            { exitAfterSeconds: 3, exitCode: 1 },
            { exitAfterSeconds: 3, exitCode: 0 },
          ],
        },
      },
      expect: { outcome: 'finished', succeeded: 2, failed: 0, restartsAtMost: 2 },
    },
  },
  {
    name: 'job.go: should run a job to completion when tasks sometimes fail and are not locally restarted',
    course: 'created',
    manifest: job('completions: 2\nparallelism: 2'),
    scenario: { containers: ends(0), pods: [firstFails], expect: { outcome: 'finished', succeeded: 2, failed: 1 } },
  },
  {
    name: 'job.go: should fail when exceeds active deadline',
    course: 'created',
    manifest: job('activeDeadlineSeconds: 10'),
    scenario: { expect: { outcome: 'failed', succeeded: 0, eventsSeen: ['DeadlineExceeded'] } },
  },
  {
    name: 'job.go: should fail to exceed backoffLimit',
    course: 'created',
    manifest: job('backoffLimit: 1'),
    scenario: { containers: ends(1), expect: { outcome: 'failed', failed: 2, eventsSeen: ['BackoffLimitExceeded'] } },
  },
  {
    name: 'job.go: should not create pods when created in suspend state',
    course: 'created',
    manifest: job('suspend: true'),
    scenario: {
      containers: ends(0),
      ...changed({ atSeconds: 60, suspend: false }),
      expect: { outcome: 'finished', succeeded: 1, eventsSeen: ['Suspended', 'Resumed'] },
    },
  },
  {
    name: 'job.go: should delete pods when suspended',
    course: 'created',
    manifest: job('parallelism: 2\ncompletions: 2'),
    scenario: {
      containers: ends(0, 60),
      ...changed({ atSeconds: 10, suspend: true }),
      expect: { outcome: 'unfinished', succeeded: 0, eventsSeen: ['SuccessfulDelete'] },
    },
  },
  {
    name: 'job.go: should create pods for an Indexed job with completion indexes and specified hostname',
    course: 'created',
    manifest: job('completions: 4\nparallelism: 2\ncompletionMode: Indexed'),
    scenario: { containers: ends(0), expect: { outcome: 'finished', succeeded: 4 } },
  },
  {
    name: 'job.go: should execute all indexes despite some failing when using backoffLimitPerIndex',
    course: 'created',
    manifest: job('completions: 4\nparallelism: 2\ncompletionMode: Indexed\nbackoffLimitPerIndex: 1'),
    scenario: {
      containers: ends(0),
      pods: [{ indexes: 'odd', containers: ends(1) }],
      expect: { outcome: 'failed', succeeded: 2, failed: 4, eventsSeen: ['FailedIndexes'] },
    },
  },
  {
    name: 'job.go: should terminate job execution when the number of failed indexes exceeds maxFailedIndexes',
    course: 'created',
    manifest: job(
      'completions: 10\nparallelism: 1\ncompletionMode: Indexed\nbackoffLimitPerIndex: 0\nmaxFailedIndexes: 2',
    ),
    scenario: {
      containers: ends(1),
      expect: { outcome: 'failed', failed: 3, eventsSeen: ['MaxFailedIndexesExceeded'] },
    },
  },
  {
    name: 'job.go: should mark indexes as failed when the FailIndex action is matched in podFailurePolicy',
    course: 'created',
    manifest: job(
      'completions: 2\nparallelism: 2\ncompletionMode: Indexed\nbackoffLimitPerIndex: 5\npodFailurePolicy: {rules: [{action: FailIndex, onExitCodes: {operator: In, values: [42]}}]}',
    ),
    scenario: {
      containers: ends(0),
      pods: [{ index: 0, containers: ends(42) }],
      expect: { outcome: 'failed', failed: 1, succeeded: 1 },
    },
  },
  {
    name: 'job.go: should use the pod failure policy on exit code to fail the job early',
    course: 'created',
    manifest: job(
      'podFailurePolicy: {rules: [{action: FailJob, onExitCodes: {containerName: app, operator: In, values: [1]}}]}',
    ),
    scenario: { containers: ends(1), expect: { outcome: 'failed', failed: 1, eventsSeen: ['PodFailurePolicy'] } },
  },
  {
    name: 'job.go: should use the pod failure policy to not count the failure towards the backoffLimit',
    course: 'created',
    manifest: job(
      'backoffLimit: 0\npodFailurePolicy: {rules: [{action: Ignore, onExitCodes: {operator: In, values: [42]}}]}',
    ),
    scenario: {
      containers: ends(0),
      pods: [{ nth: 1, containers: ends(42) }],
      expect: { outcome: 'finished', failed: 0, succeeded: 1 },
    },
  },
  {
    name: 'job.go: with successPolicy should succeeded when all indexes succeeded',
    course: 'created',
    manifest: job(
      'completions: 2\nparallelism: 2\ncompletionMode: Indexed\nsuccessPolicy: {rules: [{succeededCount: 1}]}',
    ),
    scenario: {
      containers: ends(0),
      pods: [{ index: 1, containers: { app: {} } }],
      expect: { outcome: 'finished', succeeded: 1 },
    },
  },
  {
    name: 'job.go: should allow to use the pod failure policy and replace pods only when they have failed',
    course: 'created',
    manifest: job('podReplacementPolicy: Failed\nparallelism: 1\ncompletions: 1'),
    scenario: {
      containers: { app: { runs: [{ sigtermSeconds: 20, exitAfterSeconds: 40, exitCode: 0 }] } },
      ...changed({ atSeconds: 5, deletePods: 'all' }),
      expect: { outcome: 'finished', succeeded: 1, failed: 1 },
    },
  },
  {
    name: 'job.go: should scale an elastic Indexed Job (parallelism while it runs)',
    course: 'created',
    manifest: job('completions: 4\nparallelism: 1'),
    scenario: {
      containers: ends(0, 10),
      ...changed({ atSeconds: 3, parallelism: 4 }),
      expect: { outcome: 'finished', completesWithin: 20 },
    },
  },
  {
    name: 'job.go: should apply changes to a job’s deadline while it runs',
    course: 'created',
    manifest: job(),
    scenario: {
      ...changed({ atSeconds: 20, activeDeadlineSeconds: 30 }),
      expect: { outcome: 'failed', eventsSeen: ['DeadlineExceeded'] },
    },
  },
  {
    name: 'job.go: should be none of this controller’s business with managedBy',
    course: 'created',
    manifest: job('managedBy: example.com/other'),
    scenario: { containers: ends(0), expect: { outcome: 'unfinished', succeeded: 0 } },
  },
];
