/** What the check says that the API server would not take; a simulation plays the workload as if it did. */
import { encloses, type Span, span } from '../../base/span.ts';
import type { Finding } from '../../rules/finding.ts';
import type { WorkloadInFile } from './workloads.ts';

/** The errors in a workload, in the order of the text. */
export function rejectionsIn(findings: readonly Finding[], workload: WorkloadInFile): Finding[] {
  const ownText = textOf(workload);
  return findings.filter(({ severity, span: place }) => severity === 'error' && encloses(ownText, place));
}

/** All of its document, where that is nothing else: what breaks a document stands outside of the object. */
function textOf({ workload: { object }, offset, extent }: WorkloadInFile): Span {
  const { root } = object;
  const isPart = root.path.length > 0 || extent.end - extent.start < root.extent.end - root.extent.start;
  return isPart ? extent : span(offset, offset + root.document.text.length);
}
