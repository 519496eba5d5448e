/** What a comparison of manifests comes to: plain data, for a terminal, a pull request or a program. */
import type { Message } from '../../base/message.ts';
import type { Difference } from '../../simulation/compare.ts';

export interface Comparison {
  readonly workloads: readonly WorkloadComparison[];
  /** What is not about one workload: objects that are new or gone, what the API server says otherwise. */
  readonly differences: readonly Difference[];
}

export interface WorkloadComparison {
  /** e.g. `Deployment web`. */
  readonly workload: string;
  /** In the order in which they were looked at; one without differences is the same before and after. */
  readonly sections: readonly Section[];
}

export interface Section {
  readonly title: Message;
  readonly differences: readonly Difference[];
  /** Why it could not be simulated. */
  readonly problem?: Message;
}

export function hasDifferences({ workloads, differences }: Comparison): boolean {
  return (
    differences.length > 0 || workloads.some(({ sections }) => sections.some((each) => each.differences.length > 0))
  );
}
