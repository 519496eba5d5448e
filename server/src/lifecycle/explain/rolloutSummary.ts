/** What a rollout comes to: how long it takes, what it costs, and why it does not finish. */

import type { Message } from '../../base/message.ts';
import type { RolloutWorkload } from '../../kubernetes/workloadSpec.ts';
import type { Rollout } from '../rollout/simulateRollout.ts';
import { type RolloutFacts, rolloutCondition, rolloutFacts } from './rolloutFacts.ts';
import { describeOutcome } from './rolloutOutcome.ts';
import { failureReason, type RolloutReason, troublesAt, unfinishedReasons } from './rolloutReasons.ts';

export interface RolloutSummary extends RolloutFacts {
  /** In two or three sentences. */
  readonly message: Message;
  /**
   * Why it does not finish, why it failed, or why pods became unavailable again; the fields are those of the workload.
   */
  readonly reasons: readonly RolloutReason[];
}

export function rolloutSummary(workload: RolloutWorkload, rollout: Rollout): RolloutSummary {
  const { trace } = rollout;
  const facts = rolloutFacts(workload, trace);
  return { ...facts, message: describeOutcome(trace, facts), reasons: reasonsOf(workload, rollout, facts) };
}

function reasonsOf(workload: RolloutWorkload, rollout: Rollout, { outcome, relapse }: RolloutFacts): RolloutReason[] {
  if (outcome === 'unfinished') return unfinishedReasons(workload, rollout);
  const failure = rolloutCondition(rollout.trace, 'Failed');
  if (failure !== undefined) return [failureReason(rollout, failure.condition, failure.fields)];
  return relapse === undefined ? [] : troublesAt(rollout, relapse.fewestAtMs);
}
