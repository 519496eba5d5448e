import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Pod } from '../../kubernetes/pod.ts';
import { resolveFenceposts } from '../../kubernetes/rollingUpdate.ts';
import type { DeploymentSpec, JobSpec, RolloutWorkload, StatefulSetSpec } from '../../kubernetes/workloadSpec.ts';
import { rolloutSummary } from '../explain/rolloutSummary.ts';
import { rolloutStatusLines } from '../kubectl/rolloutStatus.ts';
import { workloadRows } from '../kubectl/workloadRow.ts';
import { textOf } from '../testing/textOf.ts';
import type { RolloutTrace } from '../trace/rolloutTrace.ts';
import type { Scenario } from '../world/scenario.ts';
import { type SimulateRolloutOptions, simulateRollout } from './simulateRollout.ts';

vi.setConfig({ testTimeout: 30_000 });

const minute = 60_000;
const pod: Pod = {
  metadata: { name: 'web-7b8ccc9d75-6bkcv' },
  spec: {
    terminationGracePeriodSeconds: 20,
    containers: [{ name: 'app', image: 'app:1', readinessProbe: { tcpSocket: { port: 80 }, periodSeconds: 5 } }],
  },
};
const jobPod = (restartPolicy: 'Never' | 'OnFailure'): Pod => ({
  metadata: { name: 'job-6bkcv' },
  spec: { restartPolicy, containers: [{ name: 'app', image: 'app:1' }] },
});
/** The app answers from its third second on, and takes five seconds to end. */
const well: Scenario = {
  name: 'well',
  containers: { app: { startupSeconds: 3, runs: [{ sigtermSeconds: 5, sigtermExitCode: 0 }] } },
};
const neverReady: Scenario = { name: 'never ready', containers: { app: { startupSeconds: 100_000 } } };
const exits = (exitCode: number, exitAfterSeconds = 5): Scenario => ({
  name: `exits with ${exitCode}`,
  containers: { app: { runs: [{ exitAfterSeconds, exitCode }] } },
});

const names = { name: 'web', namespace: 'default' };
const deployment = (spec: DeploymentSpec): RolloutWorkload => ({ kind: 'Deployment', ...names, spec });
const statefulSet = (spec: StatefulSetSpec): RolloutWorkload => ({ kind: 'StatefulSet', ...names, spec });
const job = (spec: JobSpec): RolloutWorkload => ({ kind: 'Job', ...names, spec });

function update(workload: RolloutWorkload, scenario = well, options: SimulateRolloutOptions = {}) {
  const templates = { updated: { pod, scenario }, old: { pod, scenario: well } };
  const rollout = simulateRollout(workload, templates, options);
  return { ...rollout, summary: rolloutSummary(workload, rollout) };
}

function create(workload: RolloutWorkload, own: Pod, scenario: Scenario, options: SimulateRolloutOptions = {}) {
  const rollout = simulateRollout(workload, { updated: { pod: own, scenario } }, options);
  return { ...rollout, summary: rolloutSummary(workload, rollout) };
}

/** `12.6 s ReplicaSet event text`, from the update on. */
function events({ entries }: RolloutTrace, kind: string): string[] {
  return entries.flatMap((entry) =>
    entry.kind === 'event' && entry.atMs >= 0 && entry.object.startsWith(kind)
      ? [`${entry.atMs / 1000} ${entry.event.reason}: ${entry.event.message}`]
      : [],
  );
}

function podChanges({ entries }: RolloutTrace, ...changes: string[]): string[] {
  return entries.flatMap((entry) =>
    entry.kind === 'pod' && entry.atMs >= 0 && changes.includes(entry.pod.change)
      ? [`${entry.atMs / 1000} ${entry.object.slice(4)} ${entry.pod.change}`]
      : [],
  );
}

function conditions({ entries }: RolloutTrace): string[] {
  return entries.flatMap((entry) =>
    entry.kind === 'condition' && entry.atMs >= 0
      ? [`${entry.atMs / 1000} ${entry.condition.type}=${entry.condition.status} ${entry.condition.reason}`]
      : [],
  );
}

describe('Deployment', () => {
  test('a rolling update goes step by step', () => {
    const { trace, summary } = update(deployment({ replicas: 4 }));
    const old = /replica set (web-\S+) from 4/.exec(events(trace, 'deployment').join('\n'))?.[1];
    expect(events(trace, 'deployment').map((text) => text.replaceAll(String(old), 'web-old'))).toEqual([
      '0 ScalingReplicaSet: Scaled up replica set web-7b8ccc9d75 from 0 to 1',
      '0 ScalingReplicaSet: Scaled down replica set web-old from 4 to 3',
      '0 ScalingReplicaSet: Scaled up replica set web-7b8ccc9d75 from 1 to 2',
      '6.6 ScalingReplicaSet: Scaled down replica set web-old from 3 to 1',
      '6.6 ScalingReplicaSet: Scaled up replica set web-7b8ccc9d75 from 2 to 4',
      '13.6 ScalingReplicaSet: Scaled down replica set web-old from 1 to 0',
    ]);
    expect(summary).toMatchObject({
      outcome: 'finished',
      tookMs: 13_600,
      mostPods: 5,
      readyEndpoints: { before: 4, fewest: 3, fewestAtMs: 0 },
      reasons: [],
    });
  });

  test('kubectl shows it', () => {
    const workload = deployment({ replicas: 4 });
    const { trace } = update(workload);
    expect(rolloutStatusLines(workload, trace).map(({ atMs, text }) => `${atMs / 1000} ${text}`)).toEqual([
      '0 Waiting for deployment "web" rollout to finish: 2 out of 4 new replicas have been updated...',
      '6.6 Waiting for deployment "web" rollout to finish: 1 old replicas are pending termination...',
      '13.6 deployment "web" successfully rolled out',
    ]);
    expect(workloadRows(workload, trace).map(({ cells }) => cells.join(' '))).toEqual([
      'web 3/4 2 3 10m',
      'web 3/4 4 3 10m',
      'web 4/4 4 4 10m',
    ]);
  });

  test('old pods are out of the endpoints at once, serve on while they end, and are gone then', () => {
    const { trace } = update(
      deployment({ replicas: 1, strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } }),
    );
    const endpoints = trace.entries.flatMap((entry) =>
      entry.kind === 'endpoints' && entry.atMs >= 0
        ? [[entry.atMs / 1000, entry.endpoints.ready, entry.endpoints.serving, entry.endpoints.terminating]]
        : [],
    );
    expect(endpoints).toEqual([
      [6.6, 1, 2, 1],
      [11.6, 1, 1, 0],
    ]);
    expect(podChanges(trace, 'terminating', 'gone').map((text) => text.replace(/ web\S+/, ''))).toEqual([
      '6.6 terminating',
      '12.6 gone',
    ]);
  });

  test('minReadySeconds holds it up', () => {
    const took = (minReadySeconds: number) => update(deployment({ replicas: 4, minReadySeconds })).summary.tookMs;
    // Ready since 6.6 s counts as since 6 s; the next round from 16 s on.
    expect([took(0), took(10)]).toEqual([13_600, 32_000]);
  });

  test('the progress deadline changes the condition, and nothing else', () => {
    const { trace, summary } = update(deployment({ replicas: 4, progressDeadlineSeconds: 60 }), {
      ...well,
      containers: { app: { startupSeconds: 90 } },
    });
    expect(conditions(trace)).toEqual([
      '0 Progressing=True NewReplicaSetCreated',
      '0 Progressing=True ReplicaSetUpdated',
      '61 Progressing=False ProgressDeadlineExceeded',
      '91.75 Progressing=True ReplicaSetUpdated',
      '152 Progressing=False ProgressDeadlineExceeded',
      '183.75 Progressing=True ReplicaSetUpdated',
      '183.75 Progressing=True NewReplicaSetAvailable',
    ]);
    expect(summary).toMatchObject({ outcome: 'finished', tookMs: 183_750, deadlineExceededAtMs: 61_000 });
  });

  test('says why it never finishes', () => {
    const workload = deployment({ replicas: 3, strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } });
    const { summary, trace } = update(workload, neverReady);
    expect(summary).toMatchObject({ outcome: 'unfinished', readyEndpoints: { fewest: 3 }, mostPods: 4 });
    expect(summary.reasons.map(({ fields }) => fields)).toEqual([
      expect.arrayContaining(['spec.template.spec.containers[0].readinessProbe.failureThreshold']),
      ['spec.strategy.rollingUpdate.maxUnavailable', 'spec.strategy.rollingUpdate.maxSurge'],
    ]);
    expect(textOf(summary.reasons[0]!.message)).toContain('The readiness probe of app failed');
    expect(rolloutStatusLines(workload, trace).at(-1)).toEqual({
      atMs: 601_000,
      text: 'error: deployment "web" exceeded its progress deadline',
      ends: 'error',
    });
  });

  test('finished, and then it crashes: what a rollout without a readiness probe cannot see', () => {
    const blind: Pod = { ...pod, spec: { containers: [{ name: 'app', image: 'app:1' }] } };
    const { summary } = create(deployment({ replicas: 2 }), blind, exits(3, 20));
    expect(summary).toMatchObject({ outcome: 'finished', tookMs: 600, relapse: { atMs: 20_600, fewestAvailable: 0 } });
    expect(textOf(summary.message)).toContain('But pods become unavailable again at 20.6 s');
    expect(textOf(summary.reasons[0]!.message)).toContain('app ended with exit code 3');
  });

  test("a scenario's deletion hits the first new pod; what replaces it is left alone", () => {
    const { trace } = create(deployment({ replicas: 2 }), pod, { ...well, delete: { atSeconds: 30 } });
    expect(trace.pods.map(({ createdAtMs, deletedAtMs }) => [createdAtMs, deletedAtMs])).toEqual([
      [0, 30_000],
      [0, undefined],
      [30_000, undefined],
    ]);
    const deletion = trace.entries.find((entry) => entry.kind === 'pod' && entry.pod.change === 'terminating');
    expect(deletion).toMatchObject({ atMs: 30_000, cause: { scenario: 'delete.atSeconds' } });
  });

  test('the life of a pod that hits a limit ends the rollout there', () => {
    const { trace } = create(deployment({ replicas: 2 }), pod, exits(1), { limits: { entries: 60 } });
    expect(trace.truncated).toMatchObject({ limit: 'entries' });
    expect(trace.endMs).toBe(trace.truncated!.atMs);
    expect(trace.entries.every(({ atMs }) => atMs <= trace.endMs)).toBe(true);
  });

  test('no scenario deletes the old pods of an update', () => {
    const deleted = { ...well, delete: { atSeconds: 30 } };
    const { trace } = simulateRollout(deployment({ replicas: 2 }), {
      updated: { pod, scenario: well },
      old: { pod, scenario: deleted },
    });
    expect(trace.pods.filter(({ revision }) => revision === 'old')).toHaveLength(2);
  });

  test('a deletion without grace', () => {
    const stubborn = { name: 'stubborn', containers: { app: { runs: [{ ignoreSigterm: true }] } } };
    const goneAfter = (gracePeriodSeconds?: number) => {
      const deletion = { atSeconds: 30, ...(gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds }) };
      const { trace } = create(deployment({}), pod, { ...stubborn, delete: deletion });
      return trace.pods[0]!.goneAtMs! - 30_000;
    };
    expect(goneAfter()).toBeGreaterThanOrEqual(20_000);
    expect(goneAfter(5)).toBeLessThan(7_000);
    expect(goneAfter(0)).toBe(0);
  });

  test('Recreate: first all old pods go, then the new ones come', () => {
    const { trace, summary } = update(deployment({ replicas: 2, strategy: { type: 'Recreate' } }));
    expect(
      podChanges(trace, 'terminating', 'gone', 'created', 'ready').map((text) => text.replace(/ web\S+/, '')),
    ).toEqual([
      '0 terminating',
      '0 terminating',
      '5.6 gone',
      '5.6 gone',
      '5.6 created',
      '5.6 created',
      '12.6 ready',
      '12.6 ready',
    ]);
    expect(summary.readyEndpoints).toEqual({ before: 2, fewest: 0, fewestAtMs: 0 });
  });

  test('paused: nothing happens', () => {
    const { summary } = update(deployment({ paused: true }));
    expect(summary).toMatchObject({ outcome: 'unfinished', reasons: [{ fields: ['spec.paused'] }] });
  });

  test('failed pods are replaced', () => {
    const evicted: Pod = { ...pod, spec: { ...pod.spec, activeDeadlineSeconds: 60 } };
    const { trace } = create(deployment({ replicas: 1 }), evicted, well, { untilMs: 2 * minute });
    expect(trace.pods.length).toBeGreaterThan(1);
  });

  test('many similar events are combined', () => {
    const { trace } = create(deployment({ replicas: 12 }), pod, well, { untilMs: minute });
    expect(events(trace, 'replicaset').at(-1)).toMatch(/\(combined from similar events\): Created pod: web-/);
  });

  test("a pod's own trace has its name", () => {
    const { pods } = create(deployment({ replicas: 2 }), pod, exits(1), { untilMs: minute });
    const [first, second] = pods.names.map((name) => pods.get(name));
    expect(first?.pod).not.toBe(second?.pod);
    for (const own of [first, second]) expect(JSON.stringify(own)).toContain(`pod=${own?.pod}_default`);
  });
});

describe('StatefulSet', () => {
  test('starts in order', () => {
    const { trace } = create(statefulSet({ replicas: 3 }), pod, well);
    expect(podChanges(trace, 'created', 'ready')).toEqual([
      '0 web-0 created',
      '6.6 web-0 ready',
      '6.6 web-1 created',
      '13.6 web-1 ready',
      '13.6 web-2 created',
      '20.6 web-2 ready',
    ]);
  });

  test('Parallel: all at once', () => {
    const { trace } = create(statefulSet({ replicas: 3, podManagementPolicy: 'Parallel' }), pod, well);
    expect(podChanges(trace, 'created').map((text) => text.split(' ')[0])).toEqual(['0', '0', '0']);
  });

  test('an update goes from the last to the first, one at a time', () => {
    const { trace, summary } = update(statefulSet({ replicas: 3 }));
    expect(podChanges(trace, 'terminating', 'created', 'available')).toEqual([
      '0 web-2 terminating',
      '5.6 web-2 created',
      '12.6 web-2 available',
      '12.6 web-1 terminating',
      '18.6 web-1 created',
      '25.6 web-1 available',
      '25.6 web-0 terminating',
      '31.6 web-0 created',
      '38.6 web-0 available',
    ]);
    expect(summary).toMatchObject({ tookMs: 38_600, readyEndpoints: { before: 3, fewest: 2 } });
    expect(events(trace, 'statefulset').slice(0, 2)).toEqual([
      '0 SuccessfulDelete: delete Pod web-2 in StatefulSet web successful',
      '5.6 SuccessfulCreate: create Pod web-2 in StatefulSet web successful',
    ]);
  });

  test('kubectl shows it', () => {
    const lines = (spec: StatefulSetSpec) => {
      const workload = statefulSet(spec);
      return rolloutStatusLines(workload, update(workload).trace).map(({ text }) => text.replace(/web-\w{5,}/, 'REV'));
    };
    // The pod that is being deleted stays ready while it ends.
    expect(lines({ replicas: 2 })).toEqual([
      'Waiting for partitioned roll out to finish: 0 out of 2 new pods have been updated...',
      'Waiting for 1 pods to be ready...',
      'Waiting for partitioned roll out to finish: 1 out of 2 new pods have been updated...',
      'Waiting for 1 pods to be ready...',
      'partitioned roll out complete: 2 new pods have been updated...',
    ]);
    expect(lines({ replicas: 2, updateStrategy: { type: 'RollingUpdate' } }).at(-1)).toBe(
      'statefulset rolling update complete 2 pods at revision REV...',
    );
    expect(lines({ replicas: 2, updateStrategy: { type: 'OnDelete' } })).toEqual([
      'error: rollout status is only available for RollingUpdate strategy type',
    ]);
  });

  test('pods below the partition keep the old template', () => {
    const { trace, summary } = update(
      statefulSet({ replicas: 3, updateStrategy: { rollingUpdate: { partition: 2 } } }),
    );
    expect(podChanges(trace, 'created')).toEqual(['5.6 web-2 created']);
    expect(summary.outcome).toBe('finished');
  });

  test('maxUnavailable counts where the release has it', () => {
    const workload = statefulSet({ replicas: 4, updateStrategy: { rollingUpdate: { maxUnavailable: 2 } } });
    const took = (statefulSetMaxUnavailable: boolean) =>
      update(workload, well, { statefulSetMaxUnavailable }).summary.tookMs;
    expect([took(false), took(true)]).toEqual([51_600, 39_600]);
  });

  test('a pod that is not ready holds up the rest', () => {
    const { trace, summary } = update(statefulSet({ replicas: 3 }), neverReady);
    expect(podChanges(trace, 'created')).toEqual(['5.6 web-2 created']);
    expect(summary.reasons.at(-1)?.fields).toEqual(['spec.podManagementPolicy']);
  });
});

describe('Job', () => {
  test('runs as many at once as parallelism says, until enough have succeeded', () => {
    const workload = job({ completions: 5, parallelism: 2 });
    const { trace, summary } = create(workload, jobPod('Never'), exits(0));
    expect(podChanges(trace, 'created').map((text) => text.split(' ')[0])).toEqual(['0', '0', '6.6', '6.6', '13.6']);
    expect(conditions(trace)).toEqual([
      '20.6 SuccessCriteriaMet=True CompletionsReached',
      '20.6 Complete=True CompletionsReached',
    ]);
    expect(events(trace, 'job').at(-1)).toBe('20.6 Completed: Job completed');
    expect(workloadRows(workload, trace).map(({ cells }) => cells.join(' '))).toEqual([
      'web Running 0/5 0s 0s',
      'web Running 2/5 6s 6s',
      'web Running 4/5 13s 13s',
      'web Complete 5/5 20s 20s',
    ]);
    expect(summary.outcome).toBe('finished');
  });

  test('Never: each failure is a pod, replaced after 10, 20, 40 s, and one more than the limit is too many', () => {
    const { trace, summary } = create(job({ backoffLimit: 3 }), jobPod('Never'), exits(1));
    // Pods end 5 s after their start, and the API keeps that as a whole second.
    expect(podChanges(trace, 'created').map((text) => text.split(' ')[0])).toEqual(['0', '15', '40', '85']);
    expect(conditions(trace).at(-1)).toMatch(/Failed=True BackoffLimitExceeded$/);
    expect(events(trace, 'job').at(-1)).toMatch(/BackoffLimitExceeded: Job has reached the specified backoff limit$/);
    expect(summary).toMatchObject({
      outcome: 'failed',
      reasons: [{ fields: ['spec.backoffLimit', 'spec.template.spec.restartPolicy'] }],
    });
  });

  test('OnFailure: one pod is restarted, and the limit itself is too many; its pod is deleted', () => {
    const { trace, summary } = create(job({ backoffLimit: 3 }), jobPod('OnFailure'), exits(1));
    expect(podChanges(trace, 'created')).toHaveLength(1);
    expect(podChanges(trace, 'restarted')).toHaveLength(3);
    expect(podChanges(trace, 'terminating')).toHaveLength(1);
    expect(summary.outcome).toBe('failed');
  });

  test('activeDeadlineSeconds ends it in each state of its pods', () => {
    const { trace, summary } = create(job({ activeDeadlineSeconds: 30 }), jobPod('Never'), well);
    expect(podChanges(trace, 'terminating').map((text) => text.split(' ')[0])).toEqual(['30']);
    expect(conditions(trace)[0]).toBe('30 FailureTarget=True DeadlineExceeded');
    // Failed only when its pod has ended.
    expect(conditions(trace)[1]).toMatch(/^3[5-9]\S* Failed=True DeadlineExceeded$/);
    expect(summary.reasons[0]?.fields).toEqual(['spec.activeDeadlineSeconds']);
  });

  test('podFailurePolicy: FailJob at the first failure, Ignore never', () => {
    const policy = (action: 'FailJob' | 'Ignore') => ({
      podFailurePolicy: { rules: [{ action, onExitCodes: { operator: 'In' as const, values: [42] } }] },
    });
    const failing = create(job({ ...policy('FailJob') }), jobPod('Never'), exits(42));
    expect(failing.trace.pods).toHaveLength(1);
    expect(conditions(failing.trace).at(-1)).toMatch(/Failed=True PodFailurePolicy$/);
    const ignoring = create(job({ backoffLimit: 0, ...policy('Ignore') }), jobPod('Never'), exits(42), {
      untilMs: 3 * minute,
    });
    expect(ignoring.summary.outcome).toBe('unfinished');
    expect(ignoring.trace.pods.length).toBeGreaterThan(2);
  });

  test('Indexed: each index must succeed once', () => {
    const { trace } = create(
      job({ completions: 3, parallelism: 3, completionMode: 'Indexed' }),
      jobPod('Never'),
      exits(0),
    );
    expect(trace.pods.map(({ name }) => name.slice(0, 6))).toEqual(['web-0-', 'web-1-', 'web-2-']);
    expect(trace.entries.findLast((entry) => entry.kind === 'status')?.status).toMatchObject({
      completedIndexes: '0-2',
    });
  });

  test('backoffLimitPerIndex: each index has retries of its own', () => {
    const spec = { completions: 2, parallelism: 2, completionMode: 'Indexed' as const, backoffLimitPerIndex: 1 };
    const { trace } = create(job(spec), jobPod('Never'), exits(1));
    expect(podChanges(trace, 'created').map((text) => text.replace(/-\w{5} created/, ''))).toEqual([
      '0 web-0',
      '0 web-1',
      '15 web-0',
      '15 web-1',
    ]);
    expect(conditions(trace).at(-1)).toMatch(/Failed=True FailedIndexes$/);
    expect(trace.entries.findLast((entry) => entry.kind === 'status')?.status).toMatchObject({
      failed: 4,
      failedIndexes: '0,1',
    });
    const strict = create(job({ ...spec, completions: 3, maxFailedIndexes: 0 }), jobPod('Never'), exits(1));
    expect(conditions(strict.trace).at(-1)).toMatch(/Failed=True MaxFailedIndexesExceeded$/);
  });

  test('FailIndex: no retries for this index', () => {
    const policy = { rules: [{ action: 'FailIndex' as const, onExitCodes: { operator: 'In' as const, values: [7] } }] };
    const spec = {
      completions: 1,
      completionMode: 'Indexed' as const,
      backoffLimitPerIndex: 5,
      podFailurePolicy: policy,
    };
    const { trace } = create(job(spec), jobPod('Never'), exits(7));
    expect(trace.pods).toHaveLength(1);
    expect(conditions(trace).at(-1)).toMatch(/Failed=True FailedIndexes$/);
  });

  test('successPolicy: done before all indexes are', () => {
    const successPolicy = { rules: [{ succeededIndexes: '0-1' }] };
    const spec = { completions: 5, parallelism: 2, completionMode: 'Indexed' as const, successPolicy };
    const { trace, summary } = create(job(spec), jobPod('Never'), exits(0));
    expect(trace.pods).toHaveLength(2);
    expect(conditions(trace)[0]).toMatch(/SuccessCriteriaMet=True SuccessPolicy$/);
    expect(summary.outcome).toBe('finished');
  });

  test('a work queue is done when one has succeeded and the others have ended', () => {
    const workload = job({ parallelism: 3 });
    const { trace } = create(workload, jobPod('Never'), exits(0));
    expect(trace.pods).toHaveLength(3);
    expect(workloadRows(workload, trace).at(-1)?.cells.slice(1, 3)).toEqual(['Complete', '3/1 of 3']);
  });

  test('suspended: no pods', () => {
    const workload = job({ suspend: true });
    const { trace, summary } = create(workload, jobPod('Never'), exits(0));
    expect(trace.pods).toEqual([]);
    expect(workloadRows(workload, trace).map(({ cells }) => cells.slice(0, 4).join(' '))).toEqual([
      'web Suspended 0/1 ',
    ]);
    expect(summary.reasons[0]?.fields).toEqual(['spec.suspend']);
  });
});

describe('for any manifest', () => {
  const amount = fc.oneof(
    fc.integer({ min: 0, max: 5 }),
    fc.integer({ min: 0, max: 100 }).map((percent) => `${percent}%`),
  );
  const scenarios = fc.constantFrom(well, neverReady, exits(1), exits(0, 40));

  test('never more pods than surge allows, never fewer available than the update may leave', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 12 }),
        amount,
        amount,
        fc.integer({ min: 0, max: 10 }),
        fc.boolean(),
        (replicas, maxSurge, maxUnavailable, minReadySeconds, isWell) => {
          const workload = deployment({
            replicas,
            minReadySeconds,
            strategy: { rollingUpdate: { maxSurge, maxUnavailable } },
          });
          const { trace, summary } = update(workload, isWell ? well : neverReady, { untilMs: 10 * minute });
          const bounds = resolveFenceposts(maxSurge, maxUnavailable, replicas);
          expect(summary.mostPods).toBeLessThanOrEqual(replicas + bounds.maxSurge);
          // The old pods were all available before: the update never goes below what it may.
          for (const entry of trace.entries) {
            if (entry.kind !== 'status' || entry.status.kind !== 'Deployment' || entry.atMs < 0) continue;
            expect(entry.status.availableReplicas).toBeGreaterThanOrEqual(replicas - bounds.maxUnavailable);
          }
          if (isWell) expect(summary.outcome).toBe('finished');
        },
      ),
      { numRuns: 80, seed: 1 },
    );
  });

  test('the same again gives the same bytes; it ends; each cause comes before its entry', () => {
    const workloads: fc.Arbitrary<RolloutWorkload> = fc.oneof(
      fc
        .record({ replicas: fc.integer({ min: 0, max: 6 }), minReadySeconds: fc.integer({ min: 0, max: 30 }) })
        .map(deployment),
      fc
        .record({
          replicas: fc.integer({ min: 0, max: 4 }),
          podManagementPolicy: fc.constantFrom('OrderedReady' as const, 'Parallel' as const),
          minReadySeconds: fc.integer({ min: 0, max: 30 }),
        })
        .map(statefulSet),
      fc
        .record(
          {
            completions: fc.integer({ min: 0, max: 5 }),
            parallelism: fc.integer({ min: 0, max: 4 }),
            backoffLimit: fc.integer({ min: 0, max: 4 }),
            activeDeadlineSeconds: fc.integer({ min: 1, max: 300 }),
          },
          { requiredKeys: [] },
        )
        .map(job),
    );
    fc.assert(
      fc.property(workloads, scenarios, (workload, scenario) => {
        const own = workload.kind === 'Job' ? jobPod('Never') : pod;
        const run = () =>
          simulateRollout(
            workload,
            { updated: { pod: own, scenario }, old: { pod: own, scenario: well } },
            { untilMs: 10 * minute },
          ).trace;
        const trace = run();
        expect(JSON.stringify(run())).toBe(JSON.stringify(trace));
        expect(trace.truncated).toBeUndefined();
        for (const { seq, cause } of trace.entries) if ('entry' in cause) expect(cause.entry).toBeLessThan(seq);
      }),
      { numRuns: 60, seed: 2 },
    );
  });

  test('limits are reported', () => {
    const { trace } = update(deployment({ replicas: 4 }), well, { limits: { entries: 50 } });
    expect(trace.truncated).toMatchObject({ limit: 'entries' });
    expect(trace.entries.length).toBeLessThanOrEqual(50);
  });
});
