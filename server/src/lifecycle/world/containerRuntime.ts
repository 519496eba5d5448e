import type { Container, PodSpec, Probe, ProbeType } from '../../kubernetes/pod.ts';
import type { NodeClock } from '../environment.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { type Lane, lanes } from '../kernel/lanes.ts';
import type { Timer } from '../kernel/process.ts';
import { type Process, Signal, type Task } from '../kernel/process.ts';
import { type Instant, type Span, seconds, toMs } from '../kernel/time.ts';
import type { TraceRecorder } from '../kernel/traceRecorder.ts';
import type { Cause, RuntimeCall } from '../trace/trace.ts';
import { commandAsWritten } from './commandAsWritten.ts';
import type { ProbeAnswer } from './containerBehaviour.ts';
import { activeFault, ContainerWorld } from './containerWorld.ts';
import type { ContainerRecord, RuntimeStatus, SandboxRecord } from './runtimeStatus.ts';
import type { Said } from './said.ts';
import type { Scenario } from './scenario.ts';

const sigkillExitCode = 137;
const sigtermExitCode = 143;
/** How runc reports a process that could not be started. */
const startErrorExitCode = 128;
const defaultImageSizeBytes = 12_345_678;

/** A running container: its record, what may still happen to it, and who waits for its end. */
interface Live {
  record: ContainerRecord;
  readonly world: ContainerWorld;
  readonly ended: Signal;
  /** Probes under way, told when the container ends. */
  readonly onEnd: Set<() => void>;
  exitTimer?: Timer | undefined;
  /** What the process makes of a SIGTERM that it has had. */
  endsAfterSigterm?: { readonly at: Instant; readonly exitCode: number };
  /** When it was asked to stop. */
  stoppedAt?: Instant;
  readonly happenings: Timer[];
}

export interface RuntimeError {
  readonly error: string;
  readonly cause: Cause;
}

/** The container runtime of the node and the processes in it: does what the kubelet asks and what the scenario says. */
export class ContainerRuntime {
  readonly #kernel: Kernel;
  readonly #clock: NodeClock;
  readonly #trace: TraceRecorder;
  readonly #scenario: Scenario;
  readonly #spec: PodSpec;
  readonly #offset: Span;
  readonly #worlds = new Map<string, ContainerWorld>();
  readonly #live = new Map<string, Live>();
  readonly #instances = new Map<string, number>();
  readonly #pulledImages = new Set<string>();
  /** The log files on the node, by container: each run leaves one, named by its restart count. */
  readonly #logs = new Map<string, Set<number>>();
  #containers: readonly ContainerRecord[] = [];
  #sandboxes: readonly SandboxRecord[] = [];
  #ids = 0;
  /** Called when anything changes that a relist would see, with how long a kill took that brought it about. */
  onChange: (took: Span) => void = () => {};
  /** When in its instant a stop ends that has waited: since 1.36 a moment late, after probes that are due. */
  stopLane: Lane = lanes.worker;

  /** @param offset when, on the scenario's clock, the pod is created */
  constructor(
    kernel: Kernel,
    clock: NodeClock,
    trace: TraceRecorder,
    scenario: Scenario,
    spec: PodSpec = { containers: [] },
    offset: Span = 0,
  ) {
    this.#spec = spec;
    this.#offset = offset;
    this.#kernel = kernel;
    this.#clock = clock;
    this.#trace = trace;
    this.#scenario = scenario;
  }

  status(): RuntimeStatus {
    return { containers: this.#containers, sandboxes: this.#sandboxes };
  }

  world(container: string): ContainerWorld {
    let world = this.#worlds.get(container);
    if (world === undefined) {
      world = new ContainerWorld(this.#scenario, container, commandAsWritten(this.#spec, container));
      this.#worlds.set(container, world);
    }
    return world;
  }

  /** What a probe of a running container, or a hook, meets now. */
  answer(
    { id, name, startedAt }: ContainerRecord,
    type: ProbeType | undefined,
    probe: Probe,
  ): Said<ProbeAnswer> | undefined {
    const { now } = this.#kernel;
    const stoppedAt = this.#live.get(id)?.stoppedAt;
    return this.world(name).answer(type, probe, {
      age: now - (startedAt ?? now),
      now: this.#scenarioTime(now),
      sinceSigterm: stoppedAt === undefined ? undefined : now - stoppedAt,
    });
  }

  /** Lets what happens around the pod's containers happen, whatever they do themselves. */
  watchWorld(containers: readonly Container[], isThere: () => boolean): void {
    const facts = containers.flatMap(({ name }) => this.world(name).factsAround());
    for (const { atSeconds, fact, cause } of facts) {
      const at = seconds(atSeconds) - this.#offset;
      if (at < this.#kernel.now) continue;
      const happen = () => {
        if (isThere()) this.#trace.record({ kind: 'world', source: 'world', fact }, { cause });
      };
      this.#kernel.schedule(at, lanes.world, happen, cause);
    }
  }

  /** Lets the pod lose what the kubelet has made, when the scenario says so. */
  watchLosses(isThere: () => boolean): void {
    const { sandboxLostAtSeconds, containers = {} } = this.#scenario;
    const at = (atSeconds: number, cause: Cause, lose: () => void) => {
      this.#kernel.schedule(seconds(atSeconds), lanes.world, () => isThere() && lose(), cause);
    };
    if (sandboxLostAtSeconds !== undefined) {
      const cause: Cause = { scenario: 'sandboxLostAtSeconds' };
      at(sandboxLostAtSeconds, cause, () => {
        this.#loseSandboxes(
          this.#trace.record({ kind: 'world', source: 'world', fact: { type: 'sandboxDies' } }, { cause }),
        );
      });
    }
    for (const [name, { removedAtSeconds }] of Object.entries(containers)) {
      const cause: Cause = { scenario: `containers.${name}.removedAtSeconds` };
      if (removedAtSeconds !== undefined) at(removedAtSeconds, cause, () => this.#removeAll(name, cause));
    }
  }

  /** Somebody removes a container, whether it runs or not. */
  #removeAll(name: string, cause: Cause): void {
    const removed = this.#containers.filter((container) => container.name === name);
    if (removed.length === 0) return;
    const fact = { type: 'containerRemoved', container: name } as const;
    this.#trace.record({ kind: 'world', source: 'world', fact }, { cause });
    this.#containers = this.#containers.filter((container) => container.name !== name);
    for (const { id } of removed) {
      const live = this.#live.get(id);
      this.#live.delete(id);
      if (live === undefined) continue;
      for (const timer of [live.exitTimer, ...live.happenings]) if (timer !== undefined) timer.cancelled = true;
      live.ended.fire();
      for (const callback of live.onEnd) callback();
    }
    this.onChange(0);
  }

  #loseSandboxes(cause: Cause): void {
    this.#sandboxes = this.#sandboxes.map((sandbox) => ({ ...sandbox, state: 'notReady', cause }));
    this.onChange(0);
  }

  /**
   * The node was started again: no process is left, and the runtime does not know how each of them ended.
   * Upstream: `unknownExitCode` and `unknownExitReason` in containerd's `internal/cri/server/restart.go`.
   */
  reboot(cause: Cause): void {
    for (const live of this.#live.values()) {
      if (live.record.state !== 'running') continue;
      if (live.exitTimer !== undefined) live.exitTimer.cancelled = true;
      this.#end(live, { exitCode: 255, reason: 'Unknown', message: undefined }, cause);
    }
    this.#loseSandboxes(cause);
  }

  #scenarioTime(time: Instant): Instant {
    return time + this.#offset;
  }

  *runSandbox(attempt: number): Task<SandboxRecord | RuntimeError> {
    yield* this.#kernel.sleep(this.#clock.sandbox);
    const fault = activeFault(this.#scenario.sandboxError, 'sandboxError', this.#kernel.now);
    if (fault !== undefined) {
      const error = fault.value.message;
      return { error, cause: this.#record({ op: 'runSandbox', error }, fault.cause) };
    }
    const cause = this.#record({ op: 'runSandbox' });
    const sandbox: SandboxRecord = { id: `sandbox-${attempt}`, attempt, state: 'ready', cause };
    this.#sandboxes = [sandbox, ...this.#sandboxes];
    this.onChange(0);
    return sandbox;
  }

  stopSandbox(id: string): void {
    const sandbox = this.#sandboxes.find((candidate) => candidate.id === id);
    if (sandbox === undefined || sandbox.state === 'notReady') return;
    const cause = this.#record({ op: 'stopSandbox' });
    this.#sandboxes = this.#sandboxes.map((candidate) =>
      candidate === sandbox ? { ...sandbox, state: 'notReady', cause } : candidate,
    );
    this.onChange(0);
  }

  /** Removes the sandboxes that were stopped and hold nothing any more. */
  removeStoppedSandboxes(): void {
    const isInUse = ({ id, state }: SandboxRecord) =>
      state === 'ready' || this.#containers.some(({ sandboxId }) => sandboxId === id);
    const kept = this.#sandboxes.filter(isInUse);
    if (kept.length === this.#sandboxes.length) return;
    this.#sandboxes = kept;
    this.onChange(0);
  }

  /** Whether the node has the image, or why that cannot be told. */
  inspectImage(container: string, image: string): boolean | RuntimeError {
    const world = this.world(container);
    const { inspectError, present = true } = world.image;
    if (inspectError !== undefined) return { error: inspectError, cause: world.imageCause('inspectError') };
    return present || this.#pulledImages.has(image);
  }

  /** Why the pod may not use the image that the node has; nothing if it may. */
  inaccessibleImage(container: string, image: string): Cause | undefined {
    const world = this.world(container);
    if ((world.image.accessible ?? true) || this.#pulledImages.has(image)) return undefined;
    return world.imageCause('accessible');
  }

  *pullImage(
    container: string,
    image: string,
    fields: readonly string[],
  ): Task<{ took: Span; sizeBytes: number } | RuntimeError> {
    const world = this.world(container);
    const { pullSeconds = 0, queueSeconds = 0, error, errorUntilSeconds, inspectError } = world.image;
    // Upstream: `serialImagePuller` and `parallelImagePuller` in `pkg/kubelet/images/puller.go`.
    if (queueSeconds > 0) yield* this.#kernel.sleep(seconds(queueSeconds));
    // The size is asked for after the pull.
    const { sizeBytes = inspectError === undefined ? defaultImageSizeBytes : 0 } = world.image;
    const fails =
      error !== undefined && (errorUntilSeconds === undefined || this.#kernel.now < seconds(errorUntilSeconds));
    this.#record({ op: 'pull', container, image }, undefined, fields);
    const took = seconds(pullSeconds);
    yield* this.#kernel.sleep(took);
    if (fails) {
      const cause = this.#record(
        { op: 'pulled', container, image, tookMs: toMs(took), error },
        world.imageCause('error'),
      );
      return { error, cause };
    }
    this.#record({ op: 'pulled', container, image, tookMs: toMs(took) });
    this.#pulledImages.add(image);
    return { took, sizeBytes };
  }

  *createContainer(
    { name, image }: Pick<Container, 'name' | 'image'>,
    restartCount: number,
    sandboxId: string,
    fields?: readonly string[],
  ): Task<ContainerRecord | RuntimeError> {
    const world = this.world(name);
    yield* this.#kernel.sleep(this.#clock.create);
    const fault = world.fault('createError', this.#kernel.now);
    if (fault !== undefined) {
      const error = fault.value.message;
      return { error, cause: this.#record({ op: 'create', container: name, error }, fault.cause) };
    }
    const instance = this.#instances.get(name) ?? 0;
    this.#instances.set(name, instance + 1);
    const { now } = this.#kernel;
    const cause = this.#record({ op: 'create', container: name, instance }, undefined, fields);
    const record: ContainerRecord = {
      id: `${name}-${this.#ids++}`,
      name,
      image,
      instance,
      restartCount,
      sandboxId,
      state: 'created',
      createdAt: now,
      finishedAt: now,
      exitCode: 0,
      reason: '',
      cause,
    };
    this.#live.set(record.id, { record, world, ended: new Signal(), onEnd: new Set(), happenings: [] });
    this.#containers = [record, ...this.#containers];
    this.onChange(0);
    return record;
  }

  *startContainer(id: string): Task<RuntimeError | undefined> {
    yield* this.#kernel.sleep(this.#clock.start);
    const live = this.#live.get(id)!;
    const { name, instance } = live.record;
    const fault = live.world.fault('startError', this.#kernel.now);
    if (fault !== undefined) {
      const { message } = fault.value;
      this.#end(live, { exitCode: startErrorExitCode, reason: 'StartError', message }, fault.cause);
      return { error: message, cause: this.#record({ op: 'start', container: name, instance, error: message }) };
    }
    const { now } = this.#kernel;
    this.#keepLog(live.record);
    const run = live.world.run(instance, this.#scenarioTime(now));
    const cause = this.#record({ op: 'start', container: name, instance });
    this.#update(live, { state: 'running', startedAt: now, cause });
    if (run.value.exitAfterSeconds !== undefined) {
      const { exitAfterSeconds, exitCode = 0, reason, message } = run.value;
      live.exitTimer = this.#kernel.schedule(
        now + seconds(exitAfterSeconds),
        lanes.world,
        () => this.#end(live, { exitCode, reason, message }, run.cause),
        run.cause,
      );
    }
    this.#letHappen(live, live.world.factsOfRun());
    return undefined;
  }

  /** Records what happens in a run from now on, until it ends. */
  #letHappen({ happenings }: Live, facts: ReturnType<ContainerWorld['factsOfRun']>): void {
    for (const { atSeconds, fact, cause } of facts) {
      const happen = () => {
        this.#trace.record({ kind: 'world', source: 'world', fact }, { cause });
      };
      happenings.push(this.#kernel.schedule(this.#kernel.now + seconds(atSeconds), lanes.world, happen, cause));
    }
  }

  /** Whoever waited for the runtime is gone: what has had its SIGTERM ends by itself, without a SIGKILL. */
  loseClient(): void {
    for (const live of this.#live.values()) {
      const { endsAfterSigterm } = live;
      if (endsAfterSigterm === undefined || live.record.state !== 'running') continue;
      const { at, exitCode } = endsAfterSigterm;
      if (at === Number.POSITIVE_INFINITY) continue;
      this.#kernel.schedule(at, lanes.world, () =>
        this.#end(live, { exitCode, reason: undefined, message: undefined }, this.#kernel.cause),
      );
    }
  }

  /** SIGTERM, and SIGKILL when the process still runs after the grace. */
  *stopContainer(id: string, graceSeconds: number, fields?: readonly string[], killBegan = this.#kernel.now): Task {
    const live = this.#live.get(id);
    if (live === undefined) return;
    const { name, instance } = live.record;
    this.#record({ op: 'stop', container: name, instance, timeoutSeconds: graceSeconds }, undefined, fields);
    if (live.record.state !== 'running') return;
    if (live.stoppedAt === undefined) {
      live.stoppedAt = this.#kernel.now;
      this.#letHappen(live, live.world.factsOfSigterm());
    }
    const run = live.world.run(instance, this.#scenarioTime(live.record.startedAt ?? this.#kernel.now));
    const deadline = this.#kernel.now + seconds(graceSeconds);
    const endsAt = run.value.ignoreSigterm
      ? Number.POSITIVE_INFINITY
      : this.#kernel.now + seconds(run.value.sigtermSeconds ?? 0);
    const naturalEnd = live.exitTimer?.at ?? Number.POSITIVE_INFINITY;
    if (naturalEnd > Math.min(endsAt, deadline)) {
      if (live.exitTimer !== undefined) live.exitTimer.cancelled = true;
      const afterSigterm = run.value.sigtermExitCode ?? sigtermExitCode;
      live.endsAfterSigterm ??= { at: endsAt, exitCode: afterSigterm };
      const stoppedAt = Math.min(endsAt, deadline);
      const exitCode = endsAt <= deadline ? afterSigterm : sigkillExitCode;
      const end = () => {
        const took = this.#kernel.now - killBegan;
        this.#end(
          live,
          { exitCode, reason: undefined, message: undefined, wasStopped: true },
          this.#kernel.cause,
          took,
        );
      };
      if (stoppedAt > this.#kernel.now) {
        this.#kernel.schedule(stoppedAt, this.stopLane, end);
        yield (process: Process) => live.ended.wait(process);
      } else end();
    } else {
      yield (process: Process) => live.ended.wait(process);
    }
    yield* this.#kernel.sleep(this.#clock.stop);
  }

  /** Removes a dead container and, unless they are to be kept, its logs. */
  removeContainer(id: string, { keepsLogs = false } = {}): void {
    const record = this.#containers.find((container) => container.id === id);
    if (record === undefined || record.state === 'running') return;
    this.#containers = this.#containers.filter((container) => container !== record);
    this.#live.delete(id);
    if (!keepsLogs) this.#logs.get(record.name)?.delete(record.restartCount);
    this.#record({ op: 'remove', container: record.name, instance: record.instance });
    this.onChange(0);
  }

  /**
   * The restart count that the logs suggest for the next run of a container of which nothing else is left.
   * Upstream: `calcRestartCountByLogDir` in `pkg/kubelet/kuberuntime/kuberuntime_container.go`.
   */
  restartCountByLogs(name: string): number {
    return Math.max(-1, ...(this.#logs.get(name) ?? [])) + 1;
  }

  #keepLog({ name, restartCount }: ContainerRecord): void {
    if (!this.#clock.environment.logs) return;
    const logs = this.#logs.get(name);
    if (logs === undefined) this.#logs.set(name, new Set([restartCount]));
    else logs.add(restartCount);
  }

  record(id: string): ContainerRecord | undefined {
    return this.#live.get(id)?.record;
  }

  /** Fires when the container ends. */
  ended(id: string): Signal | undefined {
    return this.#live.get(id)?.ended;
  }

  /** Calls back when the container ends; returns how to call that off. */
  onEnd(id: string, callback: () => void): () => void {
    const callbacks = this.#live.get(id)?.onEnd;
    callbacks?.add(callback);
    return () => callbacks?.delete(callback);
  }

  #end(
    live: Live,
    exit: { exitCode: number; reason: string | undefined; message: string | undefined; wasStopped?: boolean },
    why: Cause,
    took: Span = 0,
  ): void {
    if (live.record.state === 'exited') return;
    const { exitCode, message, wasStopped = false } = exit;
    const reason = exit.reason ?? (exitCode === 0 ? 'Completed' : 'Error');
    for (const timer of live.happenings) timer.cancelled = true;
    const { name, instance } = live.record;
    const cause = this.#record({ op: 'exited', container: name, instance, exitCode, reason }, why);
    const finishedAt = this.#kernel.now;
    this.#update(live, { state: 'exited', finishedAt, exitCode, reason, message, wasStopped, cause }, took);
    live.ended.fire();
    for (const callback of live.onEnd) callback();
    live.onEnd.clear();
  }

  #update(live: Live, change: Partial<ContainerRecord>, took: Span = 0): void {
    const before = live.record;
    live.record = { ...before, ...change };
    this.#containers = this.#containers.map((container) => (container === before ? live.record : container));
    this.onChange(took);
  }

  #record(call: RuntimeCall, cause?: Cause, fields?: readonly string[]): Cause {
    return this.#trace.record(
      { kind: 'cri', source: 'runtime', call, ...(fields === undefined ? {} : { fields }) },
      { cause, lead: true },
    );
  }
}
