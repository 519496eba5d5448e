import { failedAttemptsBehind } from '../trace/failedAttempts.ts';
import { conditionStatus, containerStatus } from '../trace/statuses.ts';
import type {
  ContainerState,
  ContainerStatus,
  EntryOf,
  KubernetesEvent,
  PodStatus,
  ProbeExecution,
  Trace,
} from '../trace/trace.ts';
import { counted, ended, list, momentsText, ordinal, quoted, secondsText } from './sentences.ts';
import { explainWorldFact } from './worldFact.ts';

/** What an entry of the trace means and why it came about, in one or two sentences with the numbers. */
export function explain(trace: Trace, seq: number): string {
  const entry = trace.entries[seq];
  if (entry === undefined) return '';
  switch (entry.kind) {
    case 'api':
      return explainApi(entry, trace);
    case 'probe':
      return explainProbe(entry.probe);
    case 'hook':
      return explainHook(entry);
    case 'cri':
      return explainCall(entry, trace);
    case 'event':
      return explainEvent(entry, trace);
    case 'status':
      return explainStatus(entry, trace);
    case 'endpoint':
      return explainEndpoint(entry, trace);
    case 'world':
      return explainWorldFact(entry.fact);
  }
}

function explainApi(entry: EntryOf<'api'>, trace: Trace): string {
  switch (entry.call) {
    case 'created':
      return `Pod ${trace.pod} is created.`;
    case 'bound':
      return entry.source === 'scheduler'
        ? `The scheduler has found a node for the pod${entry.node === undefined ? '' : `: ${entry.node}`}.`
        : `The pod names its node, ${entry.node}, and passes the scheduler by.`;
    case 'deleted':
      return entry.gracePeriodSeconds === 0
        ? 'The pod is deleted by force: its object goes at once, the node still stops the containers.'
        : `The pod is deleted; its containers get ${counted(entry.gracePeriodSeconds ?? 0, 'second')} to end.`;
    case 'removed':
      return 'The pod is gone from the API server.';
  }
}

function explainProbe(probe: ProbeExecution): string {
  const { container, type, output, inARow, threshold, trouble } = probe;
  const name = `The ${type} probe of ${container}`;
  if (probe.result === 'unknown') {
    return `${name} could not be run (attempt ${inARow} of ${threshold})${quoted(output)}. Such a result counts neither as success nor as failure.`;
  }
  if (probe.result === 'success') {
    const progress = inARow < threshold ? `, ${inARow} of ${threshold} in a row` : '';
    const but = probe.warning === true ? `, but was sent somewhere else and did not follow${quoted(output)}` : '';
    return `${name} succeeded${progress}${but}.`;
  }
  const how = trouble === 'timeout' ? ' by timeout' : trouble === 'containerDied' ? ' because the container ended' : '';
  const progress =
    inARow < threshold
      ? `${inARow} of ${threshold} in a row (failureThreshold ${threshold})`
      : inARow === threshold
        ? `the ${ordinal(threshold)} in a row, which is failureThreshold`
        : `${inARow} in a row, more than failureThreshold ${threshold}`;
  return `${name} failed${how}, ${progress}${quoted(output)}.`;
}

function explainHook({ hook }: EntryOf<'hook'>): string {
  const { type, container, result, tookMs, trouble } = hook;
  if (result === undefined) return `The ${type} hook of ${container} begins.`;
  if (trouble === 'containerDied')
    return `The ${type} hook of ${container} ended with the container after ${secondsText(tookMs)}.`;
  return `The ${type} hook of ${container} ${result === 'success' ? 'is done' : 'failed'} after ${secondsText(tookMs)}.`;
}

function explainCall({ call }: EntryOf<'cri'>, trace: Trace): string {
  const { op, container = '', image, instance = 0, error, exitCode, reason, timeoutSeconds, tookMs = 0 } = call;
  switch (op) {
    case 'runSandbox':
      return "The pod's sandbox is made: its network and its IP address.";
    case 'stopSandbox':
      return "The pod's sandbox is torn down.";
    case 'pull':
      return `The image ${image} of ${container} is being pulled.`;
    case 'pulled':
      return error === undefined
        ? `The image ${image} of ${container} is there after ${secondsText(tookMs)}.`
        : `The image ${image} of ${container} could not be pulled: ${error}.`;
    case 'create':
      if (error !== undefined) return `${container} could not be created: ${error}.`;
      return instance === 0
        ? `${container} is created.`
        : `${container} is created anew, for its ${ordinal(instance + 1)} run.`;
    case 'start':
      return error === undefined ? `${container} is started.` : `${container} could not be started: ${error}.`;
    case 'stop':
      return `${container} gets SIGTERM, and SIGKILL ${counted(timeoutSeconds ?? 0, 'second')} later if it still runs.`;
    case 'exited':
      return `${container} has ended with exit code ${exitCode}${reason === undefined ? '' : ` (${reason})`}${ranFor(trace, container, instance, call)}.`;
    case 'remove':
      return `The dead container of ${container}'s ${ordinal(instance + 1)} run is removed; the kubelet keeps one.`;
  }
}

function ranFor(trace: Trace, container: string, instance: number, exited: object): string {
  const find = (op: string) =>
    trace.entries.find(
      (entry) =>
        entry.kind === 'cri' &&
        entry.call.op === op &&
        entry.call.container === container &&
        entry.call.instance === instance &&
        (op !== 'exited' || entry.call === exited),
    );
  const start = find('start');
  const end = find('exited');
  return start === undefined || end === undefined ? '' : ` after ${secondsText(end.atMs - start.atMs)}`;
}

function explainEvent(entry: EntryOf<'event'>, trace: Trace): string {
  const { reason, message, from } = entry.event;
  const container = /\{(.*)\}/.exec(entry.event.field ?? '')?.[1] ?? '';
  const swallowed = droppedText(entry.event.dropped);
  switch (reason) {
    case 'Killing': {
      const failed = failedProbe(trace, entry.seq);
      if (failed === undefined) return `${container} is being stopped.${swallowed}`;
      const fate = message.includes('will be restarted') || message.startsWith('Init') ? 'restarted' : 'stopped';
      return `${container} is ${fate} because ${failed}${swallowed}`;
    }
    case 'BackOff':
      if (message.startsWith('Back-off pulling')) {
        return `The image of ${container} is not tried again yet: after each failed pull the kubelet waits twice as long, from 10 s up to 5 min.${swallowed}`;
      }
      return `${container} is not started again yet: ${waitOf(trace, entry, container)}. The kubelet looks again every 10 to 15 s.${swallowed}`;
    case 'FailedScheduling':
      return `No node takes the pod: ${ended(message)}${swallowed}`;
    default:
      return `${from} reports ${reason}: ${ended(message.trim())}${swallowed}`;
  }
}

function droppedText(dropped: KubernetesEvent['dropped']): string {
  switch (dropped) {
    case 'spamFilter':
      return " The client's spam filter keeps this one from the API server: too many events in a short time.";
    case 'noConnection':
      return ' The node cannot tell the API server of it.';
    case 'series':
      return ' The scheduler only counts this one; the API server hears of it every 30 minutes.';
    default:
      return '';
  }
}

/** "back-off 40s, counted from the end of its last run at 60 s" */
function waitOf(trace: Trace, entry: EntryOf<'event'>, container: string): string {
  const exit = trace.entries
    .slice(0, entry.seq)
    .findLast((other) => other.kind === 'cri' && other.call.op === 'exited' && other.call.container === container);
  const from = exit === undefined ? '' : `, counted from the end of its last run at ${secondsText(exit.atMs)}`;
  for (const later of trace.entries.slice(exit?.seq ?? entry.seq)) {
    if (later.kind !== 'status') continue;
    const text = containerStatus(later.status, container)?.state;
    const length = text?.type === 'waiting' ? /^back-off (\S+) restarting/.exec(text.message ?? '')?.[1] : undefined;
    if (length !== undefined) return `the back-off is ${length}${from}`;
  }
  return `the back-off is not over${from}`;
}

/** "3 liveness attempts in a row failed (8, 11 and 14 s; …): HTTP 404" */
function failedProbe(trace: Trace, seq: number): string | undefined {
  const failed = failedAttemptsBehind(trace, seq);
  if (failed === undefined) return undefined;
  const { probe, atMs } = failed;
  const settings = [`failureThreshold ${probe.threshold}`];
  if (probe.periodSeconds !== undefined) settings.push(`periodSeconds ${probe.periodSeconds}`);
  const attempts =
    atMs.length === 1 ? `one ${probe.type} attempt failed` : `${atMs.length} ${probe.type} attempts in a row failed`;
  return `${attempts} (${momentsText(atMs)}; ${settings.join(', ')})${quoted(probe.output)}.`;
}

function explainStatus(entry: EntryOf<'status'>, trace: Trace): string {
  const before = trace.entries.slice(0, entry.seq).findLast((other) => other.kind === 'status');
  const parts = before?.kind === 'status' ? differences(before.status, entry.status) : [`phase ${entry.status.phase}`];
  const what = parts.length === 0 ? 'Nothing that can be seen has changed' : `From now on the API shows ${list(parts)}`;
  const failed = failedProbe(trace, entry.seq);
  const why = failed === undefined || parts.length === 0 ? '.' : `, because ${failed}`;
  return `${what}${why}`;
}

function differences(before: PodStatus, after: PodStatus): string[] {
  const parts: string[] = [];
  if (after.deletionAtMs !== undefined && before.deletionAtMs === undefined) parts.push('the pod as terminating');
  if (before.phase !== after.phase) parts.push(`phase ${after.phase}`);
  for (const list of ['initContainerStatuses', 'containerStatuses'] as const) {
    for (const container of after[list]) {
      const old = before[list].find(({ name }) => name === container.name);
      parts.push(...containerDifferences(old, container));
    }
  }
  const readyBefore = conditionStatus(before, 'Ready');
  const readyAfter = conditionStatus(after, 'Ready');
  if (readyBefore !== readyAfter && readyAfter !== undefined) {
    parts.push(readyAfter === 'True' ? 'the pod as ready' : 'the pod as not ready');
  }
  if (conditionStatus(before, 'PodScheduled') !== conditionStatus(after, 'PodScheduled')) {
    parts.push(
      conditionStatus(after, 'PodScheduled') === 'True' ? 'the pod as scheduled' : 'the pod as not schedulable',
    );
  }
  return parts;
}

function containerDifferences(before: ContainerStatus | undefined, after: ContainerStatus): string[] {
  const { name } = after;
  const parts: string[] = [];
  const state = stateText(after.state);
  if (before === undefined || stateText(before.state) !== state) parts.push(`${name} ${state}`);
  else if (before.restartCount !== after.restartCount) parts.push(`${name} ${state} again`);
  if (before !== undefined && before.restartCount !== after.restartCount) {
    parts.push(counted(after.restartCount, 'restart'));
  }
  if (before !== undefined && before.started !== after.started && after.started && after.state.type === 'running') {
    if (before.state.type === 'running') parts.push(`${name} as started`);
  }
  if (before !== undefined && before.ready !== after.ready)
    parts.push(`${name} as ${after.ready ? 'ready' : 'not ready'}`);
  return parts;
}

function stateText(state: ContainerState): string {
  switch (state.type) {
    case 'running':
      return 'running';
    case 'waiting':
      return `waiting (${state.reason})`;
    case 'terminated':
      return `ended (${state.reason}, exit code ${state.exitCode})`;
  }
}

function explainEndpoint({ seq, endpoint }: EntryOf<'endpoint'>, trace: Trace): string {
  if (endpoint === null) return "The pod leaves its Services' endpoints.";
  const failed = failedProbe(trace, seq);
  const because = failed === undefined ? '.' : `, because ${failed}`;
  if (endpoint.ready && (endpoint.terminating || !endpoint.serving)) {
    return `Services send traffic to the pod although it is ${endpoint.terminating ? 'terminating' : 'not ready'}: publishNotReadyAddresses is set.`;
  }
  if (endpoint.terminating) {
    return endpoint.serving
      ? 'Services send no new connections to the pod any more, because it is terminating; it still serves.'
      : 'The pod is terminating and no longer serves.';
  }
  return endpoint.ready
    ? 'Services send traffic to the pod from now on.'
    : `The pod is in its Services' endpoints but not ready: they send it no traffic${because}`;
}
