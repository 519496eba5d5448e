import { defaultPod } from '../../kubernetes/defaults.ts';
import { formatGoDuration, humanDuration } from '../../kubernetes/duration.ts';
import type { Container, Pod, Probe, Resources, Toleration } from '../../kubernetes/pod.ts';
import { qosClass } from '../../kubernetes/qosClass.ts';
import { changedSpec } from '../apiserver/changedSpec.ts';
import type { ContainerState, ContainerStatus, PodStatus, Trace, TraceEntry } from '../trace/trace.ts';
import { describeEvents } from './events.ts';

/** Cells of a line; the first column is as wide as its block of lines needs. */
type Line = readonly [string] | readonly [string, string];

const podIp = '10.244.0.10';
const hostIp = '192.168.0.10';

/**
 * What `kubectl describe pod` shows at a time of the trace, but for environment and volumes, and with times counted from
 * the pod's creation; undefined when the pod does not exist then.
 * Upstream: `describePod` in `kubectl/pkg/describe/describe.go`.
 */
export function describePod(given: Pod, trace: Trace, atMs: number): string | undefined {
  const { metadata = {}, spec: createdSpec } = defaultPod(given);
  const before = trace.entries.filter((entry) => entry.atMs <= atMs);
  const changes = before.flatMap((entry) =>
    entry.kind === 'api' && entry.call === 'changed' ? (entry.change ?? []) : [],
  );
  const spec = changes.reduce(changedSpec, createdSpec);
  const last = before.findLast((entry) => entry.kind === 'status');
  if (last?.kind !== 'status' || before.some((entry) => entry.kind === 'api' && entry.call === 'removed')) {
    return undefined;
  }
  const { status } = last;
  const bound = before.find((entry) => isCall(entry, 'bound'));
  const node = bound?.kind === 'api' ? bound.node : undefined;
  const isOnNode = before.some((entry) => entry.kind === 'cri' && entry.call.op === 'runSandbox' && !entry.call.error);
  const lines: Line[] = [
    ['Name:', trace.pod],
    ['Namespace:', trace.namespace],
    ['Node:', node === undefined ? '<none>' : `${node}/${hostIp}`],
    ...multiline('Labels:', labelLines(metadata.labels, '=')),
    ...multiline('Annotations:', labelLines(metadata.annotations, ': ')),
    ...statusLines(status, before, atMs),
    ['IP:', isOnNode ? podIp : ''],
    ...(spec.resources === undefined ? [] : [['Resources:'] as const, ...resourceLines(spec.resources, 1)]),
    ...containerLines('Init Containers:', spec.initContainers ?? [], status.initContainerStatuses),
    ...containerLines('Containers:', spec.containers, status.containerStatuses),
    ...gateLines(spec.readinessGates ?? [], status),
    ...conditionLines(status),
  ];
  // The volumes between them keep the columns apart.
  const rest: Line[] = [
    ['QoS Class:', qosClass(spec)],
    ...multiline('Node-Selectors:', labelLines(spec.nodeSelector, '=')),
    ...multiline('Tolerations:', tolerationLines(spec.tolerations ?? [])),
  ];
  return [tabbed(lines), tabbed(rest), describeEvents(trace, atMs)].join('\n');
}

/** Upstream: `describePod` in `kubectl/pkg/describe/describe.go`. */
function statusLines(status: PodStatus, before: readonly TraceEntry[], atMs: number): Line[] {
  const { phase, reason, message, deletionAtMs } = status;
  const lines: Line[] = [];
  if (deletionAtMs === undefined || phase === 'Failed' || phase === 'Succeeded') lines.push(['Status:', phase]);
  else {
    const deleted = before.find((entry) => isCall(entry, 'deleted'));
    const graceSeconds = deleted?.kind === 'api' ? (deleted.gracePeriodSeconds ?? 0) : 0;
    // The deletion timestamp is when the grace is over; until then kubectl has no word for how long it lasts.
    const lasts = humanDuration(atMs - deletionAtMs - graceSeconds * 1000);
    lines.push(['Status:', `Terminating (lasts ${lasts})`]);
    lines.push(['Termination Grace Period:', `${graceSeconds}s`]);
  }
  if (reason !== undefined) lines.push(['Reason:', reason]);
  if (message !== undefined) lines.push(['Message:', message]);
  return lines;
}

function containerLines(label: string, containers: readonly Container[], statuses: readonly ContainerStatus[]): Line[] {
  if (containers.length === 0) return [];
  return [
    [label],
    ...containers.flatMap((container): Line[] => {
      const status = statuses.find(({ name }) => name === container.name);
      return [
        [`  ${container.name}:`],
        ['    Image:', container.image ?? ''],
        ...portLines('Port', 'Ports', container, ({ containerPort }) => containerPort),
        ...portLines('Host Port', 'Host Ports', container, ({ hostPort = 0 }) => hostPort),
        ...wordLines('Command', container.command),
        ...wordLines('Args', container.args),
        ...(status === undefined ? [] : containerStatusLines(status)),
        ...resourceLines(container.resources ?? {}, 2),
        ...probeLine('Liveness', container.livenessProbe),
        ...probeLine('Readiness', container.readinessProbe),
        ...probeLine('Startup', container.startupProbe),
      ];
    }),
  ];
}

function portLines(
  one: string,
  several: string,
  { ports = [] }: Container,
  numberOf: (port: NonNullable<Container['ports']>[number]) => number,
): Line[] {
  const texts = ports.map((port) => {
    const text = `${numberOf(port)}/${port.protocol ?? 'TCP'}`;
    return port.name ? `${text} (${port.name})` : text;
  });
  return [[`    ${texts.length > 1 ? several : one}:`, texts.join(', ') || '<none>']];
}

function wordLines(label: string, words: readonly string[] = []): Line[] {
  if (words.length === 0) return [];
  const lines = words.flatMap((word) => word.split('\n'));
  return [[`    ${label}:`], ...lines.map((line) => [`      ${line}`] as const)];
}

function containerStatusLines({ state, lastState, ready, restartCount }: ContainerStatus): Line[] {
  return [
    ...stateLines('State', state),
    ...(lastState === undefined ? [] : stateLines('Last State', lastState)),
    ['    Ready:', ready ? 'True' : 'False'],
    ['    Restart Count:', String(restartCount)],
  ];
}

function stateLines(label: string, state: ContainerState): Line[] {
  const title = `    ${label}:`;
  switch (state.type) {
    case 'running':
      return [
        [title, 'Running'],
        ['      Started:', sinceCreation(state.startedAtMs)],
      ];
    case 'waiting':
      return [[title, 'Waiting'], ...(state.reason === '' ? [] : [['      Reason:', state.reason] as const])];
    case 'terminated':
      return [
        [title, 'Terminated'],
        ...(state.reason === '' ? [] : [['      Reason:', state.reason] as const]),
        ...(state.message ? [['      Message:', state.message] as const] : []),
        ['      Exit Code:', String(state.exitCode)],
        ['      Started:', sinceCreation(state.startedAtMs)],
        ['      Finished:', sinceCreation(state.finishedAtMs)],
      ];
  }
}

function sinceCreation(ms: number | undefined): string {
  return ms === undefined ? 'unknown' : `${durationText(Math.max(0, ms))} after creation`;
}

function resourceLines({ limits = {}, requests = {} }: Resources, level: number): Line[] {
  const indent = '  '.repeat(level);
  const list = (label: string, amounts: Readonly<Record<string, string>>): Line[] => {
    const names = Object.keys(amounts).sort();
    if (names.length === 0) return [];
    return [[`${indent}${label}:`], ...names.map((name): Line => [`${indent}  ${name}:`, String(amounts[name])])];
  };
  return [...list('Limits', limits), ...list('Requests', requests)];
}

function probeLine(label: string, probe: Probe | undefined): Line[] {
  return probe === undefined ? [] : [[`    ${label}:`, describeProbe(probe)]];
}

/** Upstream: `DescribeProbe`. */
export function describeProbe(probe: Probe): string {
  const { initialDelaySeconds = 0, timeoutSeconds = 1, periodSeconds = 10 } = probe;
  const { successThreshold = 1, failureThreshold = 3 } = probe;
  const attributes = `delay=${initialDelaySeconds}s timeout=${timeoutSeconds}s period=${periodSeconds}s #success=${successThreshold} #failure=${failureThreshold}`;
  if (probe.exec !== undefined) return `exec [${(probe.exec.command ?? []).join(' ')}] ${attributes}`;
  if (probe.httpGet !== undefined) {
    const { scheme = 'HTTP', host = '', port, path = '/' } = probe.httpGet;
    const slash = path.startsWith('/') ? '' : '/';
    return `http-get ${scheme.toLowerCase()}://${host}:${port}${slash}${path} ${attributes}`;
  }
  if (probe.tcpSocket !== undefined) {
    return `tcp-socket ${probe.tcpSocket.host ?? ''}:${probe.tcpSocket.port} ${attributes}`;
  }
  if (probe.grpc !== undefined) return `grpc <pod>:${probe.grpc.port} ${probe.grpc.service ?? ''} ${attributes}`;
  return `unknown ${attributes}`;
}

function gateLines(gates: readonly { readonly conditionType: string }[], { conditions }: PodStatus): Line[] {
  if (gates.length === 0) return [];
  const statusOf = (type: string) => conditions.find((condition) => condition.type === type)?.status ?? '<none>';
  return [
    ['Readiness Gates:'],
    ['  Type', 'Status'],
    ...gates.map(({ conditionType }): Line => [`  ${conditionType} `, `${statusOf(conditionType)} `]),
  ];
}

function conditionLines({ conditions }: PodStatus): Line[] {
  if (conditions.length === 0) return [];
  const lines = conditions.map(({ type, status }): Line => [`  ${type} `, `${status} `]);
  return [['Conditions:'], ['  Type', 'Status'], ...lines];
}

function tolerationLines(tolerations: readonly Toleration[]): string[] {
  const keyOf = ({ key = '' }: Toleration) => key;
  return [...tolerations]
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0))
    .map(({ key = '', value = '', effect = '', operator, tolerationSeconds }) => {
      const what = `${key}${value === '' ? '' : `=${value}`}${effect === '' ? '' : `:${effect}`}`;
      const exists = operator === 'Exists' && value === '' ? `${what === '' ? '' : ' '}op=Exists` : '';
      return `${what}${exists}${tolerationSeconds === undefined ? '' : ` for ${tolerationSeconds}s`}`;
    });
}

function labelLines(labels: Readonly<Record<string, string>> = {}, between: string): string[] {
  return Object.keys(labels)
    .sort()
    .map((key) => `${key}${between}${labels[key]}`);
}

function multiline(title: string, values: readonly string[]): Line[] {
  if (values.length === 0) return [[title, '<none>']];
  return values.map((value, index) => [index === 0 ? title : '', value] as const);
}

function isCall(entry: TraceEntry, call: string): boolean {
  return entry.kind === 'api' && entry.call === call;
}

function durationText(ms: number): string {
  return formatGoDuration(Math.floor(ms / 1000) * 1000);
}

/** As Go's tabwriter sets two columns: neighbouring lines with two cells have theirs at the same place. */
function tabbed(lines: readonly Line[]): string {
  const text: string[] = [];
  let block: (readonly [string, string])[] = [];
  const flush = () => {
    const width = Math.max(...block.map(([first]) => first.length)) + 2;
    for (const [first, second] of block) text.push(`${first.padEnd(width)}${second}`.trimEnd());
    block = [];
  };
  for (const line of lines) {
    if (line.length === 2) block.push(line);
    else {
      if (block.length > 0) flush();
      text.push(line[0]);
    }
  }
  if (block.length > 0) flush();
  return text.join('\n');
}
