import type { Kernel } from '../kernel/kernel.ts';
import { lanes } from '../kernel/lanes.ts';
import { type Instant, type Span, second } from '../kernel/time.ts';
import type { Revision } from '../trace/rolloutTrace.ts';
import { type RolloutRecorder, WorkloadEvents } from '../workload/rolloutRecorder.ts';
import type { Template } from '../workload/workload.ts';
import { isActive, isAvailable, readySince, type WorkloadPod, type WorkloadPods } from '../workload/workloadPods.ts';
import { ControllerQueue } from './controllerQueue.ts';
import { failedCreate } from './failedCreate.ts';
import { inDeletionOrder } from './replicaSetVictims.ts';
import { slowStart } from './slowStart.ts';

/** Upstream: `BurstReplicas` in `pkg/controller/replicaset/replica_set.go`. */
const burstReplicas = 500;

/** How many of its pods there are, are ready and are available. */
export interface ReplicaSetCounts {
  readonly replicas: number;
  readonly ready: number;
  readonly available: number;
}

export interface ReplicaSetOptions {
  readonly name: string;
  readonly minReady: Span;
  /** Whether it looks again at the very moment when a pod becomes available: since 1.34. */
  readonly checksOnTime: boolean;
  /** Whether it is called a ReplicationController, which does the same. */
  readonly isReplicationController?: boolean;
}

/** What its next pods are made of. */
interface Mold {
  readonly revision: Revision;
  readonly template: Template;
  /** Names the next pod. */
  readonly podName: () => string;
}

/**
 * A ReplicaSet and its controller: keeps as many pods as it is told to.
 * Upstream: `pkg/controller/replicaset/replica_set.go`.
 */
export class ReplicaSet {
  readonly name: string;
  readonly #kernel: Kernel;
  readonly #pods: WorkloadPods;
  readonly #options: ReplicaSetOptions;
  readonly #events: WorkloadEvents;
  readonly #queue: ControllerQueue;
  readonly #onSync: (hasChanged: boolean) => void;
  readonly #own = new Set<WorkloadPod>();
  readonly #ready = new Set<WorkloadPod>();
  #replicas = 0;
  #mold: Mold | undefined;
  #failure: string | undefined;
  #status: ReplicaSetCounts = { replicas: 0, ready: 0, available: 0 };

  /** @param onSync called after each look at its pods, with whether its counts have changed */
  constructor(
    kernel: Kernel,
    recorder: RolloutRecorder,
    pods: WorkloadPods,
    options: ReplicaSetOptions,
    onSync: (hasChanged: boolean) => void,
  ) {
    this.name = options.name;
    this.#kernel = kernel;
    this.#pods = pods;
    this.#options = options;
    this.#onSync = onSync;
    this.#events = new WorkloadEvents(kernel, recorder, {
      ...(options.isReplicationController === true
        ? {
            source: 'replicationcontroller',
            object: `replicationcontroller/${options.name}`,
            from: 'replication-controller',
          }
        : { source: 'replicaset', object: `replicaset/${options.name}`, from: 'replicaset-controller' }),
    });
    this.#queue = new ControllerQueue(kernel, lanes.syncLoop, () => this.#sync());
  }

  /** `spec.replicas`. */
  get replicas(): number {
    return this.#replicas;
  }

  /** Of its pods' template. */
  get revision(): Revision | undefined {
    return this.#mold?.revision;
  }

  get status(): ReplicaSetCounts {
    return this.#status;
  }

  /** Why pods are missing, as its condition ReplicaFailure has it. */
  get failure(): string | undefined {
    return this.#failure;
  }

  get available(): number {
    return this.#status.available;
  }

  /** Its pods are made of this template from now on; those that are there stay as they are. */
  make(revision: Revision, template: Template, podName: () => string): void {
    this.#mold = { revision, template, podName };
  }

  scale(replicas: number): void {
    this.#replicas = replicas;
    this.#queue.add();
  }

  owns(pod: WorkloadPod): boolean {
    return this.#own.has(pod);
  }

  /** One of its pods has changed. */
  podChanged(pod: WorkloadPod): void {
    this.#queue.add();
    const { checksOnTime, minReady } = this.#options;
    const isNewlyReady = pod.view.isReady && !this.#ready.has(pod);
    if (pod.view.isReady) this.#ready.add(pod);
    else this.#ready.delete(pod);
    // Before 1.34 a second is added against skewed clocks.
    if (isNewlyReady && minReady > 0 && !checksOnTime) this.#queue.addAfter(minReady + second);
  }

  #sync(): void {
    const before = this.#active();
    const error = this.#manage(before);
    // Upstream reports what was there before; where all goes well, it looks again in the same instant.
    const status = this.#calculate(error === undefined ? this.#active() : before);
    const { minReady } = this.#options;
    const hasCreated = error !== undefined && this.#active().length > before.length;
    const hadFailed = this.#failure !== undefined;
    this.#failure = error === undefined ? undefined : (this.#failure ?? error);
    const changed =
      hadFailed !== (error !== undefined) ||
      status.replicas !== this.#status.replicas ||
      status.ready !== this.#status.ready ||
      status.available !== this.#status.available;
    this.#status = status;
    this.#onSync(changed);
    if (error !== undefined) {
      // It hears of the pods that it has made, and of its own status.
      if (hasCreated || changed) this.#queue.add();
      this.#queue.addRateLimited();
      return;
    }
    this.#queue.forget();
    if (minReady > 0) this.#planNextCheck(status);
  }

  #active(): WorkloadPod[] {
    return this.#pods.present.filter((pod) => this.#own.has(pod) && isActive(pod));
  }

  /** Says why not all pods could be made. Upstream: `manageReplicas`. */
  #manage(active: readonly WorkloadPod[]): string | undefined {
    const surplus = active.length - this.#replicas;
    const { cause } = this.#kernel;
    if (surplus < 0 && this.#mold !== undefined) {
      const { podName, revision, template } = this.#mold;
      const { minReady } = this.#options;
      const missing = Array.from({ length: Math.min(-surplus, burstReplicas) });
      return slowStart(missing, () => {
        const pod = this.#pods.create({ name: podName(), revision, template, minReady });
        if ('refused' in pod) this.#events.event(failedCreate(pod));
        else {
          this.#own.add(pod);
          this.#events.event({ type: 'Normal', reason: 'SuccessfulCreate', message: `Created pod: ${pod.name}` });
        }
        this.#kernel.cause = cause;
        return 'refused' in pod ? pod.refused : undefined;
      });
    }
    if (surplus > 0) {
      const victims = inDeletionOrder(active, this.#kernel.now).slice(0, Math.min(surplus, burstReplicas));
      for (const pod of victims) {
        this.#pods.delete(pod);
        this.#events.event({ type: 'Normal', reason: 'SuccessfulDelete', message: `Deleted pod: ${pod.name}` });
        this.#kernel.cause = cause;
      }
    }
    return undefined;
  }

  #calculate(active: readonly WorkloadPod[]): ReplicaSetCounts {
    const ready = active.filter(({ view }) => view.isReady);
    const { minReady, checksOnTime } = this.#options;
    return {
      replicas: active.length,
      ready: ready.length,
      available: ready.filter((pod) => isAvailable(pod, minReady, this.#kernel.now, !checksOnTime)).length,
    };
  }

  #planNextCheck({ ready, available }: ReplicaSetCounts): void {
    if (this.#options.checksOnTime) {
      if (ready !== available) this.#queue.addAfter(this.#nextAvailability());
    } else if (ready === this.#replicas && available !== this.#replicas) {
      this.#queue.addAfter(this.#options.minReady);
    }
  }

  /** Upstream: `FindMinNextPodAvailabilityCheck` in `pkg/controller/controller_utils.go`. */
  #nextAvailability(): Span {
    const { minReady } = this.#options;
    const { now } = this.#kernel;
    const due: Instant[] = this.#active()
      .filter((pod) => pod.view.isReady && !isAvailable(pod, minReady, now))
      .map((pod) => readySince(pod) + minReady);
    return due.length === 0 ? minReady : Math.min(...due) - now;
  }
}
