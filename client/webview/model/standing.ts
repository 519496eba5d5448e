/** How a pod stands at a moment, in more than a row. */
import { duration, type Message, verbatim } from '../../../server/src/base/message.ts';
import { containerStatuses, statusEntryAt } from '../../../server/src/lifecycle/trace/statuses.ts';
import type { ContainerStatus, PodCondition, Trace } from '../../../server/src/lifecycle/trace/trace.ts';
import { standingMessages as say } from './standingMessages.ts';

export interface Standing {
  readonly conditions: readonly PodCondition[];
  readonly containers: readonly { readonly name: string; readonly state: Message }[];
}

/** Undefined while there is no status yet, and once the pod is gone. */
export function standingAt(trace: Trace, timeMs: number): Standing | undefined {
  const isGone = trace.entries.some(
    (entry) => entry.kind === 'api' && entry.call === 'removed' && entry.atMs <= timeMs,
  );
  const status = statusEntryAt(trace, timeMs)?.status;
  if (isGone || status === undefined) return undefined;
  return {
    conditions: status.conditions,
    containers: containerStatuses(status).map((container) => ({
      name: container.name,
      state: stateOf(trace, container, timeMs),
    })),
  };
}

function stateOf(trace: Trace, { name, state }: ContainerStatus, timeMs: number): Message {
  switch (state.type) {
    case 'running':
      return say.running({ length: duration(Math.max(0, timeMs - state.startedAtMs)) });
    case 'terminated':
      return say.terminated({ reason: verbatim(state.reason), code: state.exitCode });
    case 'waiting': {
      const reason = verbatim(state.reason);
      const left = state.reason.endsWith('BackOff') ? backOffLeftMs(trace, name, timeMs) : undefined;
      return left === undefined ? say.waiting({ reason }) : say.waitingFor({ reason, left: duration(left) });
    }
  }
}

/** How long it waits from now on until it is tried again; undefined where that is not simulated any more. */
function backOffLeftMs({ entries }: Trace, container: string, timeMs: number): number | undefined {
  const next = entries.find(
    (entry) =>
      entry.atMs > timeMs &&
      entry.kind === 'cri' &&
      entry.call.container === container &&
      (entry.call.op === 'pull' || entry.call.op === 'create' || entry.call.op === 'start'),
  );
  return next === undefined ? undefined : next.atMs - timeMs;
}
