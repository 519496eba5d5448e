import type { Span } from '../../../base/span.ts';
import type { Trace } from '../../../lifecycle/trace/trace.ts';
import { fieldPlace } from '../fieldPlaces.ts';
import type { WorkloadInFile } from '../workloads.ts';

/** Where the fields stand that a trace's causes name, by path. */
export function fieldSpans({ entries }: Trace, workload: WorkloadInFile): Readonly<Record<string, Span>> {
  const named = entries.flatMap(({ cause, fields = [] }) => ('field' in cause ? [cause.field, ...fields] : fields));
  return Object.fromEntries([...new Set(named)].map((path) => [path, fieldPlace(path, workload, 'pod')]));
}
