import type { ClusterNode, HostPort, NodeChange, NodeProperties, Taint, VolumeBehaviour } from '../clusterBehaviour.ts';
import type { Traffic } from '../traffic.ts';
import { choice, fault, flag, integer, list, map, object, quantities, type Shape, secondsOf, text } from './shape.ts';

export const volume = object<VolumeBehaviour>('What happens to a volume.', {
  attachedElsewhere: object<NonNullable<VolumeBehaviour['attachedElsewhere']>>(
    'It is attached to another node, and can be attached to one at a time only (FailedAttachVolume).',
    {
      pod: text('The pod that uses it there.'),
      untilSeconds: secondsOf("When this ends, from the pod's creation; never if not set."),
    },
  ),
  attachError: { ...fault, description: 'It cannot be attached (FailedAttachVolume); the text of the storage system.' },
  mountError: { ...fault, description: 'It cannot be mounted (FailedMount), e.g. `configmap "web" not found`.' },
});

const nodeProperties: { readonly [K in keyof NodeProperties]-?: Shape } = {
  allocatable: quantities(
    'What all pods together may request, e.g. `cpu`, `memory`, `pods`; what is not listed is not limited.',
  ),
  requested: quantities('What the other pods of the node request together; `pods` is their number.'),
  labels: map(text("The label's value."), "The node's labels."),
  taints: list(
    object<Taint>(
      'A taint.',
      {
        key: text('Its key.'),
        value: text('Its value.'),
        effect: choice(['NoSchedule', 'PreferNoSchedule', 'NoExecute'], 'What it does to pods without a toleration.'),
      },
      ['key', 'effect'],
    ),
    "The node's taints.",
  ),
  unschedulable: flag('Whether the node is cordoned.'),
  hostPorts: list(
    object<HostPort>(
      'A port.',
      {
        port: integer(1, 65_535, 'Its number.'),
        protocol: choice(['TCP', 'UDP', 'SCTP'], 'Its protocol, TCP by default.'),
      },
      ['port'],
    ),
    'Ports of the node that other pods have taken.',
  ),
};

export const clusterNode = object<ClusterNode>(
  'A node of the cluster.',
  {
    name: text('Its name.'),
    addedAtSeconds: secondsOf("When it joins the cluster, from the pod's creation; before that if not set."),
    removedAtSeconds: secondsOf(
      'When it leaves the cluster: its machine is switched off, and the pod garbage collector deletes the pods on it.',
    ),
    ...nodeProperties,
    changes: list(
      object<NodeChange>(
        'Something that changes; the rest stays as it is.',
        { atSeconds: secondsOf("When, from the pod's creation."), ...nodeProperties },
        ['atSeconds'],
      ),
      'What changes, in order of time.',
    ),
  },
  ['name'],
);

export const traffic = object<Omit<Traffic, 'isAssumed'>>('What clients send to the Service that selects the pods.', {
  requestsPerSecond: integer(1, 1_000_000, 'Requests per second of all clients together; 100 if not set.'),
  answerSeconds: secondsOf('How long an answer takes where no happening says otherwise; 0.1 if not set.'),
  knownAfterSeconds: secondsOf(
    'How long it takes until every node knows that an endpoint was added or removed; 1 if not set, as kube-proxy waits so long between two changes.',
  ),
  keepAliveSeconds: secondsOf(
    'How long clients still use a connection to an endpoint that was removed; 0 if not set: each request has its own connection.',
  ),
  timeoutSeconds: secondsOf('How long clients wait for an answer; without limit if not set.'),
  targetPort: {
    type: 'portOrName',
    description: "The pod's port that gets the requests; that of its Service if not set.",
  },
});
