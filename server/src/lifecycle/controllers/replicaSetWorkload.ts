import { replicaSetDefaults } from '../../kubernetes/workloadDefaults.ts';
import type { ReplicaSetSpec, ReplicaSetWorkload } from '../../kubernetes/workloadSpec.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { seconds } from '../kernel/time.ts';
import type { SimulatedRelease } from '../release.ts';
import type { ReplicaSetStatus, Revision } from '../trace/rolloutTrace.ts';
import type { RolloutNames } from '../workload/rolloutNames.ts';
import type { RolloutRecorder } from '../workload/rolloutRecorder.ts';
import type { SpecChange, Template } from '../workload/workload.ts';
import type { WorkloadPods } from '../workload/workloadPods.ts';
import { ReplicaSet } from './replicaSetController.ts';
import { changesNothing, type WorkloadController } from './workloadController.ts';

/**
 * A ReplicaSet or ReplicationController of its own: no Deployment shifts its pods, so a changed template is for the pods
 * that are made later.
 * Upstream: `pkg/controller/replicaset`, `pkg/controller/replication`.
 */
export class ReplicaSetWorkloadController implements WorkloadController {
  readonly #recorder: RolloutRecorder;
  readonly #names: RolloutNames;
  readonly #kind: ReplicaSetWorkload['kind'];
  readonly #object: string;
  readonly #set: ReplicaSet;
  #spec: ReplicaSetSpec;
  #revision: Revision | undefined;
  generation = 0;
  #status: ReplicaSetStatus = { observedGeneration: 0, replicas: 0, readyReplicas: 0, availableReplicas: 0 };

  constructor(
    kernel: Kernel,
    recorder: RolloutRecorder,
    pods: WorkloadPods,
    workload: ReplicaSetWorkload,
    names: RolloutNames,
    release: SimulatedRelease,
  ) {
    const { kind, name, spec } = workload;
    this.#recorder = recorder;
    this.#names = names;
    this.#kind = kind;
    this.#object = `${kind.toLowerCase()}/${name}`;
    this.#spec = spec;
    this.#set = new ReplicaSet(
      kernel,
      recorder,
      pods,
      {
        name,
        minReady: seconds(spec.minReadySeconds ?? replicaSetDefaults.minReadySeconds),
        checksOnTime: release !== '1.33',
        ...(kind === 'ReplicaSet' ? {} : { isReplicationController: true }),
      },
      () => this.#syncStatus(),
    );
    pods.onChange = (pod) => this.#set.podChanged(pod);
  }

  get desired(): number {
    return this.#spec.replicas ?? replicaSetDefaults.replicas;
  }

  get isFinished(): boolean {
    const { observedGeneration, replicas, availableReplicas } = this.#status;
    return observedGeneration >= this.generation && replicas === this.desired && availableReplicas === this.desired;
  }

  apply(revision: Revision, template: Template): void {
    if (this.#revision === revision) return;
    this.generation++;
    this.#revision = revision;
    this.#set.make(revision, template, () => this.#names.podOfSet(revision));
    this.#set.scale(this.desired);
  }

  change(spec: SpecChange): void {
    if (changesNothing(this.#spec, spec, replicaSetDefaults)) return;
    this.generation++;
    this.#spec = { ...this.#spec, ...spec };
    this.#set.scale(this.desired);
  }

  #syncStatus(): void {
    const { replicas, ready, available } = this.#set.status;
    const status = {
      observedGeneration: this.generation,
      replicas,
      readyReplicas: ready,
      availableReplicas: available,
    };
    if (JSON.stringify(status) === JSON.stringify(this.#status)) return;
    this.#status = status;
    this.#recorder.record({
      kind: 'status',
      source: this.#kind === 'ReplicaSet' ? 'replicaset' : 'replicationcontroller',
      object: this.#object,
      status: { kind: this.#kind, ...status },
    });
  }
}
