/** Lenses above each workload that makes pods: one click to its simulation. */
import { type Span, span } from '../base/span.ts';
import type { ManifestFile } from '../manifest/file.ts';
import { rolloutWorkloadOf } from './simulation/rolloutWorkload.ts';
import { type WorkloadInFile, workloadsIn } from './simulation/workloads.ts';

export interface CodeLens {
  /** The beginning of the workload's text. */
  readonly span: Span;
  readonly title: string;
  /** Id of the workload that it simulates. */
  readonly workload: string;
  /** One of its pods, or the rollout of all. */
  readonly simulates: 'pod' | 'rollout';
}

export function codeLenses(file: ManifestFile): CodeLens[] {
  return workloadsIn(file)
    .filter(({ workload }) => workload.pod.containers.length > 0)
    .flatMap((placed) => {
      const { id: workload, extent } = placed;
      const at = { span: span(extent.start, extent.start), workload };
      const pod: CodeLens = { ...at, title: '▶ Simulate', simulates: 'pod' };
      return hasRollout(placed)
        ? [pod, { ...at, title: placed.kind.endsWith('Job') ? '▶ All pods' : '▶ Rollout', simulates: 'rollout' }]
        : [pod];
    });
}

/** Not the single pod of a Job, whose whole course is nearly the pod's life. */
function hasRollout(workload: WorkloadInFile): boolean {
  const rollout = rolloutWorkloadOf(workload);
  if (rollout === undefined) return false;
  return rollout.kind !== 'Job' || (rollout.spec.completions ?? rollout.spec.parallelism ?? 1) > 1;
}
