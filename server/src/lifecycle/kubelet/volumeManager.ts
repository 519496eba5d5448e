import type { PodSpec } from '../../kubernetes/pod.ts';
import type { PodObject } from '../apiserver/podObject.ts';
import type { NodeClock } from '../environment.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { lanes } from '../kernel/lanes.ts';
import type { Process, Signal, Task } from '../kernel/process.ts';
import { type Instant, millisecond, minute, type Span, second, seconds } from '../kernel/time.ts';
import type { TraceRecorder } from '../kernel/traceRecorder.ts';
import { EventRecorder } from '../record/eventRecorder.ts';
import type { Release } from '../release.ts';
import type { Cause } from '../trace/trace.ts';
import type { VolumeBehaviour } from '../world/clusterBehaviour.ts';
import type { Fault } from '../world/containerBehaviour.ts';

const pollPeriod: Span = 300 * millisecond;
/** The volume manager's loops need this long to set up the volumes of a pod that they have heard of. */
const setUpTime: Span = 200 * millisecond;
/** The attach/detach controller looks this often. Upstream: `reconcilerLoopPeriod`. */
const attachPeriod: Span = 100 * millisecond;
/** Upstream: `podAttachAndMountTimeout` in `pkg/kubelet/volumemanager/volume_manager.go`. */
const timeout: Span = 2 * minute + 3 * second;
/** What has failed is tried again after this, then after twice as long and so on. Upstream: `pkg/util/goroutinemap/exponentialbackoff`. */
const firstRetry: Span = 500 * millisecond;
const longestRetry: Span = 2 * minute + 2 * second;

interface Parts {
  readonly kernel: Kernel;
  readonly clock: NodeClock;
  readonly trace: TraceRecorder;
  /** Of the kubelet. */
  readonly events: EventRecorder;
  readonly release: Release;
  /** By name of the pod's volume. */
  readonly volumes: Readonly<Record<string, VolumeBehaviour>>;
}

/** What comes of a wait for volumes. */
export type VolumeWait = 'mounted' | 'cancelled' | 'timedOut';

/**
 * Attaches and mounts the pod's volumes, as far as the world lets it.
 * Upstream: `pkg/kubelet/volumemanager`, `pkg/controller/volume/attachdetach`.
 */
export class VolumeManager {
  readonly #parts: Parts;
  readonly #controller: EventRecorder;
  /** Volumes that are not there yet. */
  readonly #pending = new Set<string>();
  #arrivedAt: Instant = 0;
  #isGone = false;
  #mounted = false;
  #stoppedAt: Instant = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#controller = new EventRecorder(parts.kernel, parts.trace, 'attachdetach', 'attachdetach-controller');
  }

  /** The pod has come to the node. */
  podArrives({ name: pod, spec }: Pick<PodObject, 'name' | 'spec'>): void {
    const { kernel } = this.#parts;
    this.#arrivedAt = kernel.now;
    for (const [index, { name, persistentVolumeClaim, fromClaimTemplate }] of (spec.volumes ?? []).entries()) {
      const behaviour = this.#parts.volumes[name];
      if (behaviour === undefined) continue;
      this.#pending.add(name);
      const claim = (persistentVolumeClaim as { readonly claimName?: string } | undefined)?.claimName;
      const [title, field] = fromClaimTemplate
        ? [`${name}-${pod}`, mountOf(spec, name)]
        : [claim ?? name, `spec.volumes[${index}]`];
      const volume = { name, title, field, behaviour };
      kernel.schedule(kernel.now + attachPeriod, lanes.observer, () => this.#attach(volume, firstRetry));
    }
  }

  /** Its containers have ended. */
  podStopped(): void {
    this.#isGone = true;
    this.#stoppedAt = this.#parts.kernel.now;
  }

  #attach(volume: Volume, retry: Span): void {
    const { kernel, release } = this.#parts;
    if (this.#isGone) return;
    const { attachedElsewhere, attachError } = volume.behaviour;
    const path = `volumes.${volume.name}`;
    if (attachedElsewhere !== undefined && isActive(attachedElsewhere, kernel.now)) {
      const { pod, untilSeconds } = attachedElsewhere;
      const what = pod === undefined ? release.attachedElsewhere : `Volume is already used by pod(s) ${pod}`;
      const message = `${release.attachWaits} for volume "${volume.title}" ${what}`;
      // It is reported once.
      this.#recordEvent(
        this.#controller,
        'FailedAttachVolume',
        message,
        { scenario: `${path}.attachedElsewhere` },
        volume,
      );
      if (untilSeconds !== undefined) {
        kernel.schedule(seconds(untilSeconds) + attachPeriod, lanes.observer, () => this.#attach(volume, firstRetry));
      }
      return;
    }
    if (attachError !== undefined && isActive(attachError, kernel.now)) {
      const message = `AttachVolume.Attach failed for volume "${volume.title}" : ${attachError.message}`;
      this.#recordEvent(this.#controller, 'FailedAttachVolume', message, { scenario: `${path}.attachError` }, volume);
      kernel.schedule(kernel.now + retry, lanes.observer, () => this.#attach(volume, next(retry)));
      return;
    }
    const cause = kernel.cause;
    kernel.schedule(kernel.now + attachPeriod, lanes.observer, () => this.#mount(volume, firstRetry), cause);
  }

  #mount(volume: Volume, retry: Span): void {
    const { kernel, events } = this.#parts;
    if (this.#isGone) return;
    const { mountError } = volume.behaviour;
    if (mountError !== undefined && isActive(mountError, kernel.now)) {
      const message = `MountVolume.SetUp failed for volume "${volume.title}" : ${mountError.message}`;
      this.#recordEvent(events, 'FailedMount', message, { scenario: `volumes.${volume.name}.mountError` }, volume);
      kernel.schedule(kernel.now + retry, lanes.observer, () => this.#mount(volume, next(retry)));
      return;
    }
    this.#pending.delete(volume.name);
  }

  #recordEvent(events: EventRecorder, reason: string, message: string, cause: Cause, { field }: Volume): void {
    events.event({ type: 'Warning', reason, message }, cause, [field]);
  }

  /** Until all are mounted. Upstream: `WaitForAttachAndMount`. */
  *wait(cancelled: Signal): Task<VolumeWait> {
    const { kernel, clock } = this.#parts;
    if (this.#mounted || (!clock.environment.volume && this.#pending.size === 0)) return 'mounted';
    const giveUpAt = kernel.now + timeout;
    // They are set up whatever else the pod waits for.
    const readyAt = clock.environment.volume ? this.#arrivedAt + setUpTime : kernel.now;
    while (kernel.now < readyAt || this.#pending.size > 0) {
      if (kernel.now >= giveUpAt) return 'timedOut';
      const deadline = kernel.now + pollPeriod;
      yield (process: Process) => cancelled.wait(process, deadline);
      if (cancelled.fired) return 'cancelled';
    }
    this.#mounted = true;
    return 'mounted';
  }

  /** Waits until the stopped pod's volumes are let go of. */
  *release(): Task {
    const { kernel, clock } = this.#parts;
    if (this.#mounted && kernel.now < clock.volumesReleasedAt(this.#stoppedAt)) yield* kernel.sleep(pollPeriod);
  }
}

interface Volume {
  readonly name: string;
  /** How messages name it: by the claim, for the name of its PersistentVolume is not known. */
  readonly title: string;
  /** Where the manifest has it. */
  readonly field: string;
  readonly behaviour: VolumeBehaviour;
}

function isActive({ untilSeconds }: Pick<Fault, 'untilSeconds'>, now: Instant): boolean {
  return untilSeconds === undefined || now < seconds(untilSeconds);
}

function next(retry: Span): Span {
  return Math.min(2 * retry, longestRetry);
}

/** Where a container mounts it first. */
function mountOf({ containers }: PodSpec, volume: string): string {
  for (const [index, { volumeMounts = [] }] of containers.entries()) {
    const mount = volumeMounts.findIndex(({ name }) => name === volume);
    if (mount >= 0) return `spec.containers[${index}].volumeMounts[${mount}]`;
  }
  return 'spec.containers';
}
