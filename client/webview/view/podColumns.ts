import { gatesHeading } from '../../../server/src/lifecycle/kubectl/table.ts';
import type { Trace } from '../../../server/src/lifecycle/trace/trace.ts';

const columns = ['name', 'ready', 'status', 'restarts', 'age'] as const;

export type PodColumn = (typeof columns)[number] | 'readinessGates';

/** The columns of a table of pods; that of `-o wide` for readiness gates where a pod has some. */
export function columnsOf(traces: readonly Trace[]): readonly PodColumn[] {
  return traces.some(({ readinessGates }) => readinessGates) ? [...columns, 'readinessGates'] : columns;
}

export function headingOf(column: PodColumn): string {
  return column === 'readinessGates' ? gatesHeading : column.toUpperCase();
}
