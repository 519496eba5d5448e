/**
 * What a Job's fields mean to a release: one whose feature gate is off drops them from Jobs. The template of a CronJob is
 * judged with them all the same. Upstream: `dropDisabledFields` in `pkg/registry/batch/job/strategy.go`.
 */
import { gateIn, isGateOn } from '../../kubernetes/gates.ts';
import type { Workload } from '../../manifest/workload.ts';
import type { RuleContext } from '../rule.ts';

/** `backoffLimitPerIndex`, `maxFailedIndexes` and the action FailIndex. */
export function hasBackoffLimitPerIndex(workload: Workload, context: RuleContext): boolean {
  return isTaken(workload, context, 'JobBackoffLimitPerIndex');
}

export function hasPodReplacementPolicy(workload: Workload, context: RuleContext): boolean {
  return isTaken(workload, context, 'JobPodReplacementPolicy');
}

export function hasSuccessPolicy(workload: Workload, context: RuleContext): boolean {
  return isTaken(workload, context, 'JobSuccessPolicy');
}

function isTaken({ kind }: Workload, { kubernetes, gates }: RuleContext, gate: string): boolean {
  return isGateOn(gate, kubernetes, gates) || (kind.kind === 'CronJob' && gateIn(gate, kubernetes) !== undefined);
}
