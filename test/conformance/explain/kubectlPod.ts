/** A pod of a recorded timeline as `kubectl get pod -o json` would print it at one of its statuses. */
import type { RecordedEntry, RecordedTimeline } from '../kubelet/recording.ts';
import { podOf } from '../kubelet/replay.ts';

export const createdAtMs = Date.parse('2026-01-02T03:04:05Z');
/** The recorder's clock stood at a whole second when the kubelet had last looked at its containers before the pod came. */
type Clock = (seconds: number) => string;

interface RecordedContainer {
  readonly name: string;
  readonly state: string;
  readonly last?: string;
  readonly message?: string;
  readonly restarts: number;
  readonly ready: boolean;
  readonly started: boolean;
  readonly startedAt?: number;
  readonly finishedAt?: number;
}

/** @param index of the status among the timeline's entries */
export function kubectlPod(
  { case: recorded, params }: RecordedTimeline,
  timeline: readonly RecordedEntry[],
  index: number,
): object {
  const { metadata, spec } = podOf(recorded);
  const status = timeline[index]!;
  const before = timeline.slice(0, index + 1);
  const deletion = before.find(({ kind, op }) => kind === 'api' && op === 'delete');
  const grace = Number(deletion?.timeout ?? 0);
  const time: Clock = (seconds) => apiTime(seconds + params.plegPhase);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...metadata,
      creationTimestamp: time(0),
      ...(status.deleting === true && deletion !== undefined
        ? { deletionTimestamp: time(deletion.t + grace), deletionGracePeriodSeconds: grace }
        : {}),
    },
    spec,
    status: {
      phase: status.phase,
      ...(status.podReason === undefined ? {} : { reason: status.podReason }),
      ...(status.message === undefined ? {} : { message: status.message }),
      conditions: (status.conditions as readonly string[]).map((each) => condition(each)),
      containerStatuses: ((status.containers ?? []) as readonly RecordedContainer[]).map((one) =>
        container(one, before, time),
      ),
      initContainerStatuses: ((status.inits ?? []) as readonly RecordedContainer[]).map((one) =>
        container(one, before, time),
      ),
    },
  };
}

function condition(text: string): object {
  const [, type, value, reason] = /^([^=]+)=(\w+)(?: (.*))?$/.exec(text)!;
  return { type, status: value, ...(reason === undefined ? {} : { reason }), lastTransitionTime: null };
}

function container(one: RecordedContainer, before: readonly RecordedEntry[], time: Clock): object {
  return {
    name: one.name,
    image: 'registry.example/image:1',
    state: stateOf(time, one.state, one.message, one.startedAt, one.finishedAt),
    lastState: one.last === undefined ? {} : lastStateOf(one, before, time),
    restartCount: one.restarts,
    ready: one.ready,
    started: one.started,
  };
}

function stateOf(
  time: Clock,
  state: string,
  message: string | undefined,
  startedAt?: number,
  finishedAt?: number,
): object {
  const [type, code, ...reason] = state.split(':');
  const words = message === undefined ? {} : { message };
  if (type === 'Running') return { running: { startedAt: time(startedAt ?? 0) } };
  if (type === 'Waiting') return { waiting: { reason: code, ...words } };
  return {
    terminated: {
      exitCode: Number(code),
      reason: reason.join(':'),
      ...words,
      startedAt: startedAt === undefined ? null : time(startedAt),
      finishedAt: finishedAt === undefined ? null : time(finishedAt),
    },
  };
}

/** `Terminated:1:Error@12.3`; when that run began is known from the call that started it. */
function lastStateOf({ name, last = '' }: RecordedContainer, before: readonly RecordedEntry[], time: Clock): object {
  const [state, at] = last.split('@');
  const finishedAt = at === undefined ? undefined : Number(at);
  const start = before.findLast(
    ({ kind, op, container: own, t, error }) =>
      kind === 'cri' && op === 'start' && own === name && error === undefined && t <= (finishedAt ?? 0) + 1,
  );
  return stateOf(time, state!, undefined, start?.t, finishedAt);
}

/** The API cuts times to whole seconds. */
function apiTime(seconds: number): string {
  // Recorded times are cut to two decimals.
  return new Date(createdAtMs + Math.floor(seconds + 0.01) * 1000).toISOString().replace('.000', '');
}
