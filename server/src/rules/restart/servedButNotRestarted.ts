import { replaceValue } from '../../manifest/edit.ts';
import { shownName } from '../../manifest/index/facts.ts';
import { defineRule } from '../rule.ts';

/** Upstream: `ShouldContainerBeRestarted` in `pkg/kubelet/container/helpers.go`. */
export const servedButNotRestarted = defineRule({
  meta: {
    id: 'served-but-not-restarted',
    severity: 'warning',
    appliesTo: 'workloadInWorkspace',
    summary: 'A Pod that a Service sends requests to is restarted when it ends.',
    messages: {
      never: {
        text: 'With Never, this Pod leaves the endpoints of Service {service} when its containers end, and does not return.',
        detail:
          'The Pod is Succeeded or Failed 1–3 s after its containers end. Use restartPolicy: Always, and something that replaces the Pod, such as a Deployment.',
      },
      onFailure: {
        text: 'With OnFailure, a container that ends with exit code 0 takes this Pod out of Service {service}: it does not return.',
        detail:
          'Many servers end with 0 on SIGTERM. Then the container is not restarted, and the Pod is Succeeded 1–3 s later. Use restartPolicy: Always.',
      },
      service: 'Service {service} selects this Pod',
      always: 'Set restartPolicy to Always',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/kubelet/container/helpers.go',
    ],
  },
  *check({ workload, pod, facts, workspace }) {
    const { value: policy, node, origin } = pod.restartPolicy;
    if (workload.kind.kind !== 'Pod' || origin !== 'explicit' || (policy !== 'Never' && policy !== 'OnFailure')) return;
    // Some clusters let a container have a policy of its own.
    if (pod.containers.some((container) => container.node.get('restartPolicy').isSet)) return;
    const services = workspace.servicesBeside(facts);
    if (services.length === 0 || workspace.mayBePatched(facts)) return;
    yield {
      message: policy === 'Never' ? 'never' : 'onFailure',
      at: node,
      data: { service: shownName(services[0]!.facts) },
      related: services.map((at) => ({ at, message: 'service', data: { service: shownName(at.facts) } })),
      fixes: () => [{ title: 'always', safe: false, edits: replaceValue(node, 'Always') }],
    };
  },
});
