import type { WorkloadCondition } from '../trace/rolloutTrace.ts';
import type { Cause } from '../trace/trace.ts';
import type { RolloutRecorder } from '../workload/rolloutRecorder.ts';

/** The conditions of a Job, each with the fields that brought it about. */
export class JobConditions {
  readonly #recorder: RolloutRecorder;
  readonly #object: string;
  readonly #all: WorkloadCondition[] = [];

  constructor(recorder: RolloutRecorder, object: string) {
    this.#recorder = recorder;
    this.#object = object;
  }

  get(type: string): WorkloadCondition | undefined {
    return this.#all.find((condition) => condition.type === type);
  }

  /** Replaces one of the same type. */
  set(condition: WorkloadCondition): Cause {
    const index = this.#all.findIndex(({ type }) => type === condition.type);
    this.#all.splice(index < 0 ? this.#all.length : index, 1, condition);
    const fields = fieldsOf(condition.reason);
    return this.#recorder.record({ kind: 'condition', source: 'job', object: this.#object, condition, fields });
  }
}

/** Fields of the Job that a reason of one of its conditions goes back to. */
export function fieldsOf(reason: string): readonly string[] {
  switch (reason) {
    case 'BackoffLimitExceeded':
      return ['spec.backoffLimit', 'spec.template.spec.restartPolicy'];
    case 'DeadlineExceeded':
      return ['spec.activeDeadlineSeconds'];
    case 'PodFailurePolicy':
      return ['spec.podFailurePolicy'];
    case 'MaxFailedIndexesExceeded':
      return ['spec.maxFailedIndexes', 'spec.backoffLimitPerIndex'];
    case 'FailedIndexes':
      return ['spec.backoffLimitPerIndex'];
    case 'SuccessPolicy':
      return ['spec.successPolicy'];
    case 'JobSuspended':
    case 'JobResumed':
      return ['spec.suspend'];
    default:
      return ['spec.completions'];
  }
}

/** A Job that fails: its pods are ended first. */
export function failureTarget(reason: string, message: string): WorkloadCondition {
  return { type: 'FailureTarget', status: 'True', reason, message };
}

/** A Job that has succeeded: its pods are ended first. */
export function successCriteriaMet(reason: string, message: string): WorkloadCondition {
  return { type: 'SuccessCriteriaMet', status: 'True', reason, message };
}
