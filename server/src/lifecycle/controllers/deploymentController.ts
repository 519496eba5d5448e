import { type Fenceposts, resolveFenceposts } from '../../kubernetes/rollingUpdate.ts';
import { deploymentDefaults } from '../../kubernetes/workloadDefaults.ts';
import type { DeploymentSpec, DeploymentWorkload } from '../../kubernetes/workloadSpec.ts';
import { isTerminal } from '../apiserver/podObject.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { lanes } from '../kernel/lanes.ts';
import { type Span, seconds } from '../kernel/time.ts';
import type { SimulatedRelease } from '../release.ts';
import type { DeploymentStatus, Revision } from '../trace/rolloutTrace.ts';
import type { RolloutNames } from '../workload/rolloutNames.ts';
import { type RolloutRecorder, WorkloadEvents } from '../workload/rolloutRecorder.ts';
import type { SpecChange, Template } from '../workload/workload.ts';
import type { WorkloadPod, WorkloadPods } from '../workload/workloadPods.ts';
import { ControllerQueue } from './controllerQueue.ts';
import { DeploymentConditions } from './deploymentConditions.ts';
import { newReplicas, oldReplicas } from './deploymentRolling.ts';
import { type ScaledSet, scaledSizes } from './deploymentScaling.ts';
import { ReplicaSet } from './replicaSetController.ts';
import { changesNothing, type WorkloadController } from './workloadController.ts';

const maxSurgeField = 'spec.strategy.rollingUpdate.maxSurge';
const maxUnavailableField = 'spec.strategy.rollingUpdate.maxUnavailable';

/**
 * Creates a ReplicaSet per pod template and shifts pods from the old one to the new one.
 * Upstream: `pkg/controller/deployment`.
 */
export class DeploymentController implements WorkloadController {
  readonly #kernel: Kernel;
  readonly #recorder: RolloutRecorder;
  readonly #pods: WorkloadPods;
  readonly #names: RolloutNames;
  readonly #release: SimulatedRelease;
  readonly #object: string;
  readonly #events: WorkloadEvents;
  readonly #conditions: DeploymentConditions;
  readonly #queue: ControllerQueue;
  desired = 0;
  readonly #minReady: Span;
  #spec: DeploymentSpec;
  #isRolling = true;
  #maxSurge = 0;
  #maxUnavailable = 0;
  /** Oldest first. */
  readonly #sets: ReplicaSet[] = [];
  /** What the Deployment asked for when a ReplicaSet was scaled last. Upstream: annotations `desired-replicas`, `max-replicas`. */
  readonly #askedFor = new Map<ReplicaSet, { readonly desired: number; readonly max: number }>();
  #template: { readonly revision: Revision; readonly template: Template } | undefined;
  generation = 0;
  #status: DeploymentStatus = {
    observedGeneration: 0,
    replicas: 0,
    updatedReplicas: 0,
    readyReplicas: 0,
    availableReplicas: 0,
  };

  constructor(
    kernel: Kernel,
    recorder: RolloutRecorder,
    pods: WorkloadPods,
    workload: DeploymentWorkload,
    names: RolloutNames,
    release: SimulatedRelease,
  ) {
    this.#release = release;
    this.#kernel = kernel;
    this.#recorder = recorder;
    this.#pods = pods;
    this.#names = names;
    this.#object = `deployment/${workload.name}`;
    this.#spec = workload.spec;
    this.#minReady = seconds(workload.spec.minReadySeconds ?? deploymentDefaults.minReadySeconds);
    this.#conditions = new DeploymentConditions(kernel, recorder, workload.name);
    this.#readSpec();
    this.#events = new WorkloadEvents(kernel, recorder, {
      source: 'deployment',
      object: this.#object,
      from: 'deployment-controller',
    });
    this.#queue = new ControllerQueue(kernel, lanes.worker, () => this.#sync());
    pods.onChange = (pod) => this.#podChanged(pod);
  }

  #readSpec(): void {
    const { replicas, strategy, progressDeadlineSeconds } = this.#spec;
    this.desired = replicas ?? deploymentDefaults.replicas;
    this.#conditions.deadlineSeconds = progressDeadlineSeconds ?? deploymentDefaults.progressDeadlineSeconds;
    this.#isRolling = strategy?.type !== 'Recreate';
    const { maxSurge, maxUnavailable } = deploymentFenceposts(this.#spec);
    this.#maxSurge = this.#isRolling ? maxSurge : 0;
    this.#maxUnavailable = this.desired === 0 ? 0 : Math.min(maxUnavailable, this.desired);
  }

  apply(revision: Revision, template: Template): void {
    if (this.#template?.revision === revision) return;
    this.generation++;
    this.#template = { revision, template };
    this.#queue.add();
  }

  change(spec: SpecChange): void {
    if (changesNothing(this.#spec, spec, deploymentDefaults)) return;
    this.generation++;
    this.#spec = { ...this.#spec, ...spec };
    this.#readSpec();
    this.#queue.add();
  }

  /** Upstream: `DeploymentComplete`. */
  get isFinished(): boolean {
    return this.#isCompleteIn(this.#status);
  }

  #isCompleteIn({ updatedReplicas, replicas, availableReplicas, observedGeneration }: DeploymentStatus): boolean {
    return (
      updatedReplicas === this.desired &&
      replicas === this.desired &&
      availableReplicas === this.desired &&
      observedGeneration >= this.generation
    );
  }

  #podChanged(pod: WorkloadPod): void {
    this.#sets.find((set) => set.owns(pod))?.podChanged(pod);
    // A Recreate waits for the last old pod. Upstream: `deletePod`.
    if (!this.#isRolling && pod.view.isGone) this.#queue.add();
  }

  #sync(): void {
    const current = this.#template;
    if (current === undefined) return;
    let newSet = this.#sets.find(({ revision }) => revision === current.revision);
    const oldSets = this.#sets.filter((set) => set !== newSet);
    this.#conditions.checkPaused(this.#spec.paused === true);
    if (this.#spec.paused === true || this.#isScalingEvent()) {
      const hasScaled = this.#scaleOnly(newSet);
      this.#syncStatus(newSet, false);
      // Upstream hears of the ReplicaSets that it has changed.
      if (hasScaled) this.#queue.add();
      return;
    }
    if (this.#isRolling) {
      newSet ??= this.#create(current.revision, current.template, oldSets);
      if (!this.#scaleUp(newSet, oldSets)) this.#scaleDown(newSet, oldSets);
    } else if (!this.#scaleAllDown(oldSets) && !this.#oldPodsRunning(newSet)) {
      newSet ??= this.#create(current.revision, current.template, oldSets);
      this.#scale(newSet, this.desired, ['spec.replicas']);
    }
    this.#syncStatus(newSet);
  }

  /** Upstream: `getNewReplicaSet` in `pkg/controller/deployment/sync.go`. */
  #create(revision: Revision, template: Template, oldSets: readonly ReplicaSet[]): ReplicaSet {
    const name = this.#names.revision(revision);
    const set = new ReplicaSet(
      this.#kernel,
      this.#recorder,
      this.#pods,
      {
        name,
        minReady: this.#minReady,
        checksOnTime: this.#release !== '1.33',
      },
      (hasChanged) => {
        if (hasChanged) this.#queue.add();
      },
    );
    set.make(revision, template, () => this.#names.replicaSetPod(revision));
    this.#sets.push(set);
    this.#askedFor.set(set, this.#asksFor);
    const replicas = this.#isRolling ? newReplicas(this.desired, 0, oldSets.map(sizeOf), this.#maxSurge) : this.desired;
    if (replicas > 0)
      this.#scale(set, replicas, this.#isRolling ? ['spec.replicas', maxSurgeField] : ['spec.replicas']);
    this.#conditions.created(name);
    return set;
  }

  get #asksFor() {
    return { desired: this.desired, max: this.desired + this.#maxSurge };
  }

  /** Whether the number of replicas has changed since a ReplicaSet was scaled. Upstream: `isScalingEvent`. */
  #isScalingEvent(): boolean {
    return this.#sets.some((set) => set.replicas > 0 && this.#askedFor.get(set)?.desired !== this.desired);
  }

  /**
   * Shares the pods that are asked for out among the ReplicaSets that have some, without going on with a rollout.
   * Upstream: `scale` in `pkg/controller/deployment/sync.go`.
   */
  #scaleOnly(newSet: ReplicaSet | undefined): boolean {
    const active = this.#sets.filter(({ replicas }) => replicas > 0);
    const only = active.length > 1 ? undefined : (active[0] ?? newSet ?? this.#sets.at(-1));
    if (only !== undefined) return this.#scale(only, this.desired, ['spec.replicas']);
    const { desired, max } = this.#asksFor;
    const isSaturated =
      newSet !== undefined &&
      newSet.replicas === desired &&
      newSet.available === desired &&
      this.#askedFor.get(newSet)?.desired === desired;
    if (isSaturated) {
      const old = active.filter((set) => set !== newSet);
      return old.map((set) => this.#scale(set, 0, ['spec.replicas'])).includes(true);
    }
    if (!this.#isRolling) return false;
    const sets = active.map(
      (set): ScaledSet => ({ replicas: set.replicas, maxBefore: this.#askedFor.get(set)?.max ?? 0 }),
    );
    const sizes = scaledSizes(desired, max, sets);
    return active
      .map((set, index) => {
        const isAskedOtherwise = this.#askedFor.get(set)?.desired !== desired || this.#askedFor.get(set)?.max !== max;
        this.#askedFor.set(set, this.#asksFor);
        return this.#scale(set, sizes[index]!, ['spec.replicas', maxSurgeField]) || isAskedOtherwise;
      })
      .includes(true);
  }

  #scaleUp(newSet: ReplicaSet, oldSets: readonly ReplicaSet[]): boolean {
    const replicas = newReplicas(this.desired, newSet.replicas, oldSets.map(sizeOf), this.#maxSurge);
    return this.#scale(newSet, replicas, ['spec.replicas', maxSurgeField]);
  }

  #scaleDown(newSet: ReplicaSet, oldSets: readonly ReplicaSet[]): void {
    const active = oldSets.filter(({ replicas }) => replicas > 0);
    const sizes = oldReplicas(this.desired, newSet, active, this.#maxUnavailable);
    for (const [index, set] of active.entries())
      this.#scale(set, sizes[index]!, ['spec.replicas', maxUnavailableField]);
  }

  #scaleAllDown(oldSets: readonly ReplicaSet[]): boolean {
    return oldSets.map((set) => this.#scale(set, 0, ['spec.strategy.type'])).includes(true);
  }

  /** Upstream: `oldPodsRunning` in `pkg/controller/deployment/recreate.go`. */
  #oldPodsRunning(newSet: ReplicaSet | undefined): boolean {
    return this.#pods.present.some((pod) => !newSet?.owns(pod) && !isTerminal(pod.view.phase));
  }

  #scale(set: ReplicaSet, to: number, fields: readonly string[]): boolean {
    const from = set.replicas;
    if (from === to) return false;
    const { cause } = this.#kernel;
    this.#kernel.cause = this.#recorder.record({
      kind: 'scale',
      source: 'deployment',
      object: `replicaset/${set.name}`,
      scale: { from, to, revision: set.revision! },
      fields,
    });
    set.scale(to);
    this.#askedFor.set(set, this.#asksFor);
    const message = `Scaled ${from < to ? 'up' : 'down'} replica set ${set.name} from ${from} to ${to}`;
    this.#events.event({ type: 'Normal', reason: 'ScalingReplicaSet', message });
    this.#kernel.cause = cause;
    return true;
  }

  #syncStatus(newSet: ReplicaSet | undefined, tellsProgress = true): void {
    const before = this.#status;
    const status = this.#calculate(newSet);
    const isAnother = !sameStatus(before, status);
    const isAvailable = status.availableReplicas >= this.desired - this.#maxUnavailable;
    const conditions = this.#conditions.ofNow;
    this.#conditions.available(isAvailable);
    if (tellsProgress) {
      this.#conditions.progress({ before, status, isComplete: this.#isCompleteIn(status), newSet: newSet?.name });
      this.#conditions.replicaFailure(newSet?.failure ?? this.#sets.find(({ failure }) => failure)?.failure);
    }
    this.#status = status;
    if (isAnother) {
      this.#recorder.record({
        kind: 'status',
        source: 'deployment',
        object: this.#object,
        status: { kind: 'Deployment', ...status },
      });
    }
    if (isAnother || this.#conditions.ofNow !== conditions) this.#queue.add();
    else if (tellsProgress && !this.isFinished) this.#requeueStuck();
  }

  #requeueStuck(): void {
    const waitFor = this.#conditions.checkAgainAfter;
    if (waitFor !== undefined) this.#queue.addAfter(waitFor);
  }

  #calculate(newSet: ReplicaSet | undefined): DeploymentStatus {
    const sum = (part: (set: ReplicaSet) => number) => this.#sets.reduce((total, set) => total + part(set), 0);
    return {
      observedGeneration: this.generation,
      replicas: sum(({ status }) => status.replicas),
      updatedReplicas: newSet?.status.replicas ?? 0,
      readyReplicas: sum(({ status }) => status.ready),
      availableReplicas: sum(({ status }) => status.available),
    };
  }
}

/** The bounds of a Deployment's rolling update; a Recreate has none. */
export function deploymentFenceposts({ replicas, strategy }: DeploymentWorkload['spec']): Fenceposts {
  if (strategy?.type === 'Recreate') return { maxSurge: 0, maxUnavailable: 0 };
  const { maxSurge, maxUnavailable } = strategy?.rollingUpdate ?? {};
  return resolveFenceposts(
    maxSurge ?? deploymentDefaults.maxSurge,
    maxUnavailable ?? deploymentDefaults.maxUnavailable,
    replicas ?? deploymentDefaults.replicas,
  );
}

function sameStatus(a: DeploymentStatus, b: DeploymentStatus): boolean {
  return (
    a.observedGeneration === b.observedGeneration &&
    a.replicas === b.replicas &&
    a.updatedReplicas === b.updatedReplicas &&
    a.readyReplicas === b.readyReplicas &&
    a.availableReplicas === b.availableReplicas
  );
}

function sizeOf({ replicas }: ReplicaSet): number {
  return replicas;
}
