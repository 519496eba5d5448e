/** Causes in words. */
import { duration, listed, type Message, paragraph } from '../../base/message.ts';
import { words } from '../../lifecycle/explain/words.ts';
import { containerStatuses } from '../../lifecycle/trace/statuses.ts';
import type { ContainerStatus } from '../../lifecycle/trace/trace.ts';
import { endOf, type RunEnd } from './endOfRun.ts';
import { explainPodMessages as say } from './messages.ts';
import { containerSpec, type ObservedPod } from './observedPod.ts';
import type { Cause } from './podCauses.ts';

export function causeMessage(cause: Cause, observed: ObservedPod): Message {
  const { container } = cause;
  const status = containerStatuses(observed.status).find(({ name }) => name === container);
  if (container !== undefined && status !== undefined) return ofContainer(cause, status, observed);
  return ofPod(cause, observed);
}

function ofPod({ kind }: Cause, observed: ObservedPod): Message {
  const { pod, status } = observed;
  switch (kind) {
    case 'ready':
      return ready(observed);
    case 'succeeded':
      return say.succeeded();
    case 'failedByReason': {
      const { reason, message } = status;
      if (reason === undefined) return say.failed();
      return message === undefined
        ? say.failedByReason({ reason })
        : say.failedWith({ reason, message: words(message) });
    }
    case 'gated':
      return say.gated({ gates: listed((pod.spec.schedulingGates ?? []).map(({ name }) => name)) });
    case 'unscheduled': {
      const condition = status.conditions.find(({ type }) => type === 'PodScheduled');
      if (condition === undefined) return say.notLookedAt();
      return condition.message === undefined
        ? say.unscheduled()
        : say.unscheduledWith({ message: words(condition.message) });
    }
    case 'terminating':
      return terminating(observed);
    case 'waitsForKubelet':
      return say.waitsForKubelet();
    case 'nodeSilent':
      return say.nodeSilent();
    case 'readinessGates': {
      const isOpen = (wanted: string) =>
        status.conditions.some(({ type, status: is }) => type === wanted && is === 'True');
      const gates = (pod.spec.readinessGates ?? []).map(({ conditionType }) => conditionType);
      return say.readinessGates({ gates: listed(gates.filter((gate) => !isOpen(gate))) });
    }
    default:
      return say.podNotReady();
  }
}

function ready({ status, nowMs }: ObservedPod): Message {
  const restarted = containerStatuses(status)
    .filter(({ lastState, restartCount }) => restartCount > 0 && lastState?.finishedAtMs !== undefined)
    .toSorted((a, b) => b.lastState!.finishedAtMs! - a.lastState!.finishedAtMs!)[0];
  if (restarted === undefined) return say.ready();
  const { name, restartCount, lastState } = restarted;
  return say.readyAfter({ container: name, count: restartCount, ago: ago(nowMs - lastState!.finishedAtMs!) });
}

function terminating({ deletion, nowMs, status, finalizers }: ObservedPod): Message {
  const { graceMs = 0, endsAtMs = nowMs } = deletion ?? {};
  const runs = containerStatuses(status).some(({ state }) => state.type === 'running');
  if (!runs && finalizers.length > 0) return say.terminatingFinalizers({ finalizers: listed(finalizers) });
  const grace = duration(graceMs);
  return nowMs > endsAtMs + lateMs
    ? say.terminatingLate({ grace, ago: ago(nowMs - endsAtMs) })
    : say.terminating({ grace, ago: ago(nowMs - (endsAtMs - graceMs)) });
}

/** The kubelet adds two seconds and more to a grace. */
const lateMs = 15_000;

function ofContainer({ kind, end }: Cause, status: ContainerStatus, observed: ObservedPod): Message {
  const { name: container, state, restartCount } = status;
  const { pod, nowMs } = observed;
  const spec = containerSpec(pod, container);
  if (end !== undefined) return endMessage(end, container, observed);
  const { reason = '', message: text } = state.type === 'running' ? {} : state;
  const message = words(text ?? reason);
  const since = duration(state.type === 'running' ? whole(nowMs - state.startedAtMs) : 0);
  switch (kind) {
    case 'creating':
      return isPrepared(observed) ? say.creating({ container }) : say.preparing({ container });
    case 'imagePull': {
      const image = spec?.image ?? '';
      return text === undefined
        ? say.imagePull({ image, container, reason })
        : say.imagePullWith({ image, container, message });
    }
    case 'config':
    case 'create':
    case 'start':
    case 'preStart':
      return say[kind]({ container, message });
    case 'postStart':
      return text === undefined
        ? say.postStart({ container })
        : paragraph([say.postStart({ container }), say.lastWords({ message })]);
    case 'restartAll':
      return say.restartAll({ container });
    case 'runs':
      return say.runs({ container, since });
    case 'startup': {
      if (restartCount === 0) return say.startup({ container, since });
      const again = say.startupAgain({ container, since, count: restartCount });
      const before = status.lastState && endOf(status.lastState, { ...observed, podEnds: false }, container);
      return before === undefined ? again : paragraph([again, sentence(before, container, observed)]);
    }
    case 'readiness': {
      const lostMs = readinessLostMs(status, observed);
      return lostMs === undefined
        ? say.readiness({ container, since })
        : say.readinessLost({ container, ago: ago(nowMs - lostMs) });
    }
    case 'waits':
      return reason === '' ? say.waitsUnknown({ container }) : say.waits({ container, reason });
    default:
      return say.notReady({ container });
  }
}

/** When a container of the pod lost its readiness after it had had it; known of a pod with a single one. */
export function readinessLostMs({ state }: ContainerStatus, { pod, changedAtMs }: ObservedPod): number | undefined {
  const changedMs = changedAtMs.get('ContainersReady');
  if (changedMs === undefined || state.type !== 'running' || pod.spec.containers.length > 1) return undefined;
  // Before the start it was lost by the restart.
  return changedMs > state.startedAtMs + 1_000 ? changedMs : undefined;
}

/** Whether the sandbox is there; only newer kubelets say so. */
function isPrepared({ status: { conditions } }: ObservedPod): boolean {
  return !conditions.some(({ type, status }) => type === 'PodReadyToStartContainers' && status === 'False');
}

function endMessage(end: RunEnd, container: string, observed: ObservedPod): Message {
  const code = end.state.exitCode;
  const said = [sentence(end, container, observed), ...signalOf(end)];
  const { message } = end.state;
  return paragraph([
    ...said,
    ...(message === undefined ? [] : [say.lastWords({ message: words(message) })]),
    ...(end.isCertain ? [] : [say.likely({ code })]),
  ]);
}

function sentence({ by, state, ranMs }: RunEnd, container: string, { pod }: ObservedPod): Message {
  const spec = containerSpec(pod, container);
  const code = state.exitCode;
  const ran = duration(whole(ranMs ?? 0));
  switch (by) {
    case 'exits':
      return ranMs === undefined ? say.exits({ container, code }) : say.exitsAfter({ container, code, ran });
    case 'completes':
      return ranMs === undefined ? say.completes({ container }) : say.completesAfter({ container, ran });
    case 'outOfMemory': {
      const limit = spec?.resources?.limits?.memory;
      return limit === undefined ? say.outOfMemory({ container }) : say.outOfMemoryLimit({ container, limit });
    }
    case 'startupKill':
      return ranMs === undefined ? say.startupKill({ container }) : say.startupKillAfter({ container, ran });
    case 'livenessKill': {
      const count = spec?.livenessProbe?.failureThreshold ?? 3;
      return ranMs === undefined
        ? say.livenessKill({ container, count })
        : say.livenessKillAfter({ container, count, ran });
    }
    case 'start':
      return say.start({ container, message: words(state.message ?? state.reason) });
    case 'postStart':
      return say.postStart({ container });
    case 'restartAll':
      return say.restartAll({ container });
    case 'stopped':
      return say.stopped({ container });
    case 'lost':
      return say.lost({ container });
  }
}

/** Signals by the exit code that stands for them: 128 and their number. */
const crashes: Readonly<Record<number, string>> = {
  132: 'SIGILL',
  134: 'SIGABRT',
  135: 'SIGBUS',
  136: 'SIGFPE',
  139: 'SIGSEGV',
};

function signalOf({ by, state: { exitCode: code } }: RunEnd): Message[] {
  if (by !== 'exits') return [];
  if (code === 127) return [say.notFound()];
  if (code === 126) return [say.notExecutable()];
  if (code === 137) return [say.signal({ code, signal: 'SIGKILL' }), say.nodeMemory()];
  if (code === 143) return [say.signal({ code, signal: 'SIGTERM' })];
  const signal = crashes[code];
  return signal === undefined ? [] : [say.crash({ code, signal })];
}

function ago(ms: number) {
  return duration(whole(ms));
}

/** Times of the API are whole seconds. */
function whole(ms: number): number {
  return Math.max(0, Math.round(ms / 1000) * 1000);
}
