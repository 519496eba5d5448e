/** What the values of a field do, in half a sentence. By the field's name. */
export const valueDocs: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  restartPolicy: {
    Always: 'containers are restarted however they ended',
    OnFailure: 'containers are restarted if their exit code is not 0',
    Never: 'containers are not restarted',
  },
  imagePullPolicy: {
    Always: 'the registry is asked at every start of the container',
    IfNotPresent: 'the registry is asked if the node has no image of that name',
    Never: 'the image must be on the node already',
  },
  scheme: { HTTP: 'plain text', HTTPS: 'with TLS; the certificate is not checked' },
  protocol: { TCP: 'the default', UDP: 'without connections', SCTP: 'needs a network plugin that knows it' },
  type: {
    ClusterIP: 'reached inside the cluster',
    NodePort: 'reached at a port of every node, too',
    LoadBalancer: 'reached through a load balancer of the cloud, too',
    ExternalName: 'a DNS name that stands for another one',
    RollingUpdate: 'new pods replace old ones step by step',
    Recreate: 'all old pods end before new ones start',
    OnDelete: 'a pod is replaced when somebody deletes it',
  },
  podManagementPolicy: {
    OrderedReady: 'each pod waits until the one before is ready',
    Parallel: 'all pods start at once',
  },
  concurrencyPolicy: {
    Allow: 'runs may overlap',
    Forbid: 'a run is left out while the one before goes on',
    Replace: 'a new run ends the one before',
  },
  terminationMessagePolicy: {
    File: 'the message is read from the termination message file',
    FallbackToLogsOnError: 'without a file, the end of the log is the message of a failed container',
  },
  dnsPolicy: {
    ClusterFirst: 'names of the cluster first, then the node’s resolver',
    ClusterFirstWithHostNet: 'the same for pods on the network of their node',
    Default: 'the resolver of the node',
    None: 'only what dnsConfig says',
  },
  completionMode: {
    NonIndexed: 'pods are alike; so many must succeed',
    Indexed: 'each pod has an index; each index must succeed once',
  },
};
