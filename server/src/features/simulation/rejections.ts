/** What the check says that the API server would not take; a simulation plays the workload as if it did. */
import { encloses } from '../../base/span.ts';
import type { Finding } from '../../rules/finding.ts';
import type { WorkloadInFile } from './workloads.ts';

/** The errors in a workload, in the order of the text. */
export function rejectionsIn(findings: readonly Finding[], { extent }: WorkloadInFile): Finding[] {
  return findings.filter(({ severity, span }) => severity === 'error' && encloses(extent, span));
}
