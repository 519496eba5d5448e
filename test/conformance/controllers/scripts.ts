/** What cases are made of: the lives of pods by a script, workloads, and random ones of each. */
import fc from 'fast-check';
import type { Life, LifeStep, Lives } from './recording.ts';

export type Case = Record<string, unknown>;

const stops = { stopSeconds: 1.5, stopExitCode: 143 };
const pending: LifeStep = { at: 0, phase: 'Pending' };
const running = (at: number, more: Partial<LifeStep> = {}): LifeStep => ({ at, phase: 'Running', ...more });
const life = (...steps: readonly LifeStep[]): Life => ({ steps: [pending, ...steps], ...stops });

/** Ready some seconds after its creation. */
export const ready = (after: number): Life => life(running(1.1), running(after, { ready: true }));
export const neverReady = life(running(1.1));
export const pendingForEver = life();
export const unbound: Life = { ...life(), unbound: true };
export const crashing = life(
  running(1.1),
  running(4.2, { restarts: 1 }),
  running(20.3, { restarts: 2 }),
  running(60.4, { restarts: 3 }),
);
/** Ready, then not, then ready again. */
export const flapping = life(
  running(2.2, { ready: true }),
  running(6.7, { ready: false }),
  running(9.9, { ready: true }),
  running(31.4, { ready: false }),
  running(40.6, { ready: true }),
);
export const slowStop = (own: Life): Life => ({ ...own, stopSeconds: 12.4 });
export const succeeds = (after: number): Life =>
  life(running(1.1, { ready: true }), { at: after, phase: 'Succeeded', exitCode: 0 });
export const fails = (after: number, exitCode = 1, conditions?: Readonly<Record<string, 'True'>>): Life =>
  life(running(1.1, { ready: true }), {
    at: after,
    phase: 'Failed',
    exitCode,
    ...(conditions === undefined ? {} : { conditions }),
  });
export const restarts = (...at: readonly number[]): Life =>
  life(running(1.1, { ready: true }), ...at.map((when, n) => running(when, { ready: true, restarts: n + 1 })));

export const each = (...lives: readonly Life[]): Lives => ({ each: lives });
export const byIndex = (own: Readonly<Record<string, readonly Life[]>>, other: Life): Lives => ({
  each: [other],
  byIndex: own,
});

export const deployment = (
  name: string,
  spec: object,
  lives: { old?: Lives; new: Lives; next?: Lives },
  more: Case = {},
): Case => ({
  name: `deployment/${name}`,
  kind: 'Deployment',
  spec,
  runningForSeconds: lives.old === undefined ? 0 : 120,
  untilSeconds: 150,
  ...lives,
  ...more,
});
export const statefulSet = (
  name: string,
  spec: object,
  lives: { old?: Lives; new: Lives; next?: Lives },
  more: Case = {},
): Case => ({
  ...deployment(name, spec, lives, more),
  name: `statefulset/${name}`,
  kind: 'StatefulSet',
});
export const daemonSet = (
  name: string,
  nodes: number,
  spec: object,
  lives: { old?: Lives; new: Lives; next?: Lives },
  more: Case = {},
): Case => ({
  ...deployment(name, spec, lives, more),
  name: `daemonset/${name}`,
  kind: 'DaemonSet',
  nodes,
});
export const replicaSet = (
  name: string,
  spec: object,
  lives: { old?: Lives; new: Lives; next?: Lives },
  more: Case = {},
): Case => ({
  ...deployment(name, spec, lives, more),
  name: `replicaset/${name}`,
  kind: 'ReplicaSet',
});
export const job = (name: string, spec: object, lives: Lives, more: Case = {}): Case => ({
  name: `job/${name}`,
  kind: 'Job',
  spec,
  restartPolicy: 'Never',
  new: lives,
  runningForSeconds: 0,
  untilSeconds: 400,
  ...more,
});

export const rolling = (maxSurge: number | string, maxUnavailable: number | string) => ({
  strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable } },
});
export const policy = (podManagementPolicy: string) => ({ podManagementPolicy });
export const partition = (number: number) => ({
  updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: number } },
});

export const indexed = { completionMode: 'Indexed' };
export const rule = (action: string, ...values: readonly number[]) => ({
  action,
  onExitCodes: { operator: 'In', values },
});

const seconds = (max: number) => fc.integer({ min: 2, max: max * 10 }).map((tenths) => 1.1 + (tenths * 10 + 3) / 100);
const chance = <T>(arbitrary: fc.Arbitrary<T>, none: T, weight = 3) =>
  fc.oneof({ weight, arbitrary: fc.constant(none) }, { weight: 1, arbitrary });
const anyReady = seconds(12).map(ready);
export const serving = fc.oneof(
  { weight: 6, arbitrary: anyReady },
  { weight: 1, arbitrary: fc.constantFrom(neverReady, crashing, flapping, pendingForEver) },
);
const stopping = (own: fc.Arbitrary<Life>) =>
  fc
    .tuple(own, fc.integer({ min: 1, max: 95 }))
    .map(([given, tenths]): Life => ({ ...given, stopSeconds: tenths / 10 + 0.05 }));
export const several = (own: fc.Arbitrary<Life>) =>
  fc.array(stopping(own), { minLength: 1, maxLength: 4 }).map((lives) => each(...lives));
/** All live alike: which of several a controller takes first is left to chance. */
const each1 = (own: fc.Arbitrary<Life>) => stopping(own).map((one) => each(one));
const old = chance(several(serving), each(ready(2.3)));
const minReadySeconds = chance(fc.integer({ min: 1, max: 12 }), 0, 1);
const amount = fc.oneof(
  fc.integer({ min: 0, max: 4 }),
  fc.integer({ min: 0, max: 100 }).map((percent) => `${percent}%`),
);
const isBoundless = (value: number | string) => value === 0 || value === '0%';

export const anyDeployment = fc
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
export const anyDaemonSet = fc
  .record({
    nodes: fc.integer({ min: 1, max: 6 }),
    minReadySeconds,
    maxSurge: amount,
    maxUnavailable: amount,
    old: chance(each1(serving), each(ready(2.3))),
    new: several(serving),
  })
  // The API server wants exactly one of the two.
  .filter(({ maxSurge, maxUnavailable }) => isBoundless(maxSurge) !== isBoundless(maxUnavailable))
  .map(({ nodes, minReadySeconds: minReady, maxSurge, maxUnavailable, ...lives }) => ({
    nodes,
    spec: { minReadySeconds: minReady, updateStrategy: { rollingUpdate: { maxSurge, maxUnavailable } } },
    ...lives,
  }));
export const anyReplicaSet = fc.record({
  spec: fc.record({ replicas: fc.integer({ min: 0, max: 6 }), minReadySeconds }),
  new: several(serving),
});
export const anyStatefulSet = fc
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
export const anyJob = fc
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
