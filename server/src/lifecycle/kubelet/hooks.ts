import type { Container, Handler } from '../../kubernetes/pod.ts';
import { formatPod, type PodObject } from '../apiserver/podObject.ts';
import type { NodeClock } from '../environment.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Task } from '../kernel/process.ts';
import { seconds, toMs } from '../kernel/time.ts';
import type { TraceRecorder } from '../kernel/traceRecorder.ts';
import type { EventRecorder } from '../record/eventRecorder.ts';
import type { Cause, HookExecution } from '../trace/trace.ts';
import type { ContainerRuntime } from '../world/containerRuntime.ts';
import { address, notRunning, refusedOutput, unresolvedPort } from '../world/probeTarget.ts';
import type { ContainerRecord } from '../world/runtimeStatus.ts';
import { fieldOfContainer } from './references.ts';

export interface HookFailure {
  readonly message: string;
  readonly cause: Cause;
}

/** Runs postStart and preStop hooks. Upstream: `pkg/kubelet/lifecycle/handlers.go`. */
export class HookRunner {
  readonly #kernel: Kernel;
  readonly #clock: NodeClock;
  readonly #trace: TraceRecorder;
  readonly #runtime: ContainerRuntime;
  readonly #events: EventRecorder;

  constructor(
    kernel: Kernel,
    clock: NodeClock,
    trace: TraceRecorder,
    runtime: ContainerRuntime,
    events: EventRecorder,
  ) {
    this.#kernel = kernel;
    this.#clock = clock;
    this.#trace = trace;
    this.#runtime = runtime;
    this.#events = events;
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
    const unresolved = handler.httpGet === undefined ? undefined : unresolvedPort(container, handler);
    if (unresolved !== undefined) return httpFailure(handler, name, unresolved, end('failure', field));
    const said = this.#runtime.world(container.name).hook(type);
    const took = said?.value.seconds === undefined ? this.#clock.exec : seconds(said.value.seconds);
    const died = yield* this.#untilEnd(record.id, took);
    if (died) return this.#interrupted(handler, name, end('failure', kernel.cause, 'containerDied'));
    if (said?.value.fail !== true) {
      if (said?.value.plainHttp === true && handler.httpGet?.scheme === 'HTTPS') {
        const message = `request to HTTPS lifecycle hook ${address(container, handler)} got HTTP response, retry with HTTP succeeded`;
        this.#events.event({ type: 'Warning', reason: 'LifecycleHTTPFallback', message }, said.cause);
      }
      end('success', said?.cause ?? field);
      return undefined;
    }
    const cause = end('failure', said.cause);
    if (handler.httpGet !== undefined) {
      return httpFailure(handler, name, said.value.output ?? refusedOutput(container, handler), cause);
    }
    return { message: execFailure(handler, name, 1, said.value.output ?? ''), cause };
  }

  #interrupted(handler: Handler, name: string, cause: Cause): HookFailure {
    if (handler.httpGet !== undefined) return httpFailure(handler, name, 'EOF', cause);
    return { message: execFailure(handler, name, 137, ''), cause };
  }

  /** Waits; true if the container ended first. */
  *#untilEnd(containerId: string, length: number): Task<boolean> {
    if (length <= 0) return false;
    const ended = this.#runtime.ended(containerId);
    const deadline = this.#kernel.now + length;
    if (ended === undefined) yield* this.#kernel.sleep(length);
    else if (ended.fired) return true;
    else yield (process) => ended.wait(process, deadline);
    return ended?.fired === true;
  }
}

function handlerOf(handler: Handler): HookExecution['handler'] {
  if (handler.exec !== undefined) return 'exec';
  if (handler.httpGet !== undefined) return 'httpGet';
  return handler.sleep === undefined ? 'tcpSocket' : 'sleep';
}

function unreachable(handler: Handler, container: Container, name: string, cause: Cause): HookFailure {
  if (handler.httpGet !== undefined) return httpFailure(handler, name, refusedOutput(container, handler), cause);
  const command = (handler.exec?.command ?? []).join(' ');
  return {
    message: `Exec lifecycle hook ([${command}]) for ${name} failed - error: ${notRunning}, message: ""`,
    cause,
  };
}

/** An HTTP hook fails only when no answer comes; its status is never looked at. */
function httpFailure(handler: Handler, name: string, error: string, cause: Cause): HookFailure {
  return {
    message: `HTTP lifecycle hook (${handler.httpGet?.path || '/'}) for ${name} failed - error: ${error}`,
    cause,
  };
}

/** A handler without a runner, as Go prints it. */
function goText({ tcpSocket }: Handler): string {
  const { port = 0, host = '' } = tcpSocket ?? {};
  const portText = typeof port === 'number' ? `{0 ${port} }` : `{1 0 ${port}}`;
  return `&LifecycleHandler{Exec:nil,HTTPGet:nil,TCPSocket:&TCPSocketAction{Port:${portText},Host:${host},},Sleep:nil,}`;
}

function execFailure(handler: Handler, name: string, exitCode: number, output: string): string {
  const command = (handler.exec?.command ?? []).join(' ');
  const error = `command '${command}' exited with ${exitCode}: `;
  return `Exec lifecycle hook ([${command}]) for ${name} failed - error: ${error}, message: ${JSON.stringify(output)}`;
}
