/** What the tuned settings promise holds in the engine, whatever the phases of the clocks are. */
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { Pod } from '../../server/src/kubernetes/pod.ts';
import { tune } from '../../server/src/simulation/tune.ts';
import { live } from './support/observe.ts';
import { environments, pullSeconds } from './support/pods.ts';
import { answer, modes, since, sweep } from './support/sweep.ts';

vi.setConfig({ testTimeout: 300_000 });

const exec = { exec: { command: ['check'] } };

const pods: fc.Arbitrary<Pod> = fc
  .record({
    timeoutSeconds: fc.integer({ min: 1, max: 4 }),
    preStop: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }),
    startup: fc.boolean(),
  })
  .map(({ timeoutSeconds, preStop, startup }) => ({
    metadata: { name: 'app' },
    spec: {
      containers: [
        {
          name: 'app',
          image: 'app:1',
          livenessProbe: { ...exec, timeoutSeconds },
          readinessProbe: { ...exec, timeoutSeconds },
          ...(startup ? { startupProbe: exec } : {}),
          ...(preStop === undefined ? {} : { lifecycle: { preStop: { sleep: { seconds: preStop } } } }),
        },
      ],
    },
  }));

const wishes = fc.record({
  startSeconds: fc.integer({ min: 1, max: 90 }),
  restartSeconds: fc.integer({ min: 5, max: 90 }),
  trafficSeconds: fc.integer({ min: 5, max: 40 }),
  outageSeconds: fc.integer({ min: 0, max: 40 }),
});

/** From when everything is well for sure. */
const settledSeconds = 300;

test('a start, an outage and a hang go as wished', () =>
  sweep(
    [pods, wishes, environments, pullSeconds, modes],
    (pod, wished, environment, pull, mode) => {
      const result = tune(pod, 'app', wished);
      if ('contradictions' in result) {
        const longer = Object.fromEntries(
          result.contradictions.map(({ wishes: [wish], neededSeconds }) => [wish, neededSeconds]),
        );
        expect(tune(pod, 'app', { ...wished, ...longer })).toHaveProperty('probes');
        return;
      }
      if (!('probes' in result)) throw new Error(JSON.stringify(result));
      const bad = answer[mode];
      const outageEnds = settledSeconds + wished.outageSeconds;
      const hangs = outageEnds + settledSeconds;
      const answers = [
        { fromSeconds: 0, result: bad },
        { fromSeconds: wished.startSeconds - 0.001, result: 'success' as const },
        ...(wished.outageSeconds > 0
          ? [
              { fromSeconds: settledSeconds, result: bad },
              { fromSeconds: outageEnds - 0.001, result: 'success' as const },
            ]
          : []),
        { fromSeconds: hangs, result: 'hang' as const },
      ];
      const probes = { startup: answers.slice(0, 2), liveness: answers, readiness: answers };
      const life = live({
        pod: result.pod,
        environment,
        pullSeconds: pull,
        app: { probes, runs: [{}] },
        untilSeconds: pull + hangs + wished.restartSeconds + wished.trafficSeconds + 5,
      });
      const hangsMs = life.startOf(0)! + hangs * 1_000;
      const killed = life.killOf(0);
      expect(killed, 'killed only by the hang').toBeGreaterThanOrEqual(hangsMs);
      expect(since(hangsMs, life.startOf(1))).toBeLessThanOrEqual(wished.restartSeconds * 1_000 + 0.01);
      expect(since(hangsMs, life.notReadyAfter(hangsMs))).toBeLessThanOrEqual(wished.trafficSeconds * 1_000 + 0.01);
    },
    0.04,
  ));
