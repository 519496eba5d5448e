/** What a rollout comes to, as one cell of a sweep. */
import type { RolloutSummary } from '../lifecycle/explain/rolloutSummary.ts';
import { type RolloutInput, simulateRollout } from './simulateRollout.ts';

/** What a rollout comes to, the best first. */
export const rolloutOutcomes = ['inTime', 'lost', 'late', 'stuck'] as const;

/**
 * `inTime`: finished within the deadline, and no request is lost. `lost`: requests are lost. `late`: finished after the
 * deadline, or after its progress deadline. `stuck`: it does not finish, or pods become unavailable again.
 */
export type RolloutOutcome = (typeof rolloutOutcomes)[number];

export interface RolloutCell {
  readonly outcome: RolloutOutcome;
  /** When it is finished, from the update or the creation on. */
  readonly readyAfterMs?: number;
  /** Requests, in the whole run. */
  readonly lost: number;
}

/** @param createdAfterSeconds containers that are made later meet their probes at another point of their periods */
export function rolloutCell(input: RolloutInput, createdAfterSeconds: number, finishedWithinMs: number): RolloutCell {
  const { untilMs: _, ...whole } = input;
  return cellOf(simulateRollout(whole, { create: createdAfterSeconds }).summary, finishedWithinMs);
}

export function cellOf(
  { outcome, tookMs, deadlineExceededAtMs, relapse, requests }: Omit<RolloutSummary, 'message' | 'reasons'>,
  finishedWithinMs: number,
): RolloutCell {
  const lost = Math.round(requests?.lost ?? 0);
  const isLate = tookMs === undefined || tookMs > finishedWithinMs || deadlineExceededAtMs !== undefined;
  const isStuck = outcome !== 'finished' || relapse !== undefined;
  return {
    outcome: isStuck ? 'stuck' : isLate ? 'late' : lost > 0 ? 'lost' : 'inTime',
    lost,
    ...(tookMs === undefined ? {} : { readyAfterMs: tookMs }),
  };
}
