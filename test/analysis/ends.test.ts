/**
 * The ends of the windows are attained: for each of many random pods there are phases of the node's clocks under which
 * it happens as early, and others under which it happens as late, as the closed form says.
 */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { crashLoopWait } from '../../server/src/analysis/crashLoop.ts';
import { relistMs } from '../../server/src/analysis/kubelet.ts';
import type { FailureMode } from '../../server/src/analysis/probe.ts';
import { rollingUpdateDuration } from '../../server/src/analysis/rollout.ts';
import { describeWindow } from '../../server/src/analysis/testing/describe.ts';
import { type ContainerTiming, podTiming } from '../../server/src/analysis/timing.ts';
import { latest, type TimeWindow } from '../../server/src/analysis/window.ts';
import type { Container, Pod } from '../../server/src/kubernetes/pod.ts';
import { resolveFenceposts } from '../../server/src/kubernetes/rollingUpdate.ts';
import type { Environment } from '../../server/src/lifecycle/environment.ts';
import { rolloutSummary } from '../../server/src/lifecycle/explain/rolloutSummary.ts';
import { simulateRollout } from '../../server/src/lifecycle/rollout/simulateRollout.ts';
import type { ContainerBehaviour, ProbeAnswer } from '../../server/src/lifecycle/world/containerBehaviour.ts';
import { distanceTo, type End } from './support/ends.ts';
import { live, type Observed } from './support/observe.ts';
import { crashingPod, environments, podsWith, pullSeconds } from './support/pods.ts';
import { answer, ignoring, podsPerSweep, secondsAfter, seed, since, timingOf } from './support/sweep.ts';

vi.setConfig({ testTimeout: 300_000 });

interface Case {
  readonly pods: fc.Arbitrary<Pod>;
  readonly window: (timing: ContainerTiming, pod: Pod) => TimeWindow | undefined;
  /** With the container's start put off by `shift` seconds, or what is measured from put off. */
  readonly observe: (pod: Pod, window: TimeWindow, shift: number, clocks: Partial<Environment>) => number | undefined;
  readonly moment?: (pod: Pod, shift: number) => number;
  readonly fromSeconds?: Readonly<Record<End, number>>;
  /** How near to the ends it must come; as near as the clocks are directed by default. */
  readonly nearMs?: number;
  /** Of how many pods the best end must be attained; of all by default. */
  readonly share?: number;
}

const exactMs = 20;

/** A sync that follows another within a second waits for a relist, so an end may be missed by that. */
const synced = (given: Case): Case => ({ ...given, nearMs: relistMs + exactMs });

/** Two tickers and two delays: of few pods what is best for one never falls together with what is best for the other. */
const mostly = (given: Case): Case => ({ ...given, share: 0.95 });

const beside: Container = { name: 'beside', image: 'beside:1' };

type App = Omit<ContainerBehaviour, 'image'>;
const all = (...from: ProbeAnswer[]): App => ({ probes: { liveness: from, startup: from, readiness: from } });
const failing = (mode: FailureMode) => all({ fromSeconds: 0, result: answer[mode] });

/** Measured from the container's start; a longer pull puts that off. */
function fromStart(
  pods: fc.Arbitrary<Pod>,
  window: Case['window'],
  app: App,
  observe: (life: Observed) => number | undefined,
): Case {
  return {
    pods,
    window,
    observe: (pod, own, shift, environment) => {
      const untilSeconds = secondsAfter(shift, own);
      const life = live({ pod, environment, pullSeconds: shift, app, untilSeconds });
      return since(life.startOf(0), observe(life));
    },
  };
}

/** When an app stops answering that has been well; this is put off by the shift. */
const stopsAt = (pod: Pod, shift: number) => {
  const { ready, firstProbe } = timingOf(pod);
  return Math.max(latest(ready), ...Object.values(firstProbe).map(latest)) / 1_000 + shift;
};

function fromFailure(
  pods: fc.Arbitrary<Pod>,
  mode: FailureMode,
  window: Case['window'],
  observe: (life: Observed, failedMs: number) => number | undefined,
  more: App = {},
): Case {
  return {
    pods,
    window,
    moment: (pod, shift) => 1 + stopsAt(pod, shift),
    observe: (pod, own, shift, environment) => {
      const stops = stopsAt(pod, shift);
      const app = {
        ...all({ fromSeconds: 0, result: 'success' }, { fromSeconds: stops, result: answer[mode] }),
        ...more,
      };
      const life = live({ pod, environment, pullSeconds: 1, app, untilSeconds: secondsAfter(1 + stops, own) });
      const failed = life.startOf(0)! + stops * 1_000;
      return since(failed, observe(life, failed));
    },
  };
}

const comesBack: Case = {
  pods: podsWith(['readiness']),
  window: (timing) => timing.addedBack?.error,
  moment: (pod, shift) => 1 + stopsAt(pod, 0) + latest(timingOf(pod).removedFromEndpoints!.error) / 1_000 + shift,
  observe: (pod, own, shift, environment) => {
    const stops = stopsAt(pod, 0);
    const recovers = stops + latest(timingOf(pod).removedFromEndpoints!.error) / 1_000 + shift;
    const app = all(
      { fromSeconds: 0, result: 'success' },
      { fromSeconds: stops, result: 'failure' },
      { fromSeconds: recovers, result: 'success' },
    );
    const life = live({ pod, environment, pullSeconds: 1, app, untilSeconds: secondsAfter(1 + recovers, own) });
    const recovered = life.startOf(0)! + recovers * 1_000;
    return since(recovered, life.readyAfter(recovered));
  },
};

const gone = (sigterm: 'heeds' | 'ignores'): Case => {
  const deleted = (pod: Pod, shift: number) => 6 + stopsAt(pod, shift);
  return {
    pods: podsWith([], ['liveness', 'readiness', 'startup']),
    window: (_, pod) => podTiming(pod).terminated[sigterm],
    moment: deleted,
    observe: (pod, own, shift, environment) => {
      const atSeconds = deleted(pod, shift);
      const life = live({
        pod,
        environment,
        pullSeconds: 1,
        app: { runs: ignoring(sigterm) },
        untilSeconds: secondsAfter(atSeconds, own),
        scenario: { delete: { atSeconds } },
      });
      return since(atSeconds * 1_000, life.gone());
    },
  };
};

/** A container beside the app ends; the sync that follows makes readiness try and starts its period anew. */
function besideOneThatEnds(observe: (life: Observed) => number | undefined): Case {
  const pods = podsWith(['readiness'], ['liveness'])
    .filter(({ spec }) => spec.containers[0]!.readinessProbe!.initialDelaySeconds! >= 3)
    .map((pod): Pod => {
      const [app] = pod.spec.containers;
      const readinessProbe = { ...app!.readinessProbe!, successThreshold: 1 };
      const { postStart: _, ...lifecycle } = app!.lifecycle!;
      return {
        ...pod,
        spec: { ...pod.spec, restartPolicy: 'OnFailure', containers: [{ ...app!, lifecycle, readinessProbe }, beside] },
      };
    });
  const ends = (pod: Pod, shift: number) => pod.spec.containers[0]!.readinessProbe!.initialDelaySeconds! + shift;
  return {
    pods,
    window: (timing) => timing.firstProbe.readiness,
    moment: (pod, shift) => 1 + ends(pod, shift),
    observe: (pod, own, shift, environment) => {
      const life = live({
        pod,
        environment,
        pullSeconds: 1,
        app: {},
        untilSeconds: secondsAfter(1, own),
        scenario: { containers: { beside: { runs: [{ exitAfterSeconds: ends(pod, shift), exitCode: 0 }] } } },
      });
      return since(life.startOf(0), observe(life));
    },
    // A second sync follows after a second.
    fromSeconds: { best: -0.002, worst: -1.002 },
  };
}

const attempt = (type: 'startup' | 'readiness' | 'liveness') => (life: Observed) => life.firstAttempt(type);
const ready = (life: Observed) => life.readyAfter(0);
const killed = (life: Observed) => life.killOf(0);
const restarted = (life: Observed) => life.startOf(1);
const notReady = (life: Observed, failedMs: number) => life.notReadyAfter(failedMs);
const onlyLivenessFails: App = { probes: { liveness: [{ fromSeconds: 0, result: 'failure' }] } };
const [startup, liveness, readiness] = [podsWith(['startup']), podsWith(['liveness']), podsWith(['readiness'])];
const gated = podsWith(['startup', 'liveness']);
const atOnce = (pods: fc.Arbitrary<Pod>) =>
  pods.filter(({ spec }) => {
    const { initialDelaySeconds, successThreshold } = spec.containers[0]!.readinessProbe!;
    return initialDelaySeconds === 0 && successThreshold === 1;
  });

const cases: Readonly<Record<string, Case>> = {
  'first startup attempt': fromStart(startup, (timing) => timing.firstProbe.startup, {}, attempt('startup')),
  'first liveness attempt': fromStart(liveness, (timing) => timing.firstProbe.liveness, {}, attempt('liveness')),
  'first readiness attempt': fromStart(
    atOnce(readiness),
    (timing) => timing.firstProbe.readiness,
    {},
    attempt('readiness'),
  ),
  'first readiness attempt after a delay': synced(besideOneThatEnds(attempt('readiness'))),
  'ready without a probe': fromStart(podsWith([]), (timing) => timing.ready, {}, ready),
  'ready with a readiness probe': fromStart(atOnce(readiness), (timing) => timing.ready, {}, ready),
  'ready with a readiness probe after a delay': synced(besideOneThatEnds(ready)),
  'ready with a startup probe': synced(fromStart(startup, (timing) => timing.ready, {}, ready)),
  'ready with both': synced(fromStart(atOnce(podsWith(['startup', 'readiness'])), (timing) => timing.ready, {}, ready)),
  'first liveness attempt after a startup probe': mostly(
    fromStart(gated, (timing) => timing.firstProbe.liveness, {}, attempt('liveness')),
  ),
  'kill by a liveness probe after a startup probe': mostly(
    synced(fromStart(gated, (timing) => timing.livenessAlwaysFails?.error.killed, onlyLivenessFails, killed)),
  ),
  'kill by a startup probe': synced(
    fromStart(startup, (timing) => timing.neverAnswers?.error.killed, failing('error'), killed),
  ),
  'kill by a startup probe that hangs': synced(
    fromStart(startup, (timing) => timing.neverAnswers?.hang.killed, failing('hang'), killed),
  ),
  'kill by a liveness probe': synced(
    fromStart(liveness, (timing) => timing.livenessAlwaysFails?.error.killed, failing('error'), killed),
  ),
  'kill by a liveness probe that hangs': synced(
    fromStart(liveness, (timing) => timing.livenessAlwaysFails?.hang.killed, failing('hang'), killed),
  ),
  'restart of an app that never answers': synced(
    fromStart(liveness, (timing) => timing.neverAnswers?.error.restarted?.heeds, failing('error'), restarted),
  ),
  'restart of one that ignores SIGTERM, too': synced(
    fromStart(
      startup,
      (timing) => timing.neverAnswers?.error.restarted?.ignores,
      { ...failing('error'), runs: ignoring('ignores') },
      restarted,
    ),
  ),
  'kill of an app that stops answering': fromFailure(
    liveness,
    'error',
    (timing) => timing.stopsAnswering?.error.killed,
    killed,
  ),
  'kill of an app that hangs': fromFailure(liveness, 'hang', (timing) => timing.stopsAnswering?.hang.killed, killed),
  'restart of an app that stops answering': fromFailure(
    liveness,
    'error',
    (timing) => timing.stopsAnswering?.error.restarted?.heeds,
    restarted,
  ),
  'restart of an app that hangs and ignores SIGTERM': fromFailure(
    liveness,
    'hang',
    (timing) => timing.stopsAnswering?.hang.restarted?.ignores,
    restarted,
    { runs: ignoring('ignores') },
  ),
  'leaving the endpoints': fromFailure(readiness, 'error', (timing) => timing.removedFromEndpoints?.error, notReady),
  'leaving the endpoints of an app that hangs': fromFailure(
    readiness,
    'hang',
    (timing) => timing.removedFromEndpoints?.hang,
    notReady,
  ),
  'coming back': comesBack,
  'end of a pod that heeds SIGTERM': gone('heeds'),
  'end of a pod that does not': gone('ignores'),
};

/** After this time all tickers of the pod stand to each other as at its beginning. */
function scanSeconds({ spec }: Pod): number {
  const { startupProbe, livenessProbe, readinessProbe } = spec.containers[0]!;
  const periods = [startupProbe, livenessProbe, readinessProbe].flatMap((probe) => probe?.periodSeconds ?? []);
  return periods.reduce(leastCommonMultiple, 1);
}

function leastCommonMultiple(a: number, b: number): number {
  let common = a;
  while (common % b !== 0) common += a;
  return common;
}

/** Each is simulated several times. */
const podsPerCase = Math.ceil(podsPerSweep / Object.keys(cases).length);

describe('both ends are attained', () => {
  test.each(Object.entries(cases))('%s', (what, one) => {
    const counts = { pods: 0, best: 0, worst: 0 };
    const missed: string[] = [];
    for (const [pod, fromSeconds] of fc.sample(fc.tuple(one.pods, pullSeconds), { seed, numRuns: podsPerCase })) {
      const window = one.window(timingOf(pod), pod);
      if (window === undefined || window.worstMs === window.bestMs) continue;
      counts.pods++;
      for (const end of ['best', 'worst'] as const) {
        const distanceMs = distanceTo(end, {
          what: `${what} of ${JSON.stringify(pod.spec)}`,
          window,
          fromSeconds: one.fromSeconds?.[end] ?? fromSeconds,
          scanSeconds: scanSeconds(pod),
          nearMs: one.nearMs ?? exactMs,
          momentSeconds: (shift) => one.moment?.(pod, shift) ?? shift,
          observe: (shift, clocks) => one.observe(pod, window, shift, clocks),
        });
        if (distanceMs === 0) counts[end]++;
        else missed.push(`${end} of ${describeWindow(window)} by ${distanceMs} ms: ${JSON.stringify(pod.spec)}`);
      }
    }
    expect(counts.pods).toBeGreaterThan(podsPerCase / 2);
    const least = counts.pods * (one.share ?? 1);
    expect(Math.min(counts.best, counts.worst), missed.slice(0, 3).join('\n')).toBeGreaterThanOrEqual(least);
  });
});

test('both ends of the start-up allowance are attained', () => {
  const pods = fc.oneof(podsWith(['liveness']), podsWith(['startup']));
  for (const [pod, fromSeconds] of fc.sample(fc.tuple(pods, pullSeconds), { seed, numRuns: podsPerCase / 2 })) {
    const { window } = timingOf(pod).startupAllowance!;
    const isKilled = (answersFromMs: number) => (shift: number, environment: Partial<Environment>) => {
      const app = all({ fromSeconds: 0, result: 'failure' }, { fromSeconds: answersFromMs / 1_000, result: 'success' });
      const untilSeconds = secondsAfter(shift, window);
      const life = live({ pod, environment, pullSeconds: shift, app, untilSeconds });
      return life.killOf(0) !== undefined;
    };
    // The attempt that decides is the one at which a container that never answers is killed.
    const fates = [window.bestMs + exactMs, window.worstMs - exactMs].map(isKilled);
    const seen = [new Set<boolean>(), new Set<boolean>()];
    const never = {
      what: 'kill',
      window: timingOf(pod).neverAnswers!.error.killed,
      fromSeconds,
      nearMs: exactMs,
    };
    for (const end of ['best', 'worst'] as const) {
      distanceTo(end, {
        ...never,
        scanSeconds: scanSeconds(pod),
        momentSeconds: (shift) => shift,
        observe: (shift, clocks) => {
          for (const [index, fate] of fates.entries()) seen[index]!.add(fate(shift, clocks));
          const app = failing('error');
          const life = live({
            pod,
            environment: clocks,
            pullSeconds: shift,
            app,
            untilSeconds: secondsAfter(shift, window),
          });
          return since(life.startOf(0), life.killOf(0));
        },
      });
    }
    const what = `${describeWindow(window)}: ${JSON.stringify(pod.spec)}`;
    expect(seen[0]!.has(true), `killed although it answers just after ${what}`).toBe(true);
    expect(seen[1]!.has(false), `spared although it answers just before the end of ${what}`).toBe(true);
  }
});

test('both ends of the waits in a crash loop are attained', () => {
  const waits = new Map(Array.from({ length: 8 }, (_, n): [number, number[]] => [n + 1, []]));
  const clocks = fc.tuple(environments, fc.constantFrom(0, 1, undefined), fc.integer({ min: 1, max: 9_000 }));
  for (const [environment, jitter, runsMs] of fc.sample(clocks, { seed, numRuns: 400 })) {
    const life = live({
      pod: crashingPod,
      environment: { ...environment, ...(jitter === undefined ? {} : { jitter }) },
      pullSeconds: 1,
      app: { runs: [{ exitAfterSeconds: runsMs / 1_000, exitCode: 1 }] },
      untilSeconds: 1_500,
    });
    for (const [n, own] of waits) own.push(life.startOf(n)! - life.exitOf(n - 1)!);
  }
  for (const [n, own] of waits) {
    const { bestMs, worstMs } = crashLoopWait(n);
    // Nothing directs these clocks, so they come near.
    expect(Math.min(...own), `restart ${n}`).toBeLessThan(bestMs + 1_500);
    expect(Math.max(...own), `restart ${n}`).toBeGreaterThan(worstMs - 2_500);
  }
});

test('both ends of a rolling update are attained', () => {
  const workload = {
    kind: 'Deployment',
    name: 'web',
    namespace: 'default',
    spec: { replicas: 3, strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } },
  } as const;
  const rounds = resolveFenceposts(1, 0, 3);
  const missed: string[] = [];
  for (const pod of fc.sample(podsWith(['startup']), { seed, numRuns: 60 })) {
    for (const end of ['best', 'worst'] as const) {
      const distanceMs = distanceTo(end, {
        what: 'update',
        window: rollingUpdateDuration(pod, 3, rounds),
        fromSeconds: 1,
        scanSeconds: scanSeconds(pod),
        // All nodes look at their containers at the same times here; each round may wait for two looks.
        nearMs: 3 * 2 * relistMs + exactMs,
        momentSeconds: (shift) => shift,
        observe: (shift) => {
          const scenario = { name: 'pulls', containers: { app: { image: { present: false, pullSeconds: shift } } } };
          const rollout = simulateRollout(
            workload,
            { updated: { pod, scenario }, old: { pod, scenario } },
            { untilMs: 1_200_000 },
          );
          const { tookMs } = rolloutSummary(workload, rollout);
          return tookMs === undefined ? undefined : tookMs - 3 * shift * 1_000;
        },
      });
      if (distanceMs > 0) missed.push(`${end} by ${distanceMs} ms: ${JSON.stringify(pod.spec)}`);
    }
  }
  expect(missed.slice(0, 3)).toEqual([]);
});
