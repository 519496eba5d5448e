import type { ManifestNode } from './node.ts';
import type { Workload } from './workload.ts';

/** The JobSpec of a Job, or of the Jobs that a CronJob makes; undefined for other kinds. */
export function jobSpecOf({ kind, object }: Workload): ManifestNode | undefined {
  return kind.kind === 'Job' || kind.kind === 'CronJob' ? object.root.at(kind.podPath.slice(0, -1)) : undefined;
}
