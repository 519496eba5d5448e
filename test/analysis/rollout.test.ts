/** Simulated rollouts of healthy pods take as long as the closed forms say, whatever their probes and bounds. */
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { orderedUpdateDuration, recreateDuration, rollingUpdateDuration } from '../../server/src/analysis/rollout.ts';
import { earliest, latest, type TimeWindow } from '../../server/src/analysis/window.ts';
import type { Pod, Probe } from '../../server/src/kubernetes/pod.ts';
import { resolveFenceposts } from '../../server/src/kubernetes/rollingUpdate.ts';
import type { RolloutWorkload } from '../../server/src/kubernetes/workloadSpec.ts';
import { rolloutSummary } from '../../server/src/lifecycle/explain/rolloutSummary.ts';
import { simulateRollout } from '../../server/src/lifecycle/rollout/simulateRollout.ts';

const minute = 60_000;
const scenario = { name: 'well' };

vi.setConfig({ testTimeout: 60_000 });

const probe: fc.Arbitrary<Probe> = fc.record({
  tcpSocket: fc.constant({ port: 80 }),
  initialDelaySeconds: fc.integer({ min: 0, max: 20 }),
  periodSeconds: fc.integer({ min: 1, max: 15 }),
  successThreshold: fc.constant(1),
});
/** The containers of a pod wake each other's probes, so a successThreshold is only foreseeable for one alone. */
function podsOf(most: number, mostSuccesses: number): fc.Arbitrary<Pod> {
  const readinessProbe = fc
    .tuple(probe, fc.integer({ min: 1, max: mostSuccesses }))
    .map(([own, successThreshold]) => ({ ...own, successThreshold }));
  const container = fc.record({ readinessProbe, startupProbe: probe }, { requiredKeys: [] });
  return fc.array(container, { minLength: 1, maxLength: most }).map((containers) => ({
    metadata: { name: 'web' },
    spec: { containers: containers.map((own, index) => ({ name: `c${index}`, image: 'app:1', ...own })) },
  }));
}
const pods = fc.oneof(podsOf(1, 3), podsOf(3, 1));
const amount = fc.oneof(
  fc.integer({ min: 0, max: 4 }),
  fc.integer({ min: 0, max: 100 }).map((percent) => `${percent}%`),
);
const replicas = fc.integer({ min: 1, max: 12 });
const minReadySeconds = fc.integer({ min: 0, max: 15 });
/** Where the clocks stand when the pods arrive, and how the node waits. */
const environment = fc.record({ loopPhase: fc.constantFrom(0.05, 0.15, 0.5, 0.9), jitter: fc.constantFrom(0, 0.5, 1) });

function took(workload: RolloutWorkload, pod: Pod, options: Parameters<typeof simulateRollout>[2]): number | undefined {
  const rollout = simulateRollout(
    workload,
    { updated: { pod, scenario }, old: { pod, scenario } },
    { untilMs: 25 * minute, runningForMs: 10 * minute, ...options },
  );
  return rolloutSummary(workload, rollout).tookMs;
}

function expectWithin(window: TimeWindow, ms: number | undefined): void {
  expect(ms).toBeGreaterThanOrEqual(earliest(window));
  expect(ms).toBeLessThanOrEqual(latest(window));
}

const names = { name: 'web', namespace: 'default' };

test('rolling update', () => {
  fc.assert(
    fc.property(
      pods,
      replicas,
      amount,
      amount,
      minReadySeconds,
      environment,
      (pod, count, surge, unavailable, ready, clocks) => {
        const workload: RolloutWorkload = {
          kind: 'Deployment',
          ...names,
          spec: {
            replicas: count,
            minReadySeconds: ready,
            strategy: { rollingUpdate: { maxSurge: surge, maxUnavailable: unavailable } },
          },
        };
        const fenceposts = resolveFenceposts(surge, unavailable, count);
        const window = rollingUpdateDuration(pod, count, fenceposts, { minReadySeconds: ready });
        expectWithin(window, took(workload, pod, { environment: clocks }));
      },
    ),
    { numRuns: 150, seed: 11 },
  );
});

test('recreate', () => {
  fc.assert(
    fc.property(pods, replicas, minReadySeconds, environment, (pod, count, ready, clocks) => {
      const spec = { replicas: count, minReadySeconds: ready, strategy: { type: 'Recreate' as const } };
      const window = recreateDuration(pod, { minReadySeconds: ready });
      expectWithin(window, took({ kind: 'Deployment', ...names, spec }, pod, { environment: clocks }));
    }),
    { numRuns: 60, seed: 12 },
  );
});

test('stateful set', () => {
  fc.assert(
    fc.property(
      pods,
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 0, max: 5 }),
      minReadySeconds,
      environment,
      fc.constantFrom('1.34' as const, '1.35' as const),
      (pod, count, partition, ready, clocks, kubernetes) => {
        const spec = { replicas: count, minReadySeconds: ready, updateStrategy: { rollingUpdate: { partition } } };
        const window = orderedUpdateDuration(pod, Math.max(0, count - partition), {
          minReadySeconds: ready,
          isSeenLate: kubernetes === '1.34',
        });
        expectWithin(window, took({ kind: 'StatefulSet', ...names, spec }, pod, { environment: clocks, kubernetes }));
      },
    ),
    { numRuns: 60, seed: 13 },
  );
});
