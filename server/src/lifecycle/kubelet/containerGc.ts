import type { NodeClock } from '../environment.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { lanes } from '../kernel/lanes.ts';
import { minute, type Span } from '../kernel/time.ts';
import type { ContainerRuntime } from '../world/containerRuntime.ts';

const period: Span = minute;
const deadContainersToKeep = 1;

/**
 * Removes old dead containers every minute of the kubelet's life, all of them once the pod's content may go.
 * Upstream: `StartGarbageCollection` in `pkg/kubelet/kubelet.go` and `pkg/kubelet/kuberuntime/kuberuntime_gc.go`.
 */
export class ContainerGc {
  readonly #kernel: Kernel;
  readonly #runtime: ContainerRuntime;
  readonly #shouldContentBeRemoved: () => boolean;

  constructor(kernel: Kernel, clock: NodeClock, runtime: ContainerRuntime, shouldContentBeRemoved: () => boolean) {
    this.#kernel = kernel;
    this.#runtime = runtime;
    this.#shouldContentBeRemoved = shouldContentBeRemoved;
    kernel.schedule(period + (clock.kubeletStart % period), lanes.syncLoop, () => this.#collect());
  }

  #collect(): void {
    const dead = this.#runtime.status().containers.filter(({ state }) => state !== 'running');
    const keep = this.#shouldContentBeRemoved() ? 0 : deadContainersToKeep;
    for (const name of new Set(dead.map((record) => record.name))) {
      const ofName = dead.filter((record) => record.name === name);
      for (const record of ofName.slice(keep)) this.#runtime.removeContainer(record.id);
    }
    if (keep === 0) this.#runtime.removeStoppedSandboxes();
    this.#kernel.schedule(this.#kernel.now + period, lanes.syncLoop, () => this.#collect());
  }
}
