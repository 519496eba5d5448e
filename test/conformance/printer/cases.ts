/** Writes what the recorder prints, one object or duration a line; always the same ones. */
import fc from 'fast-check';

/** The moment of printing. */
const nowMs = Date.parse('2000-01-02T00:00:00Z');
const agoSeconds = fc.oneof(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 0, max: 86_000 }));
const time = agoSeconds.map((seconds) => new Date(nowMs - seconds * 1_000).toISOString().replace('.000Z', 'Z'));

/** Each in few cases, so that not everything is wrong at once. */
const seldom = <T>(arbitrary: fc.Arbitrary<T>, none: T, weight = 3): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: fc.constant(none) }, { weight: 1, arbitrary });

const terminated = fc.record({
  exitCode: fc.constantFrom(0, 0, 1, 137, 143),
  reason: fc.constantFrom('', 'Completed', 'Completed', 'Error', 'OOMKilled', 'ContainerCannotRun', 'StartError'),
  finishedAt: time,
});
const state = fc.oneof(
  { weight: 3, arbitrary: time.map((startedAt) => ({ running: { startedAt } })) },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(
        '',
        'ContainerCreating',
        'PodInitializing',
        'CrashLoopBackOff',
        'ImagePullBackOff',
        'ErrImagePull',
        'CreateContainerConfigError',
      )
      .map((reason) => ({ waiting: { reason } })),
  },
  { weight: 2, arbitrary: terminated.map((own) => ({ terminated: own })) },
);
const status = (name: string) =>
  fc
    .record({
      state,
      lastState: seldom(
        terminated.map((own) => ({ terminated: own })),
        {} as never,
        1,
      ),
      ready: fc.boolean(),
      started: fc.boolean(),
      restartCount: seldom(fc.integer({ min: 0, max: 12 }), 0, 1),
    })
    .map((own) => ({ name, image: 'app', imageID: '', ...own }));

const names = (prefix: string, count: number) => Array.from({ length: count }, (_, n) => `${prefix}${n}`);
const statuses = (of: readonly string[]) => fc.tuple(...of.map(status));
const condition = fc.record({
  type: fc.constantFrom('PodScheduled', 'Initialized', 'ContainersReady', 'Ready'),
  status: fc.constantFrom('True', 'True', 'False', 'Unknown'),
  reason: seldom(fc.constant('SchedulingGated'), '', 12),
});
const metadata = fc.record({ name: fc.constant('web-0'), namespace: fc.constant('default'), creationTimestamp: time });

const pod = fc
  .record({
    inits: seldom(fc.integer({ min: 1, max: 3 }), 0, 1),
    sidecars: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
    containers: fc.integer({ min: 1, max: 3 }),
  })
  .chain(({ inits, sidecars, containers }) => {
    const initNames = names('init', inits);
    const appNames = names('app', containers);
    return fc
      .record({
        metadata,
        deletionTimestamp: seldom(time, undefined as never, 4),
        phase: fc.constantFrom('Pending', 'Running', 'Running', 'Running', 'Succeeded', 'Failed', 'Unknown'),
        reason: seldom(fc.constantFrom('Evicted', 'NodeLost', 'NodeAffinity', 'DeadlineExceeded'), '', 8),
        conditions: fc.uniqueArray(condition, { selector: ({ type }) => type, maxLength: 4 }),
        initContainerStatuses: statuses(initNames),
        containerStatuses: statuses(appNames),
        isKnown: seldom(fc.constant(false), true, 12),
      })
      .map(({ deletionTimestamp, isKnown, metadata: own, initContainerStatuses, containerStatuses, ...rest }) => ({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { ...own, ...(deletionTimestamp === undefined ? {} : { deletionTimestamp }) },
        spec: {
          initContainers: initNames.map((name, n) => ({
            name,
            image: 'app',
            ...(sidecars[n] ? { restartPolicy: 'Always' } : {}),
          })),
          containers: appNames.map((name) => ({ name, image: 'app' })),
        },
        status: { ...rest, ...(isKnown ? { initContainerStatuses, containerStatuses } : {}) },
      }));
  });

const count = fc.integer({ min: 0, max: 9 });
const deployment = fc
  .record({ metadata, replicas: count, readyReplicas: count, updatedReplicas: count, availableReplicas: count })
  .map(({ metadata: own, replicas, ...rest }) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: own,
    spec: { replicas, selector: {}, template: {} },
    status: rest,
  }));
const statefulSet = fc.record({ metadata, replicas: count, readyReplicas: count }).map((given) => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: given.metadata,
  spec: { replicas: given.replicas, selector: {}, template: {} },
  status: { readyReplicas: given.readyReplicas },
}));
const job = fc
  .record({
    metadata,
    completions: seldom(fc.integer({ min: 1, max: 9 }), undefined as never, 1),
    parallelism: fc.integer({ min: 1, max: 4 }),
    succeeded: count,
    startTime: seldom(time, undefined as never, 0),
    end: fc.constantFrom('', '', 'Complete', 'Failed', 'Suspended', 'FailureTarget', 'SuccessCriteriaMet'),
  })
  .map(({ metadata: own, completions, parallelism, succeeded, startTime, end }) => ({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: own,
    spec: {
      parallelism,
      ...(completions === undefined ? {} : { completions }),
      ...(end === 'Suspended' ? { suspend: true } : {}),
      template: {},
    },
    status: {
      succeeded,
      ...(end === 'Suspended' ? {} : { startTime }),
      ...(end === 'Complete' ? { completionTime: '2000-01-01T23:59:59Z' } : {}),
      conditions: end === '' ? [] : [{ type: end, status: 'True' }],
    },
  }));

const sample = <T>(arbitrary: fc.Arbitrary<T>, numRuns: number) => fc.sample(arbitrary, { seed: 1, numRuns });
const units = [1_000, 60_000, 3_600_000, 86_400_000, 365 * 86_400_000];
/** Around every whole number of every unit up to where the format changes, and anywhere. */
const durations = [
  ...units.flatMap((unit) =>
    [1, 2, 3, 5, 8, 10, 24, 60, 120].flatMap((n) => [n * unit - 1, n * unit, n * unit + 1_001]),
  ),
  ...sample(fc.integer({ min: -3_000, max: 700_000 }), 100),
  ...sample(fc.integer({ min: 0, max: 900_000_000 }), 100),
  ...sample(
    fc.maxSafeNat().map((ms) => ms % 400_000_000_000),
    50,
  ),
];

for (const object of [...sample(pod, 500), ...sample(deployment, 20), ...sample(statefulSet, 10), ...sample(job, 60)]) {
  console.log(JSON.stringify({ object }));
}
for (const durationMs of durations) console.log(JSON.stringify({ durationMs }));
