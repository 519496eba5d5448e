/** The time of a piece of work at three sizes of its input, and the exponent with which it grows. */

export interface Measured {
  readonly sizes: readonly number[];
  readonly timesMs: readonly number[];
  /** 1 where twice the input takes twice the time; undefined where that is too short to be told from chance. */
  readonly exponent: number | undefined;
}

/** What takes less at the largest size harms nobody, and its exponent is chance. */
const leastMs = 40;

/** The more often, the less chance is in it; what takes long is not repeated. */
const mostRuns = 7;
const enoughMs = 6_000;

/** The clock of the processor goes in steps of 4 ms: so long a time is read from it often enough. */
const leastReadMs = 60;

/** @param work does it for each size, and answers with the milliseconds that count. */
export function measureGrowth(sizes: readonly number[], work: (n: number) => number): Measured {
  let timesMs = sizes.map(() => Number.POSITIVE_INFINITY);
  const startedMs = performance.now();
  // The best of several runs: what else goes on on the machine only ever adds. Where that looks bad, there are more.
  for (let run = 0; run < mostRuns && performance.now() - startedMs < enoughMs; run++) {
    if (run >= 2 && exponentOf(sizes, timesMs) <= 1.1) break;
    timesMs = timesMs.map((best, i) => Math.min(best, work(sizes[i]!)));
  }
  return measured(sizes, timesMs);
}

export function measured(sizes: readonly number[], timesMs: readonly number[]): Measured {
  return { sizes, timesMs, exponent: timesMs.at(-1)! < leastMs ? undefined : exponentOf(sizes, timesMs) };
}

/** What this thread worked for it, however busy the machine is; what is short is done again and again. */
export function timeMs(work: () => void): number {
  const started = process.threadCpuUsage();
  for (let times = 1; ; times++) {
    work();
    const { user, system } = process.threadCpuUsage(started);
    const spentMs = (user + system) / 1_000;
    if (spentMs >= leastReadMs || times >= 50) return spentMs / times;
  }
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
