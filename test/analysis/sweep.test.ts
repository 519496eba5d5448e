/**
 * The closed forms and the engine check each other: whatever the engine does to a random pod under random phases lies in
 * the window that `analysis` gives for it. That the ends of the windows are attained is shown in `ends.test.ts`.
 */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { readyAfterStart } from '../../server/src/analysis/probe.ts';
import { latest } from '../../server/src/analysis/window.ts';
import { defaultPod } from '../../server/src/kubernetes/defaults.ts';
import { probeTypes } from '../../server/src/kubernetes/pod.ts';
import type { ProbeAnswer } from '../../server/src/lifecycle/world/containerBehaviour.ts';
import { live } from './support/observe.ts';
import { environments, podsWith, pullSeconds, withNeighbours } from './support/pods.ts';
import { answer, expectIn, ignoring, modes, secondsAfter, sigterms, since, sweep, timingOf } from './support/sweep.ts';

vi.setConfig({ testTimeout: 300_000 });

describe('an app that is well', () => {
  test('is probed and becomes ready in time', () =>
    sweep([podsWith([], probeTypes), environments, pullSeconds], (pod, environment, pull) => {
      const timing = timingOf(pod);
      const untilSeconds = secondsAfter(pull, timing.ready, ...Object.values(timing.firstProbe));
      const life = live({ pod, environment, pullSeconds: pull, app: {}, untilSeconds });
      const start = life.startOf(0);
      for (const type of probeTypes) {
        const window = timing.firstProbe[type];
        if (window !== undefined) expectIn(`first ${type} attempt`, window, since(start, life.firstAttempt(type)));
      }
      expectIn('ready', timing.ready, since(start, life.readyAfter(0)));
      expect(life.startOf(1)).toBeUndefined();
    }));

  test('becomes ready in time when it answers late', () =>
    sweep(
      [podsWith(['readiness'], ['startup']), environments, pullSeconds, fc.integer({ min: 1, max: 60_000 }), modes],
      (pod, environment, pull, answersFromMs, mode) => {
        const [container] = defaultPod(pod).spec.containers;
        const allowance = timingOf(pod).startupAllowance;
        fc.pre(allowance === undefined || answersFromMs < allowance.window.bestMs - 1_000);
        const answers = [
          { fromSeconds: 0, result: answer[mode] },
          { fromSeconds: answersFromMs / 1_000, result: 'success' as const },
        ];
        const window = readyAfterStart({ container: container!, path: 'spec.containers[0]' }, answersFromMs, mode);
        const life = live({
          pod,
          environment,
          pullSeconds: pull,
          app: { probes: { startup: answers, readiness: answers } },
          untilSeconds: secondsAfter(pull, window),
        });
        expectIn('ready', window, since(life.startOf(0), life.readyAfter(0)));
      },
    ));
});

describe('an app that stops answering', () => {
  /** From when it is ready for sure. */
  const serves = fc.integer({ min: 1, max: 40_000 });

  test('is killed and restarted in time', () =>
    sweep(
      [podsWith(['liveness'], ['startup']), environments, pullSeconds, modes, sigterms, serves],
      (pod, environment, pull, mode, sigterm, servesMs) => {
        const { ready, firstProbe, stopsAnswering } = timingOf(pod);
        const stops = Math.max(latest(ready), latest(firstProbe.liveness!)) + servesMs;
        const answers: ProbeAnswer[] = [
          { fromSeconds: 0, result: 'success' },
          { fromSeconds: stops / 1_000, result: answer[mode] },
        ];
        const app = { probes: { liveness: answers }, runs: ignoring(sigterm) };
        const kill = stopsAnswering?.[mode];
        const untilSeconds = secondsAfter(pull + stops / 1_000, kill?.restarted?.[sigterm]);
        const life = live({ pod, environment, pullSeconds: pull, app, untilSeconds });
        const failed = life.startOf(0)! + stops;
        expectIn('killed', kill?.killed, since(failed, life.killOf(0)));
        expectIn('restarted', kill?.restarted?.[sigterm], since(failed, life.startOf(1)));
      },
    ));

  test('leaves the endpoints in time, and comes back', () =>
    sweep(
      [podsWith(['readiness'], ['startup']), environments, pullSeconds, modes, serves, serves],
      (pod, environment, pull, mode, servesMs, outMs) => {
        const timing = timingOf(pod);
        const out = timing.removedFromEndpoints?.[mode];
        const back = timing.addedBack?.[mode];
        const stops = latest(timing.ready) + servesMs;
        const outage = latest(out!) + outMs;
        const answers: ProbeAnswer[] = [
          { fromSeconds: 0, result: 'success' },
          { fromSeconds: stops / 1_000, result: answer[mode] },
          { fromSeconds: (stops + outage) / 1_000, result: 'success' },
        ];
        const app = { probes: { readiness: answers } };
        const untilSeconds = secondsAfter(pull + (stops + outage) / 1_000, back);
        const life = live({ pod, environment, pullSeconds: pull, app, untilSeconds });
        const failed = life.startOf(0)! + stops;
        const recovered = failed + outage;
        expectIn('out', out, since(failed, life.notReadyAfter(failed)));
        expectIn('back', back, since(recovered, life.readyAfter(recovered)));
      },
    ));
});

describe('an app beside others', () => {
  test('is probed, killed and restarted in time', () =>
    sweep(
      [withNeighbours(podsWith(['liveness'], ['startup'])), environments, pullSeconds, modes, sigterms],
      (pod, environment, pull, mode, sigterm) => {
        const app = {
          probes: { liveness: [{ fromSeconds: 0, result: answer[mode] }] },
          runs: ignoring(sigterm),
        };
        const timing = timingOf(pod);
        const kill = timing.livenessAlwaysFails?.[mode];
        const untilSeconds = secondsAfter(pull, kill?.restarted?.[sigterm]) + 5;
        const life = live({ pod, environment, pullSeconds: pull, app, untilSeconds });
        const start = life.startOf(0);
        expectIn('first attempt', timing.firstProbe.liveness, since(start, life.firstAttempt('liveness')));
        expectIn('killed', kill?.killed, since(start, life.killOf(0)));
        expectIn('restarted', kill?.restarted?.[sigterm], since(start, life.startOf(1)));
      },
    ));
});
