/**
 * What the sweeps share: random pods whose simulated times must lie in the windows of `analysis`. `SWEEP_PODS` and
 * `SWEEP_SEED` run other sweeps than the usual one.
 */
import fc from 'fast-check';
import { expect } from 'vitest';
import { describeFormula, describeWindow } from '../../../server/src/analysis/testing/describe.ts';
import { type ContainerTiming, podTiming } from '../../../server/src/analysis/timing.ts';
import { earliest, latest, type TimeWindow } from '../../../server/src/analysis/window.ts';
import type { Pod } from '../../../server/src/kubernetes/pod.ts';

export const podsPerSweep = Number(process.env.SWEEP_PODS ?? 5_000);
export const seed = Number(process.env.SWEEP_SEED ?? 20_251);

/** Less than any step of the clocks: times are added up in another order here than there. */
const toleranceMs = 0.01;

export const modes = fc.constantFrom('error' as const, 'hang' as const);
export const answer = { error: 'failure', hang: 'hang' } as const;
export const sigterms = fc.constantFrom('heeds' as const, 'ignores' as const);
export const ignoring = (sigterm: 'heeds' | 'ignores') => [{ ignoreSigterm: sigterm === 'ignores' }];

/** The same pods in every run; what fails is told as the smallest pod that fails too. */
export function sweep<T extends unknown[]>(
  arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
  check: (...values: T) => void,
  share = 1,
): void {
  fc.assert(fc.property(...(arbitraries as unknown as [fc.Arbitrary<unknown>]), check as never), {
    seed,
    numRuns: Math.max(1, Math.round(podsPerSweep * share)),
  });
}

/** Fails unless it happened, and in the window. */
export function expectIn(what: string, window: TimeWindow | undefined, ms: number | undefined): void {
  // Words are made only where they are needed: there are many thousands of checks.
  if (
    window !== undefined &&
    ms !== undefined &&
    ms >= earliest(window) - toleranceMs &&
    ms <= latest(window) + toleranceMs
  ) {
    return;
  }
  expect.fail(
    window === undefined
      ? `${what} has no window`
      : `${what}: ${ms === undefined ? 'does not happen' : `${ms} ms`}, expected within ${describeWindow(window)} = ${describeFormula(window)}, at least ${earliest(window)} ms and at most ${latest(window)} ms`,
  );
}

export const timingOf = (pod: Pod): ContainerTiming =>
  [...podTiming(pod).containers.values()].find(({ name }) => name === 'app')!;

export const since = (from: number | undefined, to: number | undefined) =>
  from === undefined || to === undefined ? undefined : to - from;

/** How long to simulate so that whatever the windows say has happened: a little longer than all of them. */
export function secondsAfter(seconds: number, ...windows: readonly (TimeWindow | undefined)[]): number {
  return seconds + Math.max(0, ...windows.map((window) => (window === undefined ? 0 : latest(window)))) / 1_000 + 3;
}
