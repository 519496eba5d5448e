/** Cases in which something is changed while a rollout is under way or stuck: revert, repair, scale, pause, delete. */
import fc from 'fast-check';
import type { LaterChange } from './recording.ts';
import {
  anyDeployment,
  anyStatefulSet,
  byIndex,
  type Case,
  crashing,
  deployment,
  each,
  fails,
  flapping,
  job,
  neverReady,
  partition,
  ready,
  rolling,
  serving,
  several,
  slowStop,
  statefulSet,
  succeeds,
} from './scripts.ts';

const later = (...changes: readonly LaterChange[]): Case => ({ later: changes });
const revert = (at: number): LaterChange => ({ at, template: 'old' });
const repair = (at: number): LaterChange => ({ at, template: 'next' });
const set = (at: number, spec: object): LaterChange => ({ at, set: spec });
const remove = (at: number, label: string): LaterChange => ({ at, delete: label });

const old = each(ready(2.3));
const well = { old, new: each(ready(5.4)) };
const stuck = { old, new: each(neverReady) };
const repaired = { ...stuck, next: each(ready(3.4)) };
const recreate = { strategy: { type: 'Recreate' } };

const deployments: readonly Case[] = [
  deployment('stuck, reverted', { replicas: 4 }, stuck, later(revert(30))),
  deployment('stuck, reverted late', { replicas: 4, progressDeadlineSeconds: 20 }, stuck, later(revert(60))),
  deployment('stuck, repaired', { replicas: 3, progressDeadlineSeconds: 25 }, repaired, later(repair(40))),
  deployment(
    'crashing, repaired',
    { replicas: 3, ...rolling(1, 1) },
    { ...repaired, new: each(crashing) },
    later(repair(40)),
  ),
  deployment('rolled over', { replicas: 5, ...rolling(2, 1) }, { ...well, next: each(ready(3.4)) }, later(repair(7))),
  deployment('reverted on the way', { replicas: 5, ...rolling(1, 1) }, well, later(revert(8))),
  deployment('reverted, then updated again', { replicas: 3 }, repaired, later(revert(30), repair(60))),
  deployment('reverted twice', { replicas: 3 }, stuck, later(revert(20), { at: 40, template: 'new' }, revert(60))),
  deployment('recreated, reverted', { replicas: 3, ...recreate }, stuck, later(revert(30))),
  deployment(
    'recreated, reverted while old ones stop',
    { replicas: 3, ...recreate },
    { old: each(slowStop(ready(2.3))), new: each(ready(5.4)) },
    later(revert(4)),
  ),
  deployment('scaled up', { replicas: 3 }, { new: each(ready(5.4)) }, later(set(30, { replicas: 7 }))),
  deployment('scaled down', { replicas: 6 }, { new: each(ready(5.4)) }, later(set(30, { replicas: 2 }))),
  deployment(
    'scaled to none and back',
    { replicas: 3 },
    { new: each(ready(5.4)) },
    later(set(30, { replicas: 0 }), set(60, { replicas: 3 })),
  ),
  deployment('stuck, scaled up', { replicas: 10, ...rolling(3, 2) }, stuck, later(set(40, { replicas: 16 }))),
  deployment('stuck, scaled down', { replicas: 10, ...rolling(3, 2) }, stuck, later(set(40, { replicas: 4 }))),
  deployment('stuck, scaled to none', { replicas: 4 }, stuck, later(set(40, { replicas: 0 }))),
  deployment('recreated, scaled on the way', { replicas: 3, ...recreate }, well, later(set(3, { replicas: 5 }))),
  deployment('scaled on the way', { replicas: 8, ...rolling(2, 1) }, well, later(set(7, { replicas: 11 }))),
  deployment('paused and resumed', { replicas: 4 }, well, later(set(3, { paused: true }), set(40, { paused: false }))),
  deployment(
    'paused, scaled and resumed',
    { replicas: 6, ...rolling(2, 1) },
    well,
    later(set(7, { paused: true }), set(20, { replicas: 9 }), set(50, { paused: false })),
  ),
  deployment('paused before the update', { replicas: 3, paused: true }, well, later(set(30, { paused: false }))),
  deployment('deadline shortened', { replicas: 3 }, stuck, later(set(30, { progressDeadlineSeconds: 20 }))),
  deployment('more unavailable allowed', { replicas: 4, ...rolling(1, 0) }, stuck, later(set(30, rolling(1, 2)))),
  deployment('pods deleted', { replicas: 3 }, { new: each(ready(5.4)) }, later(remove(30, 'new at 0.0, life 0'))),
  deployment(
    'scaled up with minReadySeconds',
    { replicas: 2, minReadySeconds: 10 },
    { new: each(ready(5.4)) },
    later(set(40, { replicas: 4 })),
  ),
];

const parallel = { podManagementPolicy: 'Parallel' };
const statefulSets: readonly Case[] = [
  // https://github.com/kubernetes/kubernetes/issues/67250
  statefulSet('stuck, reverted', { replicas: 3 }, stuck, later(revert(30))),
  statefulSet('stuck, reverted, its pod deleted', { replicas: 3 }, stuck, later(revert(30), remove(60, 'new[2]'))),
  statefulSet('stuck, repaired', { replicas: 3 }, repaired, later(repair(30))),
  statefulSet('stuck, repaired, its pod deleted', { replicas: 3 }, repaired, later(repair(30), remove(60, 'new[2]'))),
  statefulSet('stuck in parallel, reverted', { replicas: 3, ...parallel }, stuck, later(revert(30))),
  statefulSet('stuck in parallel, repaired', { replicas: 3, ...parallel }, repaired, later(repair(30))),
  statefulSet('crashing, reverted', { replicas: 2 }, { ...stuck, new: each(crashing) }, later(revert(45))),
  statefulSet('reverted on the way', { replicas: 4 }, well, later(revert(12))),
  statefulSet('reverted on the way, in parallel', { replicas: 4, ...parallel }, well, later(revert(12))),
  statefulSet('scaled up', { replicas: 2 }, { new: each(ready(5.4)) }, later(set(30, { replicas: 4 }))),
  statefulSet('scaled down', { replicas: 4 }, { new: each(ready(5.4)) }, later(set(40, { replicas: 1 }))),
  statefulSet(
    'scaled down in parallel',
    { replicas: 4, ...parallel },
    { new: each(ready(5.4)) },
    later(set(40, { replicas: 1 })),
  ),
  statefulSet(
    'scaled down slowly',
    { replicas: 3 },
    { new: each(slowStop(ready(5.4))) },
    later(set(40, { replicas: 1 })),
  ),
  statefulSet(
    'scaled down, one not ready',
    { replicas: 4 },
    { new: byIndex({ 3: [neverReady] }, ready(5.4)) },
    later(set(40, { replicas: 1 })),
  ),
  statefulSet(
    'scaled down, the first one not ready',
    { replicas: 3 },
    { new: byIndex({ 0: [flapping] }, ready(2.4)) },
    later(set(33, { replicas: 1 })),
  ),
  statefulSet(
    'scaled to none and back',
    { replicas: 2 },
    { new: each(ready(5.4)) },
    later(set(30, { replicas: 0 }), set(50, { replicas: 2 })),
  ),
  statefulSet('scaled up on the way', { replicas: 3 }, well, later(set(9, { replicas: 5 }))),
  statefulSet('scaled down on the way', { replicas: 4 }, well, later(set(9, { replicas: 2 }))),
  statefulSet('stuck, scaled up', { replicas: 2 }, stuck, later(set(30, { replicas: 4 }))),
  statefulSet('stuck, scaled down', { replicas: 3 }, stuck, later(set(30, { replicas: 2 }))),
  statefulSet(
    'partition moved',
    { replicas: 4, ...partition(3) },
    well,
    later(set(30, partition(1)), set(70, partition(0))),
  ),
  statefulSet('partition moved up', { replicas: 3, ...partition(0) }, well, later(set(7, partition(2)))),
  statefulSet(
    'on delete',
    { replicas: 2, updateStrategy: { type: 'OnDelete' } },
    well,
    later(remove(20, 'old[0]'), remove(40, 'old[1]')),
  ),
  statefulSet('a pod deleted', { replicas: 3 }, { new: each(slowStop(ready(5.4))) }, later(remove(40, 'new[1]'))),
  statefulSet('reverted with minReadySeconds', { replicas: 3, minReadySeconds: 8 }, well, later(revert(20))),
];

const suspend = (at: number, isSuspended = true) => set(at, { suspend: isSuspended });
const jobs: readonly Case[] = [
  job('suspended, resumed', { completions: 2, suspend: true }, each(succeeds(7.2)), later(suspend(30, false))),
  job('suspended on the way', { completions: 3, parallelism: 2 }, each(succeeds(12.2)), later(suspend(5))),
  job(
    'suspended on the way, resumed',
    { completions: 3, parallelism: 2 },
    each(succeeds(12.2)),
    later(suspend(5), suspend(40, false)),
  ),
  job(
    'suspended slowly',
    { completions: 2, parallelism: 2 },
    each(slowStop(succeeds(30.2))),
    later(suspend(5), suspend(8, false)),
  ),
  job(
    'suspended while it waits',
    { backoffLimit: 4 },
    each(fails(4.2), fails(4.2), succeeds(5.5)),
    later(suspend(8), suspend(30, false)),
  ),
  job(
    'suspended with a deadline',
    { activeDeadlineSeconds: 20 },
    each(succeeds(15.2)),
    later(suspend(10), suspend(40, false)),
  ),
  job(
    'suspended twice',
    { completions: 2 },
    each(succeeds(12.2)),
    later(suspend(5), suspend(20, false), suspend(26), suspend(50, false)),
  ),
  job('a deadline added', {}, each(ready(1.2)), later(set(20, { activeDeadlineSeconds: 40 }))),
  job('a deadline added that is over', {}, each(ready(1.2)), later(set(30, { activeDeadlineSeconds: 10 }))),
  job('more at once', { completions: 6, parallelism: 1 }, each(succeeds(7.2)), later(set(10, { parallelism: 3 }))),
  job(
    'fewer at once',
    { completions: 6, parallelism: 4 },
    each(succeeds(17.2), succeeds(19.4)),
    later(set(10, { parallelism: 1 })),
  ),
  job(
    'none at once, then some',
    { completions: 3, parallelism: 2 },
    each(succeeds(9.2)),
    later(set(5, { parallelism: 0 }), set(30, { parallelism: 2 })),
  ),
  job(
    'indexed, suspended',
    { completions: 3, parallelism: 2, completionMode: 'Indexed' },
    each(succeeds(12.2)),
    later(suspend(15), suspend(40, false)),
  ),
  job(
    'more tries',
    { backoffLimit: 1 },
    each(fails(4.2), fails(4.2), succeeds(5.5)),
    later(set(10, { backoffLimit: 4 })),
  ),
  job('a pod deleted', { completions: 1 }, each(succeeds(30.2)), later(remove(10, 'new at 0.0, life 0'))),
];

/** Never in the instant of a whole second, in which controllers look again anyway. */
const moment = fc.integer({ min: 2, max: 70 }).map((whole) => whole + 0.37);
const anyChanges = (change: fc.Arbitrary<Omit<LaterChange, 'at'>>) =>
  fc.array(fc.tuple(moment, change), { minLength: 1, maxLength: 3 }).map((changes) =>
    changes
      .map(([at, own]): LaterChange => ({ at, ...own }))
      .sort((a, b) => a.at - b.at)
      .filter(({ at }, index, all) => all[index - 1]?.at !== at),
  );
const replicas = fc.integer({ min: 0, max: 9 }).map((count) => ({ set: { replicas: count } }));
const template = fc.constantFrom<Omit<LaterChange, 'at'>>(
  { template: 'old' },
  { template: 'next' },
  { template: 'new' },
);
const pause = fc.boolean().map((paused) => ({ set: { paused } }));
const move = fc.integer({ min: 0, max: 4 }).map((number) => ({ set: partition(number) }));

const sample = <T>(arbitrary: fc.Arbitrary<T>, numRuns: number) => [
  ...fc.sample(arbitrary, { seed: 1, numRuns }).entries(),
];
const changed = <T extends { readonly spec: object }>(
  given: fc.Arbitrary<T>,
  change: fc.Arbitrary<Omit<LaterChange, 'at'>>,
) => fc.record({ given, next: several(serving), later: anyChanges(change) });

export const laterCases: readonly Case[] = [
  ...deployments,
  ...statefulSets,
  ...jobs,
  ...sample(changed(anyDeployment, fc.oneof(replicas, template, pause)), 39).map(
    ([
      n,
      {
        given: { spec, ...own },
        ...more
      },
    ]) => deployment(`random change ${n}`, spec, own, more),
  ),
  ...sample(changed(anyStatefulSet, fc.oneof(replicas, template, move)), 30).map(
    ([
      n,
      {
        given: { spec, ...own },
        ...more
      },
    ]) => statefulSet(`random change ${n}`, spec, own, more),
  ),
];
