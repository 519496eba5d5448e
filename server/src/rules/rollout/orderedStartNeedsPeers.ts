import { addField, replaceValue } from '../../manifest/edit.ts';
import { asInteger, readField } from '../../manifest/field.ts';
import type { PodModel, ProbeModel } from '../../manifest/podModel.ts';
import { defineRule } from '../rule.ts';

/** Words of a readiness probe that asks for the state of a whole cluster, not of one member. */
const peerWords =
  /\b(quorum|endpoint health --cluster|cluster[-_/ ]?(?:health|status|ready|state|formed)|_cluster|wait_for_(?:status|nodes)|rs\.status|replSetGetStatus|all[-_]?members|members?[-_ ]?(?:list|count)|peers?)\b/i;

/**
 * OrderedReady makes pod n+1 only when pod n is ready; a headless Service gives a name to a pod only when it is ready,
 * unless it publishes addresses that are not.
 * Upstream: `processReplica` in `pkg/controller/statefulset/stateful_set_control.go`.
 */
export const orderedStartNeedsPeers = defineRule({
  meta: {
    id: 'ordered-start-needs-peers',
    severity: 'hint',
    appliesTo: 'workloadInWorkspace',
    summary: 'The first pod of an ordered StatefulSet becomes ready without its peers.',
    messages: {
      ordered: {
        text: 'If this pod becomes ready only with its peers ("{word}"), the StatefulSet stays at one pod.',
        detail:
          'With OrderedReady the next pod is created only when this one is ready. Probe the member itself, or use podManagementPolicy: Parallel.',
      },
      unpublished: {
        text: 'If pods become ready only with their peers ("{word}"), none does: Service {service} hides unready pods.',
        detail:
          'Without publishNotReadyAddresses: true the Service publishes no names of pods that are not ready, so they can’t find each other. Set it, or probe the member itself.',
      },
      policy: 'podManagementPolicy is {policy}',
      parallel: 'Set podManagementPolicy to Parallel (only a new StatefulSet can have it)',
      service: 'Service {service} has no publishNotReadyAddresses: true',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#orderedready-pod-management',
      'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/controller/statefulset/stateful_set_control.go',
    ],
  },
  *check({ workload, pod, facts, workspace }) {
    if (workload.kind.kind !== 'StatefulSet') return;
    const spec = workload.object.root.get('spec');
    const replicas = readField(spec.get('replicas'), { read: asInteger, default: 1 }).value;
    const policy = spec.get('podManagementPolicy');
    if (replicas === undefined || replicas < 2 || policy.unknown) return;
    const ordered = policy.value !== 'Parallel';
    const governing = spec.get('serviceName').string;
    const services = governing === undefined ? [] : workspace.serviceNamed(governing, facts.namespace);
    const unpublished = services.filter(({ facts: { service } }) => service.publishNotReadyAddresses === false);
    if (!ordered && unpublished.length === 0) return;
    const peer = namedPeer(pod, workload.object.name, governing);
    const probes = pod.containers.flatMap((container) => container.probes.filter(({ type }) => type === 'readiness'));
    for (const probe of probes) {
      const word = peerWord(probe) ?? (asksNothingElse(probe) ? undefined : peer);
      if (word === undefined) continue;
      yield {
        message: ordered ? 'ordered' : 'unpublished',
        at: probe.handlers[0]!.node,
        on: 'key',
        data: { word, policy: 'OrderedReady', service: governing ?? '' },
        related: [
          ...(ordered && policy.isSet ? [{ at: policy, message: 'policy' } as const] : []),
          ...unpublished.map((at) => ({ at, message: 'service' }) as const),
        ],
        fixes: () =>
          ordered
            ? [
                {
                  title: 'parallel',
                  safe: false,
                  edits: policy.present
                    ? replaceValue(policy, 'Parallel')
                    : addField(spec, 'podManagementPolicy', 'Parallel'),
                },
              ]
            : [],
      };
    }
  },
});

/** Whether the probe only knocks: such a pod is ready without its peers. */
function asksNothingElse({ handlers: [handler] }: ProbeModel): boolean {
  return handler === undefined || handler.type === 'tcpSocket';
}

/** A pod of the StatefulSet that args, a command or a variable names by the governing Service, e.g. `bus-0.bus`. */
function namedPeer(pod: PodModel, name: string | undefined, service: string | undefined): string | undefined {
  if (name === undefined || service === undefined) return undefined;
  for (const { node } of pod.containers) {
    const texts = [
      ...node.get('command').items(),
      ...node.get('args').items(),
      ...node
        .get('env')
        .items()
        .map((variable) => variable.get('value')),
    ];
    for (const { string } of texts) {
      const found = ownPodIn(string ?? '', name, service);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** The first `NAME-0.SERVICE` that stands in a text as a host name or its beginning. */
function ownPodIn(text: string, name: string, service: string): string | undefined {
  for (const [host] of text.matchAll(/[\w.-]+/g)) {
    const [pod = '', domain] = host.split('.', 2);
    if (domain === service && pod.startsWith(`${name}-`) && /^\d+$/.test(pod.slice(name.length + 1)))
      return `${pod}.${domain}`;
  }
  return undefined;
}

/** What in a probe's command or path speaks of peers. */
function peerWord({ handlers: [handler] }: ProbeModel): string | undefined {
  if (handler?.type === 'exec') {
    const words = handler.node.get('command').items();
    return peerWords.exec(words.map((node) => node.string ?? '').join(' '))?.[0];
  }
  return handler?.type === 'httpGet' ? peerWords.exec(handler.node.get('path').string ?? '')?.[0] : undefined;
}
