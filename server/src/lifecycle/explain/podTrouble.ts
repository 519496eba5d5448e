/** Why a pod is not ready, from its own trace. */

import { allOf, type Message, paragraph } from '../../base/message.ts';
import { isImageReason } from '../../kubernetes/componentWords.ts';
import { isTerminal } from '../apiserver/podObject.ts';
import { fieldsOf } from '../trace/causes.ts';
import { reasonOfRestart } from '../trace/restart.ts';
import { lastExitBefore } from '../trace/runs.ts';
import { isReady } from '../trace/statuses.ts';
import type { ContainerStatus, PodStatus, Trace, TraceEntry } from '../trace/trace.ts';
import { explain, explainCause } from './explain.ts';
import { troubleMessages as say } from './troubleMessages.ts';
import { words } from './words.ts';

export interface PodTrouble {
  readonly message: Message;
  /** Fields of the pod that have a say in it. */
  readonly fields: readonly string[];
}

/** Reasons that only say that things take their course. */
const underWay = new Set(['ContainerCreating', 'PodInitializing']);

/** What keeps the pod from being ready at a time of its life; undefined when it is ready, has ended or is not there. */
export function podTrouble(trace: Trace, atMs: number): PodTrouble | undefined {
  const seen = trace.entries.filter((entry) => entry.atMs <= atMs);
  const last = seen.findLast((entry) => entry.kind === 'status');
  if (last === undefined || isReady(last.status)) return undefined;
  const { status } = last;
  if (isTerminal(status.phase)) return undefined;
  const unscheduled = status.conditions.find(({ type, status: value }) => type === 'PodScheduled' && value === 'False');
  if (unscheduled !== undefined) {
    const { reason = '', message = '' } = unscheduled;
    return troubleOf(trace, last, say.noNode({ reason, message: words(message) }));
  }
  if (status.deletionAtMs !== undefined) return troubleOf(trace, last, say.doesNotGo());
  const unended = stillRunning(trace, status);
  if (unended !== undefined) return unended;
  const container = firstInTrouble(trace, status);
  if (container !== undefined) {
    const trouble = containerTrouble(trace, seen, last, container);
    if (trouble.fields.length > 0) return trouble;
    const path = pathOf(trace, container.name);
    const isAboutImage = container.state.type === 'waiting' && isImageReason(container.state.reason);
    return { ...trouble, fields: isAboutImage ? [`${path}.image`, `${path}.imagePullPolicy`] : [path] };
  }
  const gate = status.conditions.find(({ type, reason }) => type === 'Ready' && reason === 'ReadinessGatesNotReady');
  if (gate !== undefined) {
    return { message: say.gates({ message: words(gate.message ?? '') }), fields: ['spec.readinessGates'] };
  }
  return troubleOf(trace, last, explain(trace, last.seq));
}

/** One container has done its work, another one runs on: the pod of a Job does not end then. */
function stillRunning(trace: Trace, { containerStatuses }: PodStatus): PodTrouble | undefined {
  const ended = containerStatuses.filter(({ state }) => state.type === 'terminated' && state.exitCode === 0);
  const running = containerStatuses.filter(({ state }) => state.type === 'running');
  if (ended.length === 0 || ended.length + running.length < containerStatuses.length) return undefined;
  const names = (statuses: readonly ContainerStatus[]) => allOf(statuses.map(({ name }) => name));
  const message = running.length === 1 ? say.stillRuns : say.stillRun;
  return {
    message: message({ running: names(running), ended: names(ended) }),
    fields: running.map(({ name }) => pathOf(trace, name)),
  };
}

function firstInTrouble({ containers }: Trace, status: PodStatus): ContainerStatus | undefined {
  const init = status.initContainerStatuses.find(({ name, state, ready }) => {
    const isSidecar = containers.some((container) => container.name === name && container.type === 'sidecar');
    return isSidecar ? !ready : state.type !== 'terminated' || state.exitCode !== 0;
  });
  return init ?? status.containerStatuses.find(({ ready }) => !ready);
}

function containerTrouble(
  trace: Trace,
  seen: readonly TraceEntry[],
  status: TraceEntry,
  { name: container, state }: ContainerStatus,
): PodTrouble {
  const end = lastExitBefore(trace, container, status.seq + 1);
  if (state.type === 'terminated' && end !== undefined) return troubleOf(trace, end, explain(trace, end.seq));
  if (state.type === 'waiting' && !underWay.has(state.reason)) {
    const { reason, message } = state;
    const waits =
      message === undefined
        ? say.waits({ container, reason })
        : say.waitsWith({ container, reason, message: words(message) });
    const pull = isImageReason(reason) ? pullTrouble(seen, container) : [];
    if (pull.length > 0) return troubleOf(trace, status, paragraph([...pull, say.waits({ container, reason })]));
    if (end === undefined) return troubleOf(trace, status, waits);
    const why = reasonOfRestart(trace, end.seq) ?? end;
    return troubleOf(trace, why, paragraph([explainCause(trace, why.seq), waits]));
  }
  if (state.type === 'running') {
    const run = seen.findLast(
      (entry) => entry.kind === 'cri' && entry.call.op === 'start' && entry.call.container === container,
    );
    // What a probe said of the runs before is out of date.
    const failed = seen
      .slice(run?.seq)
      .findLast(
        (entry) => entry.kind === 'probe' && entry.probe.container === container && entry.probe.type !== 'liveness',
      );
    if (failed !== undefined) return troubleOf(trace, failed, explain(trace, failed.seq));
    return troubleOf(trace, status, say.notReady({ container }));
  }
  const warning = seen.findLast((entry) => entry.kind === 'event' && entry.event.type === 'Warning');
  if (warning !== undefined) return troubleOf(trace, warning, explainCause(trace, warning.seq));
  return troubleOf(trace, status, say.notRunning({ container }));
}

/** Why an image is not pulled: the Secrets that are missing, then what the registry said at the last attempt. */
function pullTrouble(seen: readonly TraceEntry[], container: string): Message[] {
  const pull = seen.findLast(
    (entry) => entry.kind === 'cri' && entry.call.op === 'pulled' && entry.call.container === container,
  );
  const error = pull?.kind === 'cri' ? pull.call.error : undefined;
  if (error === undefined) return [];
  const secret = seen.findLast(
    (entry) => entry.kind === 'event' && entry.event.reason === 'FailedToRetrieveImagePullSecret',
  );
  return [
    ...(secret?.kind === 'event' ? [say.noPullSecret({ message: words(secret.event.message) })] : []),
    // Before it comes to the point, containerd names the image in quotes, once or twice.
    say.pullFails({ container, error: words(error.split('": ').at(-1)!) }),
  ];
}

/** Where the container stands in the pod. */
function pathOf({ containers }: Trace, name: string): string {
  const isInit = (type: string) => type !== 'regular';
  const own = containers.find((container) => container.name === name)?.type ?? 'regular';
  const list = containers.filter(({ type }) => isInit(type) === isInit(own));
  const index = list.findIndex((container) => container.name === name);
  return `spec.${isInit(own) ? 'initContainers' : 'containers'}[${index}]`;
}

function troubleOf(trace: Trace, { seq }: TraceEntry, message: Message): PodTrouble {
  return { message, fields: fieldsOf(trace, seq) };
}
