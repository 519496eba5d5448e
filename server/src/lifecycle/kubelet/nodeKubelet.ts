import type { PodObject } from '../apiserver/podObject.ts';
import type { PodStore } from '../apiserver/podStore.ts';
import { NodeClock } from '../environment.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { lanes } from '../kernel/lanes.ts';
import { seconds } from '../kernel/time.ts';
import type { TraceRecorder } from '../kernel/traceRecorder.ts';
import type { Release } from '../release.ts';
import type { Cause } from '../trace/trace.ts';
import type { Eviction } from '../world/clusterBehaviour.ts';
import type { ContainerRuntime } from '../world/containerRuntime.ts';
import type { NodeConnection } from '../world/nodeConnection.ts';
import type { Scenario } from '../world/scenario.ts';
import type { AdmissionFailure } from './admission.ts';
import { Kubelet } from './kubelet.ts';

export interface NodeKubeletParts {
  readonly kernel: Kernel;
  readonly clock: NodeClock;
  readonly trace: TraceRecorder;
  readonly store: PodStore;
  readonly runtime: ContainerRuntime;
  readonly connection: NodeConnection;
  readonly release: Release;
  readonly scenario: Scenario;
}

/**
 * The kubelet of the pod's node, which may be started again: the next one knows only what the API server, the container
 * runtime and the node's disk know.
 */
export class NodeKubelet {
  readonly #parts: NodeKubeletParts;
  #kernel: Kernel;
  #kubelet: Kubelet;
  #node: string | undefined;

  constructor(parts: NodeKubeletParts) {
    this.#parts = parts;
    const { kernel, clock, scenario } = parts;
    const { kubeletRestartsAtSeconds, rebootsAtSeconds } = scenario.node ?? {};
    const leaves = scenario.scheduling?.nodes?.some(({ removedAtSeconds }) => removedAtSeconds !== undefined) === true;
    const isOnly = kubeletRestartsAtSeconds === undefined && rebootsAtSeconds === undefined && !leaves;
    this.#kernel = isOnly ? kernel : kernel.part();
    this.#kubelet = this.#kubeletOn(this.#kernel, clock);
    const at = (atSeconds: number | undefined, cause: Cause, type: 'kubeletRestarts' | 'nodeReboots') => {
      if (atSeconds === undefined) return;
      kernel.schedule(seconds(atSeconds), lanes.world, () => this.#restart(cause, type), cause);
    };
    at(kubeletRestartsAtSeconds, { scenario: 'node.kubeletRestartsAtSeconds' }, 'kubeletRestarts');
    at(rebootsAtSeconds, { scenario: 'node.rebootsAtSeconds' }, 'nodeReboots');
  }

  /** The pod arrives at the node. */
  add(pod: PodObject, node: string): void {
    this.#node = node;
    this.#kubelet.add(pod);
  }

  reject(pod: PodObject, failure: AdmissionFailure): void {
    this.#kubelet.reject(pod, failure);
  }

  evict(eviction: Eviction): void {
    this.#kubelet.evict(eviction);
  }

  /** The node is switched off for good. */
  leave(cause: Cause): void {
    this.#kernel.end();
    this.#parts.runtime.reboot(cause);
    this.#node = undefined;
  }

  #restart(cause: Cause, type: 'kubeletRestarts' | 'nodeReboots'): void {
    const { kernel, trace, clock, runtime, store } = this.#parts;
    this.#kernel.end();
    if (type === 'nodeReboots') runtime.reboot(cause);
    runtime.loseClient();
    this.#kernel = kernel.part();
    this.#kubelet = this.#kubeletOn(this.#kernel, new NodeClock(clock.environment, kernel.now));
    if (this.#node === undefined || store.pod === undefined) return;
    const fact = { type, node: this.#node } as const;
    kernel.cause = trace.record({ kind: 'world', source: 'world', fact }, { cause, lead: true });
    this.#kubelet.resume(store.pod);
  }

  #kubeletOn(kernel: Kernel, clock: NodeClock): Kubelet {
    const { trace, store, runtime, connection, release, scenario } = this.#parts;
    return new Kubelet(kernel, clock, trace, store, runtime, connection, release, scenario);
  }
}
