/** Writes the cases that the recorder plays, one a line; always the same ones. */
import fc from 'fast-check';
import type { Life, LifeStep, Lives } from './recording.ts';

type Case = Record<string, unknown>;

const stops = { stopSeconds: 1.5, stopExitCode: 143 };
const pending: LifeStep = { at: 0, phase: 'Pending' };
const running = (at: number, more: Partial<LifeStep> = {}): LifeStep => ({ at, phase: 'Running', ...more });
const life = (...steps: readonly LifeStep[]): Life => ({ steps: [pending, ...steps], ...stops });

/** Ready some seconds after its creation. */
const ready = (after: number): Life => life(running(1.1), running(after, { ready: true }));
const neverReady = life(running(1.1));
const pendingForEver = life();
const unbound: Life = { ...life(), unbound: true };
const crashing = life(
  running(1.1),
  running(4.2, { restarts: 1 }),
  running(20.3, { restarts: 2 }),
  running(60.4, { restarts: 3 }),
);
/** Ready, then not, then ready again. */
const flapping = life(
  running(2.2, { ready: true }),
  running(6.7, { ready: false }),
  running(9.9, { ready: true }),
  running(31.4, { ready: false }),
  running(40.6, { ready: true }),
);
const slowStop = (own: Life): Life => ({ ...own, stopSeconds: 12.4 });
const succeeds = (after: number): Life =>
  life(running(1.1, { ready: true }), { at: after, phase: 'Succeeded', exitCode: 0 });
const fails = (after: number, exitCode = 1, conditions?: Readonly<Record<string, 'True'>>): Life =>
  life(running(1.1, { ready: true }), {
    at: after,
    phase: 'Failed',
    exitCode,
    ...(conditions === undefined ? {} : { conditions }),
  });
const restarts = (...at: readonly number[]): Life =>
  life(running(1.1, { ready: true }), ...at.map((when, n) => running(when, { ready: true, restarts: n + 1 })));

const each = (...lives: readonly Life[]): Lives => ({ each: lives });
const byIndex = (own: Readonly<Record<string, readonly Life[]>>, other: Life): Lives => ({
  each: [other],
  byIndex: own,
});

const deployment = (name: string, spec: object, lives: { old?: Lives; new: Lives }, more: Case = {}): Case => ({
  name: `deployment/${name}`,
  kind: 'Deployment',
  spec,
  runningForSeconds: lives.old === undefined ? 0 : 120,
  untilSeconds: 150,
  ...lives,
  ...more,
});
const statefulSet = (name: string, spec: object, lives: { old?: Lives; new: Lives }, more: Case = {}): Case => ({
  ...deployment(name, spec, lives, more),
  name: `statefulset/${name}`,
  kind: 'StatefulSet',
});
const job = (name: string, spec: object, lives: Lives, more: Case = {}): Case => ({
  name: `job/${name}`,
  kind: 'Job',
  spec,
  restartPolicy: 'Never',
  new: lives,
  runningForSeconds: 0,
  untilSeconds: 400,
  ...more,
});

const rolling = (maxSurge: number | string, maxUnavailable: number | string) => ({
  strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable } },
});
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

const policy = (podManagementPolicy: string) => ({ podManagementPolicy });
const partition = (number: number) => ({
  updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: number } },
});
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

const indexed = { completionMode: 'Indexed' };
const onFailure = { restartPolicy: 'OnFailure' };
const rule = (action: string, ...values: readonly number[]) => ({ action, onExitCodes: { operator: 'In', values } });
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

const seconds = (max: number) => fc.integer({ min: 2, max: max * 10 }).map((tenths) => 1.1 + (tenths * 10 + 3) / 100);
const chance = <T>(arbitrary: fc.Arbitrary<T>, none: T, weight = 3) =>
  fc.oneof({ weight, arbitrary: fc.constant(none) }, { weight: 1, arbitrary });
const anyReady = seconds(12).map(ready);
const serving = fc.oneof(
  { weight: 6, arbitrary: anyReady },
  { weight: 1, arbitrary: fc.constantFrom(neverReady, crashing, flapping, pendingForEver) },
);
const stopping = (own: fc.Arbitrary<Life>) =>
  fc
    .tuple(own, fc.integer({ min: 1, max: 95 }))
    .map(([given, tenths]): Life => ({ ...given, stopSeconds: tenths / 10 + 0.05 }));
const several = (own: fc.Arbitrary<Life>) =>
  fc.array(stopping(own), { minLength: 1, maxLength: 4 }).map((lives) => each(...lives));
const old = chance(several(serving), each(ready(2.3)));
const minReadySeconds = chance(fc.integer({ min: 1, max: 12 }), 0, 1);
const amount = fc.oneof(
  fc.integer({ min: 0, max: 4 }),
  fc.integer({ min: 0, max: 100 }).map((percent) => `${percent}%`),
);
const isBoundless = (value: number | string) => value === 0 || value === '0%';

const anyDeployment = fc
  .record({
    replicas: fc.integer({ min: 1, max: 8 }),
    minReadySeconds,
    maxSurge: amount,
    maxUnavailable: amount,
    progressDeadlineSeconds: fc.integer({ min: 13, max: 90 }),
    isRecreated: fc.integer({ min: 0, max: 7 }),
    old,
    new: several(serving),
  })
  .filter(({ maxSurge, maxUnavailable }) => !isBoundless(maxSurge) || !isBoundless(maxUnavailable))
  .map(({ maxSurge, maxUnavailable, isRecreated, old: before, new: after, ...spec }) => ({
    spec: { ...spec, ...(isRecreated === 0 ? { strategy: { type: 'Recreate' } } : rolling(maxSurge, maxUnavailable)) },
    old: before,
    new: after,
  }));
const anyStatefulSet = fc
  .record({
    replicas: fc.integer({ min: 1, max: 4 }),
    minReadySeconds,
    partition: chance(fc.integer({ min: 0, max: 4 }), 0),
    isParallel: fc.boolean(),
    old,
    new: several(serving),
  })
  .map(({ partition: from, isParallel, old: before, new: after, ...spec }) => ({
    spec: { ...spec, ...partition(from), ...policy(isParallel ? 'Parallel' : 'OrderedReady') },
    old: before,
    new: after,
  }));
const working = fc.oneof(
  { weight: 3, arbitrary: seconds(15).map(succeeds) },
  { weight: 2, arbitrary: fc.tuple(seconds(15), fc.constantFrom(1, 42)).map(([after, code]) => fails(after, code)) },
);
const anyJob = fc
  .record({
    completions: fc.integer({ min: 1, max: 5 }),
    parallelism: fc.integer({ min: 1, max: 4 }),
    backoffLimit: fc.integer({ min: 0, max: 6 }),
    rules: chance(fc.constantFrom(rule('FailJob', 42), rule('Ignore', 42), rule('Count', 42)), undefined as never),
    deadline: chance(fc.integer({ min: 5, max: 60 }), undefined as never),
    perIndex: chance(fc.integer({ min: 0, max: 2 }), undefined as never, 1),
    isIndexed: fc.boolean(),
    lives: several(working),
  })
  .map(({ rules, deadline, perIndex, isIndexed, lives, backoffLimit, ...spec }) => ({
    spec: {
      ...spec,
      ...(isIndexed ? indexed : {}),
      ...(isIndexed && perIndex !== undefined ? { backoffLimitPerIndex: perIndex } : { backoffLimit }),
      ...(deadline === undefined ? {} : { activeDeadlineSeconds: deadline }),
      ...(rules === undefined ? {} : { podFailurePolicy: { rules: [rules] } }),
    },
    new: lives,
  }));

const sample = <T>(arbitrary: fc.Arbitrary<T>, numRuns: number) => [
  ...fc.sample(arbitrary, { seed: 1, numRuns }).entries(),
];
const cases = [
  ...deployments,
  ...statefulSets,
  ...jobs,
  ...sample(anyDeployment, 60).map(([n, { spec, ...lives }]) => deployment(`random ${n}`, spec, lives)),
  ...sample(anyStatefulSet, 40).map(([n, { spec, ...lives }]) => statefulSet(`random ${n}`, spec, lives)),
  ...sample(anyJob, 60).map(([n, { spec, new: lives }]) => job(`random ${n}`, spec, lives)),
];
for (const given of cases) console.log(JSON.stringify(given));
