/** How a pod meets the requests of its Service, by time: read from its trace and its scenario. */
import type { Container, Pod } from '../../kubernetes/pod.ts';
import { type Instant, seconds, toMs } from '../kernel/time.ts';
import { type Run, runsOf } from '../trace/runs.ts';
import type { Trace } from '../trace/trace.ts';
import { commandAsWritten } from '../world/commandAsWritten.ts';
import { ContainerWorld } from '../world/containerWorld.ts';
import type { Scenario } from '../world/scenario.ts';
import type { Traffic } from '../world/traffic.ts';

/** What a request meets; `slow`: an answer that takes longer than the traffic says. */
export type Met = 'answered' | 'slow' | 'stopped' | 'cutOff' | 'refused' | 'failed' | 'timedOut';

/** What holds from a time on, until the next step. */
export interface Step<T> {
  readonly fromMs: number;
  readonly value: T;
  /** The entry of the trace that brought it about. */
  readonly seq?: number;
}

/** Times count from the pod's creation. */
export interface ServedPod {
  readonly met: readonly Step<Met>[];
  /** When connections can be open: from the start of a run until it ends, or takes no requests any more. */
  readonly open: readonly { readonly fromMs: number; readonly untilMs: number }[];
  /** Whether the Service sends requests to it: to one that is `ending` only where no other is left. */
  readonly endpoint: readonly Step<'ready' | 'ending' | 'none'>[];
}

interface Served {
  readonly trace: Trace;
  readonly pod: Pod;
  readonly scenario: Scenario;
  /** When the pod is created on the scenario's clock. */
  readonly createdAt: Instant;
  readonly traffic: Traffic;
}

export function servedPod(served: Served): ServedPod {
  const { container, ports } = servingPort(served.pod, served.traffic.targetPort);
  return { ...metBy(served, container.name, ports), endpoint: endpointSteps(served.trace) };
}

/** Which container answers, and the ports by which a scenario may name where: its number and its name. */
function servingPort(
  { spec: { containers } }: Pod,
  target: Traffic['targetPort'],
): { readonly container: Container; readonly ports: readonly (number | string)[] } {
  for (const container of containers) {
    const port = container.ports?.find(({ name, containerPort }) => name === target || containerPort === target);
    if (port !== undefined) {
      return { container, ports: [port.containerPort, ...(port.name === undefined ? [] : [port.name])] };
    }
  }
  const probed = containers.find(({ readinessProbe }) => readinessProbe?.httpGet ?? readinessProbe?.tcpSocket);
  const container = probed ?? containers.find(({ ports = [] }) => ports.length > 0) ?? containers[0]!;
  return { container, ports: target === undefined ? [] : [target] };
}

function metBy(
  { trace, pod, scenario, createdAt, traffic }: Served,
  container: string,
  ports: readonly (number | string)[],
): Pick<ServedPod, 'met' | 'open'> {
  const world = new ContainerWorld(scenario, container, commandAsWritten(pod.spec, container));
  const deleted = trace.entries.find((entry) => entry.kind === 'api' && entry.call === 'deleted');
  const isDeleted = (atMs: number) => deleted !== undefined && atMs >= deleted.atMs;
  const steps: Step<Met>[] = [{ fromMs: 0, value: 'refused' }];
  const open: { readonly fromMs: number; readonly untilMs: number }[] = [];
  for (const run of runsOf(trace, container)) {
    const { startMs, startEntry, stopMs, stopEntry, exitMs, exitEntry } = run;
    const endMs = exitMs ?? trace.endMs;
    const startedAt = createdAt + seconds(startMs / 1000);
    const ignoresSigterm = world.run(run.instance, startedAt).value.ignoreSigterm === true;
    let untilMs = endMs;
    const turns = turnsOf(world, run, createdAt, endMs);
    for (const [index, fromMs] of turns.entries()) {
      const moment = {
        age: seconds((fromMs - startMs) / 1000),
        now: createdAt + seconds(fromMs / 1000),
        sinceSigterm: stopMs === undefined || fromMs < stopMs ? undefined : seconds((fromMs - stopMs) / 1000),
      };
      const answer = world.request(ports, moment);
      const stopped = moment.sinceSigterm !== undefined;
      const seq = stopped ? stopEntry : startEntry;
      const found = { fromMs, ...(seq === undefined ? {} : { seq }) };
      if (stopped && !ignoresSigterm && answer?.afterSigterm !== true) {
        steps.push({ ...found, value: isDeleted(fromMs) ? 'stopped' : 'refused' });
        untilMs = Math.min(untilMs, fromMs);
        continue;
      }
      const { result = 'success', seconds: took = traffic.answerSeconds } = answer?.value ?? {};
      const value = metWith(result, took, traffic);
      steps.push({ ...found, value });
      // What is under way when the process ends is never answered.
      const cutMs = Math.max(fromMs, (exitMs ?? Number.POSITIVE_INFINITY) - took * 1000);
      if (exitMs !== undefined && (value === 'answered' || value === 'slow') && cutMs < (turns[index + 1] ?? exitMs)) {
        const cut = { fromMs: cutMs, ...(exitEntry === undefined ? {} : { seq: exitEntry }) };
        steps.push({ ...cut, value: isDeleted(exitMs) ? 'stopped' : 'cutOff' });
      }
    }
    open.push({ fromMs: startMs, untilMs });
    if (exitMs !== undefined) {
      const value = isDeleted(exitMs) ? 'stopped' : 'refused';
      steps.push({ fromMs: exitMs, value, ...(exitEntry === undefined ? {} : { seq: exitEntry }) });
    }
  }
  return { met: inOrder(steps), open };
}

/** When something may change in how a running container meets requests. */
function turnsOf(world: ContainerWorld, { startMs, stopMs }: Run, createdAt: Instant, endMs: number): number[] {
  const { ofRun, ofWorld, ofSigterm } = world.turns();
  const turns = [
    startMs,
    ...ofRun.map((at) => startMs + at * 1000),
    ...ofWorld.map((at) => at * 1000 - toMs(createdAt)),
    ...(stopMs === undefined ? [] : [stopMs, ...ofSigterm.map((at) => stopMs + at * 1000)]),
  ];
  return [...new Set(turns)].filter((at) => at >= startMs && at < endMs).sort((a, b) => a - b);
}

function metWith(
  result: string,
  tookSeconds: number,
  { answerSeconds, timeoutSeconds = Number.POSITIVE_INFINITY }: Traffic,
): Met {
  switch (result) {
    case 'success':
      if (tookSeconds > timeoutSeconds) return 'timedOut';
      return tookSeconds > answerSeconds ? 'slow' : 'answered';
    case 'hang':
      return 'timedOut';
    case 'refused':
      return 'refused';
    default:
      return 'failed';
  }
}

/**
 * Ready endpoints get requests; those that are being deleted but still serve, where there is no ready one.
 * Upstream: `CategorizeEndpoints` in `pkg/proxy/topology.go`.
 */
function endpointSteps({ entries }: Trace): ServedPod['endpoint'] {
  const steps: Step<'ready' | 'ending' | 'none'>[] = [{ fromMs: 0, value: 'none' }];
  for (const entry of entries) {
    if (entry.kind !== 'endpoint') continue;
    const { ready = false, serving = false, terminating = false } = entry.endpoint ?? {};
    const value = ready ? 'ready' : serving && terminating ? 'ending' : 'none';
    steps.push({ fromMs: entry.atMs, value, seq: entry.seq });
  }
  return inOrder(steps);
}

/** By time; of several at one time the last one counts, and what changes nothing is left out. */
function inOrder<T>(steps: readonly Step<T>[]): Step<T>[] {
  const kept: Step<T>[] = [];
  for (const step of steps.toSorted((a, b) => a.fromMs - b.fromMs)) {
    if (kept.at(-1)?.fromMs === step.fromMs) kept.pop();
    if (kept.at(-1)?.value !== step.value) kept.push(step);
  }
  return kept;
}
