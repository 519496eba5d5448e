/** What a Job makes of a failed pod. */

import type { PodFailurePolicy, PodFailurePolicyRule } from '../../kubernetes/workloadSpec.ts';
import type { ContainerStatus } from '../trace/trace.ts';
import type { PodView } from '../workload/podLife.ts';

export interface PodFailureVerdict {
  /** Whether the failure counts against `backoffLimit`. */
  readonly counts: boolean;
  /** Why the whole Job fails. */
  readonly failJob?: string;
  /** Whether the pod's index fails with it. */
  readonly failIndex?: boolean;
  /** Index of the rule that matched. */
  readonly rule?: number;
}

/**
 * The first rule that matches decides.
 * Upstream: `matchPodFailurePolicy` in `pkg/controller/job/pod_failure_policy.go`.
 */
export function matchPodFailurePolicy(
  policy: PodFailurePolicy | undefined,
  pod: { readonly name: string; readonly namespace: string; readonly view: PodView },
): PodFailureVerdict {
  for (const [index, rule] of (policy?.rules ?? []).entries()) {
    const match = matchRule(rule, pod);
    if (match === undefined) continue;
    if (rule.action === 'Ignore') return { counts: false, rule: index };
    if (rule.action === 'FailJob') {
      return { counts: true, rule: index, failJob: `${match} matching FailJob rule at index ${index}` };
    }
    return { counts: true, rule: index, ...(rule.action === 'FailIndex' ? { failIndex: true } : {}) };
  }
  return { counts: true };
}

/** Upstream: `matchPodFailurePolicy` in `pkg/controller/job/pod_failure_policy.go`. */
function matchRule(
  { onExitCodes, onPodConditions }: PodFailurePolicyRule,
  { name, namespace, view }: Parameters<typeof matchPodFailurePolicy>[1],
): string | undefined {
  if (onExitCodes !== undefined) {
    const find = (statuses: readonly ContainerStatus[]) =>
      statuses.find((status) => matchesExitCode(status, onExitCodes));
    const container = find(view.containers) ?? find(view.initContainers);
    if (container?.state.type !== 'terminated') return undefined;
    return `Container ${container.name} for pod ${namespace}/${name} failed with exit code ${container.state.exitCode}`;
  }
  const condition = view.conditions.find(({ type, status }) =>
    (onPodConditions ?? []).some((pattern) => pattern.type === type && pattern.status === status),
  );
  return condition && `Pod ${namespace}/${name} has condition ${condition.type}`;
}

function matchesExitCode(
  { name, state }: ContainerStatus,
  { containerName, operator, values }: NonNullable<PodFailurePolicyRule['onExitCodes']>,
): boolean {
  if (state.type !== 'terminated' || state.exitCode === 0) return false;
  if (containerName !== undefined && containerName !== name) return false;
  return values.includes(state.exitCode) === (operator === 'In');
}
