import type { Scenario } from './scenario.ts';

/** When the last thing happens that the scenario gives a time, whatever that time counts from. */
export function lastTimeMs(scenario: Scenario): number {
  return lastSeconds(scenario) * 1000;
}

function lastSeconds(part: unknown): number {
  if (typeof part !== 'object' || part === null) return 0;
  let last = 0;
  for (const [key, value] of Object.entries(part)) {
    last = Math.max(last, key.endsWith('Seconds') && typeof value === 'number' ? value : lastSeconds(value));
  }
  return last;
}
