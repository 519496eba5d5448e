/**
 * The closed forms and the engine check each other: whatever the engine does to a random pod under random phases lies in
 * the window that `analysis` gives for it. `SWEEP_PODS=5000` runs a longer sweep.
 */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { crashLoopWait } from '../../server/src/analysis/crashLoop.ts';
import { describeFormula, describeWindow } from '../../server/src/analysis/describe.ts';
import { readyAfterStart } from '../../server/src/analysis/probe.ts';
import { type ContainerTiming, podTiming } from '../../server/src/analysis/timing.ts';
import { earliest, latest, type TimeWindow } from '../../server/src/analysis/window.ts';
import { defaultPod } from '../../server/src/kubernetes/defaults.ts';
import { type Pod, probeTypes } from '../../server/src/kubernetes/pod.ts';
import type { Environment } from '../../server/src/lifecycle/environment.ts';
import type { ProbeAnswer } from '../../server/src/lifecycle/world/scenario.ts';
import { live } from './support/observe.ts';
import { environments, podsWith, pullSeconds, withNeighbours } from './support/pods.ts';

vi.setConfig({ testTimeout: 120_000 });

const pods = Number(process.env.SWEEP_PODS ?? 500);
const seed = Number(process.env.SWEEP_SEED ?? 20_251);

/** Less than any step of the clocks: times are added up in another order here than there. */
const toleranceMs = 0.01;

const modes = fc.constantFrom('error' as const, 'hang' as const);
const answer = { error: 'failure', hang: 'hang' } as const;
const sigterms = fc.constantFrom('heeds' as const, 'ignores' as const);

function sweep<T extends unknown[]>(
  arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
  check: (...values: T) => void,
  share = 1,
): void {
  fc.assert(fc.property(...(arbitraries as unknown as [fc.Arbitrary<unknown>]), check as never), {
    seed,
    numRuns: Math.max(1, Math.round(pods * share)),
  });
}

/** Fails unless it happened, and in the window. */
function expectIn(what: string, window: TimeWindow | undefined, ms: number | undefined): void {
  const text = window && `${describeWindow(window)} = ${describeFormula(window)}`;
  expect(window, `${what} has a window`).toBeDefined();
  expect(ms, `${what} happens: ${text}`).toBeDefined();
  expect(ms, `${what}: ${text}`).toBeGreaterThanOrEqual(earliest(window!) - toleranceMs);
  expect(ms, `${what}: ${text}`).toBeLessThanOrEqual(latest(window!) + toleranceMs);
}

const timingOf = (pod: Pod): ContainerTiming =>
  [...podTiming(pod).containers.values()].find(({ name }) => name === 'app')!;

const since = (from: number | undefined, to: number | undefined) =>
  from === undefined || to === undefined ? undefined : to - from;

const ignoring = (sigterm: 'heeds' | 'ignores') => [{ ignoreSigterm: sigterm === 'ignores' }];

describe('an app that is well', () => {
  test('is probed and becomes ready in time', () =>
    sweep([podsWith([], probeTypes), environments, pullSeconds], (pod, environment, pull) => {
      const timing = timingOf(pod);
      const life = live({ pod, environment, pullSeconds: pull, app: {}, untilSeconds: 150 });
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
        const life = live({
          pod,
          environment,
          pullSeconds: pull,
          app: { probes: { startup: answers, readiness: answers } },
          untilSeconds: 250,
        });
        const window = readyAfterStart({ container: container!, path: 'spec.containers[0]' }, answersFromMs, mode);
        expectIn('ready', window, since(life.startOf(0), life.readyAfter(0)));
      },
    ));
});

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
        const life = live({
          pod,
          environment,
          pullSeconds: pull,
          app: { probes: { startup: fails, liveness: fails, readiness: fails }, runs: ignoring(sigterm) },
          untilSeconds: 220,
        });
        const { [mode]: kill } = timingOf(pod).neverAnswers!;
        const start = life.startOf(0);
        expectIn('killed', kill.killed, since(start, life.killOf(0)));
        expectIn('restarted', kill.restarted?.[sigterm], since(start, life.startOf(1)));
        expectIn('stop', timingOf(pod).stop[kill.by][sigterm], since(life.killOf(0), life.exitOf(0)));
      },
    ));

  test('is killed in time when only liveness fails', () =>
    sweep([podsWith(['liveness'], ['startup']), environments, pullSeconds, modes], (pod, environment, pull, mode) => {
      const app = { probes: { liveness: [{ fromSeconds: 0, result: answer[mode] }] } };
      const life = live({ pod, environment, pullSeconds: pull, app, untilSeconds: 250 });
      const kill = timingOf(pod).livenessAlwaysFails?.[mode];
      expectIn('killed', kill?.killed, since(life.startOf(0), life.killOf(0)));
    }));

  test('comes into CrashLoopBackOff in time', () =>
    sweep(
      [fc.oneof(podsWith(['liveness']), podsWith(['startup'])), environments, pullSeconds, modes],
      (pod, environment, pull, mode) => {
        const fails: ProbeAnswer[] = [{ fromSeconds: 0, result: answer[mode] }];
        const app = { probes: { startup: fails, liveness: fails } };
        const onset = timingOf(pod).neverAnswers?.[mode].crashLoop;
        fc.pre(onset !== undefined);
        const untilSeconds = latest(onset!.window) / 1_000 + 60;
        const life = live({ pod, environment, pullSeconds: pull, app, untilSeconds });
        const shown = life.crashLoop();
        expectIn('CrashLoopBackOff', onset!.window, since(life.startOf(0), shown?.atMs));
        expect(shown!.restarts).toBeGreaterThanOrEqual(onset!.restarts.fewest);
        expect(shown!.restarts).toBeLessThanOrEqual(onset!.restarts.most);
      },
      0.5,
    ));
});

describe('an app that stops answering', () => {
  const stopsAt = fc.integer({ min: 100_000, max: 130_000 });

  test('is killed and restarted in time', () =>
    sweep(
      [podsWith(['liveness'], ['startup']), environments, pullSeconds, modes, sigterms, stopsAt],
      (pod, environment, pull, mode, sigterm, stops) => {
        const answers: ProbeAnswer[] = [
          { fromSeconds: 0, result: 'success' },
          { fromSeconds: stops / 1_000, result: answer[mode] },
        ];
        const app = { probes: { liveness: answers }, runs: ignoring(sigterm) };
        const life = live({ pod, environment, pullSeconds: pull, app, untilSeconds: 330 });
        const kill = timingOf(pod).stopsAnswering?.[mode];
        const failed = life.startOf(0)! + stops;
        expectIn('killed', kill?.killed, since(failed, life.killOf(0)));
        expectIn('restarted', kill?.restarted?.[sigterm], since(failed, life.startOf(1)));
      },
    ));

  test('leaves the endpoints in time, and comes back', () =>
    sweep(
      [
        podsWith(['readiness'], ['startup']),
        environments,
        pullSeconds,
        modes,
        stopsAt,
        fc.integer({ min: 100_000, max: 150_000 }),
      ],
      (pod, environment, pull, mode, stops, outage) => {
        const answers: ProbeAnswer[] = [
          { fromSeconds: 0, result: 'success' },
          { fromSeconds: stops / 1_000, result: answer[mode] },
          { fromSeconds: (stops + outage) / 1_000, result: 'success' },
        ];
        const app = { probes: { readiness: answers } };
        const life = live({ pod, environment, pullSeconds: pull, app, untilSeconds: 400 });
        const timing = timingOf(pod);
        const failed = life.startOf(0)! + stops;
        const recovered = failed + outage;
        expectIn('out', timing.removedFromEndpoints?.[mode], since(failed, life.notReadyAfter(failed)));
        expectIn('back', timing.addedBack?.[mode], since(recovered, life.readyAfter(recovered)));
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
        const life = live({ pod, environment, pullSeconds: pull, app, untilSeconds: 250 });
        const timing = timingOf(pod);
        const kill = timing.livenessAlwaysFails?.[mode];
        const start = life.startOf(0);
        expectIn('first attempt', timing.firstProbe.liveness, since(start, life.firstAttempt('liveness')));
        expectIn('killed', kill?.killed, since(start, life.killOf(0)));
        expectIn('restarted', kill?.restarted?.[sigterm], since(start, life.startOf(1)));
      },
    ));
});

describe('a pod', () => {
  test('is gone in time after its deletion', () =>
    sweep(
      [podsWith([], probeTypes), environments, pullSeconds, sigterms, fc.integer({ min: 60_000, max: 90_000 })],
      (pod, environment, pull, sigterm, deleted) => {
        const app = { runs: ignoring(sigterm) };
        const scenario = { delete: { atSeconds: deleted / 1_000 } };
        const life = live({ pod, environment, pullSeconds: pull, app, untilSeconds: 200, scenario });
        expectIn('gone', podTiming(pod).terminated[sigterm], since(deleted, life.gone()));
      },
    ));

  test('whose container crashes waits as long as it should', () =>
    sweep(
      [environments, pullSeconds, fc.integer({ min: 1, max: 9_000 }), fc.constantFrom(0, 1)],
      (environment, pull, runs, exitCode) => {
        const pod: Pod = { metadata: { name: 'app' }, spec: { containers: [{ name: 'app', image: 'app:1' }] } };
        const app = { runs: [{ exitAfterSeconds: runs / 1_000, exitCode }] };
        const life = live({ pod, environment, pullSeconds: pull, app, untilSeconds: 1_500 });
        for (let n = 1; n <= 8; n++) {
          expectIn(`restart ${n}`, crashLoopWait(n), since(life.exitOf(n - 1), life.startOf(n)));
        }
      },
      0.2,
    ));
});

describe('both ends of a window are attained', () => {
  type Case = [
    name: string,
    pods: fc.Arbitrary<Pod>,
    window: (timing: ContainerTiming) => TimeWindow | undefined,
    observe: (pod: Pod, environment: Partial<Environment>, pull: number) => number | undefined,
  ];
  // Readiness is locked to the container's start, so the moment of failure has to vary too.
  const stopsAt = (pull: number) => 100 + pull;
  const failing = (...from: ProbeAnswer[]) => ({ probes: { liveness: from, startup: from, readiness: from } });
  const stops = (pull: number): ProbeAnswer[] => [
    { fromSeconds: 0, result: 'success' },
    { fromSeconds: stopsAt(pull), result: 'failure' },
    { fromSeconds: stopsAt(pull) + 100 + pull / 3, result: 'success' },
  ];
  const run = (pod: Pod, environment: Partial<Environment>, pull: number, app = {}, untilSeconds = 150) =>
    live({ pod, environment, pullSeconds: pull, app, untilSeconds });

  const cases: Case[] = [
    [
      'first liveness attempt',
      podsWith(['liveness']),
      (timing) => timing.firstProbe.liveness,
      (pod, environment, pull) => {
        const life = run(pod, environment, pull);
        return since(life.startOf(0), life.firstAttempt('liveness'));
      },
    ],
    [
      'first liveness attempt after a startup probe',
      podsWith(['liveness', 'startup']),
      (timing) => timing.firstProbe.liveness,
      (pod, environment, pull) => {
        const life = run(pod, environment, pull);
        return since(life.startOf(0), life.firstAttempt('liveness'));
      },
    ],
    [
      'kill of an app that never starts',
      podsWith(['startup']),
      (timing) => timing.neverAnswers?.error.killed,
      (pod, environment, pull) => {
        const life = run(pod, environment, pull, failing({ fromSeconds: 0, result: 'failure' }));
        return since(life.startOf(0), life.killOf(0));
      },
    ],
    [
      'restart of an app that stops answering',
      podsWith(['liveness']),
      (timing) => timing.stopsAnswering?.error.restarted?.heeds,
      (pod, environment, pull) => {
        const life = run(pod, environment, pull, failing(...stops(pull)), 250);
        return since(life.startOf(0)! + stopsAt(pull) * 1_000, life.startOf(1));
      },
    ],
    [
      'leaving the endpoints',
      podsWith(['readiness']),
      (timing) => timing.removedFromEndpoints?.error,
      (pod, environment, pull) => {
        const life = run(pod, environment, pull, failing(...stops(pull)), 250);
        const failed = life.startOf(0)! + stopsAt(pull) * 1_000;
        return since(failed, life.notReadyAfter(failed));
      },
    ],
    [
      'coming back',
      podsWith(['readiness']),
      (timing) => timing.addedBack?.error,
      (pod, environment, pull) => {
        const life = run(pod, environment, pull, failing(...stops(pull)), 300);
        const recovered = life.startOf(0)! + (stopsAt(pull) + 100 + pull / 3) * 1_000;
        return since(recovered, life.readyAfter(recovered));
      },
    ],
  ];

  test.each(cases)('%s', (_, arbitrary, windowOf, observe) => {
    const phases = fc.sample(fc.tuple(environments, pullSeconds), { seed, numRuns: 60 });
    const ends = fc.sample(arbitrary, { seed, numRuns: 25 }).flatMap((pod) => {
      const window = windowOf(timingOf(pod));
      const width = window === undefined ? 0 : window.worstMs - window.bestMs;
      if (window === undefined || width === 0) return [];
      const places = phases.map(([environment, pull]) => {
        const ms = observe(pod, environment, pull);
        expect(ms).toBeDefined();
        return (ms! - window.bestMs) / width;
      });
      return [{ first: Math.min(...places), last: Math.max(...places) }];
    });
    expect(ends.length).toBeGreaterThan(10);
    const mean = (values: number[]) => values.reduce((a, b) => a + b) / values.length;
    expect(mean(ends.map(({ first }) => first))).toBeLessThan(0.15);
    expect(mean(ends.map(({ last }) => last))).toBeGreaterThan(0.85);
  });
});
