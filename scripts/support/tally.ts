import { readFile } from 'node:fs/promises';

/** How many checks passed and failed. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

export const nothing: Tally = { passed: 0, failed: 0 };

export function add(a: Tally, b: Tally): Tally {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed };
}

/** The line that people and machines look for at the end of a run. */
export function print({ passed, failed }: Tally): void {
  console.log(`${passed} passed, ${failed} failed`);
}

/**
 * Reads the report that Vitest writes as JSON. A run that failed without a failing test (a file that does not load)
 * counts as one failure.
 */
export async function vitestTally(report: string, exitCode: number): Promise<Tally> {
  const { numPassedTests: passed, numFailedTests: failed } = await readFile(report, 'utf8').then(
    (json) => JSON.parse(json) as { numPassedTests: number; numFailedTests: number },
    () => ({ numPassedTests: 0, numFailedTests: 0 }),
  );
  return { passed, failed: exitCode === 0 ? failed : Math.max(failed, 1) };
}
