import { podSpecDefaults } from '../../kubernetes/defaults.ts';
import { type Container, isSidecar, probeField } from '../../kubernetes/pod.ts';
import type { PodObject } from '../apiserver/podObject.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { lanes } from '../kernel/lanes.ts';
import { Signal, type Task } from '../kernel/process.ts';
import { second, seconds } from '../kernel/time.ts';
import type { EventRecorder } from '../record/eventRecorder.ts';
import type { Cause } from '../trace/trace.ts';
import type { ContainerRuntime } from '../world/containerRuntime.ts';
import type { ContainerRecord, RuntimeStatus } from '../world/runtimeStatus.ts';
import type { HookRunner } from './hooks.ts';
import type { KillReason } from './podActions.ts';
import { eventField, fieldOfContainer } from './references.ts';

/** A container always gets this long to end by itself. */
const minimumGraceSeconds = 2;

interface Kill {
  readonly record: ContainerRecord;
  readonly message?: string;
  readonly reason: KillReason;
  readonly graceOverride?: number | undefined;
  readonly order?: TerminationOrder | undefined;
  readonly cause?: Cause | undefined;
}

/** Stops containers, with hooks, grace and order. Upstream: `killContainer` in `pkg/kubelet/kuberuntime/kuberuntime_container.go`. */
export class ContainerKiller {
  readonly #kernel: Kernel;
  readonly #runtime: ContainerRuntime;
  readonly #events: EventRecorder;
  readonly #hooks: HookRunner;

  constructor(kernel: Kernel, runtime: ContainerRuntime, events: EventRecorder, hooks: HookRunner) {
    this.#kernel = kernel;
    this.#runtime = runtime;
    this.#events = events;
    this.#hooks = hooks;
  }

  /**
   * Stops everything that runs, in parallel, then the sandboxes. Returns how many stops followed upon one another:
   * sidecars wait for their turn.
   */
  *killPod(pod: PodObject, status: RuntimeStatus, graceOverride: number | undefined): Task<number> {
    const running = status.containers.filter((record) => record.state === 'running');
    const order = (pod.spec.initContainers ?? []).some(isSidecar)
      ? new TerminationOrder(pod, new Set(running.map((record) => record.name)))
      : undefined;
    // Of goroutines that are started one after the other, Go mostly runs the last one first.
    const kills = [...running.slice(-1), ...running.slice(0, -1)].map((record) =>
      this.#kernel.spawn(this.#runtime.stopLane, this.kill(pod, { record, reason: 'unknown', graceOverride, order })),
    );
    for (const kill of kills) yield (process) => kill.ended.wait(process);
    for (const sandbox of status.sandboxes) this.#runtime.stopSandbox(sandbox.id);
    const sidecars = (pod.spec.initContainers ?? []).filter(isSidecar);
    const ordered = running.filter(({ name }) => sidecars.some((sidecar) => sidecar.name === name)).length;
    return ordered + Math.min(running.length - ordered, 1);
  }

  *kill(pod: PodObject, kill: Kill): Task {
    const { record, reason, order, graceOverride } = kill;
    const kernel = this.#kernel;
    const container = containerOf(pod, record.name);
    const message = kill.message ?? `Stopping container ${record.name}`;
    kernel.cause = this.#events.event(
      { type: 'Normal', reason: 'Killing', message, field: eventField(pod.spec, record.name) },
      kill.cause,
      killFields(pod, record.name, reason),
    );
    const killBegan = kernel.now;
    let grace = graceOverride ?? graceSeconds(pod, container, reason);
    const preStop = container?.lifecycle?.preStop;
    if (container !== undefined && preStop !== undefined && grace > 0) {
      const hook = kernel.spawn(lanes.worker, this.#preStop(pod, container, record));
      const deadline = killBegan + seconds(grace);
      yield (process) => hook.ended.wait(process, deadline);
      grace -= Math.floor((kernel.now - killBegan) / second);
    }
    if (order !== undefined && grace > 0) {
      const began = kernel.now;
      yield* order.waitForTurn(kernel, record.name, began + seconds(grace));
      grace -= Math.floor((kernel.now - began) / second);
    }
    const fields = [graceField(pod, container, reason)];
    yield* this.#runtime.stopContainer(record.id, Math.max(grace, minimumGraceSeconds), fields, killBegan);
    order?.terminated(record.name);
  }

  *#preStop(pod: PodObject, container: Container, record: ContainerRecord): Task {
    const handler = container.lifecycle?.preStop;
    if (handler === undefined) return;
    const failure = yield* this.#hooks.run('preStop', handler, pod, container, record);
    if (failure === undefined) return;
    const field = eventField(pod.spec, container.name);
    this.#events.event(
      { type: 'Warning', reason: 'FailedPreStopHook', message: 'PreStopHook failed', field },
      failure.cause,
    );
  }
}

/** Upstream: `setTerminationGracePeriod`. */
function graceSeconds(pod: PodObject, container: Container | undefined, reason: KillReason): number {
  if (pod.deletion !== undefined) return pod.deletion.graceSeconds;
  const ofPod = pod.spec.terminationGracePeriodSeconds ?? podSpecDefaults.terminationGracePeriodSeconds;
  if (reason === 'startup') return container?.startupProbe?.terminationGracePeriodSeconds ?? ofPod;
  if (reason === 'liveness') return container?.livenessProbe?.terminationGracePeriodSeconds ?? ofPod;
  return ofPod;
}

function killFields(pod: PodObject, name: string, reason: KillReason): string[] | undefined {
  const path = fieldOfContainer(pod.spec, name);
  if (reason === 'startup' || reason === 'liveness') {
    return [`${path}.${probeField[reason]}.failureThreshold`, 'spec.restartPolicy'];
  }
  return reason === 'failedPostStartHook' ? [`${path}.lifecycle.postStart`] : undefined;
}

function graceField(pod: PodObject, container: Container | undefined, reason: KillReason): string {
  const probe = reason === 'startup' || reason === 'liveness' ? probeField[reason] : undefined;
  if (pod.deletion === undefined && probe !== undefined && container !== undefined) {
    if (container[probe]?.terminationGracePeriodSeconds !== undefined) {
      return `${fieldOfContainer(pod.spec, container.name)}.${probe}.terminationGracePeriodSeconds`;
    }
  }
  return 'spec.terminationGracePeriodSeconds';
}

function containerOf(pod: PodObject, name: string): Container | undefined {
  return [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].find((container) => container.name === name);
}

/**
 * Sidecars wait for the regular containers and for the sidecars after them.
 * Upstream: `pkg/kubelet/kuberuntime/kuberuntime_termination_order.go`.
 */
class TerminationOrder {
  readonly #ended = new Map<string, Signal>();
  readonly #prerequisites = new Map<string, readonly Signal[]>();

  constructor(pod: PodObject, running: ReadonlySet<string>) {
    const signal = (name: string): Signal => {
      const ended = new Signal();
      if (!running.has(name)) ended.fire();
      this.#ended.set(name, ended);
      return ended;
    };
    const regular = pod.spec.containers.map((container) => signal(container.name));
    let later: Signal | undefined;
    for (const container of [...(pod.spec.initContainers ?? [])].reverse()) {
      const ended = signal(container.name);
      if (!isSidecar(container)) continue;
      this.#prerequisites.set(container.name, later === undefined ? regular : [...regular, later]);
      later = ended;
    }
  }

  *waitForTurn(kernel: Kernel, name: string, deadline: number): Task {
    for (const prerequisite of this.#prerequisites.get(name) ?? []) {
      if (prerequisite.fired) continue;
      yield (process) => prerequisite.wait(process, deadline);
      if (!prerequisite.fired && kernel.now >= deadline) return;
    }
  }

  terminated(name: string): void {
    this.#ended.get(name)?.fire();
  }
}
