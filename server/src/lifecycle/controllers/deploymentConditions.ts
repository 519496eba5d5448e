import type { Kernel } from '../kernel/kernel.ts';
import { type Instant, millisecond, type Span, second, seconds } from '../kernel/time.ts';
import type { DeploymentStatus, WorkloadCondition } from '../trace/rolloutTrace.ts';
import type { RolloutRecorder } from '../workload/rolloutRecorder.ts';

/** Stands for no deadline. Upstream: `HasProgressDeadline`. */
const noDeadline = 2_147_483_647;

interface Progressing extends WorkloadCondition {
  /** Cut to whole seconds, as the API keeps it. */
  readonly lastUpdate: Instant;
}

interface Conditions {
  readonly available?: WorkloadCondition;
  readonly progressing?: Progressing;
  readonly replicaFailure?: WorkloadCondition;
}

interface Sync {
  readonly before: DeploymentStatus;
  readonly status: DeploymentStatus;
  readonly isComplete: boolean;
  /** Name of the ReplicaSet of the newest template, once there is one. */
  readonly newSet: string | undefined;
}

/**
 * The conditions `Available` and `Progressing` of a Deployment, and its progress deadline.
 * Upstream: `pkg/controller/deployment/progress.go`.
 */
export class DeploymentConditions {
  readonly #kernel: Kernel;
  readonly #recorder: RolloutRecorder;
  readonly #name: string;
  #deadline: Span | undefined;
  #conditions: Conditions = {};

  /** `name`: that of the Deployment. */
  constructor(kernel: Kernel, recorder: RolloutRecorder, name: string) {
    this.#kernel = kernel;
    this.#recorder = recorder;
    this.#name = name;
  }

  set deadlineSeconds(deadline: number) {
    this.#deadline = deadline === noDeadline ? undefined : seconds(deadline);
  }

  /** Another object as soon as one of them has changed. */
  get ofNow(): object {
    return this.#conditions;
  }

  /** Upstream: `getNewReplicaSet` in `pkg/controller/deployment/sync.go`. */
  created(newSet: string): void {
    if (this.#deadline === undefined) return;
    this.#setProgressing('True', 'NewReplicaSetCreated', `Created new replica set "${newSet}"`);
  }

  /** Upstream: `checkPausedConditions` in `pkg/controller/deployment/sync.go`. */
  checkPaused(isPaused: boolean): void {
    const reason = this.#conditions.progressing?.reason;
    if (this.#deadline === undefined || reason === 'ProgressDeadlineExceeded') return;
    const isSaid = reason === 'DeploymentPaused';
    if (isPaused && !isSaid) {
      this.#setProgressing('Unknown', 'DeploymentPaused', 'Deployment is paused', ['spec.paused']);
    } else if (!isPaused && isSaid) {
      this.#setProgressing('Unknown', 'DeploymentResumed', 'Deployment is resumed', ['spec.paused']);
    }
  }

  /** Upstream: `calculateStatus` in `pkg/controller/deployment/sync.go`. */
  available(isEnough: boolean): void {
    const status = isEnough ? 'True' : 'False';
    if (this.#conditions.available?.status === status) return;
    const available: WorkloadCondition = {
      type: 'Available',
      status,
      reason: isEnough ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
      message: `Deployment ${isEnough ? 'has' : 'does not have'} minimum availability.`,
    };
    this.#conditions = { ...this.#conditions, available };
    this.#record(available, ['spec.replicas', 'spec.strategy.rollingUpdate.maxUnavailable']);
  }

  /** Upstream: `syncRolloutStatus`. */
  progress({ before, status, isComplete, newSet }: Sync): void {
    const wasComplete =
      status.replicas === status.updatedReplicas && this.#conditions.progressing?.reason === 'NewReplicaSetAvailable';
    if (this.#deadline === undefined || wasComplete) return;
    const subject = newSet === undefined ? `Deployment "${this.#name}"` : `ReplicaSet "${newSet}"`;
    if (isComplete) {
      this.#setProgressing('True', 'NewReplicaSetAvailable', `${subject} has successfully progressed.`);
    } else if (isProgress(before, status)) {
      this.#setProgressing('True', 'ReplicaSetUpdated', `${subject} is progressing.`);
    } else if (this.#isTimedOut()) {
      this.#setProgressing('False', 'ProgressDeadlineExceeded', `${subject} has timed out progressing.`, [
        'spec.progressDeadlineSeconds',
      ]);
    }
  }

  /**
   * Why a ReplicaSet cannot make its pods; nothing if it can. The condition is taken away then, which the trace tells as
   * `False`. Upstream: `syncRolloutStatus`.
   */
  replicaFailure(message: string | undefined): void {
    const before = this.#conditions.replicaFailure;
    if ((before === undefined) === (message === undefined)) return;
    const type = 'ReplicaFailure';
    if (message === undefined) {
      this.#conditions = { ...this.#conditions };
      delete (this.#conditions as { replicaFailure?: WorkloadCondition }).replicaFailure;
      this.#record({ type, status: 'False', reason: '', message: '' });
    } else {
      const replicaFailure: WorkloadCondition = { type, status: 'True', reason: 'FailedCreate', message };
      this.#conditions = { ...this.#conditions, replicaFailure };
      this.#record(replicaFailure);
    }
  }

  /** How long until the deadline can be over, where it still runs. Upstream: `requeueStuckDeployment`. */
  get checkAgainAfter(): Span | undefined {
    const { reason, lastUpdate } = this.#conditions.progressing ?? {};
    if (this.#deadline === undefined || lastUpdate === undefined || reason === 'ProgressDeadlineExceeded') {
      return undefined;
    }
    // Once a rollout was complete its deadline is off; upstream asks again and again all the same.
    if (reason === 'NewReplicaSetAvailable') return undefined;
    const left = lastUpdate + this.#deadline - this.#kernel.now;
    // With less than a second left it asks again and again, at growing intervals; the first time after it counts.
    return left < second ? Math.max(left, 0) + 5 * millisecond : left + second;
  }

  /** Upstream: `DeploymentTimedOut`. */
  #isTimedOut(): boolean {
    const { reason, lastUpdate } = this.#conditions.progressing ?? {};
    if (reason === 'NewReplicaSetAvailable' || lastUpdate === undefined || this.#deadline === undefined) return false;
    return reason === 'ProgressDeadlineExceeded' || isTimedOut(lastUpdate, this.#deadline, this.#kernel.now);
  }

  /** Reason and message may stay as they are: what counts is that there was progress. */
  #setProgressing(
    status: WorkloadCondition['status'],
    reason: string,
    message: string,
    fields?: readonly string[],
  ): void {
    const before = this.#conditions.progressing;
    // Upstream `SetDeploymentCondition` ignores the same reason again, except for that of progress.
    if (before?.reason === reason && before.status === status && reason !== 'ReplicaSetUpdated') return;
    const lastUpdate = Math.floor(this.#kernel.now / second) * second;
    const condition: WorkloadCondition = { type: 'Progressing', status, reason, message };
    this.#conditions = { ...this.#conditions, progressing: { ...condition, lastUpdate } };
    if (before?.reason !== reason || before.message !== message) this.#record(condition, fields);
  }

  #record(condition: WorkloadCondition, fields?: readonly string[]): void {
    this.#recorder.record({
      kind: 'condition',
      source: 'deployment',
      object: `deployment/${this.#name}`,
      condition,
      ...(fields === undefined ? {} : { fields }),
    });
  }
}

/** Whether the deadline is over: strictly, so not at its very end. */
export function isTimedOut(lastUpdate: Instant, deadline: Span, now: Instant): boolean {
  return lastUpdate + deadline < now;
}

/** Upstream: `DeploymentProgressing`. */
function isProgress(before: DeploymentStatus, after: DeploymentStatus): boolean {
  return (
    after.updatedReplicas > before.updatedReplicas ||
    after.replicas - after.updatedReplicas < before.replicas - before.updatedReplicas ||
    after.readyReplicas > before.readyReplicas ||
    after.availableReplicas > before.availableReplicas
  );
}
