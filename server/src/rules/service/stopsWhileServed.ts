import { seconds } from '../../base/message.ts';
import { addMapping } from '../../manifest/edit.ts';
import { shownName } from '../../manifest/index/facts.ts';
import { compareReleases } from '../../schema/release.ts';
import { defineRule } from '../rule.ts';
import { tinySeconds } from './abruptStop.ts';
import { containersBehind } from './servedPorts.ts';

/** kube-proxy may be behind so long. Upstream: `MinSyncPeriod` in `pkg/proxy/apis/config/v1alpha1/defaults.go`. */
const knownAfterSeconds = 1;
/** Enough for the nodes, load balancers in front of them, and what is under way. */
const sleepSeconds = 5;
const perSecond = 100;

/**
 * A pod leaves the endpoints in the instant in which its containers are told to stop; the nodes learn of it later.
 * Upstream: `killPodWithSyncResult` in `pkg/kubelet/kuberuntime/kuberuntime_manager.go`, the EndpointSlice controller, `pkg/proxy`.
 */
export const stopsWhileServed = defineRule({
  meta: {
    id: 'stops-while-served',
    severity: 'hint',
    profile: 'strict',
    appliesTo: 'workloadInWorkspace',
    summary: 'A pod behind a Service goes on serving until every node knows that it stops.',
    messages: {
      stops: {
        text: 'Service {service} sends requests for about {known} after SIGTERM; a process that stops at once loses them.',
        detail:
          'At {perSecond} requests per second about {each} are lost for each pod that stops. A preStop sleep of {sleep} ends that.',
      },
      service: 'Service {service} selects this pod',
      wait: 'Add a preStop hook that sleeps {sleep}',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination',
      'https://kubernetes.io/docs/tutorials/services/pods-and-endpoint-termination-flow/',
      'https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/',
    ],
  },
  *check({ workload, pod, facts, workspace }, { kubernetes }) {
    if (!workload.kind.servedByServices || !facts.pod.complete || pod.restartPolicy.value !== 'Always') return;
    const grace = pod.terminationGracePeriodSeconds.value;
    // With less there is no time to sleep; `abrupt-stop` tells so.
    if (grace === undefined || grace <= tinySeconds) return;
    // Whoever wrote a hook, or another signal, has thought of the stop.
    const isThoughtOf = pod.allContainers.some(({ node }) => {
      const lifecycle = node.get('lifecycle');
      return (
        node.partial || [lifecycle.get('preStop'), lifecycle.get('stopSignal')].some((at) => at.isSet || at.unknown)
      );
    });
    const services = isThoughtOf
      ? []
      : workspace.servicesBeside(facts).filter(({ facts: { service } }) => service.headless === false);
    const [service] = services;
    if (service === undefined || workspace.mayBePatched(facts)) return;
    const [served] = containersBehind(service.facts.service, facts.pod);
    const container = pod.containers.find(({ name }) => name.value !== undefined && name.value === served?.name);
    if (container === undefined) return;
    const replicas = workload.object.root.get('spec').get('replicas').integer ?? 1;
    yield {
      message: 'stops',
      at: container.node.get('lifecycle'),
      on: container.name.node.isSet ? container.name.node.span : container.node.keySpan,
      data: {
        service: String(service.facts.name),
        known: seconds(knownAfterSeconds),
        perSecond,
        each: Math.max(1, Math.round((perSecond * knownAfterSeconds) / Math.max(1, replicas))),
        sleep: seconds(sleepSeconds),
      },
      related: services.map((at) => ({ at, message: 'service', data: { service: shownName(at.facts) } })),
      fixes: () => {
        // The handler is on by default since 1.30; before, a program in the image has to do it.
        const handler =
          compareReleases(kubernetes, '1.30') < 0
            ? { exec: { command: ['sleep', String(sleepSeconds)] } }
            : { sleep: { seconds: sleepSeconds } };
        const lifecycle = container.node.get('lifecycle');
        const edits = lifecycle.isSet
          ? addMapping(lifecycle, 'preStop', handler)
          : addMapping(container.node, 'lifecycle', { preStop: handler });
        return [{ title: 'wait', data: { sleep: seconds(sleepSeconds) }, safe: false, edits }];
      },
    };
  },
});
