/**
 * Writes the cases that the recorder plays, one a line; always the same ones. With `later`, those in which something is
 * changed while a rollout is under way; with `kinds`, DaemonSets and ReplicaSets of their own; with `schedules`,
 * CronJobs.
 */
import fc from 'fast-check';
import { laterCases } from './laterCases.ts';
import { otherKinds } from './otherKinds.ts';
import { quotas } from './quotas.ts';
import { schedules } from './schedules.ts';
import {
  anyDeployment,
  anyJob,
  anyStatefulSet,
  byIndex,
  type Case,
  crashing,
  deployment,
  each,
  fails,
  flapping,
  indexed,
  job,
  neverReady,
  partition,
  pendingForEver,
  policy,
  ready,
  restarts,
  rolling,
  rule,
  slowStop,
  statefulSet,
  succeeds,
  unbound,
} from './scripts.ts';

const wait = { old: each(ready(2.3)), new: each(ready(5.4)) };

const deployments: readonly Case[] = [
  deployment('created', { replicas: 3 }, { new: each(ready(5.4)) }),
  deployment(
    'created with minReadySeconds',
    { replicas: 3, minReadySeconds: 7 },
    { new: each(ready(5.4), ready(8.9)) },
  ),
  deployment('created, none ready', { replicas: 2, progressDeadlineSeconds: 60 }, { new: each(neverReady) }),
  deployment('no replicas', { replicas: 0 }, { new: each(ready(5.4)) }),
  deployment('updated', { replicas: 3 }, wait),
  deployment('paused', { replicas: 3, paused: true }, { new: each(ready(5.4)) }),
  ...[
    [1, 0],
    [0, 1],
    [2, 0],
    [0, 2],
    [2, 2],
    ['100%', '100%'],
    ['100%', 0],
    [0, '100%'],
    ['30%', '20%'],
    ['1%', '1%'],
  ].map(([surge, unavailable]) =>
    deployment(`surge ${surge}, unavailable ${unavailable}`, { replicas: 5, ...rolling(surge!, unavailable!) }, wait),
  ),
  deployment('minReadySeconds', { replicas: 3, minReadySeconds: 10 }, wait, { untilSeconds: 200 }),
  deployment(
    'minReadySeconds, flapping',
    { replicas: 3, minReadySeconds: 10, ...rolling(1, 1) },
    { ...wait, new: each(flapping) },
  ),
  deployment('flapping', { replicas: 3 }, { ...wait, new: each(flapping) }),
  deployment('one of three crashes', { replicas: 3, ...rolling(1, 1) }, { ...wait, new: each(crashing, ready(4.4)) }),
  deployment('crashes', { replicas: 4, progressDeadlineSeconds: 30 }, { ...wait, new: each(crashing) }),
  deployment('never ready', { replicas: 4, progressDeadlineSeconds: 45 }, { ...wait, new: each(neverReady) }),
  deployment(
    'never ready, unavailable',
    { replicas: 4, progressDeadlineSeconds: 45, ...rolling(1, 2) },
    { ...wait, new: each(neverReady) },
  ),
  deployment(
    'ready after the deadline',
    { replicas: 2, progressDeadlineSeconds: 20 },
    { ...wait, new: each(ready(33.3)) },
  ),
  deployment(
    'old ones not ready',
    { replicas: 4, ...rolling(1, 1) },
    { old: each(ready(2.2), neverReady, pendingForEver, unbound), new: each(ready(5.4)) },
  ),
  deployment(
    'old ones of several ages',
    { replicas: 5, ...rolling(0, 1) },
    { old: each(ready(2.2), ready(9.9), ready(30.1), restarts(50.5), ready(3.3)), new: each(ready(5.4)) },
  ),
  deployment(
    'slow to stop',
    { replicas: 3, ...rolling(0, 1) },
    { old: each(slowStop(ready(2.3))), new: each(ready(5.4)) },
  ),
  deployment('recreate', { replicas: 3, strategy: { type: 'Recreate' } }, wait),
  deployment(
    'recreate, slow to stop',
    { replicas: 3, strategy: { type: 'Recreate' } },
    { old: each(slowStop(ready(2.3)), ready(2.3)), new: each(ready(5.4)) },
  ),
  deployment(
    'recreate, never ready',
    { replicas: 2, progressDeadlineSeconds: 30, strategy: { type: 'Recreate' } },
    { ...wait, new: each(neverReady) },
  ),
  deployment(
    'updated before it is ready',
    { replicas: 3 },
    { old: each(ready(40.4)), new: each(ready(5.4)) },
    { runningForSeconds: 20 },
  ),
  deployment(
    'update of what never got ready',
    { replicas: 3, progressDeadlineSeconds: 60 },
    { old: each(neverReady), new: each(ready(5.4)) },
  ),
  deployment('pods fail', { replicas: 2 }, { new: each(fails(7.7), ready(5.5)) }),
  deployment('pods succeed', { replicas: 2 }, { new: each(succeeds(7.7), succeeds(9.1), ready(5.5)) }),
  deployment('many', { replicas: 20 }, wait),
];

const statefulSets: readonly Case[] = [
  statefulSet('created', { replicas: 3 }, { new: each(ready(5.4)) }),
  statefulSet(
    'created in parallel',
    { replicas: 4, ...policy('Parallel') },
    { new: byIndex({ 1: [ready(9.3)] }, ready(5.4)) },
  ),
  statefulSet('created with minReadySeconds', { replicas: 3, minReadySeconds: 6 }, { new: each(ready(5.4)) }),
  statefulSet(
    'created, the second one never ready',
    { replicas: 3 },
    { new: byIndex({ 1: [neverReady] }, ready(5.4)) },
  ),
  statefulSet(
    'created, the second one pending',
    { replicas: 3, ...policy('Parallel') },
    { new: byIndex({ 1: [pendingForEver] }, ready(5.4)) },
  ),
  statefulSet('ordinals from 5', { replicas: 2, ordinals: { start: 5 } }, wait),
  statefulSet('no replicas', { replicas: 0 }, { new: each(ready(5.4)) }),
  statefulSet('updated', { replicas: 3 }, wait),
  statefulSet('updated in parallel', { replicas: 3, ...policy('Parallel') }, wait),
  statefulSet('updated with minReadySeconds', { replicas: 3, minReadySeconds: 8 }, wait),
  statefulSet(
    'updated with minReadySeconds, flapping',
    { replicas: 2, minReadySeconds: 8 },
    { ...wait, new: each(flapping) },
  ),
  ...[0, 1, 2, 3, 9].map((number) => statefulSet(`partition ${number}`, { replicas: 3, ...partition(number) }, wait)),
  statefulSet('partition and ordinals', { replicas: 3, ordinals: { start: 4 }, ...partition(2) }, wait),
  statefulSet('strategy without partition', { replicas: 3, updateStrategy: { type: 'RollingUpdate' } }, wait),
  statefulSet('on delete', { replicas: 2, updateStrategy: { type: 'OnDelete' } }, wait),
  statefulSet('update gets stuck', { replicas: 3 }, { ...wait, new: each(neverReady) }),
  statefulSet(
    'update gets stuck in parallel',
    { replicas: 3, ...policy('Parallel') },
    { ...wait, new: each(neverReady) },
  ),
  statefulSet(
    'old one not ready',
    { replicas: 3 },
    { old: byIndex({ 1: [neverReady] }, ready(2.3)), new: each(ready(5.4)) },
  ),
  statefulSet(
    'old one not ready, in parallel',
    { replicas: 3, ...policy('Parallel') },
    { old: byIndex({ 1: [neverReady] }, ready(2.3)), new: each(ready(5.4)) },
  ),
  statefulSet('slow to stop', { replicas: 2 }, { old: each(slowStop(ready(2.3))), new: each(ready(5.4)) }),
  statefulSet('a pod fails', { replicas: 2 }, { new: byIndex({ 0: [fails(9.1), ready(3.3)] }, ready(5.4)) }),
  statefulSet(
    'a pod succeeds, in parallel',
    { replicas: 2, ...policy('Parallel') },
    { new: byIndex({ 1: [succeeds(9.1), ready(3.3)] }, ready(5.4)) },
  ),
  statefulSet(
    'a pod fails while it is updated',
    { replicas: 3 },
    { ...wait, new: byIndex({ 2: [fails(9.1), ready(3.3)] }, ready(5.4)) },
  ),
  statefulSet('flapping', { replicas: 3 }, { ...wait, new: each(flapping) }),
  statefulSet(
    'updated before it is ready',
    { replicas: 3 },
    { old: each(ready(12.4)), new: each(ready(5.4)) },
    { runningForSeconds: 20 },
  ),
];

const onFailure = { restartPolicy: 'OnFailure' };
const onCondition = (action: string) => ({ action, onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] });
const jobs: readonly Case[] = [
  job('one pod', {}, each(succeeds(7.2))),
  job('three, one at a time', { completions: 3 }, each(succeeds(7.2))),
  job('five, two at a time', { completions: 5, parallelism: 2 }, each(succeeds(7.2), succeeds(9.9))),
  job('work queue', { parallelism: 3 }, each(succeeds(7.2), succeeds(9.9), succeeds(30.3))),
  job('no parallelism', { completions: 2, parallelism: 0 }, each(succeeds(7.2))),
  job('suspended', { completions: 2, suspend: true }, each(succeeds(7.2))),
  job('fails for ever', { backoffLimit: 3 }, each(fails(4.2))),
  job('fails at once for ever', { backoffLimit: 4 }, each(fails(1.3))),
  job('no second try', { backoffLimit: 0 }, each(fails(4.2))),
  job('two failures, then a success', { backoffLimit: 6 }, each(fails(4.2), fails(3.1), succeeds(5.5))),
  job(
    'several fail together',
    { completions: 4, parallelism: 4, backoffLimit: 6 },
    each(fails(4.2), fails(4.4), succeeds(9.9), fails(6.1), succeeds(8.4)),
  ),
  job('others are ended', { completions: 3, parallelism: 3, backoffLimit: 0 }, each(fails(4.2), ready(1.2))),
  job(
    'others are ended slowly',
    { completions: 2, parallelism: 2, backoffLimit: 0 },
    each(fails(4.2), slowStop(ready(1.2))),
  ),
  job('deadline', { activeDeadlineSeconds: 20 }, each(ready(1.2))),
  job('deadline while it waits', { activeDeadlineSeconds: 25 }, each(fails(4.2))),
  job('restarts', { backoffLimit: 3 }, each(restarts(5.3, 16.4, 40.5, 82.6, 160.7)), onFailure),
  job('restarts, no second try', { backoffLimit: 0 }, each(restarts(5.3, 16.4)), onFailure),
  job(
    'restarts of two',
    { completions: 2, parallelism: 2, backoffLimit: 4 },
    each(restarts(5.3, 16.4, 40.5), restarts(7.7, 22.2, 44.4)),
    onFailure,
  ),
  job(
    'fail the Job',
    { backoffLimit: 6, podFailurePolicy: { rules: [rule('FailJob', 42)] } },
    each(fails(4.2), fails(5.1, 42)),
  ),
  job(
    'ignore',
    { backoffLimit: 1, podFailurePolicy: { rules: [rule('Ignore', 42)] } },
    each(fails(4.2, 42), fails(5.1, 42), fails(3.3, 42), succeeds(4.4)),
  ),
  job('count', { backoffLimit: 1, podFailurePolicy: { rules: [rule('Count', 42)] } }, each(fails(4.2, 42))),
  job(
    'disruption',
    { backoffLimit: 0, podFailurePolicy: { rules: [onCondition('Ignore')] } },
    each(fails(4.2, 137, { DisruptionTarget: 'True' }), succeeds(4.4)),
  ),
  job('indexed', { completions: 4, parallelism: 2, ...indexed }, byIndex({ 1: [succeeds(3.3)] }, succeeds(7.2))),
  job(
    'indexed, one fails once',
    { completions: 3, parallelism: 3, ...indexed },
    byIndex({ 1: [fails(3.3), succeeds(4.4)] }, succeeds(7.2)),
  ),
  job(
    'limit per index',
    { completions: 3, parallelism: 3, backoffLimitPerIndex: 1, ...indexed },
    byIndex({ 1: [fails(3.3)] }, succeeds(7.2)),
  ),
  job(
    'limit per index, several',
    { completions: 4, parallelism: 2, backoffLimitPerIndex: 2, ...indexed },
    byIndex({ 0: [fails(3.3)], 2: [fails(2.2), fails(5.5), succeeds(3.3)] }, succeeds(7.2)),
  ),
  job(
    'no retries per index',
    { completions: 4, parallelism: 2, backoffLimitPerIndex: 0, ...indexed },
    byIndex({ 0: [fails(3.3)], 2: [fails(2.2)] }, succeeds(7.2)),
  ),
  job(
    'too many failed indexes',
    { completions: 5, parallelism: 2, backoffLimitPerIndex: 0, maxFailedIndexes: 1, ...indexed },
    byIndex({ 0: [fails(3.3)], 2: [fails(2.2)] }, succeeds(7.2)),
  ),
  job(
    'fail the index',
    {
      completions: 3,
      parallelism: 3,
      backoffLimitPerIndex: 3,
      ...indexed,
      podFailurePolicy: { rules: [rule('FailIndex', 42)] },
    },
    byIndex({ 1: [fails(3.3), fails(4.4, 42)] }, succeeds(7.2)),
  ),
  job(
    'success of some indexes',
    { completions: 4, parallelism: 4, ...indexed, successPolicy: { rules: [{ succeededIndexes: '0,2' }] } },
    byIndex({ 0: [succeeds(3.3)], 2: [succeeds(5.5)] }, ready(1.2)),
  ),
  job(
    'success of a number of indexes',
    { completions: 4, parallelism: 4, ...indexed, successPolicy: { rules: [{ succeededCount: 2 }] } },
    byIndex({ 0: [succeeds(3.3)], 2: [succeeds(5.5)] }, ready(1.2)),
  ),
  job(
    'success of some of some indexes',
    {
      completions: 5,
      parallelism: 3,
      ...indexed,
      successPolicy: { rules: [{ succeededIndexes: '1-3', succeededCount: 2 }] },
    },
    byIndex({ 1: [succeeds(3.3)], 4: [succeeds(5.5)] }, succeeds(9.1)),
  ),
  job(
    'replaced only when failed',
    { completions: 2, parallelism: 2, podReplacementPolicy: 'Failed', backoffLimit: 3 },
    each(fails(4.2), slowStop(succeeds(9.2))),
  ),
];

const sample = <T>(arbitrary: fc.Arbitrary<T>, numRuns: number) => [
  ...fc.sample(arbitrary, { seed: 1, numRuns }).entries(),
];
const groups: Readonly<Record<string, readonly Case[]>> = { later: laterCases, kinds: otherKinds, schedules, quotas };
const cases = groups[process.argv[2] ?? ''] ?? [
  ...deployments,
  ...statefulSets,
  ...jobs,
  ...sample(anyDeployment, 60).map(([n, { spec, ...lives }]) => deployment(`random ${n}`, spec, lives)),
  ...sample(anyStatefulSet, 40).map(([n, { spec, ...lives }]) => statefulSet(`random ${n}`, spec, lives)),
  ...sample(anyJob, 60).map(([n, { spec, new: lives }]) => job(`random ${n}`, spec, lives)),
];
for (const given of cases) console.log(JSON.stringify(given));
