/** The same sweep as in `sweep.test.ts` over apps that fail from the start, and over what ends a pod. */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { crashLoopWait } from '../../server/src/analysis/crashLoop.ts';
import { podTiming } from '../../server/src/analysis/timing.ts';
import { probeTypes } from '../../server/src/kubernetes/pod.ts';
import type { ProbeAnswer } from '../../server/src/lifecycle/world/containerBehaviour.ts';
import { live } from './support/observe.ts';
import { crashingPod, environments, podsWith, pullSeconds } from './support/pods.ts';
import { answer, expectIn, ignoring, modes, secondsAfter, sigterms, since, sweep, timingOf } from './support/sweep.ts';

vi.setConfig({ testTimeout: 300_000 });

describe('an app that fails from the start', () => {
  test('is killed and restarted in time', () =>
    sweep(
      [
        fc.oneof(podsWith(['liveness'], ['readiness']), podsWith(['startup'], ['readiness', 'liveness'])),
        environments,
        pullSeconds,
        modes,
        sigterms,
      ],
      (pod, environment, pull, mode, sigterm) => {
        const fails: ProbeAnswer[] = [{ fromSeconds: 0, result: answer[mode] }];
        const { neverAnswers, stop } = timingOf(pod);
        const { [mode]: kill } = neverAnswers!;
        const life = live({
          pod,
          environment,
          pullSeconds: pull,
          app: { probes: { startup: fails, liveness: fails, readiness: fails }, runs: ignoring(sigterm) },
          untilSeconds: secondsAfter(pull, kill.restarted?.[sigterm]),
        });
        const start = life.startOf(0);
        expectIn('killed', kill.killed, since(start, life.killOf(0)));
        expectIn('restarted', kill.restarted?.[sigterm], since(start, life.startOf(1)));
        expectIn('stop', stop[kill.by][sigterm], since(life.killOf(0), life.exitOf(0)));
      },
    ));

  test('is killed in time when only liveness fails', () =>
    sweep([podsWith(['liveness'], ['startup']), environments, pullSeconds, modes], (pod, environment, pull, mode) => {
      const app = { probes: { liveness: [{ fromSeconds: 0, result: answer[mode] }] } };
      const kill = timingOf(pod).livenessAlwaysFails?.[mode];
      const life = live({ pod, environment, pullSeconds: pull, app, untilSeconds: secondsAfter(pull, kill?.killed) });
      expectIn('killed', kill?.killed, since(life.startOf(0), life.killOf(0)));
    }));

  test('is granted its allowance, and no more', () =>
    sweep(
      [
        fc.oneof(podsWith(['liveness']), podsWith(['startup'], ['liveness'])),
        environments,
        pullSeconds,
        fc.integer({ min: 1, max: 5_000 }),
        fc.boolean(),
      ],
      (pod, environment, pull, byMs, isLate) => {
        const { window } = timingOf(pod).startupAllowance!;
        const answersFromMs = isLate ? window.worstMs + window.laterMs + byMs : window.bestMs - window.earlierMs - byMs;
        fc.pre(answersFromMs > 0);
        const answers: ProbeAnswer[] = [
          { fromSeconds: 0, result: 'failure' },
          { fromSeconds: answersFromMs / 1_000, result: 'success' },
        ];
        const app = { probes: { startup: answers, liveness: answers } };
        const untilSeconds = secondsAfter(pull + 20, window);
        const life = live({ pod, environment, pullSeconds: pull, app, untilSeconds });
        expect(life.killOf(0) !== undefined, `killed when it answers after ${answersFromMs} ms`).toBe(isLate);
      },
    ));

  test('comes into CrashLoopBackOff in time', () =>
    sweep(
      [fc.oneof(podsWith(['liveness']), podsWith(['startup'])), environments, pullSeconds, modes],
      (pod, environment, pull, mode) => {
        const fails: ProbeAnswer[] = [{ fromSeconds: 0, result: answer[mode] }];
        const app = { probes: { startup: fails, liveness: fails } };
        const onset = timingOf(pod).neverAnswers?.[mode].crashLoop;
        fc.pre(onset !== undefined);
        const life = live({
          pod,
          environment,
          pullSeconds: pull,
          app,
          untilSeconds: secondsAfter(pull, onset!.window),
        });
        const shown = life.crashLoop();
        expectIn('CrashLoopBackOff', onset!.window, since(life.startOf(0), shown?.atMs));
        expect(shown!.restarts).toBeGreaterThanOrEqual(onset!.restarts.fewest);
        expect(shown!.restarts).toBeLessThanOrEqual(onset!.restarts.most);
      },
    ));
});

describe('a pod', () => {
  test('is gone in time after its deletion', () =>
    sweep(
      [podsWith([], probeTypes), environments, pullSeconds, sigterms, fc.integer({ min: 5_000, max: 30_000 })],
      (pod, environment, pull, sigterm, servesMs) => {
        const app = { runs: ignoring(sigterm) };
        const deleted = pull * 1_000 + timingOf(pod).ready.worstMs + servesMs;
        const scenario = { delete: { atSeconds: deleted / 1_000 } };
        const window = podTiming(pod).terminated[sigterm];
        const untilSeconds = secondsAfter(deleted / 1_000, window);
        const life = live({ pod, environment, pullSeconds: pull, app, untilSeconds, scenario });
        expectIn('gone', window, since(deleted, life.gone()));
      },
    ));

  /** Every life gives eight waits. */
  test('whose container crashes waits as long as it should', () =>
    sweep(
      [environments, pullSeconds, fc.integer({ min: 1, max: 9_000 }), fc.constantFrom(0, 1)],
      (environment, pull, runs, exitCode) => {
        const app = { runs: [{ exitAfterSeconds: runs / 1_000, exitCode }] };
        const life = live({ pod: crashingPod, environment, pullSeconds: pull, app, untilSeconds: 1_500 });
        for (let n = 1; n <= 8; n++) {
          expectIn(`restart ${n}`, crashLoopWait(n), since(life.exitOf(n - 1), life.startOf(n)));
        }
      },
      0.2,
    ));
});
