import type { NewEvent } from '../record/eventCorrelator.ts';
import type { Refusal } from '../workload/workloadPods.ts';

/** What a controller says of a pod that it could not make. Upstream: `createPods` in `pkg/controller/controller_utils.go`. */
export function failedCreate({ refused }: Refusal): NewEvent {
  return { type: 'Warning', reason: 'FailedCreate', message: `Error creating: ${refused}` };
}
