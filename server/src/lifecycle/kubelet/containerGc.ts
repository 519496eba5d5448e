import type { NodeClock } from '../environment.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { lanes } from '../kernel/lanes.ts';
import { type Instant, minute, type Span } from '../kernel/time.ts';
import type { ContainerRuntime } from '../world/containerRuntime.ts';
import type { ContainerRecord } from '../world/runtimeStatus.ts';

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
  readonly #isPodToStay: () => boolean;

  /** @param isPodToStay whether it is never decided that the pod's content may go, as things are */
  constructor(
    kernel: Kernel,
    clock: NodeClock,
    runtime: ContainerRuntime,
    shouldContentBeRemoved: () => boolean,
    isPodToStay: () => boolean,
  ) {
    this.#kernel = kernel;
    this.#runtime = runtime;
    this.#shouldContentBeRemoved = shouldContentBeRemoved;
    this.#isPodToStay = isPodToStay;
    const { kubeletStart } = clock;
    const turns = Math.floor((kernel.now - kubeletStart) / period) + 1;
    this.#schedule(kubeletStart + turns * period);
  }

  #schedule(at: Instant): void {
    const kernel = this.#kernel;
    const isIdle = () => this.#hasNothingToRemove();
    kernel.schedule(at, lanes.syncLoop, () => this.#collect(), kernel.cause, isIdle);
  }

  #collect(): void {
    for (const record of this.#superfluous()) this.#runtime.removeContainer(record.id);
    if (this.#shouldContentBeRemoved()) this.#runtime.removeStoppedSandboxes();
    this.#schedule(this.#kernel.now + period);
  }

  /** Of each container the dead runs that are not kept. */
  #superfluous(): ContainerRecord[] {
    const dead = this.#runtime.status().containers.filter(({ state }) => state !== 'running');
    const keep = this.#shouldContentBeRemoved() ? 0 : deadContainersToKeep;
    const names = [...new Set(dead.map(({ name }) => name))];
    return names.flatMap((name) => dead.filter((record) => record.name === name).slice(keep));
  }

  /** Whether the next collection, and each later one, finds nothing to remove. */
  #hasNothingToRemove(): boolean {
    return this.#isPodToStay() ? this.#superfluous().length === 0 : this.#runtime.status().containers.length === 0;
  }
}
