/** The time of a piece of work at three sizes of its input, and the exponent with which it grows. */

export interface Measured {
  readonly sizes: readonly number[];
  readonly timesMs: readonly number[];
  /** 1 where twice the input takes twice the time; undefined where that is too short to be told from chance. */
  readonly exponent: number | undefined;
}

/** What takes less at the largest size harms nobody, and its exponent is chance. */
const leastMs = 15;

/** The more often, the less chance is in it; what takes long is not repeated. */
const mostRuns = 9;
const enoughMs = 3_000;

/** @param work does it for each size, and answers with the milliseconds that count. */
export function measureGrowth(sizes: readonly number[], work: (n: number) => number): Measured {
  let timesMs = sizes.map(() => Number.POSITIVE_INFINITY);
  let spentMs = 0;
  // The best of several runs: what else goes on on the machine only ever adds. Where that looks bad, there are more.
  for (let run = 0; run < mostRuns && spentMs < enoughMs; run++) {
    if (run >= 3 && exponentOf(sizes, timesMs) <= 1.1) break;
    const startedMs = performance.now();
    timesMs = timesMs.map((best, i) => Math.min(best, work(sizes[i]!)));
    spentMs += performance.now() - startedMs;
  }
  return measured(sizes, timesMs);
}

export function measured(sizes: readonly number[], timesMs: readonly number[]): Measured {
  return { sizes, timesMs, exponent: timesMs.at(-1)! < leastMs ? undefined : exponentOf(sizes, timesMs) };
}

export function timeMs(work: () => void): number {
  const startedMs = performance.now();
  work();
  return performance.now() - startedMs;
}

/** The slope of the line through the logarithms. */
function exponentOf(sizes: readonly number[], timesMs: readonly number[]): number {
  const x = sizes.map(Math.log);
  const y = timesMs.map((ms) => Math.log(Math.max(ms, 0.01)));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [centreX, centreY] = [mean(x), mean(y)];
  const above = x.reduce((sum, value, i) => sum + (value - centreX) * (y[i]! - centreY), 0);
  return above / x.reduce((sum, value) => sum + (value - centreX) ** 2, 0);
}
