import type { Message } from '../../base/message.ts';
import { defineMessages } from '../../base/message.ts';

/** What the values of a field do, in half a sentence. By the field's name and the value. */
export const valueMessages = defineMessages('value', {
  'restartPolicy.Always': 'containers are restarted with any exit code',
  'restartPolicy.OnFailure': 'containers are restarted if their exit code is not 0',
  'restartPolicy.Never': 'containers are not restarted',
  'imagePullPolicy.Always': 'the registry is asked at every start of the container',
  'imagePullPolicy.IfNotPresent': 'the registry is asked if the node has no image of that name',
  'imagePullPolicy.Never': 'the image must be on the node already',
  'scheme.HTTP': 'plain text',
  'scheme.HTTPS': 'with TLS; the certificate is not checked',
  'protocol.TCP': 'the default',
  'protocol.UDP': 'without connections',
  'protocol.SCTP': 'needs a network plugin that supports it',
  'type.ClusterIP': 'reached inside the cluster',
  'type.NodePort': 'also reached at a port of every node',
  'type.LoadBalancer': 'also reached through a load balancer of the cloud',
  'type.ExternalName': 'an alias of a DNS name',
  'type.RollingUpdate': 'new pods replace old ones step by step',
  'type.Recreate': 'all old pods end before new ones start',
  'type.OnDelete': 'a pod is replaced when someone deletes it',
  'podManagementPolicy.OrderedReady': 'each pod waits until the one before is ready',
  'podManagementPolicy.Parallel': 'all pods start at once',
  'concurrencyPolicy.Allow': 'runs may overlap',
  'concurrencyPolicy.Forbid': 'a run is skipped while the one before still runs',
  'concurrencyPolicy.Replace': 'a new run replaces the one before',
  'terminationMessagePolicy.File': 'the message is read from the termination message file',
  'terminationMessagePolicy.FallbackToLogsOnError':
    'without a file, the end of the log is the message of a failed container',
  'dnsPolicy.ClusterFirst': 'names of the cluster first, then the node’s resolver',
  'dnsPolicy.ClusterFirstWithHostNet': 'the same for pods on the network of their node',
  'dnsPolicy.Default': 'the resolver of the node',
  'dnsPolicy.None': 'only what dnsConfig says',
  'completionMode.NonIndexed': 'all pods do the same; as many as completions must succeed',
  'completionMode.Indexed': 'each pod has an index; each index must succeed once',
});

/** What a value does; undefined where its name says it all. */
export function valueMessage(field: string, value: string): Message | undefined {
  const key = `${field}.${value}`;
  return Object.hasOwn(valueMessages, key) ? valueMessages[key as keyof typeof valueMessages]() : undefined;
}
