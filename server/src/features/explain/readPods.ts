/** Pods out of what kubectl prints: `get -o yaml` or `-o json`, a list of them, or `describe`. */
import { defaultPod } from '../../kubernetes/defaults.ts';
import type {
  ContainerState,
  ContainerStatus,
  PodCondition,
  PodStatus,
  TerminatedState,
} from '../../lifecycle/trace/trace.ts';
import { parseManifest } from '../../manifest/file.ts';
import type { ManifestObject } from '../../manifest/object.ts';
import { plainPod } from '../../manifest/plainPod.ts';
import { workloadOf } from '../../manifest/workload.ts';
import { describedObjects, isDescription } from './describedPods.ts';
import { type Json, list, record, text, timeMs, wholeNumber } from './json.ts';
import type { ObservedEvent, ObservedPod } from './observedPod.ts';

export interface PodsRead {
  readonly pods: readonly ObservedPod[];
  /** Pods without a status: manifests, which nobody has run yet. */
  readonly withoutStatus: readonly string[];
}

/** In the order of the text; none where there is no pod in it. Never throws. @param nowMs since 1970 */
export function readPods(source: string, nowMs: number): PodsRead {
  const isDescribed = isDescription(source);
  const manifests = isDescribed ? JSON.stringify(describedObjects(source, nowMs)) : source;
  const objects = parseManifest(manifests).documents.flatMap(({ content }) => content.objects);
  const events = objects.filter(({ kind }) => kind === 'Event').map(({ root }) => record(root.value));
  const pods: ObservedPod[] = [];
  const withoutStatus: string[] = [];
  for (const object of objects.filter(({ kind, apiVersion }) => kind === 'Pod' && apiVersion === 'v1')) {
    const pod = observed(object, events, { nowMs, isDescribed });
    if (pod !== undefined) pods.push(pod);
    else withoutStatus.push(object.name ?? '');
  }
  return { pods, withoutStatus };
}

function observed(
  object: ManifestObject,
  events: readonly Json[],
  { nowMs, isDescribed }: { readonly nowMs: number; readonly isDescribed: boolean },
): ObservedPod | undefined {
  const workload = workloadOf(object);
  const status = record(object.root.get('status').value);
  if (workload === undefined || text(status.phase) === undefined) return undefined;
  const metadata = record(object.root.get('metadata').value);
  const createdMs = timeMs(metadata.creationTimestamp) ?? timeMs(status.startTime) ?? 0;
  const since = (value: unknown) => {
    const ms = timeMs(value);
    return ms === undefined ? undefined : ms - createdMs;
  };
  const name = object.name ?? '';
  const namespace = object.namespace ?? 'default';
  const conditions = list(status.conditions).map(record);
  const read = readStatus(status, since);
  const deletedMs = since(metadata.deletionTimestamp);
  const graceSeconds = wholeNumber(metadata.deletionGracePeriodSeconds);
  const graceMs = (graceSeconds ?? 0) * 1000;
  const changedAtMs = new Map<string, number>();
  for (const condition of conditions) {
    const [type, atMs] = [text(condition.type), since(condition.lastTransitionTime)];
    if (type !== undefined && atMs !== undefined) changedAtMs.set(type, atMs);
  }
  return {
    name,
    namespace,
    pod: defaultPod(plainPod(workload)),
    // The deletion timestamp is when the grace is over; the engine's is when it began.
    status: deletedMs === undefined ? read : { ...read, deletionAtMs: deletedMs - graceMs },
    changedAtMs,
    nowMs: Math.max(nowMs - createdMs, latestMoment(read, changedAtMs)),
    ...(deletedMs === undefined ? {} : { deletion: { graceMs, endsAtMs: deletedMs } }),
    finalizers: list(metadata.finalizers).flatMap((finalizer) => text(finalizer) ?? []),
    events: events.flatMap((event) => eventAbout(event, name, namespace) ?? []),
    isDescribed,
  };
}

/** Clocks differ: what has happened is not in the future. */
function latestMoment({ containerStatuses, initContainerStatuses }: PodStatus, changed: ReadonlyMap<string, number>) {
  const states = [...initContainerStatuses, ...containerStatuses].map(({ state }) => state);
  const moments = states.map((state) => {
    if (state.type === 'running') return state.startedAtMs;
    return state.type === 'terminated' ? (state.finishedAtMs ?? 0) : 0;
  });
  return Math.max(0, ...moments, ...changed.values());
}

type Since = (value: unknown) => number | undefined;

function readStatus(status: Json, since: Since): PodStatus {
  const reason = text(status.reason);
  const message = text(status.message);
  return {
    phase: (text(status.phase) ?? 'Unknown') as PodStatus['phase'],
    ...(reason ? { reason } : {}),
    ...(message ? { message } : {}),
    conditions: list(status.conditions).flatMap((condition) => readCondition(record(condition)) ?? []),
    initContainerStatuses: list(status.initContainerStatuses).map((each) => readContainer(record(each), since)),
    containerStatuses: list(status.containerStatuses).map((each) => readContainer(record(each), since)),
  };
}

function readCondition({ type, status, reason, message }: Json): PodCondition | undefined {
  const [name, value, why, words] = [text(type), text(status), text(reason), text(message)];
  if (name === undefined || (value !== 'True' && value !== 'False' && value !== 'Unknown')) return undefined;
  return { type: name, status: value, ...(why ? { reason: why } : {}), ...(words ? { message: words } : {}) };
}

function readContainer(status: Json, since: Since): ContainerStatus {
  const last = readState(record(status.lastState), since);
  return {
    name: text(status.name) ?? '',
    state: readState(record(status.state), since),
    ...(last.type === 'terminated' ? { lastState: last } : {}),
    restartCount: wholeNumber(status.restartCount) ?? 0,
    ready: status.ready === true,
    started: status.started === true,
  };
}

/** A container of which nothing is said waits. Upstream: `ContainerState` in `core/v1/types.go`. */
function readState({ waiting, running, terminated }: Json, since: Since): ContainerState {
  if (typeof running === 'object' && running !== null)
    return { type: 'running', startedAtMs: since(record(running).startedAt) ?? 0 };
  if (typeof terminated === 'object' && terminated !== null) return readTermination(record(terminated), since);
  const { reason, message } = record(waiting);
  const words = text(message);
  return { type: 'waiting', reason: text(reason) ?? '', ...(words ? { message: words } : {}) };
}

function readTermination({ exitCode, reason, message, startedAt, finishedAt }: Json, since: Since): TerminatedState {
  const [startedAtMs, finishedAtMs, words] = [since(startedAt), since(finishedAt), text(message)];
  return {
    type: 'terminated',
    exitCode: wholeNumber(exitCode) ?? 0,
    reason: text(reason) ?? '',
    ...(words ? { message: words } : {}),
    ...(startedAtMs === undefined ? {} : { startedAtMs }),
    ...(finishedAtMs === undefined ? {} : { finishedAtMs }),
  };
}

function eventAbout(event: Json, name: string, namespace: string): ObservedEvent | undefined {
  const about = record(event.involvedObject ?? event.regarding);
  if (text(about.name) !== name || (text(about.namespace) ?? 'default') !== namespace) return undefined;
  const container = /^spec\.\w+\{(.+)\}$/.exec(text(about.fieldPath) ?? '')?.[1];
  return {
    type: text(event.type) ?? '',
    reason: text(event.reason) ?? '',
    message: text(event.message) ?? text(event.note) ?? '',
    ...(container === undefined ? {} : { container }),
  };
}
