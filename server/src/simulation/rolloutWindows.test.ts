import { expect, test } from 'vitest';
import type { Pod } from '../kubernetes/pod.ts';
import { simulateRollout as simulate } from '../lifecycle/rollout/simulateRollout.ts';
import { podLives } from './podLives.ts';
import { rolloutWindows } from './rolloutWindows.ts';
import { simulateRollout } from './simulateRollout.ts';

const pod: Pod = {
  spec: {
    containers: [{ name: 'app', image: 'a:1', readinessProbe: { tcpSocket: { port: 80 }, periodSeconds: 10 } }],
  },
};
const scenario = { name: 'own', containers: { app: { startupSeconds: 33 } } };
const workload = {
  kind: 'StatefulSet',
  name: 'db',
  namespace: 'default',
  spec: { replicas: 3 },
} as const;
const input = { workload, pod, scenario, endpoints: true, publishNotReadyAddresses: false };

const run = simulateRollout(input);
const { tookMs } = run.summary;
const windows = rolloutWindows(run.trace, podLives(run, input), tookMs);

test('what waits for others is less sure than they are', () => {
  const ready = run.trace.pods.map((_, index) => windows.find(({ podIndex }) => podIndex === index)!);
  const lengths = ready.map(({ bestMs, worstMs }) => worstMs - bestMs);
  expect(lengths[0]).toBeGreaterThan(9_000);
  expect(lengths[1]).toBeCloseTo(2 * lengths[0]!, -3);
  expect(lengths[2]).toBeCloseTo(3 * lengths[0]!, -3);
  const done = windows.find(({ podIndex }) => podIndex === undefined)!;
  expect([done.bestMs, done.worstMs]).toEqual([ready[2]!.bestMs, ready[2]!.worstMs]);
});

test('wherever the kubelets’ clocks stand, pods are ready within their windows', () => {
  for (const create of [0, 2.5, 5, 7.5, 9.5]) {
    const other = simulate(
      workload,
      { updated: { pod, scenario } },
      {
        endpoints: true,
        publishNotReadyAddresses: false,
        runningForMs: 0,
        untilMs: 600_000,
        environment: { create },
      },
    );
    for (const { podIndex, bestMs, worstMs } of windows) {
      const name = podIndex === undefined ? undefined : other.trace.pods[podIndex]?.name;
      const entry = other.trace.entries.find(
        (one) => one.kind === 'pod' && one.object === `pod/${name}` && one.pod.change === 'ready',
      );
      if (podIndex === undefined || entry === undefined) continue;
      // Making a container takes so long here for each pod up to this one; the windows count from its start.
      const laterMs = create * 1_000 * (podIndex + 1);
      expect(entry.atMs - laterMs).toBeGreaterThanOrEqual(bestMs - 2_000);
      expect(entry.atMs - laterMs).toBeLessThanOrEqual(worstMs + 2_000);
    }
  }
});
