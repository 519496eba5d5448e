import { crashLoopWait } from '../../analysis/crashLoop.ts';
import { duration, seconds } from '../../base/message.ts';
import { deploymentDefaults } from '../../kubernetes/workloadDefaults.ts';
import { replaceValue } from '../../manifest/edit.ts';
import { asInteger, readField } from '../../manifest/field.ts';
import { defineRule } from '../rule.ts';

/** Below this a single wait of a crash loop may be as long as the rollout's patience: the waits grow up to 5 min. */
const shortSeconds = 300;

/**
 * Upstream: `DeploymentTimedOut` in `pkg/controller/deployment/util/deployment_util.go`; the waits: `doBackOff` in
 * `pkg/kubelet/kuberuntime/kuberuntime_manager.go`.
 */
export const crashLoopExceedsProgressDeadline = defineRule({
  meta: {
    id: 'crash-loop-exceeds-progress-deadline',
    severity: 'hint',
    appliesTo: 'workload',
    summary: 'A rollout outlasts the waits between the tries of a container that crashes at first.',
    messages: {
      exceeds: {
        text: 'The rollout counts as failed after {deadline}, while a container that crashes at first still waits.',
        detail:
          'A container that crashes at its start, e.g. because it needs something that is not up yet, is tried {tries} times in {deadline}. The next try comes {next} after the first crash (CrashLoopBackOff, up to 5 min). If such starts are normal, raise progressDeadlineSeconds.',
      },
      raise: 'Set progressDeadlineSeconds to {raised}',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#progress-deadline-seconds',
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/controller/deployment/util/deployment_util.go',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/kubelet/kuberuntime/kuberuntime_manager.go',
    ],
  },
  *check({ workload }) {
    if (workload.kind.kind !== 'Deployment') return;
    const spec = workload.object.root.get('spec');
    const { value: deadline, node, origin } = readField(spec.get('progressDeadlineSeconds'), { read: asInteger });
    if (origin !== 'explicit' || deadline === undefined || deadline < 1 || deadline >= shortSeconds) return;
    let waitedMs = 0;
    let tries = 1;
    for (;;) {
      waitedMs += crashLoopWait(tries).bestMs;
      if (waitedMs > deadline * 1000) break;
      tries++;
    }
    yield {
      message: 'exceeds',
      at: node,
      data: { deadline: seconds(deadline), tries, next: duration(waitedMs) },
      fixes: () => [
        {
          title: 'raise',
          data: { raised: deploymentDefaults.progressDeadlineSeconds },
          safe: false,
          edits: replaceValue(node, String(deploymentDefaults.progressDeadlineSeconds)),
        },
      ],
    };
  },
});
