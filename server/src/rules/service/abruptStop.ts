import { seconds } from '../../base/message.ts';
import { removeField } from '../../manifest/edit.ts';
import { shownName } from '../../manifest/index/facts.ts';
import { defineRule } from '../rule.ts';

/** How long it may take until every node has heard that a pod no longer gets requests. */
export const tinySeconds = 5;

/**
 * SIGTERM and the removal from the endpoints begin at the same time, and nobody waits for the other.
 * Upstream: `killPodWithSyncResult` in `pkg/kubelet/kuberuntime/kuberuntime_manager.go`, the EndpointSlice controller.
 */
export const abruptStop = defineRule({
  meta: {
    id: 'abrupt-stop',
    severity: 'hint',
    appliesTo: 'workloadInWorkspace',
    summary: 'A pod behind a Service gets time to finish its requests.',
    messages: {
      abrupt: {
        text: 'Service {service} still sends requests for a moment after SIGTERM, but the containers are killed after {grace}.',
        detail:
          'No container has a preStop hook that waits. Raise terminationGracePeriodSeconds, or let a preStop hook sleep.',
      },
      service: 'Service {service} selects this pod',
      byDefault: 'Remove terminationGracePeriodSeconds, so that it is 30 s',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination',
      'https://kubernetes.io/docs/tutorials/services/pods-and-endpoint-termination-flow/',
    ],
  },
  *check({ workload, pod, facts, workspace }) {
    const { value: grace, node, origin } = pod.terminationGracePeriodSeconds;
    if (!workload.kind.servedByServices || origin !== 'explicit' || grace === undefined) return;
    if (grace < 1 || grace > tinySeconds || !facts.pod.complete) return;
    const hasHook = pod.allContainers.some((container) => {
      const preStop = container.node.get('lifecycle').get('preStop');
      return preStop.isSet || preStop.unknown;
    });
    const services = hasHook ? [] : workspace.servicesBeside(facts);
    if (services.length === 0 || workspace.mayBePatched(facts)) return;
    yield {
      message: 'abrupt',
      at: node,
      data: { service: String(services[0]!.facts.name), grace: seconds(grace) },
      related: services.map((at) => ({ at, message: 'service', data: { service: shownName(at.facts) } })),
      fixes: () => [{ title: 'byDefault', safe: false, edits: removeField(node) }],
    };
  },
});
