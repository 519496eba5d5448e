import { anyOf } from '../../base/message.ts';
import { addField, removeField, replaceValue } from '../../manifest/edit.ts';
import { jobSpecOf } from '../../manifest/jobSpec.ts';
import type { Workload } from '../../manifest/workload.ts';
import { suggest } from '../../schema/suggest.ts';
import { defineRule } from '../rule.ts';

const policies = ['Always', 'OnFailure', 'Never'];

/**
 * Upstream: `validateRestartPolicy`, `ValidatePodTemplateSpecForReplicaSet` and its like, `validateJobSpec`. Left out,
 * the policy is Always, also where Always is not allowed.
 */
export const restartPolicyOfKind = defineRule({
  meta: {
    id: 'restart-policy-of-kind',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'restartPolicy is one that the kind accepts: Always for long-running kinds, OnFailure or Never for Jobs.',
    messages: {
      unknownPolicy: 'restartPolicy must be {allowed}, not "{value}".',
      alwaysOnly: 'restartPolicy of a {kind} must be Always: its pods keep running. Use a Job for work that ends.',
      mustEnd: 'restartPolicy of a {kind} must be OnFailure or Never: it waits for its pods to end.',
      missing: 'A {kind} needs restartPolicy: OnFailure or Never. Without it Always counts, which is rejected.',
      failurePolicy: {
        text: 'With a podFailurePolicy, restartPolicy must be Never.',
        detail: 'OnFailure restarts containers before the Job sees the failure.',
      },
      set: 'Set restartPolicy to {policy}',
      remove: 'Remove restartPolicy, which means Always',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy',
      'https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-template',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/apps/validation/validation.go',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/batch/validation/validation.go',
    ],
  },
  *check({ workload, pod }) {
    const { value, node, origin } = pod.restartPolicy;
    const { kind, restartPolicies } = workload.kind;
    if (value === undefined) return;
    const allowed = restartPolicies as readonly string[];
    const set = (policy: string, safe = false) => ({
      title: 'set' as const,
      data: { policy },
      safe,
      edits: node.present ? replaceValue(node, policy) : addField(pod.spec, 'restartPolicy', policy),
    });
    if (!allowed.includes(value)) {
      if (origin === 'default') {
        // Without containers there is no pod yet that the policy could matter to.
        if (workload.object.isPatch) return;
        yield {
          message: 'missing',
          at: node,
          data: { kind },
          fixes: () => endingPolicies(workload).map((policy) => set(policy)),
        };
        return;
      }
      const meant = policies.includes(value) ? undefined : suggest(value, allowed);
      yield {
        message: policies.includes(value) ? (allowed.includes('Always') ? 'alwaysOnly' : 'mustEnd') : 'unknownPolicy',
        at: node,
        data: { kind, value, allowed: anyOf(allowed) },
        fixes: () =>
          meant !== undefined
            ? [set(meant, meant.toLowerCase() === value.toLowerCase())]
            : allowed.length === 1
              ? [set('Always'), { title: 'remove', safe: false, edits: removeField(node) }]
              : (allowed.includes('Always') ? allowed : endingPolicies(workload)).map((policy) => set(policy)),
      };
    } else if (value === 'OnFailure' && workload.kind.restartPolicyRequired) {
      const jobSpec = workload.object.root.at(workload.kind.podPath.slice(0, -1));
      if (!jobSpec.get('podFailurePolicy').isSet) return;
      yield { message: 'failurePolicy', at: node, fixes: () => [set('Never')] };
    }
  },
});

/** With OnFailure and no retries, the work would begin a second time: see the rule `backoff-limit-with-restarts`. */
function endingPolicies(workload: Workload): readonly ('OnFailure' | 'Never')[] {
  const hasRetries = jobSpecOf(workload)?.get('backoffLimit').integer !== 0;
  return hasRetries ? ['OnFailure', 'Never'] : ['Never'];
}
