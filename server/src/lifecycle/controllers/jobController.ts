import { jobDefaults } from '../../kubernetes/workloadDefaults.ts';
import type { JobSpec, JobWorkload } from '../../kubernetes/workloadSpec.ts';
import { isTerminal } from '../apiserver/podObject.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { lanes } from '../kernel/lanes.ts';
import { type Instant, type Span, second, seconds } from '../kernel/time.ts';
import { isSince, type SimulatedRelease } from '../release.ts';
import type { JobStatus, Revision, WorkloadCondition } from '../trace/rolloutTrace.ts';
import { restartsOf } from '../workload/podLife.ts';
import type { RolloutNames } from '../workload/rolloutNames.ts';
import { type RolloutRecorder, WorkloadEvents } from '../workload/rolloutRecorder.ts';
import type { SpecChange, Template } from '../workload/workload.ts';
import { isActive, isTerminating, type WorkloadPod, type WorkloadPods } from '../workload/workloadPods.ts';
import { ControllerQueue, type RetryBackOff } from './controllerQueue.ts';
import { failedCreate } from './failedCreate.ts';
import { IndexedJob } from './indexedJob.ts';
import { type BackOffRecord, finishedAt, nextBackOffRecord, remainingBackOff } from './jobBackOff.ts';
import { failureTarget, fieldsOf, JobConditions, successCriteriaMet } from './jobConditions.ts';
import {
  isManagedElsewhere,
  isPastBackoffLimitOnFailure,
  jobBackoffLimit,
  jobCompletions,
  podsWanted,
} from './jobLimits.ts';
import { matchPodFailurePolicy } from './jobPodFailurePolicy.ts';
import { inDeletionOrder } from './replicaSetVictims.ts';
import { slowStart } from './slowStart.ts';
import { changesNothing, type WorkloadController } from './workloadController.ts';

/** Changes of pods are looked at together. Upstream: `SyncJobBatchPeriod`. */
const batchPeriod: Span = second;
/** Upstream: `MaxPodCreateDeletePerSync`. */
const maxPodsPerSync = 500;

/** Upstream: `DefaultJobApiBackOff`, `MaxJobApiBackOff`. */
const retryBackOff: RetryBackOff = { first: second, most: 60 * second };

const noPods: ReadonlyMap<number, WorkloadPod> = new Map();

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
  /** While it waits to replace a pod, the status has the active pods; before 1.36, none. */
  readonly #countsWhileWaiting: boolean;
  /** Undefined for a Job whose pods are all alike. */
  readonly #indexed: IndexedJob | undefined;
  readonly #onlyReplacesFailed: boolean;
  /** Pods that are accounted for; upstream these have lost their finalizer. */
  readonly #counted = new Set<WorkloadPod>();
  readonly #conditions: JobConditions;
  #template: Template | undefined;
  #startedAt: Instant | undefined;
  #backOff: BackOffRecord = { failuresAfterLastSuccess: 0 };
  #succeeded = 0;
  #failed = 0;
  /** Why not all pods could be made that are missing. */
  #refusal: string | undefined;
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
    this.#indexed =
      spec.completionMode === 'Indexed' && this.#completions !== undefined
        ? new IndexedJob(spec, this.#completions, (pod) => this.#verdict(pod))
        : undefined;
    this.#conditions = new JobConditions(recorder, this.#object);
    this.#onlyReplacesFailed = spec.podReplacementPolicy === 'Failed' || spec.podFailurePolicy !== undefined;
    this.#events = new WorkloadEvents(kernel, recorder, {
      source: 'job',
      object: this.#object,
      from: 'job-controller',
    });
    this.#queue = new ControllerQueue(kernel, lanes.worker, () => this.#sync(), retryBackOff);
    pods.onChange = () => this.#queue.addAfter(batchPeriod);
  }

  get isFinished(): boolean {
    return this.#conditions.get('Complete') !== undefined || this.#conditions.get('Failed') !== undefined;
  }

  change(spec: SpecChange): void {
    if (changesNothing(this.#spec, spec, jobDefaults)) return;
    this.generation++;
    this.#spec = { ...this.#spec, ...spec };
    this.#queue.add();
  }

  apply(_revision: Revision, template: Template): void {
    this.generation++;
    this.#template = template;
    this.#queue.add();
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

    let end = this.#conditions.get('SuccessCriteriaMet') ?? this.#conditions.get('FailureTarget');
    end ??= this.#failure(failed, pods);
    this.#indexed?.seeFailed(newFailed);
    end ??= this.#indexed?.end();
    const delayed = this.#indexed?.delayedPods(newFailed, active) ?? noPods;
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
      this.#refusal = undefined;
      left = this.#manage(active, succeeded, isSuspended, delayed);
      const isComplete = this.#completions === undefined ? succeeded > 0 : succeeded >= this.#completions;
      if (isComplete && left === 0 && !this.#isWaiting(succeeded)) {
        end = successCriteriaMet('CompletionsReached', 'Reached expected number of succeeded pods');
        this.#addCondition(end);
      } else this.#sayWhetherSuspended(isSuspended);
    }
    this.#count(uncounted, newFailed, end, delayed);
    this.#syncStatus(left);
    if (end !== undefined && this.#status?.terminating === 0) this.#finish(end);
    if (this.#refusal === undefined) this.#queue.forget();
    else this.#queue.addRateLimited();
  }

  /** A Job that is resumed begins its deadline again. */
  #sayWhetherSuspended(isSuspended: boolean): void {
    const said = this.#conditions.get('Suspended')?.status === 'True';
    if (isSuspended === said) return;
    const [reason, event, message] = isSuspended
      ? ['JobSuspended', 'Suspended', 'Job suspended']
      : ['JobResumed', 'Resumed', 'Job resumed'];
    this.#conditions.set({ type: 'Suspended', status: isSuspended ? 'True' : 'False', reason, message });
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
    if (this.#indexed === undefined) return this.#succeeded + newSucceeded.length;
    this.#indexed.seeSucceeded(newSucceeded);
    return this.#indexed.succeeded;
  }

  /** Why the Job fails now. Its pods are ended first. */
  #failure(failed: number, pods: readonly WorkloadPod[]): WorkloadCondition | undefined {
    for (const pod of pods) {
      const message = this.#isFailed(pod) ? this.#verdict(pod).failJob : undefined;
      if (message !== undefined) return failureTarget('PodFailurePolicy', message);
    }
    if (failed > jobBackoffLimit(this.#spec) || this.#pastBackoffLimitOnFailure(pods)) {
      return failureTarget('BackoffLimitExceeded', 'Job has reached the specified backoff limit');
    }
    const { activeDeadlineSeconds } = this.#spec;
    if (activeDeadlineSeconds !== undefined && this.#startedAt !== undefined && this.#spec.suspend !== true) {
      if (this.#kernel.now - this.#startedAt >= seconds(activeDeadlineSeconds)) {
        return failureTarget('DeadlineExceeded', 'Job was active longer than specified deadline');
      }
    }
    return undefined;
  }

  /** Upstream: `pastBackoffLimitOnFailure`. */
  #pastBackoffLimitOnFailure(pods: readonly WorkloadPod[]): boolean {
    if (this.#template?.pod.spec.restartPolicy !== 'OnFailure') return false;
    const restarts = pods
      .filter(({ view, goneAt }) => goneAt === undefined && !isTerminal(view.phase))
      .reduce((sum, { view }) => sum + restartsOf(view), 0);
    return isPastBackoffLimitOnFailure(restarts, jobBackoffLimit(this.#spec));
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
    const wanted = isSuspended ? 0 : podsWanted(this.#spec, active.length, succeeded);
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
    const wait = this.#indexed?.hasLimitPerIndex ? 0 : remainingBackOff(this.#backOff, this.#kernel.now);
    if (wait > 0) {
      this.#queue.addAfter(Math.max(wait, batchPeriod));
      return this.#countsWhileWaiting ? active.length : 0;
    }
    const indexed = this.#indexed;
    if (indexed === undefined) {
      const slots = Array.from({ length: missing });
      return active.length + this.#createAll(slots, () => this.#create());
    }
    const ending = this.#onlyReplacesFailed ? this.#pods.present.filter(isTerminating) : [];
    const pending = indexed.pending([...active, ...ending], missing);
    const waits = pending.map((index) => indexed.backOff(delayed.get(index), this.#kernel.now));
    const due = pending.filter((_, n) => waits[n] === 0);
    const created = this.#createAll(due, (index) => this.#create(index, delayed.get(index)));
    if (due.length > 0 || waits.length === 0) return active.length + created;
    this.#queue.addAfter(Math.max(Math.min(...waits), batchPeriod));
    return this.#countsWhileWaiting ? active.length : 0;
  }

  /** How many of them are made. */
  #createAll<T>(slots: readonly T[], create: (slot: T) => string | undefined): number {
    let created = 0;
    this.#refusal = slowStart(slots, (slot) => {
      const refusal = create(slot);
      if (refusal === undefined) created++;
      return refusal;
    });
    return created;
  }

  #create(index?: number, replaced?: WorkloadPod): string | undefined {
    const template = this.#template;
    if (template === undefined) return undefined;
    const { cause } = this.#kernel;
    const name = this.#names.jobPod(index);
    const pod = this.#pods.create({ name, revision: 'new', template, ...(index === undefined ? {} : { index }) });
    if ('refused' in pod) {
      this.#events.event(failedCreate(pod));
      this.#kernel.cause = cause;
      return pod.refused;
    }
    this.#indexed?.created(pod, replaced);
    this.#events.event({ type: 'Normal', reason: 'SuccessfulCreate', message: `Created pod: ${name}` }, [
      'spec.parallelism',
      'spec.completions',
    ]);
    this.#kernel.cause = cause;
    this.#queue.addAfter(batchPeriod);
    return undefined;
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
    if (this.#indexed !== undefined) this.#succeeded = this.#indexed.succeeded;
  }

  #syncStatus(active: number): void {
    const status: JobStatus = {
      active,
      ready: this.#pods.present.filter(isActive).filter(({ view }) => view.isReady).length,
      terminating: this.#pods.present.filter(isTerminating).length,
      succeeded: this.#succeeded,
      failed: this.#failed,
      ...this.#indexed?.status,
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
    if (this.#conditions.get(condition.type) !== undefined) return this.#kernel.cause;
    return this.#conditions.set(condition);
  }
}
