/** A lens above each workload that makes pods: one click to its simulation. */
import { type Span, span } from '../base/span.ts';
import type { ManifestFile } from '../manifest/file.ts';
import { workloadsIn } from './simulation.ts';

export interface CodeLens {
  /** The beginning of the workload's text. */
  readonly span: Span;
  readonly title: string;
  /** Id of the workload that it simulates. */
  readonly workload: string;
}

export function codeLenses(file: ManifestFile): CodeLens[] {
  return workloadsIn(file)
    .filter(({ workload }) => workload.pod.containers.length > 0)
    .map(({ id, extent }) => ({ span: span(extent.start, extent.start), title: '▶ Simulate', workload: id }));
}
