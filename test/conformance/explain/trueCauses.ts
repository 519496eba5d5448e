/**
 * Why a recorded pod was as it was: not from its status, but from what the kubelet and the scripted runtime were recorded
 * to do before it: attempts of probes, hooks, pulls, starts, stops and exits.
 */
import type { CauseKind } from '../../../server/src/features/explain/podCauses.ts';
import type { Container } from '../../../server/src/kubernetes/pod.ts';
import { isSidecar } from '../../../server/src/kubernetes/pod.ts';
import type { RecordedEntry, RecordedTimeline } from '../kubelet/recording.ts';

export interface TrueCause {
  readonly kind: CauseKind;
  readonly container?: string;
}

/** Events that say why there is no container. */
const failures = new Set(['Failed', 'InspectFailed', 'ErrImageNeverPull', 'BackOff']);

interface Recorded {
  readonly name: string;
  readonly state: string;
  readonly ready: boolean;
  readonly started: boolean;
}

/** Each as the explanation should name it. @param before what was recorded up to the status, which is the last entry */
export function trueCauses({ case: recorded }: RecordedTimeline, before: readonly RecordedEntry[]): TrueCause[] {
  const status = before.at(-1)!;
  const { spec } = recorded.pod;
  if (status.deleting === true && status.phase !== 'Failed' && status.phase !== 'Succeeded')
    return [{ kind: 'terminating' }];
  if (status.phase === 'Succeeded') return [{ kind: 'succeeded' }];
  const inits = (status.inits ?? []) as readonly Recorded[];
  const regular = (status.containers ?? []) as readonly Recorded[];
  const specOf = (name: string) =>
    [...(spec.initContainers ?? []), ...spec.containers].find((each) => each.name === name)!;
  const cause = ({ name }: Recorded): TrueCause => ({
    container: name,
    kind: ofContainer(specOf(name), recorded, before),
  });
  if (status.phase === 'Failed') {
    if (status.podReason !== undefined) return [{ kind: 'failedByReason' }];
    return [...inits, ...regular].filter(({ state }) => /^Terminated:(?!0:)/.test(state)).map(cause);
  }
  if (inits.length + regular.length === 0) return [{ kind: 'waitsForKubelet' }];
  for (const init of inits) {
    const isDone = isSidecar(specOf(init.name)) ? init.started : init.state.startsWith('Terminated:0:');
    if (!isDone) return [cause(init)];
  }
  const troubled = [...inits.filter((init) => isSidecar(specOf(init.name))), ...regular].filter(({ ready }) => !ready);
  if (troubled.length > 0) return troubled.map(cause);
  if ((status.conditions as readonly string[]).includes('Ready=True')) return [{ kind: 'ready' }];
  return [{ kind: spec.readinessGates === undefined ? 'notReady' : 'readinessGates' }];
}

function ofContainer(
  container: Container,
  { behaviour = {}, pod }: RecordedTimeline['case'],
  before: readonly RecordedEntry[],
): CauseKind {
  const { name } = container;
  const image = container.image ?? `registry.example/${name}:1`;
  const own = before.filter(
    (entry) =>
      entry.container === name || (entry.kind === 'cri' && entry.container === undefined && entry.message === image),
  );
  const calls = own.filter(({ kind, op }) => kind === 'cri' && op !== 'remove');
  const last = calls.at(-1);
  const failure = before.findLast(
    ({ kind, field, reason }) =>
      kind === 'event' && String(field).endsWith(`{${name}}`) && failures.has(String(reason)),
  );
  const start = calls.findLast(({ op, error }) => op === 'start' && error === undefined);
  const exit = calls.findLast(({ op, instance }) => op === 'exited' && instance === start?.instance);
  const isRunning = start !== undefined && exit === undefined;
  // Someone removed it behind the kubelet's back: nothing is recorded of that but what the kubelet makes of it.
  const { removedAtSeconds = Number.POSITIVE_INFINITY } = behaviour[name] ?? {};
  if (isRunning && start.t < removedAtSeconds && before.at(-1)!.t >= removedAtSeconds) return 'lost';
  if (!isRunning) {
    if (last?.error !== undefined && last.op === 'pulled') return 'imagePull';
    if (last?.error !== undefined && last.op === 'create') return 'create';
    // A process that could not be started has ended at once.
    if (last?.error !== undefined && last.op === 'start') return 'start';
    if (last?.op === 'exited' && last.reason === 'StartError') return 'start';
    if (exit === undefined) {
      if (behaviour[name]?.configError !== undefined || asksForMissing(container)) return 'config';
      if (failure === undefined) return 'creating';
      // With an image that is there but cannot be looked at, the kubelet fails when it makes the container's configuration.
      const hasImage = failure.reason === 'Failed' && !/pull|ErrImage|image|inspect/i.test(String(failure.message));
      return hasImage ? 'config' : 'imagePull';
    }
    return ofExit(container, exit, own);
  }
  const run = own.slice(own.indexOf(start));
  const isInit = (pod.spec.initContainers ?? []).includes(container) && !isSidecar(container);
  if (isInit) return 'runs';
  const hook = run.some(({ kind, probe, result }) => kind === 'hook' && probe === 'postStart' && result === 'failure');
  if (hook) return 'postStart';
  if (
    container.startupProbe !== undefined &&
    !run.some(({ kind, probe, result }) => kind === 'probe' && probe === 'startup' && result === 'success')
  )
    return 'startup';
  return container.readinessProbe === undefined ? 'notReady' : 'readiness';
}

function ofExit(container: Container, exit: RecordedEntry, own: readonly RecordedEntry[]): CauseKind {
  if (exit.reason === 'OOMKilled') return 'outOfMemory';
  const run = own.filter(({ instance, t }) => instance === exit.instance && t <= exit.t);
  const stop = run.find(({ kind, op }) => kind === 'cri' && op === 'stop');
  if (stop === undefined) return exit.exitCode === 0 ? 'completes' : 'exits';
  const failing = (type: 'startup' | 'liveness', most: number) => {
    const attempts = run.filter(({ kind, probe, t }) => kind === 'probe' && probe === type && t <= stop.t);
    const lastOnes = attempts.slice(-most);
    return lastOnes.length === most && lastOnes.every(({ result }) => result !== 'success');
  };
  const isEndOfAll =
    stop.timeout === 2 && run.every(({ probe, result }) => probe === undefined || result !== 'failure');
  if (run.some(({ kind, probe, result }) => kind === 'hook' && probe === 'postStart' && result === 'failure'))
    return 'postStart';
  if (container.startupProbe !== undefined && failing('startup', container.startupProbe.failureThreshold ?? 3))
    return 'startupKill';
  if (container.livenessProbe !== undefined && failing('liveness', container.livenessProbe.failureThreshold ?? 3))
    return 'livenessKill';
  return isEndOfAll ? 'restartAll' : 'stopped';
}

function asksForMissing(container: Container): boolean {
  return JSON.stringify([container.env, container.envFrom]).includes('Ref');
}
