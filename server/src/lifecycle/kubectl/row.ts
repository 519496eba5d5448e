import { humanDuration } from '../../kubernetes/duration.ts';
import { releaseOf, simulatedRelease } from '../release.ts';
import type { PodStatus, TerminatedState, Trace } from '../trace/trace.ts';

/** One line of `kubectl get pods`. */
export interface PodRow {
  readonly name: string;
  readonly ready: string;
  readonly status: string;
  readonly restarts: string;
  readonly age: string;
  /** How many of the pod's readiness gates are open, as `kubectl get pods -o wide` has it; absent for a pod without gates. */
  readonly readinessGates?: string;
}

/** What the printer needs to know of the pod besides its status. */
interface PrintedPod {
  readonly name: string;
  readonly createdAtMs: number;
  readonly containers: Trace['containers'];
  /** The types of the conditions that its readiness gates ask for. */
  readonly readinessGates?: readonly string[];
  /** Since 1.35 a container that failed is shown rather than one that completed. */
  readonly showsFailures?: boolean;
}

/**
 * A pod as the API server prints it into a table at one moment. Upstream: `printPod` in
 * `pkg/printers/internalversion/printers.go`.
 */
export function printPod(pod: PrintedPod, status: PodStatus, nowMs: number): PodRow {
  let reason: string = status.reason || status.phase;
  const gated = status.conditions.some(
    (condition) => condition.type === 'PodScheduled' && condition.reason === 'SchedulingGated',
  );
  if (gated) reason = 'SchedulingGated';

  const sidecars = new Set(pod.containers.filter(({ type }) => type === 'sidecar').map(({ name }) => name));
  const initTotal = pod.containers.filter(({ type }) => type !== 'regular').length;
  const total = pod.containers.length - initTotal + sidecars.size;
  let ready = 0;
  let isInitializing = false;
  const initRestarts = new Restarts();
  const restartsOfServing = new Restarts();

  for (const [index, container] of status.initContainerStatuses.entries()) {
    const isSidecar = sidecars.has(container.name);
    initRestarts.add(container.restartCount, container.lastState);
    if (isSidecar) restartsOfServing.add(container.restartCount, container.lastState);
    const { state } = container;
    if (state.type === 'terminated' && state.exitCode === 0) continue;
    if (isSidecar && container.started) {
      if (container.ready) ready++;
      continue;
    }
    if (state.type === 'terminated') reason = `Init:${terminationReason(state)}`;
    else if (state.type === 'waiting' && state.reason !== '' && state.reason !== 'PodInitializing') {
      reason = `Init:${state.reason}`;
    } else reason = `Init:${index}/${initTotal}`;
    isInitializing = true;
    break;
  }

  const isInitialized = isTrue(status, 'Initialized');
  let restarts = initRestarts;
  if (!isInitializing || isInitialized) {
    restarts = restartsOfServing;
    let anyRunning = false;
    let failure: string | undefined;
    for (const container of [...status.containerStatuses].reverse()) {
      restarts.add(container.restartCount, container.lastState);
      const { state } = container;
      if (state.type === 'waiting' && state.reason !== '') reason = state.reason;
      else if (state.type === 'terminated') {
        reason = terminationReason(state);
        if (state.exitCode !== 0) failure = reason;
      } else if (state.type === 'running' && container.ready) {
        anyRunning = true;
        ready++;
      }
    }
    if (reason === 'Completed') {
      const isReady = isTrue(status, 'Ready');
      if (anyRunning && isReady) reason = 'Running';
      else if (failure !== undefined && pod.showsFailures) reason = failure;
      else if (anyRunning) reason = 'NotReady';
    }
  }

  const isTerminalPhase = status.phase === 'Succeeded' || status.phase === 'Failed';
  if (status.deletionAtMs !== undefined && status.reason === 'NodeLost') reason = 'Unknown';
  else if (status.deletionAtMs !== undefined && !isTerminalPhase) reason = 'Terminating';

  return {
    name: pod.name,
    ready: `${ready}/${total}`,
    status: reason,
    restarts: restarts.print(nowMs),
    age: humanDuration(nowMs - pod.createdAtMs),
    ...gatesOf(pod, status),
  };
}

function gatesOf({ readinessGates = [] }: PrintedPod, status: PodStatus): Pick<PodRow, 'readinessGates'> {
  const open = readinessGates.filter((type) => isTrue(status, type)).length;
  return readinessGates.length === 0 ? {} : { readinessGates: `${open}/${readinessGates.length}` };
}

class Restarts {
  #count = 0;
  #lastMs: number | undefined;

  add(count: number, lastState: TerminatedState | undefined): void {
    this.#count += count;
    const finishedAtMs = lastState?.finishedAtMs;
    if (finishedAtMs !== undefined) this.#lastMs = Math.max(this.#lastMs ?? finishedAtMs, finishedAtMs);
  }

  print(nowMs: number): string {
    if (this.#count === 0 || this.#lastMs === undefined) return `${this.#count}`;
    return `${this.#count} (${humanDuration(nowMs - this.#lastMs)} ago)`;
  }
}

function terminationReason(state: TerminatedState): string {
  return state.reason === '' ? `ExitCode:${state.exitCode}` : state.reason;
}

function isTrue(status: PodStatus, condition: string): boolean {
  return status.conditions.some(({ type, status: value }) => type === condition && value === 'True');
}

/** The pod's row at a time of the trace; undefined when the pod does not exist then. */
export function rowAt(trace: Trace, atMs: number): PodRow | undefined {
  let status: PodStatus | undefined;
  for (const entry of trace.entries) {
    if (entry.atMs > atMs) break;
    if (entry.kind === 'status') status = entry.status;
    if (entry.kind === 'api' && entry.call === 'removed') status = undefined;
  }
  return status === undefined ? undefined : printPod(printed(trace), status, atMs);
}

/** A row together with the moment from which it is shown. */
export interface RowChange {
  readonly atMs: number;
  readonly row: PodRow;
}

/**
 * One row per change of anything but AGE. The passing of time alone, as in `3 (7s ago)`, is no change. Of several
 * changes in one moment only the last is seen.
 */
export function changes(trace: Trace): RowChange[] {
  const pod = printed(trace);
  const rows: RowChange[] = [];
  for (const [index, entry] of trace.entries.entries()) {
    if (entry.kind !== 'status') continue;
    if (isOverwritten(trace, index)) continue;
    const row = printPod(pod, entry.status, entry.atMs);
    const before = rows.at(-1)?.row;
    if (before !== undefined && sameRow(before, row)) continue;
    rows.push({ atMs: entry.atMs, row });
  }
  return rows;
}

/** Whether another status follows in the same moment. */
function isOverwritten(trace: Trace, index: number): boolean {
  const atMs = trace.entries[index]?.atMs;
  for (let next = index + 1; trace.entries[next]?.atMs === atMs; next++) {
    if (trace.entries[next]?.kind === 'status') return true;
  }
  return false;
}

function sameRow(a: PodRow, b: PodRow): boolean {
  return (
    a.ready === b.ready &&
    a.status === b.status &&
    count(a.restarts) === count(b.restarts) &&
    a.readinessGates === b.readinessGates
  );
}

function count(restarts: string): string {
  return restarts.split(' ', 1)[0] ?? '';
}

function printed(trace: Trace): PrintedPod {
  const { pod: name, createdAtMs = 0, containers, readinessGates = [], kubernetes } = trace;
  const { showsFailures } = releaseOf(simulatedRelease(kubernetes));
  return { name, createdAtMs, containers, readinessGates, showsFailures };
}
