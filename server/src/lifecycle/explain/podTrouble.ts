/** Why a pod is not ready, from its own trace. */

import { isTerminal } from '../apiserver/podObject.ts';
import { fieldsOf } from '../trace/causes.ts';
import type { ContainerStatus, PodStatus, Trace, TraceEntry } from '../trace/trace.ts';
import { explain } from './explain.ts';

export interface PodTrouble {
  /** One or two sentences. */
  readonly sentence: string;
  /** Fields of the pod that have a say in it. */
  readonly fields: readonly string[];
}

/** Reasons that only say that things take their course. */
const underWay = new Set(['ContainerCreating', 'PodInitializing']);

/** Reasons that have to do with the image. Upstream: `pkg/kubelet/images/types.go`. */
const imageReasons = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'ImageInspectError',
  'RegistryUnavailable',
]);

/** What keeps the pod from being ready at a time of its life; undefined when it is ready, has ended or is not there. */
export function podTrouble(trace: Trace, atMs: number): PodTrouble | undefined {
  const seen = trace.entries.filter((entry) => entry.atMs <= atMs);
  const last = seen.findLast((entry) => entry.kind === 'status');
  if (last === undefined || isTrue(last.status, 'Ready')) return undefined;
  const { status } = last;
  if (isTerminal(status.phase)) return undefined;
  const unscheduled = status.conditions.find(({ type, status: value }) => type === 'PodScheduled' && value === 'False');
  if (unscheduled !== undefined) {
    return troubleOf(trace, last, `It has no node (${unscheduled.reason}): ${unscheduled.message}`);
  }
  if (status.deletionAtMs !== undefined) return troubleOf(trace, last, 'It is being deleted and does not go.');
  const container = firstInTrouble(trace, status);
  if (container !== undefined) {
    const trouble = containerTrouble(trace, seen, last, container);
    if (trouble.fields.length > 0) return trouble;
    const path = pathOf(trace, container.name);
    const isAboutImage = container.state.type === 'waiting' && imageReasons.has(container.state.reason);
    return { ...trouble, fields: isAboutImage ? [`${path}.image`, `${path}.imagePullPolicy`] : [path] };
  }
  const gate = status.conditions.find(({ type, reason }) => type === 'Ready' && reason === 'ReadinessGatesNotReady');
  if (gate !== undefined) return { sentence: `${gate.message}.`, fields: ['spec.readinessGates'] };
  return troubleOf(trace, last, explain(trace, last.seq));
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
  { name, state }: ContainerStatus,
): PodTrouble {
  const end = seen.findLast(
    (entry) => entry.kind === 'cri' && entry.call.op === 'exited' && entry.call.container === name,
  );
  if (state.type === 'terminated' && end !== undefined) return troubleOf(trace, end, explain(trace, end.seq));
  if (state.type === 'waiting' && !underWay.has(state.reason)) {
    const message = state.message === undefined ? '' : ` (${state.message})`;
    const waits = `Container ${name} waits: ${state.reason}${message}.`;
    return end === undefined
      ? troubleOf(trace, status, waits)
      : troubleOf(trace, end, `${waits} ${explain(trace, end.seq)}`);
  }
  if (state.type === 'running') {
    const run = seen.findLast(
      (entry) => entry.kind === 'cri' && entry.call.op === 'start' && entry.call.container === name,
    );
    // What a probe said of the runs before is out of date.
    const failed = seen
      .slice(run?.seq)
      .findLast((entry) => entry.kind === 'probe' && entry.probe.container === name && entry.probe.type !== 'liveness');
    if (failed !== undefined) return troubleOf(trace, failed, explain(trace, failed.seq));
    return troubleOf(trace, status, `Container ${name} runs but is not ready.`);
  }
  const warning = seen.findLast((entry) => entry.kind === 'event' && entry.event.type === 'Warning');
  if (warning !== undefined) return troubleOf(trace, warning, explain(trace, warning.seq));
  return troubleOf(trace, status, `Container ${name} does not run yet.`);
}

/** Where the container stands in the pod. */
function pathOf({ containers }: Trace, name: string): string {
  const isInit = (type: string) => type !== 'regular';
  const own = containers.find((container) => container.name === name)?.type ?? 'regular';
  const list = containers.filter(({ type }) => isInit(type) === isInit(own));
  const index = list.findIndex((container) => container.name === name);
  return `spec.${isInit(own) ? 'initContainers' : 'containers'}[${index}]`;
}

function troubleOf(trace: Trace, { seq }: TraceEntry, sentence: string): PodTrouble {
  return { sentence, fields: fieldsOf(trace, seq) };
}

function isTrue({ conditions }: PodStatus, condition: string): boolean {
  return conditions.some(({ type, status }) => type === condition && status === 'True');
}
