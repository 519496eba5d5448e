import { cannotRun, plainCommand } from '../../kubernetes/command.ts';
import type { Container, Handler, Probe } from '../../kubernetes/pod.ts';
import { scriptOf, sleptIn } from '../../kubernetes/script.ts';
import { formatPod, type PodObject } from '../apiserver/podObject.ts';
import type { NodeClock } from '../environment.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Task } from '../kernel/process.ts';
import { type Span, seconds, toMs } from '../kernel/time.ts';
import type { TraceRecorder } from '../kernel/traceRecorder.ts';
import type { EventRecorder } from '../record/eventRecorder.ts';
import type { Release } from '../release.ts';
import type { Cause, HookExecution } from '../trace/trace.ts';
import { execError } from '../world/commandAsWritten.ts';
import type { HookBehaviour } from '../world/containerBehaviour.ts';
import type { ContainerRuntime } from '../world/containerRuntime.ts';
import { address, notRunning, refusedOutput, unresolvedPort } from '../world/probeTarget.ts';
import type { ContainerRecord } from '../world/runtimeStatus.ts';
import { fieldOfContainer } from './references.ts';

export interface HookFailure {
  readonly message: string;
  readonly cause: Cause;
}

/** How long a hook takes, and what it fails with. */
interface HookOutcome {
  readonly took: Span;
  readonly cause?: Cause | undefined;
  readonly error?: (name: string, container: Container) => string;
}

/** Runs postStart and preStop hooks. Upstream: `pkg/kubelet/lifecycle/handlers.go`. */
export class HookRunner {
  readonly #kernel: Kernel;
  readonly #clock: NodeClock;
  readonly #trace: TraceRecorder;
  readonly #runtime: ContainerRuntime;
  readonly #events: EventRecorder;
  readonly #release: Release;

  constructor(
    kernel: Kernel,
    clock: NodeClock,
    trace: TraceRecorder,
    runtime: ContainerRuntime,
    events: EventRecorder,
    release: Release,
  ) {
    this.#kernel = kernel;
    this.#clock = clock;
    this.#trace = trace;
    this.#runtime = runtime;
    this.#events = events;
    this.#release = release;
  }

  *run(
    type: 'postStart' | 'preStop',
    handler: Handler,
    pod: PodObject,
    container: Container,
    record: ContainerRecord,
  ): Task<HookFailure | undefined> {
    const kernel = this.#kernel;
    const field: Cause = { field: `${fieldOfContainer(pod.spec, container.name)}.lifecycle.${type}` };
    const hook = { container: container.name, instance: record.instance, type, handler: handlerOf(handler) };
    const began = kernel.now;
    const end = (result: 'success' | 'failure', cause: Cause, trouble?: HookExecution['trouble']): Cause =>
      this.#trace.record(
        {
          kind: 'hook',
          source: 'kubelet',
          hook: {
            ...hook,
            result,
            tookMs: toMs(kernel.now - began),
            ...(trouble === undefined ? {} : { trouble }),
          },
        },
        { cause, lead: true },
      );
    const name = `Container "${container.name}" in Pod "${formatPod(pod)}"`;
    const isAddressed = handler.exec !== undefined || handler.httpGet !== undefined;
    if (isAddressed && this.#runtime.record(record.id)?.state !== 'running') {
      // The container ended, and the kubelet has not noticed yet.
      return unreachable(handler, container, name, end('failure', field, 'notRunning'));
    }
    this.#trace.record({ kind: 'hook', source: 'kubelet', hook: { ...hook, tookMs: 0 } }, { cause: field, lead: true });
    if (handler.sleep !== undefined) {
      yield* kernel.sleep(seconds(handler.sleep.seconds));
      end('success', field);
      return undefined;
    }
    if (!isAddressed) {
      return { message: `Cannot run handler: invalid handler: ${goText(handler)}`, cause: end('failure', field) };
    }
    const unresolved = handler.httpGet === undefined ? undefined : unresolvedPort(container, handler, this.#release);
    if (unresolved !== undefined) return httpFailure(handler, name, unresolved, end('failure', field));
    const said = this.#runtime.world(container.name).hook(type);
    const met = this.#behaviour(handler, record, said?.value);
    const died = yield* this.#untilEnd(record.id, met.took);
    if (died) return this.#interrupted(handler, name, end('failure', kernel.cause, 'containerDied'));
    const why = said?.cause ?? met.cause ?? field;
    if (met.error === undefined) {
      if (said?.value.plainHttp === true && handler.httpGet?.scheme === 'HTTPS') {
        const message = `request to HTTPS lifecycle hook ${address(container, handler)} got HTTP response, retry with HTTP succeeded`;
        this.#events.event({ type: 'Warning', reason: 'LifecycleHTTPFallback', message }, said.cause);
      }
      end('success', why);
      return undefined;
    }
    return { message: met.error(name, container), cause: end('failure', why) };
  }

  /** How a hook goes: as the scenario says, else as its command is written, or as the container answers at its address. */
  #behaviour(handler: Handler, record: ContainerRecord, said: HookBehaviour | undefined): HookOutcome {
    const quickest = this.#clock.exec;
    const took = said?.seconds === undefined ? undefined : seconds(said.seconds);
    if (handler.httpGet !== undefined) {
      const refused = (error?: string) => (name: string, container: Container) =>
        httpError(handler, name, error ?? refusedOutput(container, handler));
      if (said !== undefined) return { took: took ?? quickest, ...(said.fail ? { error: refused(said.output) } : {}) };
      // Another host is none of the container's.
      const met = handler.httpGet.host ? undefined : this.#runtime.answer(record, undefined, handler as Probe);
      const { result = 'success', seconds: answerSeconds } = met?.value ?? {};
      const cause = met?.cause;
      if (result === 'hang') return { took: Number.POSITIVE_INFINITY, cause };
      const length = answerSeconds === undefined ? quickest : seconds(answerSeconds);
      // Any answer is a success.
      if (result === 'success' || result === 'failure') return { took: length, cause };
      return { took: length, cause, error: refused(result === 'error' ? 'EOF' : undefined) };
    }
    const words = handler.exec?.command ?? [];
    if (said?.fail === true) {
      return { took: took ?? quickest, error: (name) => execFailure(handler, name, 1, said.output ?? '') };
    }
    if (said === undefined && cannotRun(words)) {
      return { took: quickest, error: (name) => execProblem(handler, name, execError(words)) };
    }
    const plain = plainCommand(words);
    const slept = sleptIn(scriptOf(words));
    const written = plain?.endsAfterSeconds ?? (plain === undefined ? slept : Number.POSITIVE_INFINITY);
    const length = took ?? (written === undefined || written === 0 ? quickest : seconds(written));
    const exitCode = said === undefined ? (plain?.exitCode ?? 0) : 0;
    return { took: length, ...(exitCode === 0 ? {} : { error: (name) => execFailure(handler, name, exitCode, '') }) };
  }

  #interrupted(handler: Handler, name: string, cause: Cause): HookFailure {
    if (handler.httpGet !== undefined) return httpFailure(handler, name, 'EOF', cause);
    return { message: execFailure(handler, name, 137, ''), cause };
  }

  /** Waits; true if the container ended first. It is stopped a moment after its grace, so a hook that takes just as long ends. */
  *#untilEnd(containerId: string, length: number): Task<boolean> {
    if (length <= 0) return false;
    const ended = this.#runtime.ended(containerId);
    const deadline = this.#kernel.now + length;
    if (ended === undefined) yield* this.#kernel.sleep(length);
    else if (ended.fired) return true;
    else yield (process) => ended.wait(process, Number.isFinite(deadline) ? deadline : undefined);
    return ended?.fired === true && this.#kernel.now < deadline;
  }
}

function handlerOf(handler: Handler): HookExecution['handler'] {
  if (handler.exec !== undefined) return 'exec';
  if (handler.httpGet !== undefined) return 'httpGet';
  return handler.sleep === undefined ? 'tcpSocket' : 'sleep';
}

function unreachable(handler: Handler, container: Container, name: string, cause: Cause): HookFailure {
  if (handler.httpGet !== undefined) return httpFailure(handler, name, refusedOutput(container, handler), cause);
  return { message: execProblem(handler, name, notRunning), cause };
}

/** An HTTP hook fails only when no answer comes; its status is never looked at. */
function httpFailure(handler: Handler, name: string, error: string, cause: Cause): HookFailure {
  return { message: httpError(handler, name, error), cause };
}

/** Upstream: `pkg/kubelet/lifecycle/handlers.go`. */
function httpError(handler: Handler, name: string, error: string): string {
  return `HTTP lifecycle hook (${handler.httpGet?.path || '/'}) for ${name} failed - error: ${error}`;
}

/** The command could not be run at all. Upstream: `pkg/kubelet/lifecycle/handlers.go`. */
function execProblem({ exec }: Handler, name: string, error: string): string {
  return `Exec lifecycle hook ([${(exec?.command ?? []).join(' ')}]) for ${name} failed - error: ${error}, message: ""`;
}

/** A handler without a runner, as Go prints it. */
function goText({ tcpSocket }: Handler): string {
  const { port = 0, host = '' } = tcpSocket ?? {};
  const portText = typeof port === 'number' ? `{0 ${port} }` : `{1 0 ${port}}`;
  return `&LifecycleHandler{Exec:nil,HTTPGet:nil,TCPSocket:&TCPSocketAction{Port:${portText},Host:${host},},Sleep:nil,}`;
}

/** Upstream: `pkg/kubelet/lifecycle/handlers.go`, and `pkg/kubelet/kuberuntime/kuberuntime_container.go`. */
function execFailure(handler: Handler, name: string, exitCode: number, output: string): string {
  const command = (handler.exec?.command ?? []).join(' ');
  const error = `command '${command}' exited with ${exitCode}: `;
  return `Exec lifecycle hook ([${command}]) for ${name} failed - error: ${error}, message: ${JSON.stringify(output)}`;
}
