import { type Container, isSidecar, type ProbeType, probeField, probeTypes } from '../../kubernetes/pod.ts';
import type { KubeletContainerStatus, KubeletPodStatus, PodObject } from '../apiserver/podObject.ts';
import { lanes } from '../kernel/lanes.ts';
import type { Instant } from '../kernel/time.ts';
import { type ProbeResult, ProbeResults } from './probeResults.ts';
import { isOlderThanKubelet, type ProbeContext, ProbeWorker } from './probeWorker.ts';
import { fieldOfContainer } from './references.ts';

export interface ProbeManagerParts extends ProbeContext {
  readonly onResult: (type: ProbeType, containerId: string, result: ProbeResult) => void;
}

/** One worker per container and probe. Upstream: `pkg/kubelet/prober/prober_manager.go`. */
export class ProbeManager {
  readonly results: Readonly<Record<ProbeType, ProbeResults>>;
  readonly #parts: ProbeManagerParts;
  readonly #workers = new Map<string, ProbeWorker>();
  readonly #ticks = { changedAt: Number.NEGATIVE_INFINITY, countedFrom: Number.NEGATIVE_INFINITY };

  constructor(parts: ProbeManagerParts) {
    this.#parts = parts;
    const { kernel } = parts;
    const results = (type: ProbeType) =>
      new ProbeResults(kernel, (containerId, result) =>
        kernel.schedule(kernel.now, lanes.syncLoop, () => parts.onResult(type, containerId, result)),
      );
    this.results = { startup: results('startup'), readiness: results('readiness'), liveness: results('liveness') };
  }

  /**
   * Starts the pod's workers that there are not yet. Those after one that there is are left alone: of the same container,
   * before 1.37 of the later ones, too.
   */
  addPod(pod: PodObject): void {
    for (const container of probed(pod)) {
      for (const type of probeTypes) {
        const probe = container[probeField[type]];
        if (probe === undefined) continue;
        const key = `${type}/${container.name}`;
        if (this.#workers.has(key)) {
          if (this.#parts.release.revivesProbeWorkers) break;
          return;
        }
        const worker = new ProbeWorker({
          ...this.#parts,
          pod,
          container,
          probe,
          type,
          field: `${fieldOfContainer(pod.spec, container.name)}.${probeField[type]}`,
          results: this.results[type],
          ticks: this.#ticks,
          onExit: () => this.#workers.delete(key),
        });
        this.#workers.set(key, worker);
        worker.start();
      }
    }
  }

  /** When a tick last changed a verdict without a probe. */
  get tickedAt(): Instant {
    return this.#ticks.changedAt;
  }

  /** At the start of a pod's termination; sidecars go on being probed. */
  stopLivenessAndStartup(pod: PodObject): void {
    for (const container of pod.spec.containers) {
      this.#workers.get(`liveness/${container.name}`)?.stop();
      this.#workers.get(`startup/${container.name}`)?.stop();
    }
  }

  removePod(): void {
    for (const worker of [...this.#workers.values()]) worker.stop();
  }

  /** Fills in `started` and `ready`, and asks for a readiness probe at once where the answer is missing. */
  updatePodStatus(pod: PodObject, status: KubeletPodStatus): KubeletPodStatus {
    const sidecars = new Set((pod.spec.initContainers ?? []).filter(isSidecar).map(({ name }) => name));
    const withResults = (container: KubeletContainerStatus) => this.#withProbeResults(pod, container);
    return {
      ...status,
      containerStatuses: status.containerStatuses.map(withResults),
      initContainerStatuses: status.initContainerStatuses.map((container) => {
        if (sidecars.has(container.name)) return withResults(container);
        const { state } = container;
        const endedWell = state.type === 'terminated' && state.exitCode === 0;
        return { ...container, started: this.#isStarted(container), ready: container.ready || endedWell };
      }),
    };
  }

  #withProbeResults(pod: PodObject, container: KubeletContainerStatus): KubeletContainerStatus {
    const started = this.#isStarted(container);
    if (!started) return { ...container, started };
    const { readiness } = this.results;
    if (readiness.get(container.containerId) === 'success') {
      return { ...container, started, ready: true, cause: readiness.cause(container.containerId) };
    }
    const worker = this.#workers.get(`readiness/${container.name}`);
    worker?.trigger();
    return { ...container, started, ready: this.#isReadyAfterRestart(pod, container, worker === undefined) };
  }

  /**
   * A container that ran before the kubelet was started stays ready until it is probed, as long as the pod is.
   * Upstream: `setReadyStateOnKubeletRestart`.
   */
  #isReadyAfterRestart(pod: PodObject, container: KubeletContainerStatus, isReady: boolean): boolean {
    const { release, clock } = this.#parts;
    if (!release.inheritsStarted || !isOlderThanKubelet(container, clock)) return isReady;
    const isProbed = probed(pod).find(({ name }) => name === container.name)?.readinessProbe !== undefined;
    const isPodReady = pod.status.conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
    if (isProbed && !isPodReady) return false;
    return isReady || this.results.readiness.get(container.containerId) === undefined;
  }

  #isStarted(container: KubeletContainerStatus): boolean {
    if (container.state.type !== 'running') return false;
    const result = this.results.startup.get(container.containerId);
    if (result !== undefined) return result === 'success';
    if (this.#parts.release.inheritsStarted && container.started) return true;
    return !this.#workers.has(`startup/${container.name}`);
  }
}

function probed(pod: PodObject): Container[] {
  return [...pod.spec.containers, ...(pod.spec.initContainers ?? []).filter(isSidecar)];
}
