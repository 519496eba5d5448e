/**
 * What `kubectl describe pod` prints, read back into the objects that it is printed from, as far as it tells.
 * Upstream: `describePod` in `kubectl/pkg/describe/describe.go`.
 */
import { lengthMs } from '../../lifecycle/world/expectations.ts';
import type { Json } from './json.ts';

/** Whether a text begins like a description. */
export function isDescription(source: string): boolean {
  return /^Name: +\S/.test(source.trimStart()) && /^Namespace: +\S/m.test(source);
}

/** A List of Pods and their Events. */
export function describedObjects(source: string, nowMs: number): Json {
  const blocks = source.split(/^(?=Name: +\S)/m).filter((block) => block.startsWith('Name:'));
  return { apiVersion: 'v1', kind: 'List', items: blocks.flatMap((block) => objectsOf(linesOf(block), nowMs)) };
}

interface Line {
  readonly depth: number;
  readonly key: string;
  readonly value: string;
  readonly text: string;
}

function linesOf(block: string): Line[] {
  return block
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const text = line.trimEnd();
      const depth = text.length - text.trimStart().length;
      const colon = text.indexOf(':', depth);
      const [key, value] = colon < 0 ? ['', ''] : [text.slice(depth, colon), text.slice(colon + 1).trim()];
      return { depth, key, value, text: text.trimStart() };
    });
}

/** The lines below one that stand deeper than it. */
function below(lines: readonly Line[], index: number): readonly Line[] {
  const { depth } = lines[index]!;
  const rest = lines.slice(index + 1);
  const end = rest.findIndex((line) => line.depth <= depth);
  return end < 0 ? rest : rest.slice(0, end);
}

function section(lines: readonly Line[], key: string, depth = 0): readonly Line[] {
  const index = lines.findIndex((line) => line.depth === depth && line.key === key);
  return index < 0 ? [] : below(lines, index);
}

function field(lines: readonly Line[], key: string, depth = 0): string | undefined {
  const value = lines.find((line) => line.depth === depth && line.key === key)?.value;
  return value === '' || value === '<none>' ? undefined : value;
}

function objectsOf(lines: readonly Line[], nowMs: number): Json[] {
  const name = field(lines, 'Name') ?? '';
  const namespace = field(lines, 'Namespace') ?? 'default';
  const inits = containersIn(section(lines, 'Init Containers'));
  const regular = containersIn(section(lines, 'Containers'));
  const status = field(lines, 'Status') ?? 'Unknown';
  const hasNode = field(lines, 'Node') !== undefined;
  const events = eventsIn(section(lines, 'Events'));
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, creationTimestamp: field(lines, 'Start Time'), ...deletion(status, lines, nowMs) },
    spec: { initContainers: inits.map(({ spec }) => spec), containers: regular.map(({ spec }) => spec) },
    status: {
      phase: status.startsWith('Terminating') ? 'Running' : status,
      reason: field(lines, 'Reason'),
      message: field(lines, 'Message'),
      conditions: conditionsIn(section(lines, 'Conditions'), events),
      initContainerStatuses: hasNode ? inits.flatMap(({ status: own }) => own ?? []) : [],
      containerStatuses: hasNode ? regular.flatMap(({ status: own }) => own ?? []) : [],
    },
  };
  const about = { name, namespace };
  return [pod, ...events.map((event) => ({ apiVersion: 'v1', kind: 'Event', involvedObject: about, ...event }))];
}

/** `Terminating (lasts 5s)`: so long ago the grace was over. */
function deletion(status: string, lines: readonly Line[], nowMs: number): Json {
  if (!status.startsWith('Terminating')) return {};
  const lasts = lengthMs(/\(lasts (\S+)\)/.exec(status)?.[1] ?? '') ?? 0;
  const grace = lengthMs(lines.find(({ key }) => key.startsWith('Termination '))?.value ?? '') ?? 0;
  return {
    deletionTimestamp: new Date(nowMs - lasts).toISOString(),
    deletionGracePeriodSeconds: Math.round(grace / 1000),
  };
}

/** The description has no reason of a condition: of a pod that no node takes, the scheduler's event has its words. */
function conditionsIn(lines: readonly Line[], events: readonly Json[]): Json[] {
  return lines.flatMap(({ text }) => {
    const [, type, status] = /^(\S+)\s+(True|False|Unknown)$/.exec(text) ?? [];
    if (type === undefined) return [];
    const isUnscheduled = type === 'PodScheduled' && status === 'False';
    const event = isUnscheduled ? events.findLast(({ reason }) => reason === 'FailedScheduling') : undefined;
    return [{ type, status, ...(event === undefined ? {} : { reason: 'Unschedulable', message: event.message }) }];
  });
}

interface DescribedContainer {
  readonly spec: Json;
  /** Absent before the kubelet has begun. */
  readonly status?: Json;
}

function containersIn(lines: readonly Line[]): DescribedContainer[] {
  const depth = lines[0]?.depth ?? 0;
  return lines.flatMap((line, index) => (line.depth === depth ? [containerIn(line.key, below(lines, index))] : []));
}

function containerIn(name: string, lines: readonly Line[]): DescribedContainer {
  const depth = lines[0]?.depth ?? 0;
  const own = (key: string) => field(lines, key, depth);
  const amounts = (key: string) =>
    Object.fromEntries(section(lines, key, depth).map(({ key: resource, value }) => [resource, value]));
  const state = own('State');
  const spec = {
    name,
    image: own('Image'),
    ports: portsIn(own('Ports') ?? own('Port') ?? ''),
    resources: { limits: amounts('Limits'), requests: amounts('Requests') },
    livenessProbe: probeIn(own('Liveness')),
    readinessProbe: probeIn(own('Readiness')),
    startupProbe: probeIn(own('Startup')),
  };
  if (state === undefined) return { spec };
  const ready = own('Ready') === 'True';
  const isRunning = state === 'Running';
  return {
    spec,
    status: {
      name,
      ready,
      // A description does not tell; a container that is ready has started.
      started: ready || (isRunning && spec.startupProbe === undefined),
      restartCount: Number(own('Restart Count') ?? 0),
      state: stateIn(state, section(lines, 'State', depth)),
      lastState: stateIn(own('Last State'), section(lines, 'Last State', depth)),
    },
  };
}

function stateIn(type: string | undefined, lines: readonly Line[]): Json {
  const own = (key: string) => lines.find((line) => line.key === key)?.value;
  const [reason, message, startedAt, finishedAt] = [own('Reason'), own('Message'), own('Started'), own('Finished')];
  if (type === 'Running') return { running: { startedAt } };
  if (type === 'Waiting') return { waiting: { reason, message } };
  return type === 'Terminated'
    ? { terminated: { exitCode: Number(own('Exit Code') ?? 0), reason, message, startedAt, finishedAt } }
    : {};
}

/** `80/TCP, 8080/TCP`; names stand in brackets since 1.34. */
function portsIn(text: string): Json[] {
  return text.split(', ').flatMap((each) => {
    const [, port, protocol, name] = /^(\d+)\/(\w+)(?: \((\S+)\))?$/.exec(each) ?? [];
    return port === undefined
      ? []
      : [
          {
            containerPort: Number(port),
            protocol,
            ...(name === undefined ? {} : { name }),
          },
        ];
  });
}

/** `http-get http://:80/ready delay=0s timeout=1s period=10s #success=1 #failure=3`. Upstream: `DescribeProbe`. */
function probeIn(text: string | undefined): Json | undefined {
  const timings = /delay=(\d+)s timeout=(\d+)s period=(\d+)s #success=(\d+) #failure=(\d+)$/.exec(text ?? '');
  if (text === undefined || timings === null) return undefined;
  const [initialDelaySeconds, timeoutSeconds, periodSeconds, successThreshold, failureThreshold] = timings
    .slice(1)
    .map(Number);
  return {
    ...handlerIn(text.slice(0, timings.index)),
    initialDelaySeconds,
    timeoutSeconds,
    periodSeconds,
    successThreshold,
    failureThreshold,
  };
}

function handlerIn(text: string): Json {
  const port = (word: string) => (/^\d+$/.test(word) ? Number(word) : word);
  const http = /^http-get (https?):\/\/([^:/]*):([^/\s]+)(\S*)/.exec(text);
  if (http) {
    const [, scheme = '', host = '', asked = '', path = ''] = http;
    return { httpGet: { scheme: scheme.toUpperCase(), port: port(asked), path, ...(host === '' ? {} : { host }) } };
  }
  const tcp = /^tcp-socket ([^:]*):(\S+)/.exec(text);
  if (tcp) return { tcpSocket: { port: port(tcp[2]!), ...(tcp[1] === '' ? {} : { host: tcp[1] }) } };
  const grpc = /^grpc <pod>:(\d+) (\S*)/.exec(text);
  if (grpc) return { grpc: { port: Number(grpc[1]), service: grpc[2] } };
  return { exec: { command: /^exec \[(.*)\]/.exec(text)?.[1]?.split(' ') ?? [] } };
}

/** Oldest first, as they are printed: type, reason, age, who reports it, and its message. */
function eventsIn(lines: readonly Line[]): Json[] {
  return lines.flatMap(({ text }) => {
    const [type = '', reason = '', , ...rest] = text.split(/ {2,}/);
    // The message may hold several spaces in a row itself.
    return type === 'Normal' || type === 'Warning' ? [{ type, reason, message: rest.slice(1).join('  ') }] : [];
  });
}
