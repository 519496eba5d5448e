/** Times of a piece of work: warmed up, many times, the median and the slowest of twenty. */
export interface Timing {
  readonly medianMs: number;
  readonly p95Ms: number;
}

export function measure(work: () => void, runs = 20): Timing {
  const times: number[] = [];
  for (let run = 0; run < runs + 3; run++) {
    const startedMs = performance.now();
    work();
    if (run >= 3) times.push(performance.now() - startedMs);
  }
  return timingOf(times);
}

/** Of times in milliseconds. */
export function timingOf(times: readonly number[]): Timing {
  const sorted = times.toSorted((a, b) => a - b);
  return { medianMs: sorted[Math.floor(sorted.length / 2)]!, p95Ms: sorted[Math.floor(sorted.length * 0.95)]! };
}

/** The cells of a table. */
export function formatTiming({ medianMs, p95Ms }: Timing): string[] {
  return [medianMs, p95Ms].map((time) => `${time.toFixed(1)} ms`);
}

export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '))
    .join('\n');
}
