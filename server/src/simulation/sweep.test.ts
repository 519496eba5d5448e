import { describe, expect, test } from 'vitest';
import { podTiming } from '../analysis/timing.ts';
import type { Pod, Probe } from '../kubernetes/pod.ts';
import { simulate } from '../lifecycle/simulate.ts';
import type { PodInput } from './simulatePod.ts';
import { type Cell, compareOutcomes, outcomeOf, smallestSafe, sweep } from './sweep.ts';

const tcp = { tcpSocket: { port: 80 } };

function podWith(livenessProbe: Partial<Probe>, readinessProbe: Partial<Probe> = {}): Pod {
  return {
    metadata: { name: 'web' },
    spec: {
      containers: [
        {
          name: 'app',
          image: 'a:1',
          livenessProbe: { ...tcp, ...livenessProbe },
          readinessProbe: { ...tcp, periodSeconds: 5, ...readinessProbe },
        },
      ],
    },
  };
}

function inputOf(startupSeconds: number, failureThreshold: number): PodInput {
  return {
    pod: podWith({ periodSeconds: 10, failureThreshold }),
    scenario: { name: 'slow', containers: { app: { startupSeconds } } },
    endpoints: true,
    publishNotReadyAddresses: false,
  };
}

const startups = [0, 15, 30, 45, 60, 90];
const thresholds = [1, 2, 3, 4, 6, 8, 10];
const cells = [...sweep({ vary: inputOf, parameters: startups, settings: thresholds, readyWithinMs: 70_000 })];
const cellAt = (parameter: number, setting: number) =>
  cells.find((cell) => cell.parameter === parameter && cell.setting === setting) as Cell;

test('each pair is a cell, setting by setting', () => {
  expect(cells.map(({ setting, parameter }) => [setting, parameter])).toEqual(
    thresholds.flatMap((setting) => startups.map((parameter) => [setting, parameter])),
  );
});

test('outcomes follow from the numbers', () => {
  expect(cellAt(0, 1).worst).toMatchObject({ outcome: 'inTime', restarts: 0 });
  expect(cellAt(90, 10).worst).toMatchObject({ outcome: 'late', restarts: 0 });
  expect(cellAt(60, 2).worst).toMatchObject({ outcome: 'crashLoop' });
  expect(cellAt(60, 2).worst.restarts).toBeGreaterThan(3);
});

test('what the closed form grants is what no phase restarts', () => {
  for (const failureThreshold of thresholds) {
    const [timing] = podTiming(podWith({ periodSeconds: 10, failureThreshold })).containers.values();
    const { bestMs, worstMs } = timing!.startupAllowance!.window;
    for (const startup of startups) {
      const { best, worst } = cellAt(startup, failureThreshold);
      if (startup * 1000 < bestMs)
        expect([startup, failureThreshold, worst.restarts]).toEqual([startup, failureThreshold, 0]);
      if (startup * 1000 > worstMs) expect(best.restarts).toBeGreaterThan(0);
    }
  }
});

test('a run of a cell is the run that the panel shows', () => {
  const { pod, scenario, ...options } = inputOf(45, 3);
  const trace = simulate(pod, scenario, { ...options, untilMs: 600_000 });
  expect(cellAt(45, 3).typical).toEqual(outcomeOf(trace, 70_000));
});

test('the best is no worse than the typical one, and that no worse than the worst', () => {
  for (const { best, typical, worst } of cells) {
    expect(compareOutcomes(best, typical)).toBeLessThanOrEqual(0);
    expect(compareOutcomes(typical, worst)).toBeLessThanOrEqual(0);
  }
});

describe('the smallest safe setting', () => {
  test.each([
    [0, 1],
    [15, 3],
    [30, 4],
    [45, 6],
  ])('with a start of %i s it is %i', (startup, setting) => {
    expect(smallestSafe(cells, startup)).toBe(setting);
    const [timing] = podTiming(podWith({ periodSeconds: 10, failureThreshold: setting })).containers.values();
    expect(timing!.startupAllowance!.window.bestMs).toBeGreaterThanOrEqual(startup * 1000);
  });

  test('is none where even the largest comes too late', () => {
    expect(smallestSafe(cells, 90)).toBeUndefined();
  });
});

test('a pod that nothing restarts, and one that is never ready', () => {
  const { scenario, ...input } = inputOf(0, 3);
  const failing = {
    ...scenario,
    containers: { app: { probes: { readiness: [{ fromSeconds: 0, result: 'failure' as const }] } } },
  };
  const [never] = sweep({
    vary: () => ({ ...input, scenario: failing }),
    parameters: [0],
    settings: [3],
    readyWithinMs: 60_000,
  });
  expect(never!.worst).toEqual({ outcome: 'never', restarts: 0 });
});
