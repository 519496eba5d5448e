/** The workload as `kubectl get` prints it. Upstream: `pkg/printers/internalversion/printers.go`. */
import { humanDuration } from '../../kubernetes/duration.ts';
import type { RolloutWorkload } from '../../kubernetes/workloadSpec.ts';
import type { RolloutEntry, RolloutKind, RolloutTrace, WorkloadStatus } from '../trace/rolloutTrace.ts';
import { countsOf } from '../trace/workloadCounts.ts';
import { formatColumns } from './table.ts';

/** Headings of the columns. */
export const workloadColumns: Readonly<Record<RolloutKind, readonly string[]>> = {
  Deployment: ['NAME', 'READY', 'UP-TO-DATE', 'AVAILABLE', 'AGE'],
  StatefulSet: ['NAME', 'READY', 'AGE'],
  DaemonSet: ['NAME', 'DESIRED', 'CURRENT', 'READY', 'UP-TO-DATE', 'AVAILABLE', 'NODE SELECTOR', 'AGE'],
  ReplicaSet: ['NAME', 'DESIRED', 'CURRENT', 'READY', 'AGE'],
  ReplicationController: ['NAME', 'DESIRED', 'CURRENT', 'READY', 'AGE'],
  Job: ['NAME', 'STATUS', 'COMPLETIONS', 'DURATION', 'AGE'],
};

/** A row together with the moment from which it is shown. */
export interface WorkloadRow {
  readonly atMs: number;
  readonly cells: readonly string[];
}

/** One row per change of anything but ages; of several changes in one moment only the last is seen. */
export function workloadRows(workload: RolloutWorkload, trace: RolloutTrace): WorkloadRow[] {
  const rows: WorkloadRow[] = [];
  const times = new Set([0, ...trace.entries.map(({ atMs }) => atMs).filter((atMs) => atMs > 0)]);
  for (const atMs of times) {
    const cells = workloadRowAt(workload, trace, atMs);
    const before = rows.at(-1)?.cells;
    if (before !== undefined && sameButAges(trace.kind, before, cells)) continue;
    rows.push({ atMs, cells });
  }
  return rows;
}

/** The workload's row at a time of the trace. */
export function workloadRowAt(workload: RolloutWorkload, trace: RolloutTrace, atMs: number): readonly string[] {
  const { name, createdAtMs } = trace;
  const seen = trace.entries.filter((entry) => entry.atMs <= atMs);
  const desired = seen.findLast((entry) => entry.kind === 'workload')?.desired ?? trace.desired;
  const status = seen.findLast((entry) => entry.kind === 'status')?.status;
  const age = humanDuration(atMs - createdAtMs);
  if (workload.kind === 'Job') return [name, ...jobCells(workload.spec, seen, status, atMs), age];
  const counts = status === undefined || status.kind === 'Job' ? none : countsOf(status);
  const [pods, ready, updated, available] = [counts.pods, counts.ready, counts.updated ?? 0, counts.available].map(
    String,
  );
  switch (workload.kind) {
    case 'DaemonSet': {
      const wanted = status?.kind === 'DaemonSet' ? status.desiredNumberScheduled : 0;
      return [name, `${wanted}`, pods!, ready!, updated!, available!, formatLabels(workload.nodeSelector), age];
    }
    case 'ReplicaSet':
    case 'ReplicationController':
      return [name, `${desired}`, pods!, ready!, age];
    case 'StatefulSet':
      return [name, `${ready}/${desired}`, age];
    case 'Deployment':
      return [name, `${ready}/${desired}`, updated!, available!, age];
  }
}

const none = { pods: 0, ready: 0, available: 0, updated: 0 };

/** Upstream: `FormatLabels` in apimachinery `pkg/labels/labels.go`. */
function formatLabels(labels: Readonly<Record<string, string>> = {}): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return pairs.length === 0 ? '<none>' : pairs.sort().join(',');
}

/** Upstream: `printJob`. */
function jobCells(
  spec: Extract<RolloutWorkload, { kind: 'Job' }>['spec'],
  seen: readonly RolloutEntry[],
  status: WorkloadStatus | undefined,
  atMs: number,
): [string, string, string] {
  const { completions, parallelism } = spec;
  const succeeded = status?.kind === 'Job' ? status.succeeded : 0;
  const isWorkQueue = completions === undefined && parallelism !== undefined;
  const completed = isWorkQueue
    ? `${succeeded}/1${parallelism > 1 ? ` of ${parallelism}` : ''}`
    : `${succeeded}/${completions ?? 1}`;
  const condition = (type: string) => {
    const last = seen.findLast((entry) => entry.kind === 'condition' && entry.condition.type === type);
    return last?.kind === 'condition' && last.condition.status === 'True' ? last : undefined;
  };
  const shown = ['Complete', 'Failed', 'Suspended', 'FailureTarget', 'SuccessCriteriaMet'].find(condition);
  // A failed Job has no completion time, so its duration goes on.
  const duration =
    condition('Suspended') !== undefined || spec.suspend === true
      ? ''
      : humanDuration(condition('Complete')?.atMs ?? atMs);
  return [shown ?? 'Running', completed, duration];
}

/** The rows under their headings. */
export function formatWorkloadTable(kind: RolloutKind, rows: readonly (readonly string[])[]): string {
  return formatColumns([workloadColumns[kind], ...rows]);
}

function sameButAges(kind: RolloutKind, a: readonly string[], b: readonly string[]): boolean {
  const ages = kind === 'Job' ? 2 : 1;
  return a.slice(0, -ages).join(' ') === b.slice(0, -ages).join(' ');
}
