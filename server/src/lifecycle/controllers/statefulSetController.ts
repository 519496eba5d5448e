import { scaledAmount } from '../../kubernetes/scaledAmount.ts';
import { statefulSetDefaults } from '../../kubernetes/workloadDefaults.ts';
import type { StatefulSetSpec, StatefulSetWorkload } from '../../kubernetes/workloadSpec.ts';
import { isTerminal } from '../apiserver/podObject.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { lanes } from '../kernel/lanes.ts';
import { type Span, second, seconds } from '../kernel/time.ts';
import { isSince, type SimulatedRelease } from '../release.ts';
import type { Revision, StatefulSetStatus } from '../trace/rolloutTrace.ts';
import type { RolloutNames } from '../workload/rolloutNames.ts';
import { type RolloutRecorder, WorkloadEvents } from '../workload/rolloutRecorder.ts';
import type { SpecChange, Template } from '../workload/workload.ts';
import {
  isAvailable,
  type Refusal,
  readySince,
  type WorkloadPod,
  type WorkloadPods,
} from '../workload/workloadPods.ts';
import { ControllerQueue } from './controllerQueue.ts';
import { slowStart } from './slowStart.ts';
import { changesNothing, type WorkloadController } from './workloadController.ts';

const partitionField = 'spec.updateStrategy.rollingUpdate.partition';
const maxUnavailableField = 'spec.updateStrategy.rollingUpdate.maxUnavailable';
const managementField = 'spec.podManagementPolicy';

/** What differs between releases. */
export interface StatefulSetBehaviour {
  /** Whether gate MaxUnavailableStatefulSet is on: by default since 1.37. */
  readonly honoursMaxUnavailable: boolean;
  /** Since 1.35 it looks again at the very moment when a pod becomes available, and its events begin with a capital. */
  readonly release: SimulatedRelease;
}

/**
 * Keeps one pod per ordinal: in order by default, and from the last to the first when the template changes.
 * Upstream: `pkg/controller/statefulset/stateful_set_control.go`.
 */
export class StatefulSetController implements WorkloadController {
  desired = 0;
  readonly #kernel: Kernel;
  readonly #recorder: RolloutRecorder;
  readonly #pods: WorkloadPods;
  readonly #workload: StatefulSetWorkload;
  readonly #names: RolloutNames;
  readonly #object: string;
  readonly #events: WorkloadEvents;
  readonly #queue: ControllerQueue;
  readonly #minReady: Span;
  readonly #isMonotonic: boolean;
  readonly #isSince135: boolean;
  readonly #isSince137: boolean;
  readonly #isBefore134: boolean;
  readonly #honoursMaxUnavailable: boolean;
  /** Undefined without gate MaxUnavailableStatefulSet. */
  #maxUnavailable: number | undefined;
  #spec: StatefulSetSpec;
  readonly #templates = new Map<Revision, Template>();
  generation = 0;
  #update: Revision | undefined;
  #current: Revision | undefined;
  /** Whether a pod could not be made in this sync. */
  #isRefused = false;
  #wasReady = new Set<WorkloadPod>();
  #status: StatefulSetStatus = {
    observedGeneration: 0,
    replicas: 0,
    updatedReplicas: 0,
    readyReplicas: 0,
    availableReplicas: 0,
    currentReplicas: 0,
    currentRevision: '',
    updateRevision: '',
  };

  constructor(
    kernel: Kernel,
    recorder: RolloutRecorder,
    pods: WorkloadPods,
    workload: StatefulSetWorkload,
    names: RolloutNames,
    { honoursMaxUnavailable, release }: StatefulSetBehaviour,
  ) {
    this.#kernel = kernel;
    this.#recorder = recorder;
    this.#pods = pods;
    this.#workload = workload;
    this.#names = names;
    this.#object = `statefulset/${workload.name}`;
    this.#spec = workload.spec;
    const { minReadySeconds, podManagementPolicy } = workload.spec;
    this.#minReady = seconds(minReadySeconds ?? statefulSetDefaults.minReadySeconds);
    this.#isSince135 = isSince(release, '1.35');
    this.#isSince137 = isSince(release, '1.37');
    this.#isBefore134 = release === '1.33';
    this.#isMonotonic = podManagementPolicy !== 'Parallel';
    this.#honoursMaxUnavailable = honoursMaxUnavailable;
    this.#readSpec();
    this.#events = new WorkloadEvents(kernel, recorder, {
      source: 'statefulset',
      object: this.#object,
      from: 'statefulset-controller',
    });
    this.#queue = new ControllerQueue(kernel, lanes.worker, () => this.#sync());
    pods.onChange = (pod) => this.#podChanged(pod);
  }

  #readSpec(): void {
    const { replicas, updateStrategy } = this.#spec;
    this.desired = replicas ?? statefulSetDefaults.replicas;
    this.#maxUnavailable = this.#honoursMaxUnavailable
      ? statefulSetMaxUnavailable(updateStrategy?.rollingUpdate?.maxUnavailable, this.desired)
      : undefined;
  }

  change(spec: SpecChange): void {
    if (changesNothing(this.#spec, spec, statefulSetDefaults)) return;
    this.generation++;
    this.#spec = { ...this.#spec, ...spec };
    this.#readSpec();
    this.#queue.add();
  }

  apply(revision: Revision, template: Template): void {
    if (this.#update === revision) return;
    this.generation++;
    this.#templates.set(revision, template);
    this.#update = revision;
    this.#current ??= revision;
    this.#queue.add();
  }

  /** What `kubectl rollout status` waits for, and all of it available. */
  get isFinished(): boolean {
    const { observedGeneration, readyReplicas, availableReplicas, updatedReplicas } = this.#status;
    return (
      observedGeneration >= this.generation &&
      readyReplicas === this.desired &&
      availableReplicas === this.desired &&
      updatedReplicas >= this.desired - Math.min(this.#partition, this.desired)
    );
  }

  get #partition(): number {
    return this.#spec.updateStrategy?.rollingUpdate?.partition ?? statefulSetDefaults.partition;
  }

  /** A strategy that names its type only has no partition, so new pods follow what is already updated. */
  get #hasPartition(): boolean {
    const { updateStrategy } = this.#spec;
    return updateStrategy?.type === undefined || updateStrategy.rollingUpdate !== undefined;
  }

  #podChanged(pod: WorkloadPod): void {
    this.#queue.add();
    const isNewlyReady = pod.view.isReady && !this.#wasReady.has(pod);
    if (pod.view.isReady) this.#wasReady.add(pod);
    else this.#wasReady.delete(pod);
    // Before 1.35 a second is added against skewed clocks.
    if (isNewlyReady && this.#minReady > 0 && !this.#isSince135) this.#queue.addAfter(this.#minReady + second);
  }

  #sync(): void {
    const { cause } = this.#kernel;
    this.#isRefused = false;
    this.#reconcile();
    this.#kernel.cause = cause;
    this.#syncStatus();
    if (this.#isRefused) {
      this.#queue.addRateLimited();
      return;
    }
    this.#queue.forget();
    if (this.#minReady > 0) this.#planNextCheck();
  }

  /**
   * Before 1.35 a check that is due earlier, planned when the pod was not ready yet, stands in the way of the one that
   * would see it available, so that it may be seen up to minReadySeconds late.
   */
  #planNextCheck(): void {
    const { availableReplicas, readyReplicas } = this.#status;
    if (!this.#isSince135) {
      if (availableReplicas !== this.desired) this.#queue.addAfter(this.#minReady);
    } else if (readyReplicas !== availableReplicas) {
      const { now } = this.#kernel;
      const due = this.#pods.present
        .filter((pod) => pod.view.isReady && !isAvailable(pod, this.#minReady, now))
        .map((pod) => readySince(pod) + this.#minReady);
      this.#queue.addAfter(due.length === 0 ? this.#minReady : Math.min(...due) - now);
    }
  }

  /** Upstream: `updateStatefulSet`. */
  #reconcile(): void {
    const ordinals = this.#ordinals();
    // First, each replica in order; in monotonic mode whatever is not available holds up the rest.
    if (this.#isMonotonic) {
      if (ordinals.some((ordinal) => this.#processReplica(ordinal))) return;
    } else if (slowStart(ordinals, (ordinal) => this.#refusalOf(ordinal)) !== undefined) return;
    if (!this.#processCondemned(ordinals)) return;
    if (this.#spec.updateStrategy?.type === 'OnDelete') return;
    if (this.#maxUnavailable === undefined) this.#updateOneByOne(ordinals);
    else this.#updateSeveral(ordinals, this.#maxUnavailable);
  }

  /**
   * Pods beyond the number that is asked for go, the last one first; in order, each once all before it are available.
   * Says whether the update may go on. Upstream: `processCondemned`.
   */
  #processCondemned(ordinals: readonly number[]): boolean {
    const condemned = this.#pods.present
      .filter(({ index }) => index !== undefined && !ordinals.includes(index))
      .sort((a, b) => b.index! - a.index!);
    const firstUnavailable =
      ordinals.find((ordinal) => this.#isUnavailable(ordinal)) ??
      condemned.findLast(({ index }) => this.#isUnavailable(index!))?.index;
    for (const pod of condemned) {
      if (!this.#isMonotonic) {
        if (!pod.view.isDeleted) this.#delete(pod, ['spec.replicas']);
        continue;
      }
      const isHeldUp = !(isRunningAndReady(pod) && this.#isAvailable(pod)) && pod.index !== firstUnavailable;
      if (!pod.view.isDeleted && !isHeldUp) this.#delete(pod, ['spec.replicas']);
      return false;
    }
    return true;
  }

  #ordinals(): number[] {
    const start = this.#spec.ordinals?.start ?? 0;
    return Array.from({ length: this.desired }, (_, n) => start + n);
  }

  #pod(ordinal: number): WorkloadPod | undefined {
    return this.#pods.present.find(({ index }) => index === ordinal);
  }

  #refusalOf(ordinal: number): string | undefined {
    this.#processReplica(ordinal);
    return this.#isRefused ? this.#object : undefined;
  }

  /** Whether the ones after it have to wait. Upstream: `processReplica`. */
  #processReplica(ordinal: number): boolean {
    const pod = this.#pod(ordinal);
    if (pod === undefined) {
      this.#create(ordinal);
      return true;
    }
    if (isTerminal(pod.view.phase)) {
      if (!pod.view.isDeleted) this.#delete(pod, [managementField]);
      return true;
    }
    if (pod.view.isDeleted || pod.view.phase !== 'Running') return true;
    return !this.#isAvailable(pod);
  }

  #isUnavailable(ordinal: number): boolean {
    const pod = this.#pod(ordinal);
    if (pod === undefined || pod.view.isDeleted) return true;
    // Before 1.34 being ready was enough.
    return this.#isBefore134 ? !isRunningAndReady(pod) : !this.#isAvailable(pod);
  }

  #isAvailable(pod: WorkloadPod): boolean {
    return isAvailable(pod, this.#minReady, this.#kernel.now, this.#isBefore134);
  }

  /** From the last ordinal down: the next one waits until this one is available again. */
  #updateOneByOne(ordinals: readonly number[]): void {
    for (let target = ordinals.length - 1; target >= this.#partition; target--) {
      const ordinal = ordinals[target]!;
      const pod = this.#pod(ordinal);
      if (pod !== undefined && pod.revision !== this.#update && !pod.view.isDeleted) {
        this.#delete(pod, ['spec.template', partitionField]);
        return;
      }
      if (this.#isUnavailable(ordinal)) return;
    }
  }

  /** Upstream: `updateStatefulSetAfterInvariantEstablished`. */
  #updateSeveral(ordinals: readonly number[], maxUnavailable: number): void {
    let left = maxUnavailable - ordinals.filter((ordinal) => this.#isUnavailable(ordinal)).length;
    // In parallel, pods that nobody misses go first, and cost nothing.
    const sparesUnavailable = this.#isSince137 && !this.#isMonotonic;
    if (sparesUnavailable) {
      for (const ordinal of ordinals.slice(this.#partition).reverse()) {
        const pod = this.#pod(ordinal);
        const isOutdated = pod !== undefined && pod.revision !== this.#update && !pod.view.isDeleted;
        if (isOutdated && this.#isUnavailable(ordinal)) this.#delete(pod, ['spec.template', maxUnavailableField]);
      }
    }
    for (let target = ordinals.length - 1; target >= this.#partition && left > 0; target--) {
      const pod = this.#pod(ordinals[target]!);
      if (pod === undefined || pod.revision === this.#update || pod.view.isDeleted) continue;
      if (sparesUnavailable && this.#isUnavailable(ordinals[target]!)) continue;
      this.#delete(pod, ['spec.template', maxUnavailableField]);
      left--;
    }
  }

  #create(ordinal: number): void {
    const revision = this.#revisionOf(ordinal);
    const template = revision && this.#templates.get(revision);
    if (revision === undefined || template === undefined) return;
    const { cause } = this.#kernel;
    const name = this.#names.statefulSetPod(ordinal);
    const pod = this.#pods.create({ name, index: ordinal, revision, template, minReady: this.#minReady });
    if ('refused' in pod) {
      this.#isRefused = true;
      this.#refused(name, pod);
      this.#kernel.cause = cause;
      return;
    }
    this.#event('create', name, [managementField]);
    this.#kernel.cause = cause;
    // Upstream hears of its own pod and looks again.
    this.#queue.add();
  }

  /** Upstream: `newVersionedStatefulSetPod`. */
  #revisionOf(ordinal: number): Revision | undefined {
    const { updateStrategy, ordinals } = this.#spec;
    if (updateStrategy?.type === 'OnDelete') return this.#update;
    const first = this.#hasPartition ? this.#partition : this.#status.currentReplicas;
    return ordinal < (ordinals?.start ?? 0) + first ? this.#current : this.#update;
  }

  #delete(pod: WorkloadPod, fields: readonly string[]): void {
    const { cause } = this.#kernel;
    this.#event('delete', pod.name, fields);
    this.#pods.delete(pod);
    this.#kernel.cause = cause;
  }

  #refused(pod: string, { refused }: Refusal): void {
    const message = `${this.#word('create')} Pod ${pod} in StatefulSet ${this.#workload.name} failed error: ${refused}`;
    this.#events.event({ type: 'Warning', reason: 'FailedCreate', message });
  }

  #word(verb: 'create' | 'delete'): string {
    return this.#isSince135 ? verb.replace(/^./, (first) => first.toUpperCase()) : verb;
  }

  #event(verb: 'create' | 'delete', pod: string, fields: readonly string[]): void {
    const reason = verb === 'create' ? 'SuccessfulCreate' : 'SuccessfulDelete';
    const message = `${this.#word(verb)} Pod ${pod} in StatefulSet ${this.#workload.name} successful`;
    const cause = this.#events.event({ type: 'Normal', reason, message }, fields);
    if (verb === 'delete') this.#kernel.cause = cause;
  }

  /** Upstream: `updateStatus`, and until 1.36 `completeRollingUpdate`. */
  #syncStatus(): void {
    const { present } = this.#pods;
    const count = (is: (pod: WorkloadPod) => boolean) => present.filter(is).length;
    const hasRevision = (revision: Revision | undefined) => (pod: WorkloadPod) =>
      pod.revision === revision && !pod.view.isDeleted;
    const before = this.#status;
    const updatedReplicas = count(hasRevision(this.#update));
    const replicas = present.length;
    const readyReplicas = count(isRunningAndReady);
    const isComplete = [updatedReplicas, readyReplicas, replicas].every((number) => number === this.desired);
    // Since 1.37 pods that somebody deletes complete an update, too. Upstream: `completeUpdate`.
    const isRolling = this.#spec.updateStrategy?.type !== 'OnDelete';
    if (isComplete && (isRolling || this.#isSince137)) this.#current = this.#update;
    const nameOf = (revision: Revision | undefined) => (revision === undefined ? '' : this.#names.revision(revision));
    this.#status = {
      observedGeneration: this.generation,
      replicas,
      updatedReplicas,
      readyReplicas,
      availableReplicas: count((pod) => isRunningAndReady(pod) && this.#isAvailable(pod)),
      currentReplicas: count(hasRevision(this.#current)),
      currentRevision: nameOf(this.#current),
      updateRevision: nameOf(this.#update),
    };
    if (JSON.stringify(before) === JSON.stringify(this.#status)) return;
    this.#recorder.record({
      kind: 'status',
      source: 'statefulset',
      object: this.#object,
      status: { kind: 'StatefulSet', ...this.#status },
    });
    this.#queue.add();
  }
}

/**
 * Upstream: `getStatefulSetMaxUnavailable` in `pkg/controller/statefulset/stateful_set_utils.go`: rounded down, but
 * never nothing.
 */
export function statefulSetMaxUnavailable(amount: number | string | undefined, replicas: number): number {
  return Math.max(1, scaledAmount(amount ?? statefulSetDefaults.maxUnavailable, replicas, 'down'));
}

function isRunningAndReady({ view }: WorkloadPod): boolean {
  return view.phase === 'Running' && view.isReady;
}
