import { isSidecar } from '../../kubernetes/pod.ts';
import { jobDefaults } from '../../kubernetes/workloadDefaults.ts';
import type { JobSpec, JobWorkload } from '../../kubernetes/workloadSpec.ts';
import { isTerminal } from '../apiserver/podObject.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { lanes } from '../kernel/lanes.ts';
import { fromMs, type Instant, type Span, second, seconds } from '../kernel/time.ts';
import { isSince, type SimulatedRelease } from '../release.ts';
import type { JobStatus, Revision, WorkloadCondition } from '../trace/rolloutTrace.ts';
import { restartsOf } from '../workload/podLife.ts';
import type { RolloutNames } from '../workload/rolloutNames.ts';
import { type RolloutRecorder, WorkloadEvents } from '../workload/rolloutRecorder.ts';
import type { SpecChange, Template } from '../workload/workload.ts';
import { isActive, isTerminating, type WorkloadPod, type WorkloadPods } from '../workload/workloadPods.ts';
import { ControllerQueue } from './controllerQueue.ts';
import { type BackOffRecord, nextBackOffRecord, remainingBackOff } from './jobBackOff.ts';
import { formatIndexes, IndexFailures, matchSuccessPolicy } from './jobIndexes.ts';
import { matchPodFailurePolicy } from './jobPodFailurePolicy.ts';
import { inDeletionOrder } from './replicaSetVictims.ts';
import { changesNothing, type WorkloadController } from './workloadController.ts';

/** Changes of pods are looked at together. Upstream: `SyncJobBatchPeriod`. */
const batchPeriod: Span = second;
/** Upstream: `MaxPodCreateDeletePerSync`. */
const maxPodsPerSync = 500;

/**
 * Runs pods until enough of them have succeeded, or too many have failed.
 * Upstream: `pkg/controller/job/job_controller.go`.
 */
export class JobController implements WorkloadController {
  readonly desired: number;
  readonly #kernel: Kernel;
  readonly #recorder: RolloutRecorder;
  readonly #pods: WorkloadPods;
  readonly #workload: JobWorkload;
  readonly #names: RolloutNames;
  readonly #object: string;
  readonly #events: WorkloadEvents;
  readonly #queue: ControllerQueue;
  /** Undefined for a work queue: the Job is done when one pod has succeeded and the others have ended. */
  readonly #completions: number | undefined;
  generation = 0;
  #spec: JobSpec;
  #parallelism = 1;
  #backoffLimit = 0;
  /** While it waits to replace a pod, the status has the active pods; before 1.36, none. */
  readonly #countsWhileWaiting: boolean;
  readonly #isIndexed: boolean;
  readonly #limitPerIndex: number | undefined;
  readonly #indexFailures = new IndexFailures();
  readonly #failedIndexes = new Set<number>();
  readonly #onlyReplacesFailed: boolean;
  /** Pods that are accounted for; upstream these have lost their finalizer. */
  readonly #counted = new Set<WorkloadPod>();
  readonly #succeededIndexes = new Set<number>();
  readonly #conditions: WorkloadCondition[] = [];
  #template: Template | undefined;
  #startedAt: Instant | undefined;
  #backOff: BackOffRecord = { failuresAfterLastSuccess: 0 };
  #succeeded = 0;
  #failed = 0;
  #status: JobStatus | undefined;

  constructor(
    kernel: Kernel,
    recorder: RolloutRecorder,
    pods: WorkloadPods,
    workload: JobWorkload,
    names: RolloutNames,
    release: SimulatedRelease,
  ) {
    this.#kernel = kernel;
    this.#recorder = recorder;
    this.#pods = pods;
    this.#workload = workload;
    this.#names = names;
    this.#countsWhileWaiting = isSince(release, '1.36');
    this.#object = `job/${workload.name}`;
    const { spec } = workload;
    this.#completions = jobCompletions(spec);
    this.desired = this.#completions ?? jobDefaults.completions;
    this.#spec = spec;
    this.#isIndexed = spec.completionMode === 'Indexed' && this.#completions !== undefined;
    this.#limitPerIndex = this.#isIndexed ? spec.backoffLimitPerIndex : undefined;
    this.#readSpec();
    this.#onlyReplacesFailed = spec.podReplacementPolicy === 'Failed' || spec.podFailurePolicy !== undefined;
    this.#events = new WorkloadEvents(kernel, recorder, {
      source: 'job',
      object: this.#object,
      from: 'job-controller',
    });
    this.#queue = new ControllerQueue(kernel, lanes.worker, () => this.#sync());
    pods.onChange = () => this.#queue.addAfter(batchPeriod);
  }

  get isFinished(): boolean {
    return this.#condition('Complete') !== undefined || this.#condition('Failed') !== undefined;
  }

  #readSpec(): void {
    const { parallelism, backoffLimit, backoffLimitPerIndex } = this.#spec;
    this.#parallelism = parallelism ?? jobDefaults.parallelism;
    const noLimit = backoffLimitPerIndex === undefined ? jobDefaults.backoffLimit : Number.POSITIVE_INFINITY;
    this.#backoffLimit = backoffLimit ?? noLimit;
  }

  change(spec: SpecChange): void {
    if (changesNothing(this.#spec, spec, jobDefaults)) return;
    this.generation++;
    this.#spec = { ...this.#spec, ...spec };
    this.#readSpec();
    this.#queue.add();
  }

  apply(_revision: Revision, template: Template): void {
    this.generation++;
    this.#template = template;
    this.#queue.add();
  }

  #condition(type: string): WorkloadCondition | undefined {
    return this.#conditions.find((condition) => condition.type === type);
  }

  /** Upstream: `syncJob`. */
  #sync(): void {
    if (this.isFinished || this.#template === undefined || isManagedElsewhere(this.#spec)) return;
    const isSuspended = this.#spec.suspend === true;
    if (!isSuspended) this.#startedAt ??= Math.floor(this.#kernel.now / second) * second;
    const pods = this.#pods.all.filter((pod) => !this.#counted.has(pod) || pod.goneAt === undefined);
    const active = pods.filter(isActive);
    const uncounted = pods.filter((pod) => !this.#counted.has(pod));
    const newSucceeded = uncounted.filter(({ view }) => view.phase === 'Succeeded');
    const newFailed = uncounted.filter((pod) => this.#isFailed(pod));
    this.#backOff = nextBackOffRecord(this.#backOff, newSucceeded.map(finishedAt), newFailed.map(finishedAt));
    const failed = this.#failed + newFailed.filter((pod) => this.#verdict(pod).counts).length;
    const succeeded = this.#countSucceeded(newSucceeded);

    let end = this.#condition('SuccessCriteriaMet') ?? this.#condition('FailureTarget');
    end ??= this.#failure(failed, pods);
    if (this.#limitPerIndex !== undefined) this.#failIndexes(newFailed, this.#limitPerIndex);
    end ??= this.#failureOfIndexes() ?? this.#successOfIndexes();
    const delayed = this.#delayedPods(newFailed, active);
    let left = 0;
    if (end !== undefined) {
      const { cause } = this.#kernel;
      // What ended last is what it failed for, not whatever brought the sync about.
      const last = newFailed.at(-1) ?? active.find(({ view }) => restartsOf(view) > 0);
      if (last !== undefined && end.reason !== 'DeadlineExceeded') this.#kernel.cause = last.lastChange;
      this.#kernel.cause = this.#addCondition(end);
      for (const pod of active) this.#delete(pod);
      this.#kernel.cause = cause;
    } else {
      if (this.#startedAt !== undefined) this.#awaitDeadline(this.#startedAt);
      left = this.#manage(active, succeeded, isSuspended, delayed);
      const isComplete = this.#completions === undefined ? succeeded > 0 : succeeded >= this.#completions;
      if (isComplete && left === 0 && !this.#isWaiting(succeeded)) {
        const message = 'Reached expected number of succeeded pods';
        end = { type: 'SuccessCriteriaMet', status: 'True', reason: 'CompletionsReached', message };
        this.#addCondition(end);
      } else this.#sayWhetherSuspended(isSuspended);
    }
    this.#count(uncounted, newFailed, end, delayed);
    this.#syncStatus(left);
    if (end !== undefined && this.#status?.terminating === 0) this.#finish(end);
  }

  /** A Job that is resumed begins its deadline again. */
  #sayWhetherSuspended(isSuspended: boolean): void {
    const said = this.#condition('Suspended')?.status === 'True';
    if (isSuspended === said) return;
    const [reason, event, message] = isSuspended
      ? ['JobSuspended', 'Suspended', 'Job suspended']
      : ['JobResumed', 'Resumed', 'Job resumed'];
    this.#setCondition({ type: 'Suspended', status: isSuspended ? 'True' : 'False', reason, message });
    this.#events.event({ type: 'Normal', reason: event, message }, ['spec.suspend']);
    // Before 1.36 it has its old start until then, so that the time it was suspended may already have been too long.
    if (isSuspended && this.#countsWhileWaiting) this.#startedAt = undefined;
    if (!isSuspended) this.#startedAt = Math.floor(this.#kernel.now / second) * second;
  }

  /** Upstream: `isPodFailed`. */
  #isFailed({ view }: WorkloadPod): boolean {
    if (view.phase === 'Failed') return true;
    return !this.#onlyReplacesFailed && view.isDeleted && view.phase !== 'Succeeded';
  }

  #verdict(pod: WorkloadPod) {
    const { namespace } = this.#workload;
    return matchPodFailurePolicy(this.#spec.podFailurePolicy, { name: pod.name, namespace, view: pod.view });
  }

  #countSucceeded(newSucceeded: readonly WorkloadPod[]): number {
    if (!this.#isIndexed) return this.#succeeded + newSucceeded.length;
    for (const { index } of newSucceeded) if (index !== undefined) this.#succeededIndexes.add(index);
    return this.#succeededIndexes.size;
  }

  /** Why the Job fails now. Its pods are ended first. */
  #failure(failed: number, pods: readonly WorkloadPod[]): WorkloadCondition | undefined {
    const target = (reason: string, message: string): WorkloadCondition => ({
      type: 'FailureTarget',
      status: 'True',
      reason,
      message,
    });
    for (const pod of pods) {
      const message = this.#isFailed(pod) ? this.#verdict(pod).failJob : undefined;
      if (message !== undefined) return target('PodFailurePolicy', message);
    }
    if (failed > this.#backoffLimit || this.#pastBackoffLimitOnFailure(pods)) {
      return target('BackoffLimitExceeded', 'Job has reached the specified backoff limit');
    }
    const { activeDeadlineSeconds } = this.#spec;
    if (activeDeadlineSeconds !== undefined && this.#startedAt !== undefined && this.#spec.suspend !== true) {
      if (this.#kernel.now - this.#startedAt >= seconds(activeDeadlineSeconds)) {
        return target('DeadlineExceeded', 'Job was active longer than specified deadline');
      }
    }
    return undefined;
  }

  /** Upstream: `calculateFailedIndexes`. */
  #failIndexes(newFailed: readonly WorkloadPod[], limit: number): void {
    for (const pod of newFailed) {
      const { counts, failIndex } = this.#verdict(pod);
      const isPast = counts && this.#indexFailures.isPastLimit(pod, limit);
      if (pod.index !== undefined && (failIndex || isPast)) this.#failedIndexes.add(pod.index);
    }
  }

  #failureOfIndexes(): WorkloadCondition | undefined {
    const { maxFailedIndexes } = this.#spec;
    const failed = this.#failedIndexes.size;
    const target = (reason: string, message: string): WorkloadCondition => ({
      type: 'FailureTarget',
      status: 'True',
      reason,
      message,
    });
    if (maxFailedIndexes !== undefined && failed > maxFailedIndexes) {
      return target('MaxFailedIndexesExceeded', 'Job has exceeded the specified maximal number of failed indexes');
    }
    if (failed > 0 && failed + this.#succeededIndexes.size >= this.desired) {
      return target('FailedIndexes', 'Job has failed indexes');
    }
    return undefined;
  }

  #successOfIndexes(): WorkloadCondition | undefined {
    if (!this.#isIndexed) return undefined;
    const message = matchSuccessPolicy(this.#spec.successPolicy, this.#succeededIndexes, this.desired);
    return message === undefined
      ? undefined
      : { type: 'SuccessCriteriaMet', status: 'True', reason: 'SuccessPolicy', message };
  }

  /**
   * With a limit per index: the failed pods that are to be replaced, by index. They are counted when they are.
   * Upstream: `getPodsWithDelayedDeletionPerIndex`.
   */
  #delayedPods(newFailed: readonly WorkloadPod[], active: readonly WorkloadPod[]): ReadonlyMap<number, WorkloadPod> {
    const delayed = new Map<number, WorkloadPod>();
    if (this.#limitPerIndex === undefined) return delayed;
    const taken = new Set(active.map(({ index }) => index));
    for (const pod of newFailed) {
      const { index } = pod;
      if (index === undefined || taken.has(index)) continue;
      if (this.#succeededIndexes.has(index) || this.#failedIndexes.has(index)) continue;
      delayed.set(index, pod);
    }
    return delayed;
  }

  /** Upstream: `pastBackoffLimitOnFailure`. */
  #pastBackoffLimitOnFailure(pods: readonly WorkloadPod[]): boolean {
    if (this.#template?.pod.spec.restartPolicy !== 'OnFailure') return false;
    const restarts = pods
      .filter(({ view, goneAt }) => goneAt === undefined && !isTerminal(view.phase))
      .reduce((sum, { view }) => sum + restartsOf(view), 0);
    return isPastBackoffLimitOnFailure(restarts, this.#backoffLimit);
  }

  #awaitDeadline(startedAt: Instant): void {
    const { activeDeadlineSeconds } = this.#spec;
    if (activeDeadlineSeconds === undefined || this.#spec.suspend === true) return;
    this.#queue.addAfter(startedAt + seconds(activeDeadlineSeconds) - this.#kernel.now);
  }

  /** Whether pods are still to be made, so that having none proves nothing. */
  #isWaiting(succeeded: number): boolean {
    return this.#completions !== undefined && succeeded < this.#completions;
  }

  /**
   * Makes pods where there are too few, and says how many are active then: none, as the status will have it, while the
   * replacement of another has to wait. Upstream: `manageJob`.
   */
  #manage(
    active: readonly WorkloadPod[],
    succeeded: number,
    isSuspended: boolean,
    delayed: ReadonlyMap<number, WorkloadPod>,
  ): number {
    const wanted = isSuspended ? 0 : this.#wanted(active.length, succeeded);
    if (active.length > wanted) {
      const { cause } = this.#kernel;
      for (const pod of inDeletionOrder(active, this.#kernel.now).slice(0, active.length - wanted)) {
        // What is not wanted any more has neither succeeded nor failed.
        this.#counted.add(pod);
        this.#delete(pod);
      }
      this.#kernel.cause = cause;
      return wanted;
    }
    const terminating = this.#onlyReplacesFailed ? this.#pods.present.filter(isTerminating).length : 0;
    const missing = Math.min(wanted - terminating - active.length, maxPodsPerSync);
    if (missing <= 0) return active.length;
    const wait = this.#limitPerIndex === undefined ? remainingBackOff(this.#backOff, this.#kernel.now) : 0;
    if (wait > 0) {
      this.#queue.addAfter(Math.max(wait, batchPeriod));
      return this.#countsWhileWaiting ? active.length : 0;
    }
    if (!this.#isIndexed) {
      for (let n = 0; n < missing; n++) this.#create();
      return active.length + missing;
    }
    const pending = this.#pendingIndexes(active, missing);
    const waits = pending.map((index) => this.#indexBackOff(delayed.get(index)));
    const due = pending.filter((_, n) => waits[n] === 0);
    for (const index of due) this.#create(index, delayed.get(index));
    if (due.length > 0 || waits.length === 0) return active.length + due.length;
    this.#queue.addAfter(Math.max(Math.min(...waits), batchPeriod));
    return this.#countsWhileWaiting ? active.length : 0;
  }

  #indexBackOff(failed: WorkloadPod | undefined): Span {
    return failed === undefined ? 0 : this.#indexFailures.remaining(failed, finishedAt(failed), this.#kernel.now);
  }

  #wanted(active: number, succeeded: number): number {
    if (this.#completions !== undefined) return Math.max(0, Math.min(this.#completions - succeeded, this.#parallelism));
    return succeeded > 0 ? active : this.#parallelism;
  }

  /** Upstream: `firstPendingIndexes` in `pkg/controller/job/indexed_job_utils.go`. */
  #pendingIndexes(active: readonly WorkloadPod[], count: number): number[] {
    const ending = this.#onlyReplacesFailed ? this.#pods.present.filter(isTerminating) : [];
    const taken = new Set([...active, ...ending].map(({ index }) => index));
    const pending: number[] = [];
    for (let index = 0; index < this.desired && pending.length < count; index++) {
      const isOver = this.#succeededIndexes.has(index) || this.#failedIndexes.has(index);
      if (!taken.has(index) && !isOver) pending.push(index);
    }
    return pending;
  }

  #create(index?: number, replaced?: WorkloadPod): void {
    const template = this.#template;
    if (template === undefined) return;
    const { cause } = this.#kernel;
    const name = this.#names.jobPod(index);
    const pod = this.#pods.create({ name, revision: 'new', template, ...(index === undefined ? {} : { index }) });
    this.#indexFailures.created(pod, replaced, replaced !== undefined && this.#verdict(replaced).counts);
    this.#events.event({ type: 'Normal', reason: 'SuccessfulCreate', message: `Created pod: ${name}` }, [
      'spec.parallelism',
      'spec.completions',
    ]);
    this.#kernel.cause = cause;
    this.#queue.addAfter(batchPeriod);
  }

  #delete(pod: WorkloadPod): void {
    const { cause } = this.#kernel;
    this.#pods.delete(pod);
    this.#events.event({ type: 'Normal', reason: 'SuccessfulDelete', message: `Deleted pod: ${pod.name}` });
    this.#kernel.cause = cause;
  }

  /**
   * Accounts for the pods that have ended; when the Job fails, for all others too.
   * Upstream: `trackJobStatusAndRemoveFinalizers`.
   */
  #count(
    uncounted: readonly WorkloadPod[],
    newFailed: readonly WorkloadPod[],
    end: WorkloadCondition | undefined,
    delayed: ReadonlyMap<number, WorkloadPod>,
  ): void {
    const failed = new Set(newFailed);
    for (const pod of uncounted) {
      const hasSucceeded = pod.view.phase === 'Succeeded';
      // What is deleted because the Job has succeeded has not failed.
      const hasFailed = !hasSucceeded && (failed.has(pod) || end?.type === 'FailureTarget');
      if (!hasSucceeded && !hasFailed && end === undefined) continue;
      if (end === undefined && pod.index !== undefined && delayed.get(pod.index) === pod) continue;
      this.#counted.add(pod);
      if (hasSucceeded) this.#succeeded++;
      else if (hasFailed && this.#verdict(pod).counts) this.#failed++;
    }
    if (this.#isIndexed) this.#succeeded = this.#succeededIndexes.size;
  }

  #syncStatus(active: number): void {
    const status: JobStatus = {
      active,
      ready: this.#pods.present.filter(isActive).filter(({ view }) => view.isReady).length,
      terminating: this.#pods.present.filter(isTerminating).length,
      succeeded: this.#succeeded,
      failed: this.#failed,
      ...(this.#isIndexed ? { completedIndexes: formatIndexes([...this.#succeededIndexes]) } : {}),
      ...(this.#limitPerIndex === undefined ? {} : { failedIndexes: formatIndexes([...this.#failedIndexes]) }),
    };
    if (JSON.stringify(status) === JSON.stringify(this.#status)) return;
    this.#status = status;
    this.#recorder.record({ kind: 'status', source: 'job', object: this.#object, status: { kind: 'Job', ...status } });
    this.#queue.addAfter(batchPeriod);
  }

  /** Upstream: `enactJobFinished` and `recordJobFinished`. */
  #finish({ type, reason, message }: WorkloadCondition): void {
    const hasFailed = type === 'FailureTarget';
    this.#kernel.cause = this.#addCondition({
      type: hasFailed ? 'Failed' : 'Complete',
      status: 'True',
      reason,
      message,
    });
    this.#events.event(
      hasFailed
        ? { type: 'Warning', reason, message }
        : { type: 'Normal', reason: 'Completed', message: 'Job completed' },
      fieldsOf(reason),
    );
  }

  #addCondition(condition: WorkloadCondition) {
    if (this.#condition(condition.type) !== undefined) return this.#kernel.cause;
    return this.#setCondition(condition);
  }

  #setCondition(condition: WorkloadCondition) {
    const index = this.#conditions.findIndex(({ type }) => type === condition.type);
    this.#conditions.splice(index < 0 ? this.#conditions.length : index, 1, condition);
    const fields = fieldsOf(condition.reason);
    return this.#recorder.record({ kind: 'condition', source: 'job', object: this.#object, condition, fields });
  }
}

/** A Job that says neither how many pods must succeed nor how many run at once needs one. */
export function jobCompletions({ completions, parallelism }: JobWorkload['spec']): number | undefined {
  return completions ?? (parallelism === undefined ? 1 : undefined);
}

/** Such a Job is none of this controller's business. Upstream: `controllerName` in `pkg/controller/job/job_controller.go`. */
export function isManagedElsewhere({ managedBy }: JobSpec): boolean {
  return managedBy !== undefined && managedBy !== 'kubernetes.io/job-controller';
}

/** With restartPolicy OnFailure the limit is reached one failure earlier than with Never. */
export function isPastBackoffLimitOnFailure(restarts: number, backoffLimit: number): boolean {
  return backoffLimit === 0 ? restarts > 0 : restarts >= backoffLimit;
}

function fieldsOf(reason: string): readonly string[] {
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

/** When a pod ended. Upstream: `getFinishedTime` in `pkg/controller/job/backoff_utils.go`. */
function finishedAt({ view, template, createdAt, deletedAt }: WorkloadPod): Instant {
  const { initContainers = [] } = template.pod.spec;
  const sidecars = new Set(initContainers.filter(isSidecar).map(({ name }) => name));
  const ends = [...view.containers, ...view.initContainers.filter(({ name }) => sidecars.has(name))].map(({ state }) =>
    state.type === 'terminated' ? state.finishedAtMs : undefined,
  );
  if (ends.length > 0 && ends.every((end) => end !== undefined)) {
    return wallSecond(createdAt + fromMs(Math.max(...ends.map((end) => end ?? 0))));
  }
  if (view.conditions.some(({ type, status }) => type === 'Ready' && status === 'False')) {
    return createdAt + view.readyChangedAt;
  }
  return wallSecond(deletedAt ?? createdAt);
}

function wallSecond(time: Instant): Instant {
  return Math.floor(time / second) * second;
}
