import { podSpecDefaults } from '../../kubernetes/defaults.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { lanes } from '../kernel/lanes.ts';
import { type Instant, toMs } from '../kernel/time.ts';
import type { TraceRecorder } from '../kernel/traceRecorder.ts';
import type { Cause, ContainerStatus, EntryOf, PodSpecChange, PodStatus, Source } from '../trace/trace.ts';
import { changedSpec } from './changedSpec.ts';
import type { KubeletContainerStatus, KubeletPodStatus, PodObject } from './podObject.ts';
import { sameStatus } from './samePodStatus.ts';

export interface PodWatcher {
  /** The status changed; whoever wrote it, the kubelet needs no sync. */
  statusChanged?(pod: PodObject, source: Source): void;
  /** Somebody changed its spec. */
  specChanged?(pod: PodObject): void;
  /** The pod is being deleted. */
  deleted?(pod: PodObject): void;
  removed?(pod: PodObject): void;
}

/** The pod as the API server keeps it: every change is recorded and told to whoever watches. */
export class PodStore {
  readonly #kernel: Kernel;
  readonly #trace: TraceRecorder;
  readonly #watchers: PodWatcher[] = [];
  #pod: PodObject | undefined;
  #keptUntil: Instant = Number.NEGATIVE_INFINITY;

  constructor(kernel: Kernel, trace: TraceRecorder, pod: PodObject) {
    this.#kernel = kernel;
    this.#trace = trace;
    this.#pod = pod;
  }

  get pod(): PodObject | undefined {
    return this.#pod;
  }

  watch(watcher: PodWatcher): void {
    this.#watchers.push(watcher);
  }

  /** The first thing that is known of the pod. */
  recordCreation(): void {
    this.#recordStatus('apiserver');
  }

  updateStatus(status: KubeletPodStatus, source: Source = 'kubelet'): void {
    const pod = this.#pod;
    if (pod === undefined) return;
    const changed = !sameStatus(pod.status, status);
    this.#pod = { ...pod, status };
    if (!changed) return;
    this.#recordStatus(source);
    for (const watcher of this.#watchers) watcher.statusChanged?.(this.#pod, source);
  }

  /**
   * A client changes the spec. Another image is always taken, but no later deadline.
   * Upstream: `ValidatePodUpdate` in `pkg/apis/core/validation/validation.go`.
   */
  changeSpec(change: PodSpecChange, cause: Cause): void {
    const pod = this.#pod;
    if (pod === undefined) return;
    const { images = {}, activeDeadlineSeconds } = change;
    if (Object.keys(images).length === 0 && activeDeadlineSeconds === undefined) return;
    const { activeDeadlineSeconds: before } = pod.spec;
    const record = (entry: Pick<EntryOf<'api'>, 'call' | 'message'>) => {
      const own = { kind: 'api', source: 'apiserver', change, ...entry } as const;
      this.#kernel.cause = this.#trace.record(own, { cause, lead: true });
    };
    if (activeDeadlineSeconds !== undefined && before !== undefined && activeDeadlineSeconds > before) {
      const field = 'spec.activeDeadlineSeconds';
      const message = `${field}: Invalid value: ${activeDeadlineSeconds}: must be less than or equal to previous value`;
      record({ call: 'changeRefused', message });
      return;
    }
    this.#pod = { ...pod, spec: changedSpec(pod.spec, change) };
    record({ call: 'changed' });
    for (const watcher of this.#watchers) watcher.specChanged?.(this.#pod);
  }

  /**
   * A client deletes the pod. Without a grace it is gone at once; the node still has to stop what runs.
   * Upstream: `pkg/registry/core/pod/strategy.go`, `CheckGracefulDelete`.
   */
  delete(requestedGraceSeconds: number | undefined, scheduled: boolean, cause: Cause): void {
    const pod = this.#pod;
    if (pod === undefined || pod.deletion !== undefined) return;
    let graceSeconds =
      requestedGraceSeconds ?? pod.spec.terminationGracePeriodSeconds ?? podSpecDefaults.terminationGracePeriodSeconds;
    if (graceSeconds < 0) graceSeconds = 1;
    if (!scheduled || pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded') graceSeconds = 0;
    this.#kernel.cause = cause;
    this.#trace.record(
      { kind: 'api', source: 'apiserver', call: 'deleted', gracePeriodSeconds: graceSeconds },
      { lead: true },
    );
    this.#pod = { ...pod, deletion: { at: this.#kernel.now, graceSeconds } };
    this.#recordStatus('apiserver');
    for (const watcher of this.#watchers) watcher.deleted?.(this.#pod);
    if (graceSeconds === 0) this.remove();
  }

  /** A finalizer keeps the object until then, whoever wants it removed. */
  keepUntil(at: Instant): void {
    this.#keptUntil = at;
  }

  remove(): void {
    const pod = this.#pod;
    if (pod === undefined) return;
    if (this.#kernel.now < this.#keptUntil) {
      this.#kernel.schedule(this.#keptUntil, lanes.world, () => this.remove(), {
        scenario: 'delete.finalizerUntilSeconds',
      });
      return;
    }
    this.#trace.record({ kind: 'api', source: 'apiserver', call: 'removed' }, { lead: true });
    this.#pod = undefined;
    for (const watcher of this.#watchers) watcher.removed?.(pod);
  }

  #recordStatus(source: Source): void {
    const pod = this.#pod;
    if (pod === undefined) return;
    const { phase, reason, message, conditions } = pod.status;
    const status: PodStatus = {
      phase,
      ...(reason === undefined ? {} : { reason }),
      ...(message === undefined ? {} : { message }),
      conditions,
      initContainerStatuses: pod.status.initContainerStatuses.map(traced),
      containerStatuses: pod.status.containerStatuses.map(traced),
      ...(pod.deletion === undefined ? {} : { deletionAtMs: toMs(pod.deletion.at) }),
    };
    this.#trace.record({ kind: 'status', source, status });
  }
}

function traced({ containerId: _containerId, cause: _cause, ...status }: KubeletContainerStatus): ContainerStatus {
  return status;
}
